//! The page's lessons: its folders that hold a manifest.

use std::path::Path;

/// Their ids, in alphabetical order.
///
/// # Panics
/// If the page's folder cannot be read.
#[must_use]
pub fn ids() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/js/page/lessons");
    let entries = folder.read_dir().expect("the lessons' folder");
    let folders = entries.flatten().filter(|entry| entry.path().join("manifest.js").is_file());
    let mut ids: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.sort();
    ids
}

/// A link to each, without its `#`; `network` replaces that of the chapter's network, which takes
/// too long to open everywhere.
#[must_use]
pub fn links(network: &str) -> Vec<String> {
    let link = |id: String| if id == "network" { network.to_owned() } else { format!("lesson={id}") };
    ids().into_iter().map(link).collect()
}
