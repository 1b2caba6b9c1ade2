//! The native program: its table against NumPy's, its exits, its figures. The modules of the program
//! are included as they are, so their own tests run here as well.

mod native;

#[path = "../examples/himmelblau/main.rs"]
#[expect(dead_code, reason = "its main is not called here")]
mod program;

use native::stdout;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

fn himmelblau(args: &[&str]) -> Output {
    native::run("himmelblau", args)
}

fn objects(output: &Output) -> Vec<Value> {
    let text = stdout(output);
    text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn the_chapters_four_tables_are_numpys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/himmelblau.json");
    let runs: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the file")).expect("JSON");
    for run in runs.as_array().expect("runs") {
        let start = format!("--start={},{}", number(&run["start"][0]), number(&run["start"][1]));
        let output = himmelblau(&[&start, "--learning-rate", "0.01", "--format=json"]);
        assert_eq!(output.status.code(), Some(0));
        let (printed, rows) = (objects(&output), run["rows_step_x_y_f"].as_array().expect("rows"));
        assert_eq!(printed.len(), rows.len());
        for (object, row) in printed.iter().zip(rows) {
            assert_eq!(object["step"], row[0]);
            for (key, column, tolerance) in [("x", 1, 1e-12), ("y", 2, 1e-12), ("f", 3, 1e-12)] {
                let (got, expected) = (number(&object[key]), number(&row[column]));
                let scale = if key == "f" { expected.abs().max(1.0) } else { 1.0 };
                assert!((got - expected).abs() <= tolerance * scale, "{start} {key}: {got} {expected}");
            }
        }
    }
}

#[test]
fn the_text_is_as_the_chapter_prints_it() {
    let output = himmelblau(&["--start=-2,2", "--steps=40"]);
    let text = String::from_utf8(output.stdout).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("step 19: x = [-2.80511808"), "{text}");
    assert!(lines[1].starts_with("step 39: x = [-2.80511808") && lines[1].contains("], f(x) = "), "{text}");
    assert!(output.stderr.is_empty());
}

#[test]
fn a_bad_option_is_explained_on_standard_error() {
    let output = himmelblau(&["--start=here"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("--start") && message.contains("-2,2"), "{message}");
}

#[test]
fn a_number_that_is_not_finite_is_null_and_ends_the_run() {
    let output = himmelblau(&["--start=4,0", "--learning-rate=0.05", "--format=json"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = objects(&output);
    assert_eq!(printed.len(), 1);
    assert_eq!((&printed[0]["step"], &printed[0]["x"]), (&Value::from(19), &Value::Null));
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("step 9, f"), "{message}");
}

#[test]
fn two_figures_are_written_even_of_a_descent_that_diverges() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("himmelblau");
    let out = format!("--out={}", folder.display());
    for (rate, code) in [("--learning-rate=0.01", 0), ("--learning-rate=0.05", 1)] {
        assert_eq!(himmelblau(&["--start=4,0", rate, &out]).status.code(), Some(code));
        for name in ["map.svg", "surface.svg"] {
            let figure = std::fs::read_to_string(folder.join(name)).expect("a figure");
            assert!(figure.starts_with("<svg ") && figure.trim_end().ends_with("</svg>"), "{name}");
            assert!(figure.len() < 500_000, "{name}");
        }
        let map = std::fs::read_to_string(folder.join("map.svg")).expect("a figure");
        assert!(map.contains("(−3.78, −3.28)") && map.contains("(3.58, −1.85)"));
    }
}
