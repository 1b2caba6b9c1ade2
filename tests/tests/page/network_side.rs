//! The column beside the network's pictures: text, tasks, settings; and the way back to the chapter.

use anyhow::{Result, ensure};
use page_tests::page::{Page, SOON};
use serde_json::{Value, json};
use thirtyfour::Key;

/// The parts of the column that can be seen without scrolling the page, and its tabs.
const ASIDE: &str = "
    const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().top < innerHeight;
    const parts = ['text', 'tasks', 'controls'].filter((part) => seen(document.querySelector(`[data-part=${part}]`)));
    const tabs = [...document.querySelectorAll('.side > .choices label')].filter(seen).map(__test.text);
    return [parts.join(), tabs.join()];";

async fn shows(page: &Page, expected: [&str; 2]) -> Result<()> {
    let aside = page.script(ASIDE, []).await?;
    ensure!(aside == json!(expected), "it shows {aside}, not {expected:?}");
    Ok(())
}

pub async fn text_tasks_and_settings_take_turns_beside_the_pictures(page: &Page) -> Result<()> {
    const ALL: &str = "Text,Tasks,Settings";
    for width in [1280, 800] {
        page.resize(width, 800, 1.0).await?;
        page.open("lesson=network&lang=en").await?;
        shows(page, ["text", ALL]).await?;
        page.control("radio", "Text").await?.focus().await?;
        page.press(Key::Right + "").await?;
        shows(page, ["tasks", ALL]).await?;
        page.press(Key::Right + "").await?;
        shows(page, ["controls", ALL]).await?;
    }
    page.resize(1280, 800, 1.0).await?;
    for (link, expected) in [
        ("hide=text", ["tasks", "Tasks,Settings"]),
        ("hide=text,tasks", ["controls", ""]),
        ("hide=controls", ["text", "Text,Tasks"]),
        ("hide=tasks,controls", ["text", ""]),
        ("hide=text,tasks,controls", ["", ""]),
        ("embed", ["controls", ""]),
    ] {
        page.open(&format!("lesson=network&lang=en&{link}")).await?;
        shows(page, expected).await?;
    }
    Ok(())
}

pub async fn a_task_that_is_done_out_of_view_is_announced_and_shown(page: &Page) -> Result<()> {
    // Shortly before the small network is accurate.
    page.open("layers=2,2,2&activation=tanh&trainBias&learningRate=0.05&step=32200&lang=en").await?;
    page.rests_at(32_200, SOON).await?;
    page.click("Step one epoch").await?;
    page.until("it is announced", "document.querySelector('[data-notice=task-small]')").await?;
    shows(page, ["text", "Text,Tasks,Settings"]).await?;
    page.click("Look").await?;
    shows(page, ["tasks", "Text,Tasks,Settings"]).await?;
    page.until("it is lit", "document.querySelector('[data-task=small].lit.done')").await?;
    ensure!(!page.said().await?.contains("is done"), "the notice stays");
    Ok(())
}

/// The tasks that offer the chapter's network: those about it.
const OFFERS: &str = "return [...document.querySelectorAll('.task:has(.chapter)')]
    .filter((task) => task.querySelector('.chapter').checkVisibility()).map((task) => task.dataset.task)";

pub async fn the_chapters_network_is_one_click_away_and_back(page: &Page) -> Result<()> {
    page.open("layers=2,3,2&activation=tanh&speed=epoch10&step=7&lang=en").await?;
    page.rests_at(7, SOON).await?;
    page.enter("Learning rate, exact value", "0.5").await?;
    page.turn_to("tasks").await?;
    let offers = page.script(OFFERS, []).await?;
    ensure!(
        offers == json!(["delta", "strongest", "check", "vanish", "bend", "fast"]),
        "{offers} offer the chapter's network"
    );
    page.settled().await?;
    let link = page.link().await?;
    page.script("document.querySelector('.task .chapter').click()", []).await?;
    page.rests_at(0, SOON).await?;
    page.settled().await?;
    ensure!(page.link().await?.keys().eq(["lang", "lesson"]), "the link is {:?}", page.link().await?);
    ensure!(page.script(OFFERS, []).await? == Value::Array(vec![]), "it still offers what is there");
    page.script("document.querySelector('[data-notice=chapter] .notice-action').click()", []).await?;
    page.rests_at(7, SOON).await?;
    page.settled().await?;
    ensure!(page.link().await? == link, "{:?} became {:?}", link, page.link().await?);
    Ok(())
}
