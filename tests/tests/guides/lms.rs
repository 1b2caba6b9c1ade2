//! A learning platform cannot be had from a registry. In its stead stands tests/guides/platform.html,
//! which cleans what it is given, and resizes frames, by the rules that Canvas documents.

use crate::kitchen::{Server, guide, root};
use crate::seen::{SETTINGS, fits, picture, ready, trains};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use serde_json::json;
use std::fs;

/// Opens what the platform leaves of `written`, a file of the guide `name`.
async fn show(page: &Page, name: &str, server: Server, written: &str) -> Result<()> {
    let guide = guide(page, name, server).await?;
    fs::copy(root().join("tests/guides/platform.html"), guide.folder.join("platform.html"))?;
    guide.visit(page, &format!("platform.html?written={written}")).await?;
    page.until("the platform shows what is left", "document.body.className === 'shown'").await
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

pub async fn of_an_element_a_learning_platform_leaves_nothing(page: &Page) -> Result<()> {
    show(page, "html", Server::Open, "element.html").await?;
    let left = page
        .script("return document.querySelectorAll('backprop-playground, iframe, script[src]').length", [])
        .await?;
    ensure!(left == json!(0), "{left} elements are left");
    Ok(())
}
