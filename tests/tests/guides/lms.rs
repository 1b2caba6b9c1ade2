//! A learning platform, which no registry offers: tests/guides/platform.html stands in for it. It
//! sanitizes HTML, and resizes frames, by the rules that Canvas documents.

use crate::checks::{SETTINGS, fits, picture, ready, trains};
use crate::guide::{Server, guide, root};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use serde_json::json;
use std::fs;

/// Opens the platform with `written`, a file of the guide `name`, sanitized.
async fn show(page: &Page, name: &str, server: Server, written: &str) -> Result<()> {
    let guide = guide(page, name, server).await?;
    fs::copy(root().join("tests/guides/platform.html"), guide.folder.join("platform.html"))?;
    guide.visit(page, &format!("platform.html?written={written}")).await?;
    page.until("the platform shows the page", "document.body.className === 'shown'").await
}

pub async fn what_a_learning_platform_leaves_of_the_snippet_trains_and_fits(page: &Page) -> Result<()> {
    show(page, "lms", Server::Plain, "page.html").await?;
    page.enter_frame(0).await?;
    ready(page, "train-loss").await?;
    fits(page).await?;
    trains(page, SETTINGS).await?;
    fits(page).await?;
    page.leave_frame().await?;
    picture(page, "lms").await
}

pub async fn a_learning_platform_strips_an_element(page: &Page) -> Result<()> {
    show(page, "html", Server::Open, "element.html").await?;
    let left = page
        .script("return document.querySelectorAll('backprop-playground, iframe, script[src]').length", [])
        .await?;
    ensure!(left == json!(0), "{left} elements are left");
    Ok(())
}
