//! The claims of the documents that can be checked: their links lead somewhere, and the policy for
//! servers is the page's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").into()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All documents below docs/, and those beside it.
fn documents() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in folder.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    let beside = ["README.md", "README.zh.md", "CONTRIBUTING.md"];
    let mut found: Vec<PathBuf> = beside.iter().map(|name| root().join(name)).collect();
    walk(&root().join("docs"), &mut found);
    found
}

/// The anchors of a document, as GitHub derives them from its headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let plain = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        words.chars().filter(|&c| c.is_alphanumeric() || c == '-' || c == '_').collect()
    };
    headings.map(plain).collect()
}

/// The targets of links and pictures, except those in code blocks.
fn targets(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split("](").skip(1).filter_map(|rest| rest.split(')').next())).collect()
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut seen = 0;
    for document in documents() {
        let text = read(&document);
        for target in targets(&text).into_iter().filter(|target| !target.starts_with("http")) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { document.clone() } else { document.with_file_name(file) };
            assert!(path.exists(), "{} leads to {target}, which is not there", document.display());
            let known = anchor.is_empty() || anchors(&read(&path)).contains(anchor);
            assert!(known, "{} leads to {target}, and there is no such heading", document.display());
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} links");
}

#[test]
fn the_policy_for_servers_is_the_pages_own_and_says_who_may_frame_it() {
    let (page, text) = (read(&root().join("www/index.html")), read(&root().join("docs/hosting.md")));
    let own = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1);
    let own = own.and_then(|rest| rest.split('"').next()).expect("the page has a policy");
    assert!(text.contains(&format!("Content-Security-Policy: {own}; frame-ancestors *\n")), "{own}");
}
