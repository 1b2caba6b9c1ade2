//! Copies of folders, for scenarios that change what is served.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A name that no other lane uses: lanes run in parallel.
pub fn own(name: &str) -> String {
    static LAST: AtomicUsize = AtomicUsize::new(0);
    format!("{name}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// Copies a folder with all its contents.
///
/// # Errors
/// If something cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir().with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
