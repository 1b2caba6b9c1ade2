//! reveal.js: a frame exists while its slide is shown, and an element pauses while another one is.

use crate::checks::{picture, ready};
use crate::guide::{Server, add_package, guide};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use serde_json::json;
use std::time::Duration;

/// Opens the slides at one of them, counted from 0.
async fn show(page: &Page, slide: usize) -> Result<()> {
    let slides = guide(page, "reveal", Server::Open).await?;
    add_package(&slides, "reveal.js")?;
    slides.visit(page, &format!("slides.html#/{slide}")).await?;
    // Requests of a frame whose slide is left are aborted; Firefox also reports those of its service
    // worker.
    for abandoned in ["net::ERR_ABORTED", "NS_ERROR_FAILURE", "A ServiceWorker intercepted the request"] {
        page.watch.forgive(abandoned);
    }
    page.until("reveal.js is ready", "window.Reveal?.isReady()").await
}

async fn next(page: &Page) -> Result<()> {
    page.script("Reveal.next()", []).await.map(drop)
}

pub async fn a_frame_trains_while_its_slide_is_shown_and_is_gone_after_it(page: &Page) -> Result<()> {
    show(page, 0).await?;
    let src = "document.querySelector('iframe').getAttribute('src')";
    ensure!(page.script(&format!("return {src}"), []).await?.is_null(), "the frame is loaded too early");
    next(page).await?;
    page.enter_frame(0).await?;
    ready(page, "epoch").await?;
    page.gets_beyond(5 * 1400).await?;
    page.leave_frame().await?;
    picture(page, "reveal").await?;
    next(page).await?;
    page.until("the frame is gone", &format!("{src} === null")).await
}

/// The epochs that the element on the third slide has reported.
const EPOCHS: &str = "(window.__epochs ??= [])";

pub async fn an_element_rests_while_another_slide_is_shown_and_goes_on(page: &Page) -> Result<()> {
    show(page, 0).await?;
    page.script(
        &format!(
            "document.querySelector('backprop-playground').addEventListener('epoch',
                ({{ detail }}) => {EPOCHS}.push(detail.epoch))"
        ),
        [],
    )
    .await?;
    next(page).await?;
    next(page).await?;
    page.until("it trains on its slide", &format!("{EPOCHS}.at(-1) > 5")).await?;
    next(page).await?;
    let epochs = async || page.script(&format!("return {EPOCHS}.at(-1)"), []).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let rest = epochs().await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    ensure!(epochs().await? == rest, "it trains on while another slide is shown");
    page.script("Reveal.prev()", []).await?;
    page.until("it goes on", &format!("{EPOCHS}.at(-1) > {rest}")).await?;
    let restarted = page
        .script(&format!("return {EPOCHS}.some((epoch, i) => i > 0 && epoch < {EPOCHS}[i - 1])"), [])
        .await?;
    ensure!(restarted == json!(false), "it started over");
    Ok(())
}
