//! House rules as tests: every file opens with its purpose, locales have equal keys, and the tree
//! in docs/architecture.md is the repository's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").into()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files that git knows or would add, relative to the root.
fn files() -> Vec<String> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(output.status.success(), "git ls-files failed");
    let names = String::from_utf8(output.stdout).expect("names in UTF-8");
    let files: Vec<String> =
        names.lines().filter(|name| root().join(name).is_file()).map(str::to_owned).collect();
    assert!(files.len() > 50, "only {} files", files.len());
    files
}

#[test]
fn every_source_file_opens_with_its_purpose() {
    let openings: [(&str, &[&str]); 5] = [
        (".rs", &["//! "]),
        (".js", &["/**", "/*", "//"]),
        (".mjs", &["/**", "/*", "//"]),
        (".css", &["/*"]),
        (".py", &["\"\"\""]),
    ];
    let mut seen = 0;
    for file in files() {
        let Some((_, opening)) = openings.iter().find(|(ending, _)| file.ends_with(ending)) else { continue };
        let text = read(&file);
        assert!(opening.iter().any(|start| text.starts_with(start)), "{file} does not say what it is for");
        seen += 1;
    }
    assert!(seen > 40, "only {seen} source files");
}

fn keys(value: &serde_json::Value, at: &str, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                keys(value, &format!("{at}.{key}"), out);
            }
        }
        serde_json::Value::String(text) => {
            assert!(!text.trim().is_empty(), "{at} is empty");
            out.insert(at.into());
        }
        other => panic!("{at} is {other}, not a text"),
    }
}

/// The languages of the page: one for each file in www/locales.
fn languages() -> Vec<String> {
    let ids = files()
        .into_iter()
        .filter_map(|file| Some(file.strip_prefix("www/locales/")?.strip_suffix(".json")?.to_owned()));
    ids.collect()
}

#[test]
fn all_locales_have_the_same_keys() {
    let locale = |name: &str| {
        let value = serde_json::from_str(&read(format!("www/locales/{name}.json"))).expect("JSON");
        let mut set = BTreeSet::new();
        keys(&value, "", &mut set);
        set
    };
    let english = locale("en");
    assert!(english.len() > 30 && languages().len() > 1);
    for language in languages() {
        let other = locale(&language);
        let unequal: Vec<_> = english.symmetric_difference(&other).collect();
        assert!(unequal.is_empty(), "only English or {language} has {unequal:?}");
    }
}

/// A parser keeps the last of two duplicates: the first would be lost unnoticed.
#[test]
fn no_word_of_a_locale_is_written_twice() {
    for language in languages() {
        let text = read(format!("www/locales/{language}.json"));
        let mut seen = BTreeSet::new();
        let keys = text.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next());
        let twice: Vec<&str> = keys.filter(|&key| !seen.insert(key)).collect();
        assert!(seen.len() > 30 && twice.is_empty(), "{language} has twice {twice:?}");
    }
}

/// The paths in the tree of docs/architecture.md: two spaces of indentation per level, then a name, then prose.
fn tree() -> BTreeSet<String> {
    let architecture = read("docs/architecture.md");
    let tree =
        architecture.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a tree");
    let mut folders: Vec<&str> = Vec::new();
    let mut paths = BTreeSet::new();
    for line in tree.lines() {
        let name = line.split_whitespace().next().expect("no empty lines");
        let depth = line.len().saturating_sub(line.trim_start().len()) / 2;
        folders.truncate(depth);
        paths.insert(format!("{}{}", folders.concat(), name.trim_end_matches('/')));
        if name.ends_with('/') {
            folders.push(name);
        }
    }
    paths
}

#[test]
fn the_tree_of_the_architecture_is_the_tree() {
    let tree = tree();
    for path in &tree {
        assert!(root().join(path).exists(), "the tree names {path}, which is not there");
    }
    let listed = |file: &str| {
        // A module's folder stands for its files, and a folder without entries for all in it.
        file.match_indices('/').map(|(end, _)| &file[..end]).chain([file]).any(|path| {
            let inside = format!("{path}/");
            tree.contains(path) && (path == file || !tree.iter().any(|other| other.starts_with(&inside)))
        })
    };
    let hidden = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        name == "Cargo.toml" && file != "Cargo.toml"
            || matches!(name, "lib.rs" | "mod.rs" | ".gitignore" | "Cargo.lock")
    };
    let missing: Vec<String> = files().into_iter().filter(|file| !hidden(file) && !listed(file)).collect();
    assert!(missing.is_empty(), "the tree does not name {missing:?}");
}
