//! SVG documents against committed ones. `UPDATE_GOLDEN=1 cargo test -p backprop-charts` rewrites those;
//! then look at them.

use std::path::Path;

/// Checks that a document is the committed one of that name.
#[track_caller]
pub fn matches_golden(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return std::fs::write(path, svg).expect("written");
    }
    let golden = std::fs::read_to_string(&path).expect("a committed picture");
    assert!(svg == golden, "{name} has changed; UPDATE_GOLDEN=1 rewrites it");
}
