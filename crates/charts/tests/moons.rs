//! The native program: its log against the reference run, its exits, its figures. The modules of
//! the program are included as they are, so their own tests run here as well.

mod native;

#[path = "../examples/moons/main.rs"]
#[expect(dead_code, reason = "its main is not called here")]
mod program;

use native::stdout;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

fn moons(args: &[&str]) -> Output {
    native::run("moons", args)
}

fn reference() -> Vec<(u64, f64, f64)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/run_chapter.json");
    let run: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the file")).expect("JSON");
    let number = |value: &Value| value.as_f64().expect("a number");
    let entries = run["log_epoch_mse_accuracy"].as_array().expect("a list");
    entries.iter().map(|entry| (number(&entry[0]) as u64, number(&entry[1]), number(&entry[2]))).collect()
}

#[test]
fn the_log_begins_as_the_chapters() {
    let output = moons(&["--epochs=10"]);
    assert_eq!(output.status.code(), Some(0));
    let entry = |(epoch, mse, accuracy): &(u64, f64, f64)| {
        format!("Epoch: #{epoch}, MSE: {mse:.6}\nAccuracy: {:.2}%\n", accuracy * 100.0)
    };
    let expected = reference()[..2].iter().map(entry).collect::<Vec<_>>().concat();
    assert_eq!(stdout(&output), expected);
    assert!(output.stderr.is_empty());
}

#[test]
fn json_has_one_object_a_line_at_full_precision() {
    let output = moons(&["--epochs", "2", "--log-every=2", "--format=json"]);
    let lines: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(lines.len(), 2);
    let (epoch, mse, accuracy) = reference()[0];
    assert_eq!((lines[0]["epoch"].as_u64(), lines[0]["accuracy"].as_f64()), (Some(epoch), Some(accuracy)));
    let distance = lines[0]["mse"].as_f64().expect("a number") - mse;
    assert!(distance.abs() < 1e-12, "{distance:e}");
    assert_eq!(lines[1]["epoch"], 2);
}

#[test]
fn a_bad_option_is_explained_on_standard_error() {
    let output = moons(&["--learning-rate=-1", "--epochs=0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("--learning-rate") && message.contains("at most 10"), "{message}");
}

#[test]
fn a_number_that_is_not_finite_is_null_and_ends_the_run() {
    let linear = ["--activation=linear", "--output-activation=linear", "--learning-rate=10", "--samples=50"];
    let output = moons(&[&linear[..], &["--format=json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0], r#"{"epoch":0,"mse":null,"accuracy":null}"#);
    let message = String::from_utf8(output.stderr.clone()).expect("text");
    assert!(message.contains("--learning-rate") && message.contains("layer"), "{message}");
}

#[test]
fn four_figures_are_written_of_the_whole_run_or_of_a_part() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("figures");
    let out = format!("--out={}", folder.display());
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a figure");
    let small = ["--samples=30", "--layers=2,3,2", "--epochs=150", out.as_str()];

    assert_eq!(moons(&small).status.code(), Some(0));
    for name in ["data.svg", "boundary.svg", "mse.svg", "accuracy.svg"] {
        let figure = read(name);
        assert!(figure.starts_with("<svg ") && figure.trim_end().ends_with("</svg>"), "{name}");
        assert!(figure.len() < 500_000, "{name}");
    }
    assert!(read("mse.svg").contains("epoch 200") && read("mse.svg").contains("#0–#100"));

    assert_eq!(moons(&[&small[..], &["--figure-epochs=100"]].concat()).status.code(), Some(0));
    assert!(read("mse.svg").contains("epoch 100") && !read("mse.svg").contains("#0–#100"));
}
