//! Child processes that do not outlive the tests: each leads a process group of its own, which is
//! ended as a whole when its guard is dropped.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The time that a group has to end when asked to, before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running child, and all the processes that it started.
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts the command and waits for a line of its standard output for which `find` returns a
    /// value. Further lines are read and dropped until the child ends.
    ///
    /// # Errors
    /// If it does not start, ends early, or prints no such line in time.
    pub fn start<T: Send + 'static>(
        command: &mut Command,
        wait: Duration,
        find: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Result<(Self, T)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut group = Self { child: child.with_context(|| format!("cannot start {name}"))? };
        let output = group.child.stdout.take().context("standard output is a pipe")?;
        let (sender, found) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(value) = find(&line) {
                    let _ = sender.send(value);
                }
            }
        });
        match found.recv_timeout(wait) {
            Ok(value) => Ok((group, value)),
            Err(mpsc::RecvTimeoutError::Timeout) => bail!("{name} is not ready after {wait:?}"),
            Err(mpsc::RecvTimeoutError::Disconnected) => bail!("{name} ended before it was ready"),
        }
    }

    /// Sends a signal to the whole group. The standard library has no safe call for it.
    fn signal(&self, signal: &str) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.signal("-TERM");
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        // Even if the child is gone: the processes it started may still run.
        self.signal("-KILL");
        let _ = self.child.wait();
    }
}
