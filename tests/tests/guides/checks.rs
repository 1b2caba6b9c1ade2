//! Checks for every guide: a lesson is ready with its settings, trains, and fits into its frame.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::path::PathBuf;
use std::{env, fs};

/// The settings of the network in most guides, as a link has them.
pub const SETTINGS: &str = "activation=tanh&learningRate=0.03";

/// Inside a frame: waits until this number is shown.
pub async fn ready(page: &Page, quantity: &str) -> Result<()> {
    let shown = format!("window.__test && __test.numbers()['{quantity}']");
    page.until(&format!("the frame shows {quantity}"), &shown).await
}

/// Inside a frame with the network at rest: one pass has the numbers of the native run with these
/// settings, to the bit, and then it trains until it is paused.
pub async fn trains(page: &Page, settings: &str) -> Result<()> {
    ready(page, "train-loss").await?;
    page.click("Step one epoch").await?;
    page.rests_at(1400, SOON).await?;
    page.shows(&native::trained(settings, 1400, "")?.metrics()).await?;
    page.click("Train").await?;
    page.gets_beyond(4 * 1400).await?;
    page.pause().await?;
    Ok(())
}

/// Inside a frame, in CSS pixels: how much of its content is hidden, downwards and across; the gap below
/// the content; and the elements that stick out.
const FIT: &str = "(() => {
    const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
    const out = [...document.querySelectorAll('body *')].filter((element) =>
        element.getBoundingClientRect().right > clientWidth || element.getBoundingClientRect().left < 0);
    return {
        down: scrollHeight - clientHeight,
        across: scrollWidth - clientWidth,
        gap: clientHeight - document.body.getBoundingClientRect().bottom - scrollY,
        out: out.map(({ tagName, className }) => `${tagName}.${className}`),
    };
})()";

/// Inside a frame: waits until it is as high as its content, so that nothing scrolls and no gap is left.
pub async fn fits(page: &Page) -> Result<()> {
    let fits = format!("(({{ down, across, gap }}) => down <= 0 && across <= 0 && gap < 40)({FIT})");
    let outcome = page.until("the frame is as high as its content", &fits).await;
    let fit = page.script(&format!("return {FIT}"), []).await?;
    outcome.with_context(|| format!("it is {fit}"))
}

/// In the host: the page fits across, and neither focus nor scroll has moved.
pub async fn undisturbed(page: &Page) -> Result<()> {
    let look = "return [document.activeElement === document.body, scrollY,
        document.documentElement.scrollWidth <= document.documentElement.clientWidth]";
    let seen = page.script(look, []).await?;
    ensure!(seen == json!([true, 0, true]), "focus left alone, scrolled by, fits across: {seen}");
    Ok(())
}

/// Saves a screenshot if `BACKPROP_PICTURES` is set.
pub async fn picture(page: &Page, name: &str) -> Result<()> {
    let Some(folder) = env::var_os("BACKPROP_PICTURES").map(PathBuf::from) else { return Ok(()) };
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{name}.png")), page.driver.screenshot_as_png().await?)?;
    Ok(())
}
