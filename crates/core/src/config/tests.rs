//! The values that a configuration takes and refuses, and what it writes into a link.

use super::*;
use proptest::prelude::*;

fn set_text(config: &mut Config, name: &str, text: &str) -> Result<(), SettingError> {
    config.set_text(name, text, |text| text.parse().ok())
}

#[test]
fn every_field_can_be_read_and_its_default_is_valid() {
    let mut config = Config::default();
    for field in FIELDS {
        let default = config.get(field.name).expect("readable");
        assert_eq!(field.parse(&default.to_string()).as_ref(), Ok(&default));
        config.set(field.name, &default).expect("valid");
    }
    assert_eq!(config, Config::default());
    assert!(config.differences().is_empty());
}

#[test]
fn every_field_writes_itself_and_nothing_else() {
    for field in FIELDS {
        let mut config = Config::default();
        let text = match field.kind {
            Kind::Integer => "77",
            Kind::Number { .. } => "0.625",
            Kind::Choice([_]) => continue, // it has no other
            Kind::Choice(names) => names[1],
            Kind::Flag => "true",
            Kind::Sizes => "2,9,2",
        };
        set_text(&mut config, field.name, text).expect("valid");
        assert_eq!(config.differences(), [(field.name, text.to_owned())]);
    }
}

#[test]
fn an_error_names_field_value_and_range_and_changes_nothing() {
    let mut config = Config::default();
    let error = set_text(&mut config, "learningRate", "-1").expect_err("out of range");
    assert_eq!((error.code, error.min, error.max), (Code::OutOfRange, Some(0.0), Some(10.0)));
    assert_eq!(error.to_string(), "learningRate must be a number above 0 and at most 10, not \"-1\"");
    assert_eq!(config, Config::default());
}

#[test]
fn what_is_outside_the_table_is_refused() {
    let mut config = Config::default();
    for (name, text) in [
        ("samples", "3"),
        ("samples", "20001"),
        ("samples", "4.5"),
        ("samples", ""),
        ("noise", "NaN"),
        ("noise", "inf"),
        ("dataSeed", "4294967296"),
        ("dataSeed", "-1"),
        ("learningRate", "0"),
        ("layers", "2,2"),
        ("layers", "2,0,2"),
        ("layers", "2,129,2"),
        ("layers", "3,4,2"),
        ("layers", "2,4,,2"),
        ("layers", "2,3,3,3,3,3,3,3,2"),
        ("activation", "sigmoidal"),
        ("trainBias", "yes"),
        ("dataset", "pentagon"),
    ] {
        assert!(set_text(&mut config, name, text).is_err(), "{name}={text}");
    }
    assert!(config.set("nosuch", &Value::Flag(true)).is_err());
    assert!(config.set("samples", &Value::Text("9".into())).is_err());
    assert_eq!(config, Config::default());
}

#[test]
fn a_link_may_write_names_and_yes_in_other_ways() {
    let mut config = Config::default();
    for (name, text, meant) in [
        ("activation", "ReLU", "relu"),
        ("dataset", "Circles", "circles"),
        ("trainBias", "1", "true"),
        ("trainBias", "0", "false"),
    ] {
        set_text(&mut config, name, text).expect(text);
        assert_eq!(config.get(name).map(|value| value.to_string()).as_deref(), Some(meant));
    }
}

#[test]
fn a_refusal_quotes_what_was_typed() {
    let mut config = Config::default();
    for (name, text) in [("samples", "2.0000000001e4"), ("learningRate", "1e-400"), ("samples", "3,0")] {
        assert_eq!(set_text(&mut config, name, text).expect_err(text).value, text);
    }
}

#[test]
fn a_split_without_training_points_names_the_range_for_these_samples() {
    let mut config = Config::default();
    set_text(&mut config, "samples", "4").expect("valid");
    set_text(&mut config, "testSize", "0.95").expect("valid alone");
    assert_eq!(config.check().expect_err("nothing to train on").max, Some(0.75));
    set_text(&mut config, "testSize", "0.75").expect("valid");
    assert_eq!(config.check(), Ok(()));
}

#[test]
fn data_is_the_same_exactly_if_points_and_split_are() {
    let default = Config::default();
    for field in FIELDS {
        let mut other = default.clone();
        let text = match field.kind {
            _ if field.name == "dataset" => continue, // its other shape is tested with it
            Kind::Choice(names) => names[1],
            Kind::Flag => "true",
            Kind::Sizes => "2,3,2",
            Kind::Integer => "999",
            Kind::Number { .. } => "0.51",
        };
        set_text(&mut other, field.name, text).expect("valid");
        let same = other.points() == default.points() && other.split() == default.split();
        assert_eq!(other.has_data_of(&default), same, "{}", field.name);
    }
}

proptest! {
    #[test]
    fn what_a_link_says_is_what_it_was_made_from(
        rate in 1e-300..10.0_f64, noise in 0.0..1.0_f64, seed: u32, bias: bool,
        hidden in proptest::collection::vec(1..=128_usize, 1..=6)
    ) {
        let hidden = hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let config: Config = format!(
            "learningRate={rate}&noise={noise}&networkSeed={seed}&trainBias={bias}&layers=2,{hidden},2"
        ).parse().expect("settings");
        let link: Vec<String> = config.differences().iter().map(|(name, text)| format!("{name}={text}")).collect();
        let again: Config = link.join("&").parse().expect("its own text");
        prop_assert_eq!(again, config);
    }
}
