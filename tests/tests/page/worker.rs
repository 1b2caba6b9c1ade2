//! The worker: it may die, it may hang, it may not start at all. The page says what happened, offers
//! a restart, and trains without a worker where there is none.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use std::time::Duration;

/// Put before the worker's own code: lets the test end it in two ways.
const FUSE: &str = "new BroadcastChannel('fuse').onmessage = ({ data }) => {
    if (data === 'hang') for (;;);
    throw new Error('blown by the test');
};\n";

const WORKER: &str = "js/worker/worker.js";

/// Opens the page with a worker that can be ended.
async fn open_with_fuse(page: &Page, hash: &str) -> Result<()> {
    page.open("").await?;
    let code = page.file(WORKER).await?;
    page.answer_instead(WORKER, Some(format!("{FUSE}{code}"))).await?;
    page.watch.forgive("blown by the test");
    page.open(hash).await
}

async fn blow(page: &Page, how: &str) -> Result<()> {
    page.script(&format!("new BroadcastChannel('fuse').postMessage('{how}')"), []).await.map(drop)
}

/// Presses Restart, and makes sure that the run is again where it was and goes on.
async fn restarts(page: &Page, link: &str) -> Result<()> {
    let step = page.number("step").await? as u64;
    page.click("Restart").await?;
    page.until("the complaint is gone", "__test.named('button', 'Restart').length === 0").await?;
    // The old numbers stand there until the new worker has replayed to them.
    ensure!(page.settled_step().await? == step, "it does not rest at step {step}");
    page.shows(&native::trained(link, step, &[])?.metrics()).await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    page.shows(&native::trained(link, step + 1, &[])?.metrics()).await
}

pub async fn a_worker_that_dies_is_reported_and_can_be_restarted(page: &Page) -> Result<()> {
    open_with_fuse(page, "samples=200&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    blow(page, "now").await?;
    page.until("the page offers a restart", "__test.named('button', 'Restart').length === 1").await?;
    page.control("button", "Train").await.context("the dead run seems to train on")?;
    let said = page.said().await?;
    ensure!(said.contains("blown by the test"), "the page says {said:?}");
    restarts(page, "samples=200").await
}

pub async fn a_worker_that_hangs_is_reported_and_can_be_restarted(page: &Page) -> Result<()> {
    open_with_fuse(page, "samples=200&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    blow(page, "hang").await?;
    let offered = "__test.named('button', 'Restart').length === 1";
    page.until_within(Duration::from_secs(40), "the page offers a restart", offered).await?;
    restarts(page, "samples=200").await
}

/// A short run on the page's own thread, with a look at whether the page still answers meanwhile.
async fn trains_without_worker(page: &Page) -> Result<()> {
    page.open("samples=200&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(5000).await?;
    let step = page.pause().await?;
    let mut native = native::trained("samples=200", step, &[])?;
    page.shows(&native.metrics()).await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    native.step(1);
    page.shows(&native.metrics()).await
}

pub async fn without_the_workers_file_the_page_trains_itself(page: &Page) -> Result<()> {
    page.watch.forgive(WORKER);
    page.answer_instead(WORKER, None).await?;
    trains_without_worker(page).await
}

pub async fn where_a_worker_may_not_be_made_the_page_trains_itself(page: &Page) -> Result<()> {
    page.preload("() => { window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }; }")
        .await?;
    trains_without_worker(page).await
}
