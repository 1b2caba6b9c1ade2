//! Runs scenarios one after the other, each on a page of its own, and tears everything down
//! whatever happens: success, failure, panic, a scenario that hangs, Ctrl-C,
//! termination.

use crate::browser::{Browser, Driver};
use crate::page::Page;
use crate::site::Site;
use crate::turn::Turn;
use anyhow::{Result, anyhow, bail};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;

/// What a scenario does with its page.
pub type Run = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A claim about the page, and how it is put to the test.
pub struct Scenario {
    /// The claim.
    pub name: &'static str,
    /// The test.
    pub run: Run,
    /// Whether it measures how fast something is, so that no other scenario may run beside it.
    pub alone: bool,
}

/// No scenario takes longer than this.
const LONGEST: Duration = Duration::from_mins(4);
/// Nor what lies between two.
const SHORT: Duration = Duration::from_secs(30);
/// More failures than these are no bad luck.
const FEW: usize = 3;

/// The names of scenarios that the command line asks for; options of Rust's own test harness are
/// ignored.
#[must_use]
pub fn filters() -> Vec<String> {
    std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect()
}

/// Runs the scenarios whose name contains one of `filters`, or all if there is none, on the page of
/// `site`.
///
/// # Errors
/// If one fails, or the browser or its driver do not start.
pub async fn run(site: Site, scenarios: Vec<Scenario>, filters: &[String]) -> Result<()> {
    let wanted = |name: &str| filters.is_empty() || filters.iter().any(|part| name.contains(part.as_str()));
    let scenarios: Vec<_> = scenarios.into_iter().filter(|scenario| wanted(scenario.name)).collect();
    if scenarios.is_empty() {
        bail!("no scenario has {} in its name", filters.join(" or "));
    }
    let browser = Browser::of_environment()?;
    let mut bench = Bench { site, driver: Driver::start(browser)?, page: None };
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        outcome = bench.run_all(&scenarios) => outcome,
        _ = tokio::signal::ctrl_c() => Err(anyhow!("interrupted")),
        _ = terminate.recv() => Err(anyhow!("terminated")),
    }
}

/// What the scenarios are run with. All of it ends when this is dropped.
struct Bench {
    page: Option<Page>,
    driver: Driver,
    site: Site,
}

impl Bench {
    /// All of them; if few fail, those once more afterwards, each alone on the machine. One that passes
    /// then is told of by name, but does not fail the whole.
    async fn run_all(&mut self, scenarios: &[Scenario]) -> Result<()> {
        let begin = Instant::now();
        let browser = self.driver.browser;
        let mut failed = Vec::new();
        for scenario in scenarios {
            if !self.tell_one(scenario, scenario.alone).await? {
                failed.push(scenario);
            }
        }
        let (mut unsteady, mut broken) = (Vec::new(), Vec::new());
        let few = failed.len() <= FEW;
        for scenario in failed {
            let passes = few && self.tell_one(scenario, true).await?;
            if passes { unsteady.push(scenario.name) } else { broken.push(scenario.name) }
        }
        self.close().await?;
        let passed = scenarios.len() - broken.len();
        let took = begin.elapsed().as_secs_f64();
        println!("{browser:?}: {passed} passed, {} failed, in {took:.0} s", broken.len());
        if !unsteady.is_empty() {
            println!("{browser:?}: only at the second attempt: {}", unsteady.join(", "));
        }
        if broken.is_empty() { Ok(()) } else { bail!("failed in {browser:?}: {}", broken.join(", ")) }
    }

    /// Runs a scenario when its turn comes, prints how it went, and says whether it passed.
    async fn tell_one(&mut self, scenario: &Scenario, alone: bool) -> Result<bool> {
        let Scenario { name, run, .. } = scenario;
        let browser = self.driver.browser;
        let _turn = Turn::take(alone).await?;
        let begin = Instant::now();
        let outcome = self.run_one(*run).await;
        let took = begin.elapsed().as_secs_f64();
        match &outcome {
            Ok(()) => println!("ok      {took:6.1} s  {browser:?}: {name}"),
            Err(error) => println!("FAILED  {took:6.1} s  {browser:?}: {name}\n{error:?}\n"),
        }
        Ok(outcome.is_ok())
    }

    /// One scenario. The browser is used again by the next one if all went well, else it is closed.
    async fn run_one(&mut self, run: Run) -> Result<()> {
        let page = match self.page.take() {
            Some(page) => page,
            None => Page::open_browser(&self.driver, &self.site.address).await?,
        };
        let page = self.page.insert(page);
        let outcome = attempt(page, run).await;
        // What is left open must not take its time from a scenario that is alone now.
        let left = match &outcome {
            Ok(()) => timeout(SHORT, page.leave()).await.is_ok_and(|left| left.is_ok()),
            Err(_) => false,
        };
        if !left {
            self.close().await?;
        }
        outcome
    }

    /// Closes the browser. A driver whose browser no longer listens is of no more use.
    async fn close(&mut self) -> Result<()> {
        let Some(page) = self.page.take() else { return Ok(()) };
        if !page.close().await {
            self.driver = Driver::start(self.driver.browser)?;
        }
        Ok(())
    }
}

/// Runs the scenario and looks at what it did and at what happened meanwhile.
async fn attempt(page: &Page, run: Run) -> Result<()> {
    let begun = timeout(SHORT, page.begin()).await;
    begun.map_err(|_| anyhow!("the browser does not leave the page of the scenario before"))??;
    let outcome = match AssertUnwindSafe(timeout(LONGEST, run(page))).catch_unwind().await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(anyhow!("not done after {LONGEST:?}")),
        Err(_) => Err(anyhow!("panicked, see above")),
    };
    let verdict = timeout(SHORT, page.verdict()).await;
    let verdict = verdict.unwrap_or_else(|_| Err(anyhow!("the page no longer answers")));
    match (outcome, verdict) {
        (Err(error), Err(also)) => Err(error.context(format!("and {also:#}"))),
        (outcome, verdict) => outcome.and(verdict),
    }
}

/// The scenarios of the modules, by name: `scenarios! { module: one, #[alone] another; }`.
#[macro_export]
macro_rules! scenarios {
    ($($module:ident: $($(#[$alone:ident])? $name:ident),+;)+) => {
        vec![$($($crate::runner::Scenario {
            name: stringify!($name),
            run: |page| Box::pin($module::$name(page)),
            alone: [$(stringify!($alone)),*].contains(&"alone"),
        }),+),+]
    };
}

/// What a test program ends with; says on standard error what went wrong.
#[must_use]
pub fn exit(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
