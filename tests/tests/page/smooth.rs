//! Responsiveness: clicks and sliders answer while it trains, nothing shifts, and the page starts soon.
//! Long tasks and layout shifts can be observed in Chromium only.

use anyhow::{Context, Result, ensure};
use page_tests::browser::Browser;
use page_tests::page::Page;
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::Key;

/// The goal: no task of the page is longer, in milliseconds.
const LONGEST_TASK: f64 = 50.0;

/// Collects long tasks in `__long`, as [start, duration], and layout shifts in `__shifts`.
const OBSERVE: &str = "
    window.__long = [];
    window.__shifts = [];
    const from = performance.now();
    const observe = (type, take) => new PerformanceObserver((list) =>
        list.getEntries().filter((entry) => entry.startTime >= from).forEach(take)).observe({ type, buffered: true });
    observe('longtask', ({ startTime, duration }) => __long.push([startTime, duration]));
    observe('layout-shift', ({ value, sources }) =>
        __shifts.push([value, ...sources.map(({ node, previousRect, currentRect }) => [
            (node?.outerHTML ?? node?.parentElement?.outerHTML ?? 'gone').slice(0, 120),
            ...[previousRect, currentRect].map(({ x, y, width, height }) => [x, y, width, height].join(' ')),
        ])]));";

/// Opens the page, and observes from a second after it has loaded.
async fn observe(page: &Page, hash: &str) -> Result<()> {
    page.open(hash).await?;
    page.until(
        "a second has passed since it loaded",
        "performance.now() > performance.timing.loadEventEnd - performance.timeOrigin + 1000",
    )
    .await?;
    page.script(OBSERVE, []).await.map(drop)
}

/// Uses every control in quick succession for this long.
async fn fidget(page: &Page, time: Duration) -> Result<()> {
    let slider = page.control("slider", "Learning rate").await?;
    let plot = page.driver.find(thirtyfour::By::Css("[data-layer=points]")).await?;
    let end = Instant::now() + time;
    while Instant::now() < end {
        slider.send_keys(Key::Right + Key::Left).await?;
        page.actions().move_to_element_center(&plot).move_by_offset(20, 20).perform().await?;
        page.choose("Speed", "10 epochs/s").await?;
        page.choose("Speed", "full speed").await?;
        page.click("Pause").await?;
        page.click("Train").await?;
    }
    Ok(())
}

pub async fn while_it_trains_no_task_is_long_and_nothing_moves(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        println!("        not observable in {:?}", page.browser);
        return Ok(());
    }
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let worst = longest_task(page).await?;
        best = best.min(worst);
        if best <= LONGEST_TASK {
            return Ok(());
        }
    }
    // A time, so a goal: a busy machine makes tasks of its own. Best of three, three times the goal.
    ensure!(best <= 3.0 * LONGEST_TASK, "in each of three runs a task took {best:.0} ms or more");
    Ok(())
}

/// Trains while the controls are used. Nothing may move. Returns the longest task in milliseconds, 0 if
/// none was over 50.
async fn longest_task(page: &Page) -> Result<f64> {
    observe(page, "epochs=100000").await?;
    page.click("Train").await?;
    fidget(page, Duration::from_secs(6)).await?;
    page.pause().await?;
    let worst = longest(page).await?;
    let shifts = page.script("return __shifts", []).await?;
    ensure!(shifts == json!([]), "the layout has shifted: {shifts:#}");
    Ok(worst)
}

/// The longest task since the last call, in milliseconds, 0 if none was over 50.
async fn longest(page: &Page) -> Result<f64> {
    let long: Vec<(f64, f64)> = serde_json::from_value(page.script("return __long.splice(0)", []).await?)?;
    let worst = long.iter().map(|&(_, duration)| duration).fold(0.0, f64::max);
    println!("        {} tasks over 50 ms, the longest {worst:.0} ms", long.len());
    Ok(worst)
}

pub async fn with_the_most_points_no_change_of_network_or_language_is_a_long_task(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        println!("        not observable in {:?}", page.browser);
        return Ok(());
    }
    // The largest network, of 772 neurons, changes its language within the time in which a click seems
    // answered at once.
    for (layers, goal) in [("2,25,50,25,2", LONGEST_TASK), ("2,128,128,128,128,128,128,2", 100.0)] {
        let mut best = f64::INFINITY;
        for _ in 0..3 {
            observe(page, &format!("samples=20000&layers={layers}")).await?;
            change_network_and_language(page).await?;
            best = best.min(longest(page).await?);
            if best <= goal {
                break;
            }
        }
        ensure!(best <= 3.0 * goal, "{layers}: in each of three runs a task took {best:.0} ms or more");
    }
    Ok(())
}

/// Waits after each change until it is drawn.
async fn change_network_and_language(page: &Page) -> Result<()> {
    for activation in ["tanh", "ReLU", "sigmoid"] {
        page.choose("Activation", activation).await?;
        page.until("its numbers come", "__test.numbers()['train-loss']").await?;
        page.settled_step().await?;
    }
    for language in ["中文", "EN"] {
        page.click(language).await?;
        page.settled_step().await?;
    }
    Ok(())
}

pub async fn a_click_is_answered_at_once_while_it_trains(page: &Page) -> Result<()> {
    // From the click to the frame in which the button has its other name.
    const CLICKS: &str = "
        const delays = [];
        for (let i = 0; i < 20; i++) {
            await new Promise((resolve) => setTimeout(resolve, 60));
            const button = __test.named('button', 'Train')[0] ?? __test.named('button', 'Pause')[0];
            const name = __test.nameOf(button);
            const begin = performance.now();
            button.click();
            do await new Promise(requestAnimationFrame); while (__test.nameOf(button) === name);
            delays.push(performance.now() - begin);
        }
        return Math.max(...delays);";
    page.open("lesson=network").await?;
    let slowest = page.async_script(CLICKS, []).await?.as_f64().unwrap_or(f64::INFINITY);
    println!("        the slowest of 20 clicks was answered after {slowest:.0} ms");
    ensure!(slowest < 300.0, "a click was answered after {slowest:.0} ms");
    Ok(())
}

pub async fn the_address_is_rarely_written_while_it_trains(page: &Page) -> Result<()> {
    // Chromium silently drops calls that come too often.
    page.preload(
        "() => {
            window.__written = 0;
            const { replaceState } = history;
            history.replaceState = function (...args) { window.__written += 1; return replaceState.apply(this, args); };
        }",
    )
    .await?;
    page.open("epochs=100000&layers=2,4,2").await?;
    page.click("Train").await?;
    page.gets_beyond(10_000).await?;
    let slider = page.control("slider", "Learning rate").await?;
    let begin = Instant::now();
    for _ in 0..20 {
        slider.send_keys(Key::Right + Key::Left).await?;
    }
    page.script("window.__from = performance.now()", []).await?;
    page.until("there was a second to write in", "performance.now() - __from > 1000").await?;
    let written = page.script("return __written", []).await?.as_u64().context("a count")?;
    let most = 1 + begin.elapsed().as_millis() as u64 / 300;
    ensure!(written <= most, "the address was written {written} times");
    page.pause().await?;
    ensure!(page.link().await?.contains_key("step"), "the address was not written when it paused");
    Ok(())
}

pub async fn it_starts_soon(page: &Page) -> Result<()> {
    const SOONEST: Duration = Duration::from_secs(1);
    page.open("lesson=network").await?; // the browser has seen the files
    page.preload("() => {
        const look = () => window.__test?.numbers()['train-loss'] ? (window.__begun = performance.now()) : requestAnimationFrame(look);
        requestAnimationFrame(look);
    }").await?;
    page.open("lesson=network").await?;
    page.until("the first numbers were seen", "window.__begun").await?;
    let begun = page.script("return __begun", []).await?.as_f64().unwrap_or(f64::INFINITY);
    println!("        the numbers were there after {begun:.0} ms");
    ensure!(begun < 3.0 * SOONEST.as_millis() as f64, "the numbers were there after {begun:.0} ms");
    Ok(())
}
