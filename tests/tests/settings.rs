//! Lists of settings in files that no program generates: they are written from the table of
//! settings, and this test fails when one is stale.
//!
//! `UPDATE_SETTINGS=1` rewrites them.

use backprop_core::activation::Activation;
use backprop_core::choice::Choice;
use backprop_core::config::{Config, FIELDS, Field, Kind};
use std::fmt::Write;
use std::path::Path;

/// The lines between these two are generated.
const BEGIN: &str = "settings, written from the table by UPDATE_SETTINGS=1";
const END: &str = "settings, so far";

/// Checks that the lines of a file between the marks equal `list`; with `UPDATE_SETTINGS` they are
/// rewritten.
fn check_list(file: &str, list: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let text = std::fs::read_to_string(&path).expect(file);
    let (before, rest) = text.split_once(BEGIN).expect(BEGIN);
    let (mark, rest) = rest.split_once('\n').expect("lines after the mark");
    let end = rest.find(END).expect(END);
    let (old, after) = rest.split_at(rest[..end].rfind('\n').map_or(0, |at| at + 1));
    if old == list {
        return;
    }
    assert!(std::env::var_os("UPDATE_SETTINGS").is_some(), "{file} is stale: UPDATE_SETTINGS=1 writes it");
    std::fs::write(&path, format!("{before}{BEGIN}{mark}\n{list}{after}")).expect("writable");
}

fn default_of(field: &Field) -> String {
    Config::default().get(field.name).map_or_else(String::new, |value| value.to_string())
}

#[test]
fn the_documents_have_every_setting_with_its_range_and_default() {
    let mut rows = "\n| key | value | default |\n|---|---|---|\n".to_owned();
    for field in FIELDS {
        let _ = writeln!(rows, "| `{}` | {} | {} |", field.name, field.expectation(), default_of(field));
    }
    check_list("docs/embedding.md", &(rows + "\n"));
}

#[test]
fn the_element_has_every_setting_as_an_attribute() {
    let list = |name: &str, wanted: &dyn Fn(&&Field) -> bool| {
        let names: Vec<String> =
            FIELDS.iter().filter(wanted).map(|field| format!("\"{}\",", field.option())).collect();
        let lines: Vec<String> = names.chunks(7).map(|some| format!("  {}\n", some.join(" "))).collect();
        format!("const {name} = [\n{}];\n", lines.concat())
    };
    let flags = list("FLAGS", &|field| field.kind == Kind::Flag);
    check_list("www/embed.js", &(list("SETTINGS", &|_| true) + &flags));
}

#[test]
fn typescript_knows_every_setting() {
    let union =
        |names: &[&str]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | ");
    let mut types = format!(
        "/** What a neuron does to its weighted sum. */\nexport type ActivationName =\n  {};\n\n\
         /** Everything that determines a run. Ranges: `Trainer.fields()`. */\nexport interface Config {{\n",
        union(Activation::NAMES)
    );
    for field in FIELDS {
        let kind = match field.kind {
            Kind::Integer | Kind::Number { .. } => "number".into(),
            Kind::Flag => "boolean".into(),
            Kind::Sizes => "number[]".into(),
            Kind::Choice(names) if names == Activation::NAMES => "ActivationName".into(),
            Kind::Choice(names) => union(names),
        };
        let about = match field.kind {
            Kind::Choice(_) | Kind::Flag => field.about().to_owned(),
            _ => format!("{}: {}.", field.about().trim_end_matches('.'), field.expectation()),
        };
        let _ = writeln!(types, "  /** {about} */\n  {}: {kind};", field.name);
    }
    check_list("crates/web/src/types.d.ts", &(types + "}\n"));
}
