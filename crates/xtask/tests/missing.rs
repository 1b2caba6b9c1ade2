//! `xtask test --only tools` on a machine where something is missing: the search path leads to
//! stand-ins only, so nothing is really installed.

#![cfg(unix)]
#![allow(missing_docs)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of programs, each a shell script.
struct Machine(PathBuf);

impl Machine {
    fn new(test: &str, programs: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-missing-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let machine = Self(folder);
        for (name, script) in programs {
            machine.put(name, script);
        }
        machine
    }

    fn put(&self, name: &str, script: &str) {
        let path = self.0.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a program");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("that can be started");
    }

    /// Runs the step, which fails sooner or later; what it wrote.
    fn tools(&self) -> String {
        let run = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["test", "--only", "tools"])
            .env("PATH", &self.0)
            .env("CARGO", self.0.join("cargo"))
            .output()
            .expect("it starts");
        assert_eq!(run.status.code(), Some(1));
        String::from_utf8([run.stdout, run.stderr].concat()).expect("text")
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An apt-get that keeps what it is asked, and puts a Node there when asked for one.
fn apt_get(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "echo \"$@\" >> {folder}/asked
case \"$*\" in *nodejs*) printf '#!/bin/sh\\necho v22.1.0\\n' > {folder}/node; /bin/chmod +x {folder}/node;; esac"
    )
}

/// A machine of Debian's, where everything may be installed, with this candidate for Node.
fn debian(test: &str, candidate: &str) -> Machine {
    let policy = format!("echo '  Candidate: {candidate}'");
    let machine =
        Machine::new(test, &[("id", "echo 0"), ("apt-cache", &policy), ("env", "shift; exec \"$@\"")]);
    machine.put("apt-get", &apt_get(&machine.0));
    machine
}

#[test]
fn without_node_and_apt_it_says_what_to_install() {
    let said = Machine::new("bare", &[]).tools();
    assert!(said.contains("missing: Node 20 or newer") && said.contains("apt-get install nodejs"), "{said}");
    assert!(said.contains("https://nodejs.org/dist/latest-v20.x/"), "{said}");
}

#[test]
fn a_missing_node_is_installed_where_the_systems_is_new_enough() {
    let machine = debian("new", "22.1.0+dfsg-1");
    let said = machine.tools();
    let asked = fs::read_to_string(machine.0.join("asked")).expect("apt-get was asked");
    assert_eq!(asked, "update\ninstall --yes --no-install-recommends nodejs\n");
    assert!(said.contains("rustfmt") && !said.contains("nodejs.org"), "it goes on to the next: {said}");
}

#[test]
fn an_old_node_of_the_system_is_not_installed_but_named() {
    let machine = debian("old", "18.20.4+dfsg-1");
    machine.put("node", "echo v16.0.0");
    let said = machine.tools();
    assert!(said.contains("this is v16.0.0") && said.contains("18.20.4+dfsg-1, too old"), "{said}");
    assert!(!machine.0.join("asked").exists(), "apt-get was asked all the same");
}
