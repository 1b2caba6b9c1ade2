//! Child processes: run them in view, or read what they print; a failure names the command.

use std::path::Path;
use std::process::{Command, ExitStatus, Output, Stdio};

use anyhow::{Context, Result, ensure};

/// Runs the command with its output in view, after printing the command line.
pub fn run(command: &mut Command) -> Result<()> {
    eprintln!("$ {}", line(command));
    let status = command.status().with_context(|| cannot_start(command))?;
    check(command, status)
}

/// Runs the command and returns what it wrote to standard output. Standard error stays in view.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    check(command, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed no text", line(command)))
}

/// The output of the command on either stream, or `None` if it is missing or fails: for questions
/// like "which version?".
pub fn ask(command: &mut Command) -> Option<String> {
    let Output { status, stdout, stderr } = command.output().ok()?;
    let text = [stdout, stderr].concat();
    status.success().then(|| String::from_utf8_lossy(&text).into_owned())
}

/// The command line as one would type it, without the program's folders.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` could not be started", line(command))
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_leaves_out_the_folders_of_the_program() {
        let mut command = Command::new("/usr/bin/cargo");
        assert_eq!(line(command.args(["fmt", "--all"])), "cargo fmt --all");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(error.to_string().contains("no-such-program"), "{error}");
        assert_eq!(ask(&mut Command::new("no-such-program")), None);
    }

    #[test]
    fn a_failing_program_is_an_error() {
        let error = run(Command::new("rustc").arg("--no-such-option")).unwrap_err();
        assert!(error.to_string().contains("rustc --no-such-option"), "{error}");
    }
}
