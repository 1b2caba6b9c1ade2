//! The plan of `cargo xtask test`: which steps to run, how much of each, and which of them in parallel.

use clap::{Args, ValueEnum};

use crate::browsers::Browser;
use crate::steps::{Scope, Step};

/// The steps to run; without an option, all.
#[derive(Args)]
pub struct Selection {
    /// Run this step alone
    #[arg(long, value_name = "STEP", conflicts_with = "from")]
    only: Option<Step>,
    /// Run this step and all that follow it
    #[arg(long, value_name = "STEP")]
    from: Option<Step>,
    #[command(flatten)]
    pub choice: Choice,
}

/// The part of each step to run.
#[derive(Args)]
pub struct Choice {
    /// In this browser only, where a step uses both
    #[arg(long, value_name = "BROWSER")]
    browser: Option<Browser>,
    /// What says most in a few minutes: no dist/, and of the page some scenarios in Chromium
    #[arg(long)]
    quick: bool,
    /// Every scenario in both browsers, and all random links and messages, not a share of them
    #[arg(long, conflicts_with = "quick")]
    full: bool,
    /// Of the steps that drive browsers, the scenarios whose name contains one of these
    #[arg(last = true, value_name = "NAMES")]
    names: Vec<String>,
}

impl Choice {
    /// `built`: `Build` has just run.
    pub fn scope(&self, built: bool) -> Scope {
        let &Self { browser, quick, full, ref names } = self;
        let all = if quick { &[Browser::Chromium] } else { Browser::value_variants() };
        let browsers = browser.map_or_else(|| all.to_vec(), |browser| vec![browser]);
        Scope { browsers, quick, full, built, names: names.clone() }
    }

    /// The equivalent options, without names of scenarios, which are for single steps.
    pub fn words(&self) -> Vec<String> {
        let browser = self.browser.map(|browser| format!("--browser={}", browser.name()));
        let flags = [("--quick", self.quick), ("--full", self.full)];
        let flags = flags.into_iter().filter(|&(_, on)| on).map(|(flag, _)| flag.to_owned());
        browser.into_iter().chain(flags).collect()
    }
}

/// Stages, run one after the other. Within a stage the lanes run in parallel, and the steps of a
/// lane in turn: one lane leaves a processor to the other while it links or waits. Steps that use
/// the whole machine, or measure, run alone.
const PLAN: &[&[&[Step]]] = &[
    &[&[Step::Tools]],
    &[
        &[Step::Format, Step::Clippy, Step::Native, Step::House, Step::Numpy],
        &[Step::Build, Step::Package, Step::Wasm],
    ],
    &[&[Step::Page, Step::Dist, Step::Guides]],
    &[&[Step::Lighthouse, Step::Speed, Step::Trunk]],
];

/// The steps that `--quick` leaves out.
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

    /// The plan, reduced to the selected steps.
    pub fn plan(&self) -> Vec<Vec<Vec<Step>>> {
        let lane = |lane: &&[Step]| lane.iter().copied().filter(|&step| self.has(step)).collect::<Vec<_>>();
        let lanes = |lanes: &&[&[Step]]| lanes.iter().map(lane).filter(|lane| !lane.is_empty()).collect();
        PLAN.iter().map(lanes).filter(|lanes: &Vec<_>| !lanes.is_empty()).collect()
    }
}

/// The index of a step in the order of `--help`.
fn place(step: Step) -> Option<usize> {
    Step::value_variants().iter().position(|&other| other == step)
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
}
