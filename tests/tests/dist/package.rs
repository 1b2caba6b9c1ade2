//! The npm package in a page built with Vite. tests/package/package.test.mjs makes that page, and
//! records what the same example prints in Node.

use crate::stage;
use anyhow::{Context, Result, ensure};
use page_tests::page::Page;
use page_tests::plain::Plain;
use std::fs;

pub async fn built_with_vite_a_page_has_the_numbers_of_node(page: &Page) -> Result<()> {
    let project = stage::scratch()?.join("vite");
    let printed = fs::read_to_string(project.join("printed.txt"))
        .context("there is no project: `cargo xtask test --only dist` makes it")?;
    let server = Plain::start(&project.join("dist"))?;
    page.watch.admit(&server.address);
    page.visit(&server.address, "").await?;
    page.until("the example is done", "document.body?.dataset.done").await?;
    let shown = page.script("return document.body.innerText", []).await?;
    ensure!(shown.as_str().map(str::trim) == Some(printed.trim()), "{shown} in the page, {printed} in Node");
    Ok(())
}
