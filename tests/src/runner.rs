//! Runs scenarios, each on a page of its own, in several lanes at the same time, and tears everything
//! down whatever happens: success, failure, panic, a scenario that hangs, Ctrl-C, termination.
//!
//! A lane is a browser with its driver, and takes the next scenario when it has done one: most of a
//! scenario is waiting. Scenarios that measure speed come last, one at a time.

use crate::browser::{Browser, Driver};
use crate::page::Page;
use crate::scenario::{Plan, Run, Scenario, is_full, is_quick};
use crate::site::Site;
use anyhow::{Context, Result, anyhow, bail, ensure};
use futures_util::FutureExt;
use std::collections::VecDeque;
use std::env;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// The time limit of a scenario, with a share of its cases or with all.
const LONGEST: [Duration; 2] = [Duration::from_mins(4), Duration::from_mins(20)];
/// The time limit of the steps between two scenarios.
const SHORT: Duration = Duration::from_secs(30);
/// The most failures in a browser that are retried: more than these are not bad luck.
const MOST_RETRIED: usize = 3;

/// The names of scenarios that the command line asks for; options of Rust's own test harness are
/// ignored.
pub fn filters() -> Vec<String> {
    env::args().skip(1).filter(|word| !word.starts_with('-')).collect()
}

/// Runs the scenarios whose name contains one of `filters`, or all if there is none, on the page of
/// `site`, in the browsers of the environment.
///
/// # Errors
/// If one fails, or a browser or its driver does not start.
pub async fn run(site: Site, scenarios: Vec<Scenario>, filters: &[String]) -> Result<()> {
    let wanted = |scenario: &Scenario| {
        let named = filters.is_empty() || filters.iter().any(|part| scenario.name.contains(part.as_str()));
        named && (!is_quick() || scenario.is("quick"))
    };
    let scenarios: Vec<_> = scenarios.into_iter().filter(wanted).collect();
    ensure!(!scenarios.is_empty(), "no scenario has {} in its name", filters.join(" or "));
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        outcome = run_all(&site, &scenarios) => outcome,
        _ = tokio::signal::ctrl_c() => Err(anyhow!("interrupted")),
        _ = terminate.recv() => Err(anyhow!("terminated")),
    }
}

/// Runs all in every browser; if few fail in one, those once more afterwards, one at a time. A
/// scenario that passes then is listed, but is not a failure.
async fn run_all(site: &Site, scenarios: &[Scenario]) -> Result<()> {
    let begin = Instant::now();
    let browsers = Browser::of_environment()?;
    let mut lanes = JoinSet::new();
    let mut plans = Vec::new();
    for &browser in &browsers {
        let plan = Plan::of(scenarios, browser == browsers[0]);
        let queue = Arc::new(Mutex::new(VecDeque::from(plan.parallel.clone())));
        for _ in 0..lane_count(plan.parallel.len()) {
            let lane = Lane { site: site.address.clone(), driver: Driver::start(browser)?, page: None };
            lanes.spawn(lane.work(Arc::clone(&queue)));
        }
        plans.push((browser, plan));
    }
    // One lane of each browser stays, for the scenarios that run one at a time.
    let mut left: Vec<(Lane, Report)> = Vec::new();
    while let Some(done) = lanes.join_next().await {
        let (mut lane, report) = done?;
        match left.iter_mut().find(|(other, _)| other.driver.browser == lane.driver.browser) {
            Some((_, sum)) => {
                sum.add(report);
                lane.close().await?;
            }
            None => left.push((lane, report)),
        }
    }
    let mut outcomes = Vec::new();
    for (mut lane, mut report) in left {
        let plan = plans.iter().find(|(browser, _)| *browser == lane.driver.browser);
        let (_, plan) = plan.context("every browser has a plan")?;
        for scenario in &plan.serial {
            report.take(scenario, lane.run_timed(scenario).await);
        }
        outcomes.push(lane.finish(report, plan.len()).await?);
    }
    println!("{} scenarios in {:.0} s", scenarios.len(), begin.elapsed().as_secs_f64());
    let broken: Vec<_> = outcomes.into_iter().filter(|broken| !broken.is_empty()).collect();
    if broken.is_empty() { Ok(()) } else { bail!("{}", broken.join("; ")) }
}

/// The number of lanes for each browser: one per processor, but none without a scenario.
fn lane_count(scenarios: usize) -> usize {
    let asked = env::var("BACKPROP_LANES").ok().and_then(|text| text.parse().ok());
    let count = asked.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
    count.min(scenarios).max(1)
}

/// The results of a lane.
#[derive(Default)]
struct Report {
    failed: Vec<Scenario>,
    busy: Duration,
}

impl Report {
    fn add(&mut self, other: Self) {
        self.failed.extend(other.failed);
        self.busy += other.busy;
    }

    fn take(&mut self, scenario: &Scenario, (passed, took): (bool, Duration)) {
        self.busy += took;
        if !passed {
            self.failed.push(*scenario);
        }
    }
}

/// A browser with its driver. Both end when this is dropped.
struct Lane {
    page: Option<Page>,
    driver: Driver,
    site: String,
}

impl Lane {
    /// Runs the scenarios in the queue until it is empty.
    async fn work(mut self, queue: Arc<Mutex<VecDeque<Scenario>>>) -> (Self, Report) {
        let mut report = Report::default();
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        while let Some(scenario) = next() {
            report.take(&scenario, self.run_timed(&scenario).await);
        }
        (self, report)
    }

    /// Retries the scenarios that failed, if they are few, and prints the totals. Returns the failures.
    async fn finish(mut self, report: Report, count: usize) -> Result<String> {
        let browser = self.driver.browser;
        let (mut flaky, mut broken) = (Vec::new(), Vec::new());
        let few = report.failed.len() <= MOST_RETRIED;
        for scenario in &report.failed {
            let passes = few && self.run_timed(scenario).await.0;
            if passes { flaky.push(scenario.name) } else { broken.push(scenario.name) }
        }
        self.close().await?;
        let passed = count - broken.len();
        let busy = report.busy.as_secs_f64();
        println!("{browser:?}: {passed} passed, {} failed, {busy:.0} s of scenarios", broken.len());
        if !flaky.is_empty() {
            println!("{browser:?}: only at the second attempt: {}", flaky.join(", "));
        }
        let names = broken.join(", ");
        Ok(if names.is_empty() { names } else { format!("failed in {browser:?}: {names}") })
    }

    /// Runs a scenario and prints its outcome; returns whether it passed and how long it took.
    async fn run_timed(&mut self, scenario: &Scenario) -> (bool, Duration) {
        let Scenario { name, run, .. } = scenario;
        let browser = self.driver.browser;
        let begin = Instant::now();
        let outcome = self.run_one(*run).await;
        let took = begin.elapsed();
        let seconds = took.as_secs_f64();
        match &outcome {
            Ok(()) => println!("ok      {seconds:6.1} s  {browser:?}: {name}"),
            Err(error) => println!("FAILED  {seconds:6.1} s  {browser:?}: {name}\n{error:?}\n"),
        }
        (outcome.is_ok(), took)
    }

    /// Runs one scenario. The next one reuses the browser if all went well; otherwise it is closed.
    async fn run_one(&mut self, run: Run) -> Result<()> {
        let page = match self.page.take() {
            Some(page) => page,
            None => Page::open_browser(&self.driver, &self.site).await?,
        };
        let page = self.page.insert(page);
        let outcome = attempt(page, run).await;
        // An open page must not take time from the others.
        let left = match &outcome {
            Ok(()) => timeout(SHORT, page.leave()).await.is_ok_and(|left| left.is_ok()),
            Err(_) => false,
        };
        if !left {
            self.close().await?;
        }
        outcome
    }

    /// Closes the browser. The driver of a browser that no longer responds is replaced.
    async fn close(&mut self) -> Result<()> {
        let Some(page) = self.page.take() else { return Ok(()) };
        if !page.close().await {
            self.driver = Driver::start(self.driver.browser)?;
        }
        Ok(())
    }
}

/// Runs the scenario and checks its outcome and everything that happened meanwhile.
async fn attempt(page: &Page, run: Run) -> Result<()> {
    let begun = timeout(SHORT, page.begin()).await;
    begun.map_err(|_| anyhow!("the browser does not leave the page of the scenario before"))??;
    let longest = LONGEST[usize::from(is_full())];
    let outcome = match AssertUnwindSafe(timeout(longest, run(page))).catch_unwind().await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(anyhow!("not done after {longest:?}")),
        Err(_) => Err(anyhow!("panicked, see above")),
    };
    let verdict = timeout(SHORT, page.verdict()).await;
    let verdict = verdict.unwrap_or_else(|_| Err(anyhow!("the page no longer answers")));
    match (outcome, verdict) {
        (Err(error), Err(also)) => Err(error.context(format!("and {also:#}"))),
        (outcome, verdict) => outcome.and(verdict),
    }
}

/// The exit code of a test program; prints the error to standard error.
pub fn exit(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
