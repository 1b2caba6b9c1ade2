//! Runs the steps of `cargo xtask test` by their plan, says how long each took, and stops where one
//! fails.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::browsers::Browser;
use crate::project;
use crate::steps::{Scope, Step, Verdict};

/// Which steps to run; without an option, all.
#[derive(Args)]
pub struct Selection {
    /// Run this step alone
    #[arg(long, value_name = "STEP", conflicts_with = "from")]
    only: Option<Step>,
    /// Run this step and all that follow it
    #[arg(long, value_name = "STEP")]
    from: Option<Step>,
    #[command(flatten)]
    choice: Choice,
}

/// How much of them.
#[derive(Args)]
pub struct Choice {
    /// In this browser only, where a step uses both
    #[arg(long, value_name = "BROWSER")]
    browser: Option<Browser>,
    /// What says most in a few minutes: no dist/, and of the page some scenarios in Chromium
    #[arg(long)]
    quick: bool,
    /// All random links, messages and questions that there are, not a share of them
    #[arg(long, conflicts_with = "quick")]
    full: bool,
    /// Of the steps that drive browsers, the scenarios whose name contains one of these
    #[arg(last = true, value_name = "NAMES")]
    names: Vec<String>,
}

impl Choice {
    /// `built`: `Build` was done just before.
    pub fn scope(&self, built: bool) -> Scope {
        let &Self { browser, quick, full, ref names } = self;
        let all = if quick { &[Browser::Chromium] } else { Browser::value_variants() };
        let browsers = browser.map_or_else(|| all.to_vec(), |browser| vec![browser]);
        Scope { browsers, quick, full, built, names: names.clone() }
    }

    /// The options that say the same; the names of scenarios are for steps by themselves.
    fn words(&self) -> Vec<String> {
        let browser = self.browser.map(|browser| format!("--browser={}", browser.name()));
        let flags = [("--quick", self.quick), ("--full", self.full)];
        let flags = flags.into_iter().filter(|&(_, on)| on).map(|(flag, _)| flag.to_owned());
        browser.into_iter().chain(flags).collect()
    }
}

/// What is done one after the other. In each of these the lanes go side by side, and the steps of a lane
/// in turn: one lane leaves a processor to the other where it links, or waits. What fills the machine by
/// itself, and what measures, has it to itself.
const PLAN: &[&[&[Step]]] = &[
    &[&[Step::Tools]],
    &[
        &[Step::Format, Step::Clippy, Step::Native, Step::House, Step::Numpy],
        &[Step::Build, Step::Package, Step::Wasm],
    ],
    &[&[Step::Page, Step::Dist, Step::Guides]],
    &[&[Step::Lighthouse, Step::Speed, Step::Trunk]],
];

/// What `--quick` leaves out.
const SLOW: [Step; 7] =
    [Step::Build, Step::Dist, Step::Guides, Step::Lighthouse, Step::Numpy, Step::Speed, Step::Trunk];

impl Selection {
    fn has(&self, step: Step) -> bool {
        match (self.only, self.from) {
            (Some(only), _) => step == only,
            (None, Some(from)) => place(step) >= place(from),
            (None, None) => !(self.choice.quick && SLOW.contains(&step)),
        }
    }

    /// The plan without what is not selected.
    fn plan(&self) -> Vec<Vec<Vec<Step>>> {
        let lane = |lane: &&[Step]| lane.iter().copied().filter(|&step| self.has(step)).collect::<Vec<_>>();
        let lanes = |lanes: &&[&[Step]]| lanes.iter().map(lane).filter(|lane| !lane.is_empty()).collect();
        PLAN.iter().map(lanes).filter(|lanes: &Vec<_>| !lanes.is_empty()).collect()
    }
}

/// Where a step stands, in the order in which `--help` has them.
fn place(step: Step) -> Option<usize> {
    Step::value_variants().iter().position(|&other| other == step)
}

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

    fn tell(&self) {
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

/// One step after the other, until one fails.
fn in_view(lane: &[Step], choice: &Choice, built: bool) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for &step in lane {
        println!("\n== {}: {}", step.name(), step.about());
        let scope = choice.scope(built || is_built(&outcomes));
        let outcome = Outcome::of(step, || step.run(&scope));
        outcome.tell();
        outcomes.push(outcome);
        if has_failed(&outcomes) {
            break;
        }
    }
    outcomes
}

/// Each lane by itself. A step is a process of its own, and what it says is told when it ends. Where one
/// fails, every lane ends with the step that it is at.
fn side_by_side(lanes: &[Vec<Step>], choice: &Choice) -> Result<Vec<Outcome>> {
    let folder = project::local("steps");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let done: Mutex<Vec<Outcome>> = Mutex::default();
    let lock = || done.lock().unwrap_or_else(PoisonError::into_inner);
    let work = |lane: &[Step]| {
        for &step in lane {
            // One question after the other: a lock is held to the end of its statement.
            let built = is_built(&lock());
            if has_failed(&lock()) {
                break;
            }
            println!("== {} begins: {}", step.name(), step.about());
            let log = folder.join(format!("{}.txt", step.name()));
            let outcome = Outcome::of(step, || apart(step, choice, built, &log));
            // Whole, and not between the lines of another.
            let mut done = lock();
            println!("\n== {}: what it said\n{}", step.name(), fs::read_to_string(&log).unwrap_or_default());
            outcome.tell();
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

/// Runs a step as a process of its own, which writes into `log`.
fn apart(step: Step, choice: &Choice, built: bool, log: &Path) -> Result<Verdict> {
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

/// The last line: how many steps passed and failed. What was not checked is neither.
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

    fn choice(browser: Option<Browser>, quick: bool, full: bool) -> Choice {
        Choice { browser, quick, full, names: Vec::new() }
    }

    fn selection(only: Option<Step>, from: Option<Step>, quick: bool) -> Selection {
        Selection { only, from, choice: choice(None, quick, false) }
    }

    fn names(only: Option<Step>, from: Option<Step>, quick: bool) -> Vec<String> {
        selection(only, from, quick).plan().concat().concat().into_iter().map(Step::name).collect()
    }

    #[test]
    fn every_step_is_in_the_plan_once_and_tools_come_first() {
        let all = names(None, None, false);
        assert_eq!(all[0], "tools");
        for step in Step::value_variants() {
            assert_eq!(all.iter().filter(|name| **name == step.name()).count(), 1, "{}", step.name());
        }
    }

    #[test]
    fn only_selects_one_and_from_the_rest() {
        assert_eq!(names(Some(Step::Clippy), None, false), ["clippy"]);
        assert_eq!(names(None, Some(Step::Speed), false), ["speed", "trunk"]);
    }

    #[test]
    fn quick_makes_no_dist_and_one_can_be_named_all_the_same() {
        let quick = names(None, None, true);
        assert!(quick.contains(&"page".to_owned()) && !quick.contains(&"build".to_owned()), "{quick:?}");
        assert_eq!(names(Some(Step::Dist), None, true), ["dist"]);
    }

    #[test]
    fn browsers_are_both_or_the_one_that_is_asked_for() {
        let browsers = |browser, quick| choice(browser, quick, false).scope(false).browsers;
        assert_eq!(browsers(None, false), [Browser::Chromium, Browser::Firefox]);
        assert_eq!(browsers(None, true), [Browser::Chromium]);
        assert_eq!(browsers(Some(Browser::Firefox), true), [Browser::Firefox]);
    }

    #[test]
    fn a_step_of_its_own_process_is_told_the_same() {
        assert_eq!(choice(Some(Browser::Firefox), false, true).words(), ["--browser=firefox", "--full"]);
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
