//! reveal.js: a frame that is there while its slide is, and an element that rests meanwhile.

use crate::kitchen::{Server, add_package, guide};
use crate::seen::{picture, ready};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use serde_json::json;
use std::time::Duration;

/// Opens the slides at one of them, counted from 0.
async fn show(page: &Page, slide: usize) -> Result<()> {
    let slides = guide(page, "reveal", Server::Open).await?;
    add_package(&slides, "reveal.js")?;
    slides.visit(page, &format!("slides.html#/{slide}")).await?;
    // What a frame is still reading when its slide is left is not read to its end. Firefox says so of
    // what its service worker reads.
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

/// The epochs that the element on the third slide has told.
const TOLD: &str = "(window.__told ??= [])";

pub async fn an_element_rests_while_another_slide_is_shown_and_goes_on(page: &Page) -> Result<()> {
    show(page, 0).await?;
    page.script(
        &format!(
            "document.querySelector('backprop-playground').addEventListener('epoch',
                ({{ detail }}) => {TOLD}.push(detail.epoch))"
        ),
        [],
    )
    .await?;
    next(page).await?;
    next(page).await?;
    page.until("it trains on its slide", &format!("{TOLD}.at(-1) > 5")).await?;
    next(page).await?;
    let epochs = async || page.script(&format!("return {TOLD}.at(-1)"), []).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let rest = epochs().await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    ensure!(epochs().await? == rest, "it trains on while another slide is shown");
    page.script("Reveal.prev()", []).await?;
    page.until("it goes on", &format!("{TOLD}.at(-1) > {rest}")).await?;
    let begun_anew =
        page.script(&format!("return {TOLD}.some((epoch, i) => i > 0 && epoch < {TOLD}[i - 1])"), []).await?;
    ensure!(begun_anew == json!(false), "it began anew");
    Ok(())
}
