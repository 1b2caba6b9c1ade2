//! Changes on the way in the text of a link: `28000:learningRate:0.03,30000:p17:0.5`.

use super::changes::LARGEST_STEP;
use super::history::{Change, Event};
use crate::config::{Code, Config, Field, SettingError};

/// Changes of a run with these settings. An entry is step:setting:value, or step:p17:value for the
/// parameter at index 17; steps do not decrease. `read` reads numbers, see [`Field::parse_with`].
///
/// # Errors
/// For a setting that does not take its value, that of the setting; for anything else, `changes`.
pub fn read_changes(
    text: &str,
    config: &Config,
    read: impl Fn(&str) -> Option<f64>,
) -> Result<Vec<Event>, SettingError> {
    let whole = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        read(text).filter(|&n| digits && n <= LARGEST_STEP as f64).map(|n| n as u64)
    };
    let mut last = 0;
    let mut entry = |text: &str| {
        let mut parts = text.split(':');
        let [step, name, value] = [(); 3].map(|()| parts.next().unwrap_or_default());
        let step = whole(step).filter(|&step| step >= last && parts.next().is_none())?;
        last = step;
        let value = read(value)?;
        let change = match name.strip_prefix('p').and_then(whole) {
            Some(index) => Change::Parameter { index: usize::try_from(index).ok()?, value },
            None => Change::Setting { name: Field::named(name).filter(|field| field.alters)?.name, value },
        };
        Some(Event { step, change })
    };
    let mut events = Vec::new();
    for text in text.split(',').filter(|text| !text.is_empty()) {
        let event = entry(text).ok_or_else(|| not_a_change(text))?;
        let is_setting = matches!(event.change, Change::Setting { .. });
        event.change.check(config).map_err(|error| if is_setting { error } else { not_a_change(text) })?;
        events.push(event);
    }
    Ok(events)
}

/// The text that [`read_changes`] reads, with the shortest numbers.
pub fn write_changes(changes: &[Event]) -> String {
    let entry = |Event { step, change }: &Event| match change {
        Change::Setting { name, value } => format!("{step}:{name}:{}", shortest(*value)),
        Change::Parameter { index, value } => format!("{step}:p{index}:{}", shortest(*value)),
    };
    changes.iter().map(entry).collect::<Vec<_>>().join(",")
}

fn shortest(x: f64) -> String {
    let [plain, scientific] = [x.to_string(), format!("{x:e}")];
    if scientific.len() < plain.len() { scientific } else { plain }
}

#[inline(never)]
fn not_a_change(text: &str) -> SettingError {
    SettingError {
        code: Code::WrongType,
        field: "changes".into(),
        value: text.into(),
        min: None,
        max: None,
        expected: "step:setting:value or step:p and a place:value, by step".into(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::Trainer;
    use super::super::changes::tests::quick;
    use super::*;

    /// Changes of [`quick`], with numbers read by `parse`.
    pub fn read(text: &str) -> Result<Vec<Event>, SettingError> {
        read_changes(text, quick().config(), |text| text.parse().ok())
    }

    pub fn written(trainer: &Trainer) -> String {
        write_changes(&trainer.changes())
    }

    #[test]
    fn numbers_are_written_as_short_as_they_can_be_read() {
        let text = "1:p0:1e300,2:p1:-1.2e-4,3:learningRate:1e-9,4:p2:-0";
        assert_eq!(write_changes(&read(text).expect("changes")), text);
    }

    #[test]
    fn a_value_out_of_its_range_is_refused_with_that_range() {
        let error = read("7:learningRate:11").expect_err("too high");
        assert_eq!((error.field.as_str(), error.max), ("learningRate", Some(10.0)));
    }

    #[test]
    fn a_text_that_is_no_list_of_changes_is_refused_whole() {
        for text in [
            "5",
            "5:learningRate",
            "5:noise:0.1",
            "5:epochs:3",
            "x:p1:1",
            "-1:p1:1",
            "1.5:p1:1",
            "5:p:1",
            "5:p1:x",
            "5:p1:1:1",
            "5:p1:1,4:p1:1",
            "9007199254740993:p1:1",
            "1e3:p1:1",
            "5:p99999:1",
            "5:p1:1e999",
        ] {
            assert_eq!(read(text).expect_err(text).field, "changes");
        }
    }
}
