//! The page in a frame of another page: it reports its height, takes neither focus nor scroll, and
//! pauses while it is out of sight.

use crate::host::Host;
use anyhow::{Context, Result, ensure};
use page_tests::lessons;
use page_tests::page::Page;
use page_tests::scenario::is_full;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// A host that gives its frame the height that it asks for.
const FOLLOWS: &str = "<script>addEventListener('message', ({ data }) => {
    if (typeof data.height === 'number') document.querySelector('iframe').style.height = `${data.height}px`;
})</script>";
/// Higher than any window of the tests, on both sides of the frame.
const FAR: &str = "<p style=\"height: 4000px\">Notes</p>";

/// The heights that the frame has reported so far.
async fn heights(host: &Host<'_>) -> Result<Vec<u64>> {
    let reported = host
        .ask("messages.map(({ data }) => Object.keys(data).join() === 'height' ? data.height : 0)")
        .await?;
    let heights: Vec<u64> = serde_json::from_value(reported)?;
    Ok(heights.into_iter().filter(|&height| height > 0).collect())
}

/// Waits until the visible frame has reported a height after the first `before` messages, and no more
/// follow.
async fn reported(page: &Page, host: &Host<'_>, before: usize) -> Result<Vec<u64>> {
    host.leave().await?;
    page.until("the frame reports its height", &format!("messages.length > {before}")).await?;
    let mut now = heights(host).await?;
    loop {
        // By then the host has handled the messages, and the frame its new height.
        for _ in 0..2 {
            host.enter().await?;
            page.settled().await?;
        }
        let later = heights(host).await?;
        if later.len() == now.len() {
            return Ok(now);
        }
        ensure!(later.len() < 12, "the reports do not end: {later:?}");
        now = later;
    }
}

pub async fn a_host_hears_the_height_in_every_form(page: &Page) -> Result<()> {
    let host = Host::open(page, &Host::frame(page, "lesson=activations&embed", 300)).await?;
    let height = *reported(page, &host, 0).await?.last().context("a height")?;
    let messages =
        host.ask("messages.map(({ data }) => data).filter(({ source }) => !source).slice(-5)").await?;
    let src = format!("{}#lesson=activations&embed", page.address());
    let forms = [
        json!({ "height": height }),
        json!({ "src": src, "context": "iframe.resize", "height": height }),
        json!({ "subject": "lti.frameResize", "height": height }),
    ];
    let [plain, embedly, _, canvas, _] = &*messages.as_array().context("messages")?.clone() else {
        anyhow::bail!("the host has heard {messages}");
    };
    ensure!([plain, embedly, canvas] == [&forms[0], &forms[1], &forms[2]], "the host has heard {messages}");
    for (message, form) in [(&messages[2], &forms[1]), (&messages[4], &forms[2])] {
        let parsed: Value = serde_json::from_str(message.as_str().context("JSON in a text")?)?;
        ensure!(parsed == *form, "{parsed} is not {form}");
    }
    let from = host
        .ask("messages.every(({ from }) => from === document.querySelector('iframe').contentWindow)")
        .await?;
    ensure!(from == json!(true), "a message came from another window");
    host.enter().await
}

pub async fn the_height_settles_in_a_host_that_follows_it(page: &Page) -> Result<()> {
    for lesson in lessons::ids() {
        let whole = lesson == "network" || is_full();
        for how in if whole { ["&embed", ""].as_slice() } else { &["&embed"] } {
            let frame = Host::frame(page, &format!("lesson={lesson}{how}"), 300);
            let host = Host::open(page, &format!("{frame}{FOLLOWS}")).await?;
            let first = reported(page, &host, 0).await?;
            ensure!(first.len() <= 3, "{lesson}{how}: {first:?}");
            host.enter().await?;
            let sizes = "return [document.documentElement.scrollHeight, innerHeight]";
            let [content, inside]: [f64; 2] = serde_json::from_value(page.script(sizes, []).await?)?;
            ensure!(
                content <= inside,
                "{lesson}{how}: after {first:?} in {inside} px it is {content} px high"
            );
            // At another width it settles at another height.
            let count = host.ask("messages.length").await?.as_u64().context("a number")?;
            page.resize(700, 900, 1.0).await?;
            let then = reported(page, &host, usize::try_from(count)?).await?;
            ensure!(then.len() <= first.len() + 3 && then.last() != first.last(), "{lesson}{how}: {then:?}");
            page.resize(1280, 900, 1.0).await?;
        }
    }
    Ok(())
}

pub async fn opening_a_section_makes_the_frame_taller(page: &Page) -> Result<()> {
    let frame = Host::frame(page, "lesson=himmelblau&embed", 300);
    let host = Host::open(page, &format!("{frame}{FOLLOWS}")).await?;
    let before = reported(page, &host, 0).await?;
    let count = host.ask("messages.length").await?.as_u64().context("a number")?;
    host.enter().await?;
    page.script("document.querySelector('details').open = true", []).await?;
    let after = reported(page, &host, usize::try_from(count)?).await?;
    ensure!(after.last() > before.last(), "{before:?}, and opened {after:?}");
    Ok(())
}

pub async fn below_the_fold_it_takes_neither_focus_nor_scroll(page: &Page) -> Result<()> {
    for lesson in lessons::ids() {
        let frame = Host::frame(page, &format!("lesson={lesson}&embed&step=3&at=2"), 700);
        let host = Host::open(page, &format!("<input id=own>{FAR}{frame}{FAR}")).await?;
        page.script("document.getElementById('own').focus()", []).await?;
        host.enter().await?;
        host.leave().await?;
        page.until(&format!("{lesson} reports its height out of sight"), "messages.length > 0").await?;
        let state = host.ask("[scrollY, scrollX, document.activeElement.id]").await?;
        ensure!(state == json!([0, 0, "own"]), "{lesson}: the host is at {state}");
    }
    Ok(())
}

pub async fn training_rests_out_of_sight_and_goes_on(page: &Page) -> Result<()> {
    let frame = Host::frame(page, "embed&samples=100&epochs=100000", 700);
    let host = Host::open(page, &format!("{FAR}{frame}{FAR}")).await?;
    host.scroll(4000).await?;
    host.enter().await?;
    page.choose("Speed", "10 epochs/s").await?;
    page.click("Train").await?;
    page.until("it trains", "Number(__test.numbers().epoch) >= 1").await?;

    // On a busy machine a command takes a while, in which it may still train, or train again.
    let leaving = Instant::now();
    host.scroll(0).await?;
    host.enter().await?;
    let before = page.number("epoch").await?;
    let mut awake = leaving.elapsed();
    sleep(Duration::from_secs(3)).await;
    let button = page.script("return __test.named('button', 'Pause').length", []).await?;
    ensure!(button == json!(1), "the button no longer says what was asked for");
    let coming = Instant::now();
    host.scroll(4000).await?;
    host.enter().await?;
    page.until("it goes on", &format!("Number(__test.numbers().epoch) > {before}")).await?;
    let after = page.number("epoch").await?;
    awake += coming.elapsed();
    // In the three seconds it would have been thirty more.
    let most = 10.0 * awake.as_secs_f64() + 10.0;
    ensure!(after - before <= most, "out of sight it has gone on from epoch {before} to {after}");
    page.until("and keeps going", &format!("Number(__test.numbers().epoch) > {after}")).await?;
    page.pause().await.map(drop)
}

pub async fn a_descent_rests_out_of_sight_and_in_a_hidden_tab(page: &Page) -> Result<()> {
    let frame = Host::frame(page, "lesson=himmelblau&embed", 700);
    let host = Host::open(page, &format!("{FAR}{frame}{FAR}")).await?;
    host.scroll(4000).await?;
    host.enter().await?;
    let at = "Number(document.querySelector('.scrubber').value)";
    page.click("Descend").await?;
    page.until("it descends", &format!("{at} > 2")).await?;
    host.scroll(0).await?;
    sleep(Duration::from_millis(300)).await;
    host.enter().await?;
    let before = page.script(&format!("return {at}"), []).await?;
    sleep(Duration::from_secs(1)).await;
    ensure!(page.script(&format!("return {at}"), []).await? == before, "out of sight it has gone on");

    host.scroll(4000).await?;
    host.enter().await?;
    page.until("it goes on", &format!("{at} > {before}")).await?;
    let hide = |hidden: bool| {
        format!(
            "Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }});
             document.dispatchEvent(new Event('visibilitychange'));
             return {at}"
        )
    };
    let before = page.script(&hide(true), []).await?;
    sleep(Duration::from_secs(1)).await;
    ensure!(page.script(&format!("return {at}"), []).await? == before, "in a hidden tab it has gone on");
    page.script(&hide(false), []).await?;
    page.until("it goes on again", &format!("{at} > {before}")).await?;
    page.click("Pause").await
}

pub async fn a_link_that_plays_waits_until_it_is_seen(page: &Page) -> Result<()> {
    let frame = Host::frame(page, "embed&samples=100&epochs=100000&play", 700);
    let host = Host::open(page, &format!("{FAR}{frame}{FAR}")).await?;
    host.enter().await?;
    page.until("it has begun", "__test.named('button', 'Pause').length === 1").await?;
    sleep(Duration::from_secs(1)).await;
    // Without animation frames nothing is drawn, so the first numbers shown are recorded.
    page.script(
        "window.first = '';
         new MutationObserver(() => { first ||= document.querySelector('[data-quantity=step]').value; })
            .observe(document.querySelector('.readouts'), { attributes: true, subtree: true, childList: true });",
        [],
    )
    .await?;
    let waiting = page.script("return document.querySelector('[data-quantity=step]').value", []).await?;
    ensure!(waiting == json!("") || waiting == json!("0"), "unseen it is at step {waiting}");
    host.scroll(4000).await?;
    host.enter().await?;
    page.gets_beyond(5000).await?;
    let first = page.script("return Number(first)", []).await?;
    // At full speed a second is hundreds of thousands of samples.
    ensure!(first.as_f64() < Some(60_000.0), "when it came into sight it was at step {first}");
    page.pause().await.map(drop)
}
