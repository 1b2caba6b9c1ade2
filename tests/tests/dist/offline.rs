//! The hosted page without its server: the files it has cached, and how a new build replaces them.

use crate::hosted;
use crate::stage::{self, PATH};
use anyhow::{Context, Result, ensure};
use page_tests::lessons;
use page_tests::native;
use page_tests::page::Page;
use page_tests::plain::Plain;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

/// The time that a busy machine may need to cache all files.
const KEEPING: Duration = Duration::from_secs(40);

/// The page waits four seconds before it caches itself, which is tested elsewhere; here it waits less.
const AT_ONCE: &str = "() => {
    const { setTimeout } = window;
    window.setTimeout = (run, wait, ...words) => setTimeout(run, wait === 4000 ? 200 : wait, ...words);
}";

/// The builds that are cached completely, by name, oldest first.
const KEPT: &str = "
    const builds = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        if (await cache.match(new URL('./', location.href))) builds.push(name.split(' ').pop());
    }
    return builds;";

/// Waits until exactly these builds are cached, and a service worker answers for the page.
async fn keeps(page: &Page, builds: &[&str]) -> Result<()> {
    let end = Instant::now() + KEEPING;
    loop {
        let kept = page.async_script(KEPT, []).await?;
        let controlled = page.script("return Boolean(navigator.serviceWorker.controller)", []).await?;
        if kept == json!(builds) && controlled == json!(true) {
            return Ok(());
        }
        ensure!(Instant::now() < end, "kept are {kept}, not {builds:?}; controlled: {controlled}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

pub async fn after_the_first_visit_it_works_without_a_network(page: &Page) -> Result<()> {
    let folder = stage::site("offline")?;
    let mut server = Plain::start(&folder)?;
    page.watch.admit(&server.address);
    let address = format!("{}{PATH}", server.address);
    let build = stage::build_of(&folder.join(PATH))?;
    stage::count_workers(page).await?;
    page.preload(AT_ONCE).await?;
    stage::open(page, &address, "").await?;
    keeps(page, &[&build]).await?;
    server.stop();
    // The service worker asks the network first; that request is meant to fail.
    page.watch.forgive(&format!("failed request: {address}"));
    for lesson in lessons::ids() {
        stage::open(page, &address, &format!("lesson={lesson}&lang=en")).await?;
        stage::speaks(page, &lesson, "zh").await?;
        stage::shows(page).await?;
    }
    hosted::unfold(page, &format!("{address}index.html")).await?;
    stage::open(page, &address, "samples=200&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    let step = page.pause().await?;
    page.shows(&native::trained("samples=200", step, "")?.metrics()).await
}

pub async fn a_new_build_comes_at_the_next_opening_and_no_page_meets_two_builds(page: &Page) -> Result<()> {
    let [second, third] = ["0000000002", "0000000003"];
    let folder = stage::site("update")?;
    let mut server = Plain::start(&folder)?;
    page.watch.admit(&server.address);
    let address = format!("{}{PATH}", server.address);
    let first = stage::build_of(&folder.join(PATH))?;
    stage::count_workers(page).await?;
    page.preload(AT_ONCE).await?;
    stage::open(page, &address, "").await?;
    keeps(page, &[&first]).await?;

    publish(&mut server, &folder, second)?;
    // The open page goes on with its own files, which the server no longer has.
    page.script("location.hash = 'lesson=himmelblau&lang=zh'", []).await?;
    stage::shows(page).await?;
    page.script("location.hash = 'lesson=chain-rule&lang=en'", []).await?;
    stage::shows(page).await?;
    ensure!(title(page).await? != second, "the old page has words of the new build");

    stage::open(page, &address, "").await?;
    ensure!(title(page).await? == second, "opened again, it is the old build");
    keeps(page, &[&first, second]).await?;
    server.stop();
    page.watch.forgive(&format!("failed request: {address}"));
    for lesson in lessons::ids() {
        stage::open(page, &address, &format!("lesson={lesson}")).await?;
        ensure!(title(page).await? == second, "without a network {lesson} is the old build");
    }

    publish(&mut server, &folder, third)?;
    stage::open(page, &address, "").await?;
    ensure!(title(page).await? == third, "opened again, it is the old build");
    keeps(page, &[second, third]).await
}

/// Replaces the published build by another.
fn publish(server: &mut Plain, folder: &Path, build: &str) -> Result<()> {
    server.stop();
    stage::replace_build(&folder.join(PATH), build, build)?;
    server.start_again()
}

async fn title(page: &Page) -> Result<String> {
    let title = page.script("return document.title.split(' – ').pop()", []).await?;
    title.as_str().map(str::to_owned).context("a title")
}
