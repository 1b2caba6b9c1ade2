//! Books, pages and notebooks, each rendered by its own tool: mdBook, pandoc (which Quarto
//! renders with), nbconvert.

use crate::checks::{SETTINGS, fits, picture, ready, trains};
use crate::guide::{Server, guide, python};
use anyhow::{Result, ensure};
use page_tests::page::Page;

pub async fn a_chapter_of_an_mdbook_trains_in_a_frame_and_in_an_element(page: &Page) -> Result<()> {
    let book = guide(page, "mdbook", Server::Open).await?;
    book.run("mdbook", &["build"])?;
    book.visit(page, "book/training.html").await?;
    page.enter_frame(0).await?;
    trains(page, SETTINGS).await?;
    fits(page).await?;
    page.leave_frame().await?;
    picture(page, "mdbook").await?;

    book.visit(page, "book/chain-rule.html").await?;
    ensure!(page.frame_height(0).await? == 1000.0, "the frame is {} high", page.frame_height(0).await?);
    page.enter_frame(0).await?;
    ready(page, "value-y2").await?;
    page.leave_frame().await
}

/// Runs the pandoc of the Python wheel.
const PANDOC: &str = "import pypandoc, subprocess, sys; \
    sys.exit(subprocess.call([pypandoc.get_pandoc_path(), *sys.argv[1:]]))";

pub async fn what_pandoc_makes_of_a_quarto_page_trains(page: &Page) -> Result<()> {
    let notes = guide(page, "quarto", Server::Open).await?;
    let args = ["-c", PANDOC, "--standalone", "--from=markdown", "--to=html", "--output=training.html"];
    notes.run(python()?, &[&args[..], &["training.qmd"]].concat())?;
    notes.visit(page, "training.html").await?;
    page.enter_frame(0).await?;
    trains(page, SETTINGS).await?;
    fits(page).await?;
    page.leave_frame().await?;
    picture(page, "quarto").await?;

    page.enter_frame(1).await?;
    ready(page, "slope-of-z").await?;
    let function =
        page.script("return document.querySelector('input[type=radio]:checked').value", []).await?;
    ensure!(function == "tanh", "the frame shows {function}");
    page.leave_frame().await
}

/// Replaces the scripts that an export loads from other sites by default.
const NO_FOREIGN_SCRIPTS: [&str; 2] = [
    "--HTMLExporter.require_js_url=data:text/javascript,",
    "--HTMLExporter.mathjax_url=data:text/javascript,",
];

pub async fn a_notebook_that_was_run_and_exported_trains(page: &Page) -> Result<()> {
    let notebook = guide(page, "jupyter", Server::Open).await?;
    let args = ["-m", "nbconvert", "--to=html", "--execute", "training.ipynb"];
    notebook.run(python()?, &[&args[..], &NO_FOREIGN_SCRIPTS].concat())?;
    notebook.visit(page, "training.html").await?;
    page.enter_frame(0).await?;
    ready(page, "himmelblau-f").await?;
    page.click("Step").await?;
    page.until("it has made a step", "__test.numbers()['himmelblau-step'] === '1'").await?;
    page.leave_frame().await?;

    page.enter_frame(1).await?;
    trains(page, SETTINGS).await?;
    fits(page).await?;
    page.leave_frame().await?;
    picture(page, "jupyter").await
}
