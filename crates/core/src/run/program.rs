//! A run as the chapter's program, in plain NumPy and scikit-learn, for a reader to check the log.
//!
//! The program is written as a student would write it, a matrix product per layer and an update
//! per sample, so it is slow (minutes for a thousand passes) and easy to read.

use super::LOG_EVERY;
use super::history::{Change, Event};
use crate::activation::Activation;
use crate::config::{Config, FIELDS, Value, words};
use crate::loss::Loss;

const TEMPLATE: &str = include_str!("program.py");

/// The program's additional code for changes on the way.
const CHANGING: &str = include_str!("program_changes.py");
const CHANGE: &str = "        rate = change(step, rate)\n";

/// The program for these settings and these changes on the way.
pub fn numpy(config: &Config, changes: &[Event]) -> String {
    // Its first line, what the file is for, is left out.
    let changing = CHANGING.split_once('\n').map_or(CHANGING, |(_, code)| code);
    let [changing, change] = if changes.is_empty() { ["", ""] } else { [changing, CHANGE] };
    let mut program = TEMPLATE.replace("${CHANGING}\n", changing).replace("${CHANGE}\n", change);
    let changes: Vec<String> = changes.iter().map(in_python).collect();
    let activations = Activation::ALL.map(|function| {
        let [value, slope] = function.python();
        format!("{} = ({value}, {slope})", words(function.name(), '_'))
    });
    let [import, points] = config.dataset().python();
    let [loss, loss_error] = Loss::Mse.python();
    for (name, text) in [
        ("IMPORT", import),
        ("POINTS", points),
        ("LOSS", loss),
        ("LOSS_ERROR", loss_error),
        ("ACTIVATIONS", &activations.join("\n")),
        ("OPTIMIZER", config.optimizer().python()),
        ("CHANGES", &changes.join(", ")),
        ("LOG_EVERY", &LOG_EVERY.to_string()),
    ] {
        program = program.replace(&format!("${{{name}}}"), text);
    }
    for field in FIELDS {
        let value = config.get(field.name).map_or_else(String::new, |value| python(&value));
        program = program.replace(&format!("${{{}}}", field.name), &value);
    }
    program
}

fn in_python(event: &Event) -> String {
    let step = event.step;
    match event.change {
        Change::Setting { name, value } => format!("({step}, \"{}\", {value})", words(name, '_')),
        Change::Parameter { index, value } => format!("({step}, {index}, {value})"),
    }
}

/// A setting as Python writes it; a name becomes that of a variable, in Python's spelling.
fn python(value: &Value) -> String {
    match value {
        Value::Flag(on) => if *on { "True" } else { "False" }.into(),
        Value::Numbers(_) => format!("[{}]", value.to_string().replace(',', ", ")),
        Value::Number(_) => value.to_string(),
        Value::Text(name) => words(name, '_'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::read_changes;

    #[test]
    fn every_setting_is_filled_in() {
        let program = numpy(&Config::default(), &[]);
        assert!(!program.contains("${"), "{program}");
        assert!(program.contains("LAYERS = [2, 25, 50, 25, 2]"));
        assert!(!program.to_lowercase().contains("change"), "nothing was changed on the way");
        for field in FIELDS {
            for name in field.kind.values() {
                let config = format!("{}={name}", field.name).parse().expect("a choice");
                let program = numpy(&config, &[]);
                assert!(!program.contains("${"), "{name}: {program}");
            }
        }
    }

    #[test]
    fn changes_are_in_the_program() {
        let (text, config) = ("0:p3:0.5,1400:learningRate:1e-5", Config::default());
        let changes = read_changes(text, &config, |text| text.parse().ok()).expect("changes");
        let program = numpy(&config, &changes);
        assert!(!program.contains("${"), "{program}");
        assert!(
            program.contains("\nCHANGES = [(0, 3, 0.5), (1400, \"learning_rate\", 0.00001)]"),
            "{program}"
        );
        assert!(program.contains("        rate = change(step, rate)\n        learn("));
    }
}
