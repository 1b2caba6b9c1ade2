//! Runs the steps of `cargo xtask test` by their [plan](crate::plan), prints the time of each, and
//! stops at the first failure.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::plan::{Choice, Selection};
use crate::project;
use crate::steps::{Step, Verdict};

const PASSED: &str = "passed";
const FAILED: &str = "FAILED";

/// One line of the final table.
struct Outcome {
    step: Step,
    took: Duration,
    verdict: Result<Verdict>,
}

impl Outcome {
    fn of(step: Step, run: impl FnOnce() -> Result<Verdict>) -> Self {
        let start = Instant::now();
        let verdict = run();
        Self { step, took: start.elapsed(), verdict }
    }

    fn word(&self) -> &'static str {
        match self.verdict {
            Ok(Verdict::Passed) => PASSED,
            Ok(Verdict::NotChecked) => "not checked",
            Err(_) => FAILED,
        }
    }

    fn print(&self) {
        println!("== {}: {} after {}", self.step.name(), self.word(), human(self.took));
    }
}

/// Runs the selected steps. An error tells which ones failed and how to run them again.
pub fn run(selection: &Selection) -> Result<()> {
    let mut outcomes = Vec::new();
    let mut rest = Duration::ZERO;
    for lanes in selection.plan() {
        let start = Instant::now();
        let built = is_built(&outcomes);
        let done = match lanes.as_slice() {
            [lane] => in_view(lane, &selection.choice, built),
            lanes => side_by_side(lanes, &selection.choice)?,
        };
        if done.iter().any(|outcome| outcome.step != Step::Tools) {
            rest += start.elapsed();
        }
        outcomes.extend(done);
        if has_failed(&outcomes) {
            break;
        }
    }
    report(&outcomes, rest);
    let failed: Vec<_> = outcomes.into_iter().filter_map(advice).collect();
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

fn has_failed(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|outcome| outcome.verdict.is_err())
}

fn is_built(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|outcome| outcome.step == Step::Build)
}

/// Runs the steps in turn, until one fails.
fn in_view(lane: &[Step], choice: &Choice, built: bool) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for &step in lane {
        println!("\n== {}: {}", step.name(), step.about());
        let scope = choice.scope(built || is_built(&outcomes));
        let outcome = Outcome::of(step, || step.run(&scope));
        outcome.print();
        outcomes.push(outcome);
        if has_failed(&outcomes) {
            break;
        }
    }
    outcomes
}

/// Runs the lanes in parallel, each step in a process of its own whose output is printed when it
/// ends. After a failure, every lane stops at the end of its current step.
fn side_by_side(lanes: &[Vec<Step>], choice: &Choice) -> Result<Vec<Outcome>> {
    let folder = project::local("steps");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let done: Mutex<Vec<Outcome>> = Mutex::default();
    let lock = || done.lock().unwrap_or_else(PoisonError::into_inner);
    let work = |lane: &[Step]| {
        for &step in lane {
            // One statement per question: the lock is held to the end of its statement.
            let built = is_built(&lock());
            if has_failed(&lock()) {
                break;
            }
            println!("== {} begins: {}", step.name(), step.about());
            let log = folder.join(format!("{}.txt", step.name()));
            let outcome = Outcome::of(step, || run_in_process(step, choice, built, &log));
            // Printed as a whole, not between the lines of another step.
            let mut done = lock();
            println!("\n== {}: what it said\n{}", step.name(), fs::read_to_string(&log).unwrap_or_default());
            outcome.print();
            done.push(outcome);
        }
    };
    thread::scope(|scope| {
        for lane in lanes {
            scope.spawn(|| work(lane));
        }
    });
    Ok(done.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Runs a step in a process of its own, with its output in `log`.
fn run_in_process(step: Step, choice: &Choice, built: bool, log: &Path) -> Result<Verdict> {
    let xtask = project::program()?;
    let file = File::create(log).with_context(|| format!("cannot make {}", log.display()))?;
    let mut command = Command::new(xtask);
    command.arg("step").arg(step.name()).args(choice.words());
    if built {
        command.arg("--built");
    }
    let status = command.stdout(file.try_clone()?).stderr(file).status();
    ensure!(status.context("cannot start this program again")?.success(), "see what it said");
    Ok(Verdict::Passed)
}

fn report(outcomes: &[Outcome], rest: Duration) {
    println!("\n{:<14}  {:>10}  result", "step", "time");
    for outcome in outcomes {
        println!("{:<14}  {:>10}  {}", outcome.step.name(), human(outcome.took), outcome.word());
    }
    println!("{:<14}  {:>10}  side by side where they can be", "without tools", human(rest));
    println!("\n{}", summary(outcomes.iter().map(Outcome::word)));
}

/// The last line: the numbers of steps passed and failed. A step that was not checked is neither.
fn summary(results: impl Iterator<Item = &'static str> + Clone) -> String {
    let passed = results.clone().filter(|&result| result == PASSED).count();
    let failed = results.filter(|&result| result == FAILED).count();
    format!("{passed} passed, {failed} failed")
}

fn advice(outcome: Outcome) -> Option<String> {
    let (step, error) = (outcome.step.name(), outcome.verdict.err()?);
    Some(format!(
        "the step `{step}` failed: {error:#}\n\
         Run just this step:      cargo xtask test --only {step}\n\
         Go on from this step:    cargo xtask test --from {step}"
    ))
}

fn human(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_counts_passed_and_failed() {
        let results = [PASSED, PASSED, "not checked", FAILED];
        assert_eq!(summary(results.into_iter()), "2 passed, 1 failed");
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(human(Duration::from_millis(900)), "0 s");
        assert_eq!(human(Duration::from_secs(125)), "2 min 05 s");
    }
}
