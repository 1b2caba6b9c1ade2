//! Debian's packages, where this machine has apt-get and lets us install them.

use anyhow::{Context, Result, bail};

use crate::{process, project};

/// An unattended installation asks nothing.
const QUIET: &str = "DEBIAN_FRONTEND=noninteractive";

/// Installs packages. Where that is not possible, the error says what is missing and how to get it.
pub fn install(missing: &str, packages: &[&str], otherwise: &str) -> Result<()> {
    let Some(apt) = apt() else {
        bail!(
            "missing: {missing}; install it (Debian: `apt-get install {}`), or {otherwise}",
            packages.join(" ")
        );
    };
    println!("missing: {missing}; installing with apt-get");
    apt_get(apt, &["update"])?;
    apt_get(apt, &[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// Returns whether packages can be installed.
pub fn is_here() -> bool {
    apt().is_some()
}

/// The version of a package that would be installed, if there is apt-get and it knows one. A system
/// that has never looked looks now.
pub fn candidate(package: &str) -> Option<String> {
    let policy = || process::ask(project::command("apt-cache").args(["policy", package]));
    let apt = apt()?;
    version(&policy()?).or_else(|| {
        apt_get(apt, &["update"]).ok()?;
        version(&policy()?)
    })
}

fn apt_get(apt: &[&str], arguments: &[&str]) -> Result<()> {
    let (program, words) = apt.split_first().context("an empty command")?;
    process::run(project::command(program).args(words).args(arguments))
}

/// The 18.20.4+dfsg-1 of "  Candidate: 18.20.4+dfsg-1".
fn version(policy: &str) -> Option<String> {
    let candidate = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?.trim();
    (candidate != "(none)").then(|| candidate.to_owned())
}

/// The command line of apt-get, if this machine has it and allows it.
fn apt() -> Option<&'static [&'static str]> {
    project::find("apt-get")?;
    if process::ask(project::command("id").arg("-u"))?.trim() == "0" {
        return Some(&["env", QUIET, "apt-get"]);
    }
    process::ask(project::command("sudo").args(["-n", "true"]))?;
    Some(&["sudo", "-n", "env", QUIET, "apt-get"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_read() {
        let policy = "nodejs:\n  Installed: (none)\n  Candidate: 18.20.4+dfsg-1\n  Version table:\n";
        assert_eq!(version(policy).as_deref(), Some("18.20.4+dfsg-1"));
        assert_eq!(version("nodejs:\n  Installed: (none)\n  Candidate: (none)\n"), None);
        assert_eq!(version(""), None);
    }
}
