//! The worker: it may die, it may hang, it may not start at all. The page reports it, offers
//! a restart, and trains without a worker where there is none.

use anyhow::{Context, Result, ensure};
use page_tests::answers::Instead;
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::time::Duration;

/// A run that is drawn quickly; the same without an end in sight.
const SMALL: &str = "samples=200&layers=2,4,2";
const ENDLESS: &str = "samples=200&layers=2,4,2&epochs=100000";

/// Put before the worker's own code: lets the test end it in two ways.
const FUSE: &str = "new BroadcastChannel('fuse').onmessage = ({ data }) => {
    if (data === 'hang') for (;;);
    throw new Error('blown by the test');
};\n";

const WORKER: &str = "js/worker/worker.js";

/// Its own code.
const CODE: &str = include_str!("../../../www/js/worker/worker.js");

/// Puts code before the worker's own.
async fn put_before(page: &Page, code: &str) -> Result<()> {
    page.watch.forgive("blown by the test");
    page.answer_instead(WORKER, Instead::Script(format!("{code}{CODE}"))).await
}

/// Opens the page with a worker that can be ended.
pub async fn open_with_fuse(page: &Page, hash: &str) -> Result<()> {
    put_before(page, FUSE).await?;
    page.open(hash).await
}

pub async fn blow(page: &Page, how: &str) -> Result<()> {
    page.script(&format!("new BroadcastChannel('fuse').postMessage('{how}')"), []).await.map(drop)
}

/// Presses Restart, and checks that the run is where it was and goes on.
async fn restarts(page: &Page, link: &str) -> Result<()> {
    // The last snapshot before the end may still have to be drawn.
    let step = page.settled_step().await?;
    page.click("Restart").await?;
    page.until("the complaint is gone", "__test.named('button', 'Restart').length === 0").await?;
    ensure!(page.settled_step().await? == step, "it does not rest at step {step}");
    page.shows(&native::trained(link, step, "")?.metrics()).await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    page.shows(&native::trained(link, step + 1, "")?.metrics()).await
}

pub async fn a_worker_that_dies_is_reported_and_can_be_restarted(page: &Page) -> Result<()> {
    open_with_fuse(page, ENDLESS).await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    blow(page, "now").await?;
    page.until("the page offers a restart", "__test.named('button', 'Restart').length === 1").await?;
    page.control("button", "Train").await.context("the dead run seems to go on training")?;
    let said = page.said().await?;
    ensure!(said.contains("blown by the test"), "the page says {said:?}");
    restarts(page, SMALL).await
}

pub async fn a_worker_that_hangs_is_reported_and_can_be_restarted(page: &Page) -> Result<()> {
    // The page's clock can be advanced, so that the test need not wait for the timeout.
    page.preload(
        "() => {
        const { now } = performance;
        window.__later = 0;
        performance.now = () => now.call(performance) + window.__later;
    }",
    )
    .await?;
    open_with_fuse(page, ENDLESS).await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    blow(page, "hang").await?;
    // It pings the worker once a second, and gets no answer any more.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    page.script("window.__later = 12_000", []).await?;
    page.until("the page offers a restart", "__test.named('button', 'Restart').length === 1").await?;
    restarts(page, SMALL).await
}

/// Trains, ends the worker, dismisses the notice, and returns the last step shown.
async fn crashes(page: &Page, link: &str) -> Result<u64> {
    open_with_fuse(page, link).await?;
    crashes_again(page).await
}

async fn crashes_again(page: &Page) -> Result<u64> {
    let step = page.number("step").await? as u64;
    page.click("Train").await?;
    page.gets_beyond(step + 1000).await?;
    blow(page, "now").await?;
    page.until("the page offers a restart", "__test.named('button', 'Restart').length === 1").await?;
    page.script("document.querySelector('[data-notice=trouble] .quiet').click()", []).await?;
    page.settled_step().await
}

pub async fn after_a_crash_train_goes_on_where_it_was(page: &Page) -> Result<()> {
    let step = crashes(page, ENDLESS).await?;
    page.click("Train").await?;
    page.gets_beyond(step + 1000).await?;
    let step = page.pause().await?;
    page.shows(&native::trained(SMALL, step, "")?.metrics()).await
}

pub async fn after_a_crash_steps_go_on_and_reset_starts_over(page: &Page) -> Result<()> {
    let mut step = crashes(page, ENDLESS).await?;
    page.click("Step one sample").await?;
    step += 1;
    page.rests_at(step, SOON).await?;
    page.shows(&native::trained(SMALL, step, "")?.metrics()).await?;
    let step = crashes_again(page).await?;
    page.click("Step one epoch").await?;
    let step = (step / 140 + 1) * 140;
    page.rests_at(step, SOON).await?;
    page.shows(&native::trained(SMALL, step, "")?.metrics()).await?;
    crashes_again(page).await?;
    page.click("Reset").await?;
    page.rests_at(0, SOON).await?;
    page.shows(&native::trainer(SMALL)?.metrics()).await
}

pub async fn after_a_crash_a_setting_can_be_changed(page: &Page) -> Result<()> {
    let step = crashes(page, ENDLESS).await?;
    page.enter("Learning rate, exact value", "0.5").await?;
    page.rests_at(step, SOON).await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    let changes = format!("{step}:learningRate:0.5");
    page.shows(&native::trained(SMALL, step + 1, &changes)?.metrics()).await?;
    crashes_again(page).await?;
    page.choose("Activation", "tanh").await?;
    page.rests_at(0, SOON).await?;
    let link = "samples=200&layers=2,4,2&activation=tanh&learningRate=0.5";
    page.shows(&native::trainer(link)?.metrics()).await?;
    let step = crashes_again(page).await?;
    page.enter("Epochs, exact value", "5000").await?;
    page.rests_at(step, SOON).await?;
    page.until("the link says so", "location.hash.includes('epochs=5000')").await
}

pub async fn a_restart_finishes_the_replay(page: &Page) -> Result<()> {
    const CHANGES: &str = "1000:learningRate:0.02,2000:p3:0.5,999999:learningRate:0.03,9000000:p0:1";
    open_with_fuse(page, "samples=200").await?;
    page.script(
        &format!("location.hash = 'samples=200&layers=2,8,2&optimizer=momentum&epochs=100000&step=1000000&play&changes={CHANGES}'"),
        [],
    )
    .await?;
    page.until("there is a progress bar", "document.querySelector('progress')").await?;
    blow(page, "now").await?;
    page.until("the page offers a restart", "__test.named('button', 'Restart').length === 1").await?;
    ensure!(page.said().await?.contains("step 1 000 000"), "the page says {:?}", page.said().await?);
    page.click("Restart").await?;
    page.until_within(
        Duration::from_mins(1),
        "it trains on beyond",
        "Number(__test.numbers().step) > 1100000",
    )
    .await?;
    let step = page.pause().await?;
    let link = page.link().await?;
    ensure!(link.get("changes").is_some_and(|changes| changes == CHANGES), "{link:?}");
    page.shows(&native::trained("samples=200&layers=2,8,2&optimizer=momentum", step, CHANGES)?.metrics())
        .await
}

pub async fn a_worker_that_dies_each_time_is_started_only_when_asked(page: &Page) -> Result<()> {
    const DIES: &str = "self.addEventListener('message', ({ data }) => {
        if (data.type === 'open') throw new Error('blown by the test');
    });\n";
    put_before(page, DIES).await?;
    page.preload("() => { const { Worker } = window; window.__workers = 0;
        window.Worker = class extends Worker { constructor(...args) { super(...args); window.__workers += 1; } }; }")
        .await?;
    page.go("samples=100").await?;
    for workers in 1..=3 {
        page.until(
            "it has died",
            &format!("window.__workers === {workers} && __test.named('button', 'Restart').length === 1"),
        )
        .await?;
        // It pings once a second.
        tokio::time::sleep(Duration::from_millis(1100)).await;
        let still =
            page.script("return [window.__workers, __test.named('button', 'Restart').length]", []).await?;
        ensure!(still == json!([workers, 1]), "after a while there are {still} workers and offers");
        page.click(if workers == 1 { "Train" } else { "Reset" }).await?;
    }
    Ok(())
}

/// A short run on the page's own thread, during which the page still reacts.
async fn trains_without_worker(page: &Page) -> Result<()> {
    page.open(ENDLESS).await?;
    page.click("Train").await?;
    page.gets_beyond(5000).await?;
    let step = page.pause().await?;
    let mut native = native::trained(SMALL, step, "")?;
    page.shows(&native.metrics()).await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    native.step(1);
    page.shows(&native.metrics()).await
}

pub async fn without_the_workers_file_the_page_trains_itself(page: &Page) -> Result<()> {
    page.watch.forgive(WORKER);
    page.answer_instead(WORKER, Instead::Missing).await?;
    trains_without_worker(page).await
}

pub async fn where_a_worker_may_not_be_made_the_page_trains_itself(page: &Page) -> Result<()> {
    page.preload("() => { window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }; }")
        .await?;
    trains_without_worker(page).await
}
