//! Whose turn it is, where the same scenarios run in two browsers at the same time, each in a program
//! of its own: one that measures how fast something is has the machine to itself.

use anyhow::{Context, Result};
use std::env;
use std::fs::File;
use std::path::PathBuf;

/// Held while a scenario runs.
pub struct Turn {
    _machine: Option<File>,
}

impl Turn {
    /// Waits for it: beside others, or alone. Without the environment variable `BACKPROP_ALONE`,
    /// which names a file for the programs to wait at, this program is the only one.
    ///
    /// # Errors
    /// If the file cannot be made.
    pub async fn take(alone: bool) -> Result<Self> {
        let Some(path) = env::var_os("BACKPROP_ALONE").map(PathBuf::from) else {
            return Ok(Self { _machine: None });
        };
        let machine = tokio::task::spawn_blocking(move || wait(&path, alone)).await??;
        Ok(Self { _machine: Some(machine) })
    }
}

/// Locks go to whoever comes first. So that one who waits to be alone is not overtaken for ever, all
/// pass a door, and who waits stands in it.
fn wait(path: &PathBuf, alone: bool) -> Result<File> {
    let open = |path: &PathBuf| File::create(path).with_context(|| format!("cannot make {}", path.display()));
    let (door, machine) = (open(&path.with_extension("door"))?, open(path)?);
    door.lock()?;
    if alone { machine.lock() } else { machine.lock_shared() }?;
    Ok(machine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_alone_has_nobody_beside() {
        let path = env::temp_dir().join(format!("page-tests-turn-{}", std::process::id()));
        let (one, another) = (wait(&path, false).unwrap(), wait(&path, false).unwrap());
        let third = File::open(&path).unwrap();
        assert!(third.try_lock().is_err(), "two are at it");
        drop((one, another));
        let alone = wait(&path, true).unwrap();
        assert!(third.try_lock_shared().is_err(), "one is alone");
        drop(alone);
        assert!(third.try_lock_shared().is_ok());
        for path in [path.with_extension("door"), path] {
            std::fs::remove_file(path).unwrap();
        }
    }
}
