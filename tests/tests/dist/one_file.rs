//! backprop-playground.html, opened from a disk as by a double-click: no server, no origin, no network.

use crate::stage;
use anyhow::{Context, Result, ensure};
use page_tests::lessons;
use page_tests::native;
use page_tests::page::{Page, SOON};
use std::time::{Duration, Instant};

/// The address of a file of `dist/`; files next to it count as the page's own.
fn on_disk(page: &Page, file: &str) -> Result<String> {
    let folder = format!("file://{}/", stage::dist()?.display());
    page.watch.admit(&folder);
    Ok(format!("{folder}{file}"))
}

fn the_file(page: &Page) -> Result<String> {
    on_disk(page, "backprop-playground.html")
}

pub async fn from_a_disk_every_lesson_opens_in_both_languages(page: &Page) -> Result<()> {
    let file = the_file(page)?;
    for lesson in lessons::ids() {
        stage::open(page, &file, &format!("lesson={lesson}&lang=en")).await?;
        stage::speaks(page, &lesson, "zh").await?;
        stage::shows(page).await?;
    }
    crate::hosted::unfold(page, &file).await
}

/// Samples per second, measured over a second of training.
async fn speed(page: &Page, address: &str) -> Result<f64> {
    stage::open(page, address, "epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(10_000).await?;
    let (begin, first) = (Instant::now(), page.number("step").await?);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let last = page.number("step").await?;
    Ok((last - first) / begin.elapsed().as_secs_f64())
}

pub async fn from_a_disk_it_trains_in_its_worker_as_fast_as_from_a_server(page: &Page) -> Result<()> {
    stage::count_workers(page).await?;
    let file = the_file(page)?;
    let mut best = [0.0_f64; 2];
    for _ in 0..3 {
        for (best, address) in best.iter_mut().zip([&page.address, &file]) {
            *best = best.max(speed(page, address).await?);
            page.until("the numbers come from the worker", "__heard.worker > 3").await?;
        }
        if best[1] > 0.9 * best[0] {
            break;
        }
    }
    println!("        {:.0} samples/s from a server, {:.0} from a disk", best[0], best[1]);
    let step = page.pause().await?;
    page.shows(&native::trained("", step, "")?.metrics()).await?;
    ensure!(best[1] > 0.6 * best[0], "it is slower from a disk");
    Ok(())
}

pub async fn from_a_disk_the_basins_come_from_their_worker(page: &Page) -> Result<()> {
    stage::count_workers(page).await?;
    stage::open(page, &the_file(page)?, "lesson=himmelblau&basins").await?;
    page.until("the explorer's worker has answered", "__heard.explorer > 1").await
}

pub async fn index_html_on_a_disk_leads_to_the_one_file(page: &Page) -> Result<()> {
    page.visit(&on_disk(page, "index.html")?, "lesson=network&samples=200").await?;
    page.arrives("the one file", "window.playground").await?;
    stage::shows(page).await?;
    let path = page.script("return location.pathname", []).await?;
    ensure!(path.as_str().is_some_and(|path| path.ends_with("/dist/backprop-playground.html")), "{path}");
    page.shows(&native::trainer("samples=200")?.metrics()).await
}

pub async fn where_no_worker_can_start_the_one_file_trains_itself(page: &Page) -> Result<()> {
    page.preload("() => { window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }; }")
        .await?;
    stage::open(page, &the_file(page)?, "samples=200&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    let step = page.pause().await?;
    page.shows(&native::trained("samples=200", step, "")?.metrics()).await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await
}

pub async fn its_policy_lets_no_other_script_run(page: &Page) -> Result<()> {
    stage::open(page, &the_file(page)?, "").await?;
    page.watch.forgive("against the policy: script-src");
    // The browsers also report it on the console, each in its own spelling.
    page.watch.forgive("Content Security Policy");
    page.watch.forgive("Content-Security-Policy");
    let body = "const script = document.createElement('script');
        script.textContent = 'window.__ran = true';
        document.body.append(script);
        return [Boolean(window.__ran), document.querySelector('meta[http-equiv]').content]";
    let answer = page.script(body, []).await?;
    ensure!(answer[0] == false, "a script without a hash has run");
    let policy = answer[1].as_str().context("a policy")?;
    for part in [
        "default-src 'none'",
        "script-src 'sha256-",
        "'wasm-unsafe-eval'",
        "style-src 'sha256-",
        "worker-src blob:",
    ] {
        ensure!(policy.contains(part), "{part} is not in {policy}");
    }
    ensure!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    Ok(())
}
