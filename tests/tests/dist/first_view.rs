//! The cost of a lesson's first view: bytes, and time until it is ready, with empty caches.
//! Measured in Chromium, which can be slowed down and reports layout shifts.

use crate::stage::{self, PATH};
use anyhow::{Context, Result, ensure};
use page_tests::browser::Browser;
use page_tests::lessons;
use page_tests::page::Page;
use page_tests::plain::Plain;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The most bytes of a first view, every file compressed on its own with Brotli at its best.
const MOST_BYTES: u64 = 150_000;
/// The most milliseconds from the navigation until the page is ready, on a processor slowed down
/// [`SLOWED_DOWN`] times. A time, so a goal: a busy machine is allowed three times as much.
const SOON: f64 = 1000.0;
const SLOWED_DOWN: u32 = 4;

/// Prints the sizes of files after Brotli, one per line.
const BROTLI: &str = "
    const { brotliCompressSync, constants } = require('zlib');
    for (const path of process.argv.slice(1)) {
        const bytes = require('fs').readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        console.log(brotliCompressSync(bytes, { params }).length);
    }";

pub async fn every_first_view_is_small(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        return Ok(());
    }
    let folder = stage::site("first-view")?;
    page.preload(KEEP_LATER).await?;
    let mut large = Vec::new();
    for lesson in lessons::ids() {
        // Another port is another origin, whose caches are empty.
        let server = Plain::start(&folder)?;
        page.watch.admit(&server.address);
        stage::open(page, &format!("{}{PATH}", server.address), &format!("lesson={lesson}")).await?;
        page.settled().await?;
        // The wait is the same for every lesson.
        if lesson == "network" {
            page.until_within(LONG, "it would keep itself for offline now", "window.__kept").await?;
            let waited = page.script("return __kept - __ready", []).await?.as_f64().unwrap_or(0.0);
            ensure!(waited > 2000.0, "{lesson} begins to keep itself {waited} ms after it is ready");
        }
        let files: BTreeSet<String> = server.take_served().into_iter().collect();
        let late = files.iter().find(|path| path.contains("late."));
        ensure!(late.is_none(), "{lesson} starts with {late:?}, which is for later");
        let sizes = sizes(&folder, &files)?;
        let sum = |wanted: &dyn Fn(&str) -> bool| -> u64 {
            sizes.iter().filter(|(path, _)| wanted(path)).map(|(_, size)| size).sum()
        };
        let (all, wasm) = (sum(&|_| true), sum(&|path| path.contains("_bg.wasm")));
        println!("        {lesson}: {all} bytes in {} files, {wasm} of them WebAssembly", sizes.len());
        if all > MOST_BYTES {
            large.push(format!("{lesson}: {sizes:#?}"));
        }
        page.driver.goto("about:blank").await?;
    }
    ensure!(large.is_empty(), "too much for a first view: {}", large.join("\n"));
    Ok(())
}

/// The page caches its files for offline use after the first view; here it never does, so that the
/// two can be told apart.
const KEEP_LATER: &str = "() => {
    const look = () => {
        if (document.body?.classList.contains('ready')) window.__ready ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = async () => { window.__kept = performance.now(); };
}";

/// The time that a busy machine may need for what usually takes seconds.
const LONG: Duration = Duration::from_secs(40);

/// The files behind these paths, with their sizes after Brotli.
fn sizes(folder: &Path, paths: &BTreeSet<String>) -> Result<Vec<(String, u64)>> {
    let files = paths.iter().map(|path| {
        let file = folder.join(path.trim_start_matches('/'));
        if file.is_dir() { file.join("index.html") } else { file }
    });
    let output = Command::new("node").arg("-e").arg(BROTLI).args(files).output().context("no Node")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let sizes = String::from_utf8(output.stdout)?;
    let sizes = sizes.lines().map(|line| Ok(line.parse()?));
    paths.iter().cloned().zip(sizes).map(|(path, size): (_, Result<u64>)| Ok((path, size?))).collect()
}

/// Records when the page was ready, and how much its layout has shifted.
const OBSERVE: &str = "() => {
    window.__shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { __shifted += value; }))
        .observe({ type: 'layout-shift', buffered: true });
    const look = () => {
        if (document.body?.classList.contains('ready')) window.__ready ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}";

pub async fn it_is_ready_soon_and_nothing_moves(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        return Ok(());
    }
    let folder = stage::site("ready")?;
    page.preload(OBSERVE).await?;
    let tools = page.driver.cdp();
    let mut late = Vec::new();
    for lesson in lessons::ids() {
        let mut best = f64::INFINITY;
        for _ in 0..3 {
            let server = Plain::start(&folder)?;
            page.watch.admit(&server.address);
            tools.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWED_DOWN })).await?;
            stage::open(page, &format!("{}{PATH}", server.address), &format!("lesson={lesson}")).await?;
            page.settled().await?;
            tools.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
            let seen = page.script("return [__ready, __shifted]", []).await?;
            best = best.min(seen[0].as_f64().context("it was never ready")?);
            ensure!(seen[1] == 0, "{lesson}: the layout has shifted by {}", seen[1]);
            page.driver.goto("about:blank").await?;
            if best <= SOON {
                break;
            }
        }
        println!("        {lesson}: ready after {best:.0} ms at a quarter of the speed");
        if best > 3.0 * SOON {
            late.push(lesson);
        }
    }
    ensure!(late.is_empty(), "ready too late: {late:?}");
    Ok(())
}

/// On a phone the parts appear one after the other, and in a frame only the lesson itself.
pub async fn part_after_part_nothing_moves(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        return Ok(());
    }
    page.preload(OBSERVE).await?;
    let tools = page.driver.cdp();
    // Every lesson both ways where parts appear in turn, and one way where all appear at once.
    for (width, height, ways) in [(360, 800, 2), (600, 500, 1), (1280, 900, 1)] {
        page.resize(width, height, 1.0).await?;
        for (i, lesson) in lessons::ids().iter().enumerate() {
            for embed in ["&embed", ""].into_iter().cycle().skip(i).take(ways) {
                tools.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWED_DOWN })).await?;
                stage::open(page, &page.address, &format!("lesson={lesson}{embed}")).await?;
                page.settled().await?;
                tools.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
                let left = "document.querySelectorAll('[data-later], #boot').length";
                let seen = page.script(&format!("return [{left}, __shifted]"), []).await?;
                ensure!(seen[0] == 0, "{lesson}{embed} at {width} px: {} parts are held back", seen[0]);
                ensure!(seen[1] == 0, "{lesson}{embed} at {width} px: the layout has shifted by {}", seen[1]);
            }
        }
    }
    Ok(())
}
