//! Runs the steps of `cargo xtask test` one after the other, says how long each took, and stops at
//! the first that fails.

use std::time::{Duration, Instant};

use anyhow::{Error, Result, anyhow};
use clap::{Args, ValueEnum};

use crate::browsers::Browser;
use crate::steps::{Step, Verdict};

/// Which steps to run; without an option, all.
#[derive(Args)]
pub struct Selection {
    /// Run this step alone
    #[arg(long, value_name = "STEP", conflicts_with = "from")]
    only: Option<Step>,
    /// Run this step and all that follow it
    #[arg(long, value_name = "STEP")]
    from: Option<Step>,
    /// In this browser only, where a step uses both
    #[arg(long, value_name = "BROWSER")]
    browser: Option<Browser>,
}

impl Selection {
    fn steps(&self) -> Vec<Step> {
        let all = Step::value_variants();
        match (self.only, self.from) {
            (Some(only), _) => vec![only],
            (None, Some(from)) => all.iter().copied().skip_while(|&step| step != from).collect(),
            (None, None) => all.to_vec(),
        }
    }

    fn browsers(&self) -> Vec<Browser> {
        self.browser.map_or_else(|| Browser::value_variants().to_vec(), |browser| vec![browser])
    }
}

const PASSED: &str = "passed";
const FAILED: &str = "FAILED";

/// One line of the final table.
struct Outcome {
    step: Step,
    took: Duration,
    result: &'static str,
}

/// Runs the selected steps. An error tells which one failed and how to run it again.
pub fn run(selection: &Selection) -> Result<()> {
    let mut outcomes = Vec::new();
    for step in selection.steps() {
        println!("\n== {}: {}", step.name(), step.about());
        let start = Instant::now();
        let verdict = step.run(&selection.browsers());
        let (took, result) = (start.elapsed(), word(&verdict));
        println!("== {}: {result} after {}", step.name(), human(took));
        outcomes.push(Outcome { step, took, result });
        if let Err(error) = verdict {
            report(&outcomes);
            return Err(advice(&step.name(), &error));
        }
    }
    report(&outcomes);
    Ok(())
}

fn word(verdict: &Result<Verdict>) -> &'static str {
    match verdict {
        Ok(Verdict::Passed) => PASSED,
        Ok(Verdict::NotChecked) => "not checked",
        Err(_) => FAILED,
    }
}

fn report(outcomes: &[Outcome]) {
    println!("\n{:<14}  {:>10}  result", "step", "time");
    for Outcome { step, took, result } in outcomes {
        println!("{:<14}  {:>10}  {result}", step.name(), human(*took));
    }
    println!("\n{}", summary(outcomes.iter().map(|outcome| outcome.result)));
}

/// The last line: how many steps passed and failed. What was not checked is neither.
fn summary(results: impl Iterator<Item = &'static str> + Clone) -> String {
    let passed = results.clone().filter(|&result| result == PASSED).count();
    let failed = results.filter(|&result| result == FAILED).count();
    format!("{passed} passed, {failed} failed")
}

fn advice(step: &str, error: &Error) -> Error {
    anyhow!(
        "the step `{step}` failed: {error:#}\n\
         Run just this step:      cargo xtask test --only {step}\n\
         Go on from this step:    cargo xtask test --from {step}"
    )
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

    fn names(only: Option<Step>, from: Option<Step>) -> Vec<String> {
        Selection { only, from, browser: None }.steps().into_iter().map(Step::name).collect()
    }

    #[test]
    fn every_step_runs_by_default_and_tools_come_first() {
        let all = names(None, None);
        assert_eq!(all.len(), Step::value_variants().len());
        assert_eq!(all[0], "tools");
    }

    #[test]
    fn only_selects_one_and_from_the_rest() {
        assert_eq!(names(Some(Step::Clippy), None), ["clippy"]);
        let rest = names(None, Some(Step::Speed));
        assert_eq!(rest, ["speed", "trunk"]);
    }

    #[test]
    fn browsers_are_both_or_the_one_that_is_asked_for() {
        let browsers = |browser| Selection { only: None, from: None, browser }.browsers();
        assert_eq!(browsers(None), [Browser::Chromium, Browser::Firefox]);
        assert_eq!(browsers(Some(Browser::Firefox)), [Browser::Firefox]);
    }

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
