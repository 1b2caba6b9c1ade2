//! The native program for the chain rule: its two forms of output and its exits.

mod native;

use native::stdout;
use serde_json::Value;
use std::process::Output;

fn chain_rule(args: &[&str]) -> Output {
    native::run("chain_rule", args)
}

#[test]
fn the_chapters_check_is_printed() {
    let output = chain_rule(&[]);
    assert_eq!(stdout(&output), "dy2_dy1 * dy1_dw1 = 2\ndy2_dw1 = 2\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn json_has_the_same_keys_and_numbers() {
    let output = chain_rule(&["--format", "json"]);
    assert_eq!(stdout(&output), "{\"dy2_dy1 * dy1_dw1\": 2, \"dy2_dw1\": 2}\n");
    assert!(serde_json::from_str::<Value>(stdout(&output)).is_ok_and(|value| value["dy2_dw1"] == 2));
}

#[test]
fn a_variable_takes_another_value() {
    let output = chain_rule(&["--w2=-3", "--x", "0.5"]);
    assert_eq!(stdout(&output), "dy2_dy1 * dy1_dw1 = -1.5\ndy2_dw1 = -1.5\n");
}

#[test]
fn a_number_that_is_not_finite_is_null() {
    let output = chain_rule(&["--w2=1e308", "--x=1e308", "--format=json"]);
    assert_eq!(output.status.code(), Some(1));
    let line: Value = serde_json::from_str(stdout(&output)).expect("an object");
    assert_eq!((&line["dy2_dy1 * dy1_dw1"], &line["dy2_dw1"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_bad_option_is_explained_on_standard_error() {
    for (argument, part) in [("--w2=two", "two"), ("--w3=1", "--w3"), ("--format=xml", "json")] {
        let output = chain_rule(&[argument]);
        assert_eq!(output.status.code(), Some(2), "{argument}");
        assert!(output.stdout.is_empty());
        assert!(String::from_utf8_lossy(&output.stderr).contains(part), "{argument}");
    }
}
