//! The start page: its network learns, by mouse and by keyboard; lessons lead on to one another, and the page
//! remembers which tasks are done.

use anyhow::{Context, Result, ensure};
use backprop_core::knobs::{Knobs, LEARNING_RATE};
use page_tests::page::Page;
use serde_json::json;
use thirtyfour::{By, Key};

const UPDATE: &str = "Turn all knobs a little";

/// The loss shown, and the number of right answers.
async fn score(page: &Page) -> Result<(f64, f64)> {
    Ok((page.number("loss").await?, page.number("right").await?))
}

/// The text of an element; empty if there is none.
async fn text(page: &Page, selector: &str) -> Result<String> {
    let text =
        page.script(&format!("return document.querySelector('{selector}')?.innerText ?? ''"), []).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

pub async fn the_bare_address_opens_a_network_that_ten_clicks_teach(page: &Page) -> Result<()> {
    page.open_any("").await?;
    page.until("the link says so", "location.hash.includes('lesson=start')").await?;
    let mut native = Knobs::default();
    ensure!(score(page).await? == (native.read().loss, 2.0));
    for _ in 0..10 {
        page.click(UPDATE).await?;
        native.update();
    }
    // The last click's update is played first.
    page.until(
        "it has learned",
        "document.querySelector('.start-says').innerText.includes('all four answers are right')",
    )
    .await?;
    ensure!(score(page).await? == (native.read().loss, 4.0), "{:?}", score(page).await?);
    page.click("Start over").await?;
    ensure!(score(page).await? == (Knobs::default().read().loss, 2.0));
    Ok(())
}

pub async fn a_knob_is_chosen_and_turned_by_keys_and_its_slope_is_shown(page: &Page) -> Result<()> {
    page.open_any("lesson=start&lang=en").await?;
    let knob = page.driver.find(By::Css("[data-knob='3']")).await?;
    knob.send_keys(Key::Enter + "").await?;
    let slider = page.control("slider", "the weight from x₂ to h₂").await?;
    slider.send_keys(Key::Right + Key::Right).await?;
    let turned = page.script("return Number(document.querySelector('[data-slider=knob]').value)", []).await?;
    let mut native = Knobs::default();
    native.turn(3, turned.as_f64().context("a number")?);
    let reading = native.read();
    let panel = "return [...document.querySelectorAll('.slope data')].map(({ value }) => Number(value))";
    let [w, slope] = [reading.parameters[3], reading.gradient[3]];
    let shown: Vec<f64> = serde_json::from_value(page.script(panel, []).await?)?;
    ensure!(
        shown == [w, reading.loss, slope, w, LEARNING_RATE, slope, reading.next[3]],
        "the panel shows {shown:?}"
    );
    Ok(())
}

/// Whether the loss changes by itself within a second.
const SWINGS: &str = "
    const loss = () => document.querySelector('.start-score [data-quantity=loss]').value;
    const first = loss();
    const end = performance.now() + 1000;
    while (loss() === first && performance.now() < end) await new Promise(requestAnimationFrame);
    return loss() !== first";

pub async fn the_knob_in_hand_swings_once_but_not_with_reduced_motion(page: &Page) -> Result<()> {
    for (motion, swings) in [("no-preference", true), ("reduce", false)] {
        if !page.emulate(&[("prefers-reduced-motion", motion)]).await? {
            return Ok(());
        }
        page.open_lesson("lesson=start&lang=en", "loss").await?;
        ensure!(page.async_script(SWINGS, []).await? == json!(swings), "{motion}");
        page.settled().await?;
        ensure!(score(page).await?.0 == Knobs::default().read().loss, "{motion}: it does not return");
    }
    page.emulate(&[]).await.map(drop)
}

/// Does the quickest task of the Activations lesson.
async fn do_a_task(page: &Page) -> Result<()> {
    let field = page.driver.find(By::Css("[data-answer=layers]")).await?;
    field.send_keys("5").await?;
    field.send_keys(Key::Enter + "").await?;
    page.until("it is done", "document.querySelector('[data-task=layers].done')").await
}

pub async fn progress_is_kept_shown_in_tabs_and_on_cards_and_forgotten_when_asked(page: &Page) -> Result<()> {
    page.open_any("lesson=activations&lang=en").await?;
    do_a_task(page).await?;
    let tab = "nav [data-lesson=activations] .progress";
    ensure!(text(page, tab).await?.starts_with("1/"), "{}", text(page, tab).await?);
    page.open_any("lesson=activations&lang=en").await?;
    page.until("it is still done", "document.querySelector('[data-task=layers].done')").await?;
    page.open_any("lesson=start&lang=en").await?;
    ensure!(text(page, ".card[data-lesson=activations] .progress").await?.starts_with("1/"));
    page.open_any("lesson=activations&lang=en").await?;
    page.click("Forget my progress").await?;
    page.until("it is open again", "document.querySelector('[data-task=layers]:not(.done)')").await?;
    ensure!(text(page, tab).await?.is_empty());
    do_a_task(page).await
}

pub async fn an_embedded_lesson_keeps_progress_only_with_its_tasks(page: &Page) -> Result<()> {
    for (link, kept) in [("embed", false), ("embed&show=tasks", true)] {
        page.open_any("lesson=start&lang=en").await?;
        page.click("Forget my progress").await?;
        page.open_any(&format!("lesson=activations&lang=en&{link}")).await?;
        page.script(
            "const form = document.querySelector('[data-answer=layers]').form;
            form.querySelector('input').value = '5';
            form.requestSubmit()",
            [],
        )
        .await?;
        page.until("it is done", "document.querySelector('[data-task=layers].done')").await?;
        let stored = page.script("return localStorage.getItem('backprop-playground/progress/1')", []).await?;
        ensure!(
            stored == if kept { json!("{\"activations\":[\"layers\"]}") } else { json!(null) },
            "{link}: {stored}"
        );
    }
    Ok(())
}

pub async fn refused_storage_breaks_nothing(page: &Page) -> Result<()> {
    page.preload("() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } })")
        .await?;
    page.open_any("lesson=activations&lang=en").await?;
    do_a_task(page).await?;
    ensure!(text(page, "nav [data-lesson=activations] .progress").await?.starts_with("1/"));
    Ok(())
}

pub async fn every_lesson_leads_on_to_the_next_and_the_name_of_the_page_to_the_start(
    page: &Page,
) -> Result<()> {
    page.open_any("lesson=activations&lang=en").await?;
    let mut seen = vec![];
    while let Ok(next) = page.driver.find(By::Css(".bridge .next:not([hidden])")).await {
        next.scroll_into_view().await?;
        next.click().await?;
        let link = next.attr("data-lesson").await?.unwrap_or_default();
        page.until("the next lesson is open", "document.querySelector('.bridge')").await.context(link)?;
        page.settled().await?;
        seen.push(page.link().await?.remove("lesson").context("a lesson")?);
        ensure!(seen.len() < 9, "it goes round: {seen:?}");
    }
    ensure!(seen == ["chain-rule", "himmelblau", "network"], "{seen:?}");
    page.control("link", "Backprop Playground").await?.click().await?;
    page.until("it is the start page", "document.querySelector('.lesson-start .knobs')").await
}

pub async fn an_embedded_lesson_shows_what_its_link_asks_for(page: &Page) -> Result<()> {
    let seen = "return ['header', 'text', 'tasks', 'footer'].filter((part) =>
        [...document.querySelectorAll(`[data-part=${part}]`)].some((element) => element.checkVisibility()))";
    for (link, expected) in [
        ("embed&show=text,tasks", json!(["text", "tasks"])),
        ("embed&show=text,tasks&hide=tasks", json!(["text"])),
        ("show=text", json!(["header", "text", "tasks", "footer"])),
    ] {
        page.open_any(&format!("lesson=chain-rule&lang=en&{link}")).await?;
        ensure!(page.script(seen, []).await? == expected, "{link}: {}", page.script(seen, []).await?);
    }
    page.open_any("lesson=chain-rule&lang=en&embed&show=text,speling").await?;
    ensure!(page.said().await?.contains("speling"), "{}", page.said().await?);
    Ok(())
}
