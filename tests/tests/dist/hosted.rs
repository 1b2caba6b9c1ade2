//! The page below a path of a plain server, as a teacher publishes it.

use crate::stage::{self, PATH};
use anyhow::{Result, ensure};
use page_tests::lessons;
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::plain::Plain;
use serde_json::json;
use std::fs;
use thirtyfour::By;

pub async fn every_lesson_opens_below_a_path_in_both_languages(page: &Page) -> Result<()> {
    for lesson in lessons::ids() {
        stage::open(page, &page.address, &format!("lesson={lesson}&lang=en")).await?;
        for language in ["en", "zh"] {
            stage::speaks(page, &lesson, language).await?;
            stage::says_everything(page).await?;
            // Share names every part of the lesson.
            page.script("document.querySelector('[data-part=\"header.share\"]').click()", []).await?;
            page.until("Share is open", "document.querySelector('dialog[open] input[type=checkbox]')")
                .await?;
            stage::says_everything(page).await?;
            page.script("document.querySelector('dialog').close()", []).await?;
        }
    }
    Ok(())
}

pub async fn it_trains_in_its_worker_with_the_native_numbers(page: &Page) -> Result<()> {
    stage::count_workers(page).await?;
    page.open("samples=200&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(1000).await?;
    let step = page.pause().await?;
    page.shows(&native::trained("samples=200", step, "")?.metrics()).await?;
    page.until("the numbers came from the worker", "__heard.worker > 3").await
}

pub async fn what_is_loaded_later_is_there_when_it_is_wanted(page: &Page) -> Result<()> {
    unfold(page, &page.address).await
}

/// Goes wrong wherever a lesson explains what is wrong, and opens its lists and tables.
const TRY: &str = "
    for (const answer of document.querySelectorAll('[data-answer]')) {
        answer.value = '-7';
        answer.form.requestSubmit();
    }
    const expression = document.querySelector('.expression textarea');
    if (expression) {
        expression.value = 'x + ';
        expression.dispatchEvent(new Event('change'));
    }
    document.querySelector('.page-footer details').open = true;
    if (!document.querySelector('dialog')) document.querySelector('[data-table]')?.click();";

pub async fn words_that_come_later_are_there_and_change_their_language(page: &Page) -> Result<()> {
    for lesson in lessons::ids() {
        stage::open(page, &page.address, &format!("lesson={lesson}&lang=xx&expression=*")).await?;
        // The third wrong answer is the last that says something new.
        for _ in 0..3 {
            page.script(TRY, []).await?;
            page.settled().await?;
        }
        stage::says_everything(page).await?;
        let said = "document.querySelector('.page-footer dd').textContent";
        let before = page.script(&format!("return {said}"), []).await?;
        page.script("document.querySelector('dialog')?.close()", []).await?;
        page.script("document.querySelector('[data-part=\"header.language\"]').click()", []).await?;
        page.settled().await?;
        stage::says_everything(page).await?;
        ensure!(page.script(&format!("return {said}"), []).await? != before, "{lesson} still says {before}");
    }
    Ok(())
}

/// Opens everything that is loaded only after a click.
pub async fn unfold(page: &Page, address: &str) -> Result<()> {
    stage::open(page, address, "lesson=network").await?;
    page.click("Step through one update").await?;
    page.until("the update is looked into", "__test.numbers()['trace-step'] !== undefined").await?;
    page.click("Gradients per layer").await?;
    page.until("the health of the layers is shown", "__test.numbers()['health-last'] !== undefined").await?;
    stage::says_everything(page).await?;
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await?;
    stage::open(page, address, "lesson=himmelblau").await?;
    page.driver.find(By::Css(".gradient-tape summary")).await?.click().await?;
    page.until("the gradient is a tape", "document.querySelector('.gradient-tape .scrubber')").await?;
    stage::says_everything(page).await
}

pub async fn a_host_page_leads_from_any_lesson_to_any_other(page: &Page) -> Result<()> {
    let folder = stage::site("host")?;
    let server = Plain::start(&folder)?;
    page.watch.admit(&server.address);
    let element = format!(
        "<script type=module src='{PATH}embed.js'></script><backprop-playground></backprop-playground>"
    );
    let notes = format!("<!doctype html><title>Notes</title><link rel=icon href='data:,'>{element}");
    fs::write(folder.join("notes.html"), notes)?;
    page.visit(&format!("{}notes.html", server.address), "").await?;
    let lead = "
        await customElements.whenDefined('backprop-playground');
        const element = document.querySelector('backprop-playground');
        const wrong = [];
        for (const from of args) for (const lesson of args) {
            await element.setState({ lesson: from });
            const state = await element.setState({ lesson, lang: 'en' }).catch((error) => ({ error: error.message }));
            if (state.lesson !== lesson) wrong.push([from, lesson, state]);
        }
        return wrong;";
    let ids = lessons::ids();
    let wrong = page.async_script(lead, ids.iter().map(|id| json!(id)).collect::<Vec<_>>()).await?;
    ensure!(wrong == json!([]), "{wrong}");
    Ok(())
}

pub async fn without_service_workers_nothing_is_missed(page: &Page) -> Result<()> {
    page.preload(
        "() => Object.defineProperty(Navigator.prototype, 'serviceWorker', {
            get() { window.__asked = true; throw new DOMException('no', 'SecurityError'); } })",
    )
    .await?;
    stage::open(page, &page.address, "lesson=network").await?;
    page.until("the page has asked for one", "window.__asked").await?;
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await
}

pub async fn where_a_module_is_missing_the_page_says_so(page: &Page) -> Result<()> {
    let folder = stage::site("missing")?;
    let copy = folder.join(PATH);
    fs::remove_file(copy.join(stage::build_of(&copy)?).join("js/page/main.js"))?;
    let server = Plain::start(&folder)?;
    page.watch.forgive("");
    page.set_out(&format!("{}{}#lang=zh", server.address, PATH)).await?;
    let shown = "[...document.querySelectorAll('#boot p')].some((line) => line.checkVisibility() && line.innerText.includes('尚未启动'))";
    page.until("it says so", shown).await
}
