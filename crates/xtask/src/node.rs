//! Node, in which the package is tested: Debian's if that is new enough.

use anyhow::{Result, bail, ensure};

use crate::{apt, process, project};

const MAJOR: u32 = 20;

/// Checks that Node is installed and new enough, or says how to get it.
pub fn ensure() -> Result<()> {
    let here = version();
    if here.as_deref().and_then(major).is_some_and(|major| major >= MAJOR) {
        return Ok(());
    }
    let missing = match &here {
        Some(version) => format!("Node {MAJOR} or newer (this is {version})"),
        None => format!("Node {MAJOR} or newer"),
    };
    let by_hand = format!(
        "unpack an archive of https://nodejs.org/dist/latest-v{MAJOR}.x/ and put its folder bin on the PATH"
    );
    if let Some(candidate) = apt::candidate("nodejs")
        && major(&candidate).is_none_or(|major| major < MAJOR)
    {
        bail!("missing: {missing}; the package nodejs of this system is {candidate}, too old: {by_hand}");
    }
    apt::install(&missing, &["nodejs"], &by_hand)?;
    let installed = version();
    let enough = installed.as_deref().and_then(major).is_some_and(|major| major >= MAJOR);
    ensure!(enough, "after the installation, `node --version` still says {installed:?}: {by_hand}");
    Ok(())
}

/// The output of `node --version`, if there is a Node.
fn version() -> Option<String> {
    process::ask(project::command("node").arg("--version")).map(|answer| answer.trim().to_owned())
}

/// The major version: 20 of "v20.11.1", and of Debian's "20.11.1+dfsg-1".
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("18.20.4+dfsg-1~deb12u3"), Some(18));
        assert_eq!(major("vNext"), None);
    }
}
