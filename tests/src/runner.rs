//! Runs scenarios one after the other, each on a page of its own, and tears everything down
//! whatever happens: success, failure, panic, a scenario that hangs, Ctrl-C,
//! termination.

use crate::browser::{Browser, Driver};
use crate::page::Page;
use crate::site::Site;
use anyhow::{Result, anyhow, bail};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::time::{Duration, Instant};
use tokio::signal::unix::{SignalKind, signal};

/// What a scenario does with its page.
pub type Run = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A claim about the page, and how it is put to the test.
pub struct Scenario {
    /// The claim.
    pub name: &'static str,
    /// The test.
    pub run: Run,
}

/// No scenario takes longer than this.
const LONGEST: Duration = Duration::from_mins(4);

/// Runs the scenarios whose name contains one of `filters`, or all if there is none.
///
/// # Errors
/// If one fails, or the browser, its driver or the server do not start.
pub async fn run(scenarios: Vec<Scenario>, filters: &[String]) -> Result<()> {
    let wanted = |name: &str| filters.is_empty() || filters.iter().any(|part| name.contains(part.as_str()));
    let scenarios: Vec<_> = scenarios.into_iter().filter(|scenario| wanted(scenario.name)).collect();
    if scenarios.is_empty() {
        bail!("no scenario has {} in its name", filters.join(" or "));
    }
    let browser = Browser::of_environment()?;
    let site = Site::start()?;
    let driver = Driver::start(browser)?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        outcome = run_all(&scenarios, &driver, &site) => outcome,
        _ = tokio::signal::ctrl_c() => Err(anyhow!("interrupted")),
        _ = terminate.recv() => Err(anyhow!("terminated")),
    }
}

async fn run_all(scenarios: &[Scenario], driver: &Driver, site: &Site) -> Result<()> {
    let begin = Instant::now();
    let mut failed = Vec::new();
    let mut page = None;
    for Scenario { name, run } in scenarios {
        let begin = Instant::now();
        let outcome = run_one(*run, &mut page, driver, site).await;
        let took = begin.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => println!("ok      {took:6.1} s  {name}"),
            Err(error) => {
                println!("FAILED  {took:6.1} s  {name}\n{error:?}\n");
                failed.push(*name);
            }
        }
    }
    if let Some(page) = page {
        Page::close(page).await;
    }
    let passed = scenarios.len() - failed.len();
    let took = begin.elapsed().as_secs_f64();
    println!("{:?}: {passed} passed, {} failed, in {took:.0} s", driver.browser, failed.len());
    if failed.is_empty() { Ok(()) } else { bail!("failed in {:?}: {}", driver.browser, failed.join(", ")) }
}

/// One scenario. The browser is used again by the next one if all went well, else it is closed.
async fn run_one(run: Run, open: &mut Option<Page>, driver: &Driver, site: &Site) -> Result<()> {
    let page = match open.take() {
        Some(page) => page,
        None => Page::open_browser(driver, &site.address).await?,
    };
    page.begin().await?;
    let attempt = AssertUnwindSafe(tokio::time::timeout(LONGEST, run(&page))).catch_unwind().await;
    let outcome = match attempt {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(anyhow!("not done after {LONGEST:?}")),
        Err(_) => Err(anyhow!("panicked, see above")),
    };
    let watched = tokio::time::timeout(Duration::from_secs(30), page.verdict()).await;
    let verdict = watched.unwrap_or_else(|_| Err(anyhow!("the page no longer answers")));
    let outcome = match (outcome, verdict) {
        (Err(error), Err(also)) => Err(error.context(format!("and {also:#}"))),
        (outcome, verdict) => outcome.and(verdict),
    };
    if outcome.is_ok() {
        *open = Some(page);
    } else {
        Page::close(page).await;
    }
    outcome
}
