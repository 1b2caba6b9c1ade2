//! Every target is at least 24 CSS pixels wide and high, on a phone and on a screen; everything that can
//! be dragged can also be done by single presses.

use super::axe::open;
use anyhow::{Context, Result, ensure};
use page_tests::page::Page;
use serde_json::json;
use thirtyfour::By;

/// Controls that are smaller. A control's label is part of it, and so is the space around a neuron that
/// reacts for it. Links in sentences are exempt.
const SMALL: &str = "
    const SIDE = 24;
    const large = ({ width, height }) => width > SIDE - 0.1 && height > SIDE - 0.1;
    const reaches = (element) => {
        element.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        return [[-1, 0], [1, 0], [0, -1], [0, 1]].every(([dx, dy]) => {
            return document.elementFromPoint(x + dx * (SIDE / 2 - 1), y + dy * (SIDE / 2 - 1)) === element;
        });
    };
    const controls = 'button, select, input, textarea, a[href], summary, [tabindex=\"0\"]';
    const all = [...document.querySelectorAll(controls)].filter((element) => {
        return element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden, p a');
    });
    const small = all.filter((element) => {
        if (element.matches('.neuron')) return !reaches(element);
        return ![element, ...(element.labels ?? [])].some((part) => large(part.getBoundingClientRect()));
    });
    return [all.length, small.map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return `${width.toFixed(1)} × ${height.toFixed(1)}: ${element.outerHTML.slice(0, 140)}`;
    })];";

/// Opens all that can be opened.
const OPEN: &str = "
    for (const name of ['Step through one update', 'Gradients per layer', 'Step']) {
        __test.named('button', name)[0]?.click();
    }
    for (const details of document.querySelectorAll('details')) details.open = true;
    const search = document.querySelector('.inspector input');
    if (search) {
        search.value = 'w1[1,3]';
        search.dispatchEvent(new Event('change', { bubbles: true }));
    }";

pub async fn every_target_is_24_pixels_wide_and_high(page: &Page) -> Result<()> {
    for hash in [
        "samples=100",
        "samples=100&layers=2,3,4,2&noise=9",
        "lesson=activations",
        "lesson=chain-rule",
        "lesson=himmelblau",
    ] {
        page.resize(360, 900, 1.0).await?;
        open(page, hash).await?;
        // The chapter's network as it opens has the most targets.
        if hash != "samples=100" {
            page.script(OPEN, []).await?;
        }
        for width in [360, 1280] {
            page.resize(width, 900, 1.0).await?;
            page.settled().await?;
            let (count, small): (usize, Vec<String>) = serde_json::from_value(page.script(SMALL, []).await?)?;
            ensure!(count > 15, "{hash} has only {count} controls");
            ensure!(small.is_empty(), "{hash} at {width} px:\n  {}", small.join("\n  "));
        }
    }
    Ok(())
}

async fn value(page: &Page, slider: &str) -> Result<f64> {
    let slider = page.control("slider", slider).await?;
    slider.prop("value").await?.context("a value")?.parse().context("a number")
}

pub async fn a_sliders_buttons_step_it_and_repeat_while_held(page: &Page) -> Result<()> {
    page.open("samples=200").await?;
    let begin = value(page, "Learning rate").await?;
    page.click("Learning rate, higher").await?;
    page.until("the rate has changed", "location.hash.includes('learningRate=0.011')").await?;
    page.click("Learning rate, lower").await?;
    ensure!(value(page, "Learning rate").await? == begin, "up and down again does not restore it");

    let button = page.control("button", "Noise, higher").await?;
    button.scroll_into_view().await?;
    let before = value(page, "Noise").await?;
    page.actions().move_to_element_center(&button).click_and_hold().perform().await?;
    page.until(
        "it goes on",
        &format!("Number(document.querySelector('[data-slider=noise]').value) > {before} + 0.05"),
    )
    .await?;
    page.actions().release().perform().await?;
    let after = value(page, "Noise").await?;
    page.until("the run has it", &format!("location.hash.includes('noise={after}')")).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    ensure!(value(page, "Noise").await? == after, "it goes on after the button was released");
    Ok(())
}

pub async fn everything_that_is_dragged_can_also_be_pressed(page: &Page) -> Result<()> {
    open(page, "lesson=himmelblau").await?;
    let angles = "return document.querySelector('.angles').textContent";
    let mut seen = vec![page.script(angles, []).await?];
    for name in ["Turn left", "Raise the view", "Turn right", "Lower the view"] {
        page.click(name).await?;
        seen.push(page.script(angles, []).await?);
    }
    ensure!(seen[0] == seen[4] && seen[1] != seen[0] && seen[2] != seen[1], "the view is {seen:?}");
    // A press on the strip chooses a rate, one on the picture of f moves the probe.
    for (hash, plot, quantity) in
        [("lesson=himmelblau", ".strip-plot", "strip-rate"), ("lesson=activations", ".shape-plot", "z")]
    {
        open(page, hash).await?;
        let before = page.number(quantity).await?;
        let plot = page.driver.find(By::Css(plot)).await?;
        page.script("arguments[0].scrollIntoView({ block: 'center' })", [plot.to_json()?]).await?;
        page.actions().move_to_element_with_offset(&plot, 40, 0).click().perform().await?;
        page.until("the press has moved it", &format!("__test.numbers()['{quantity}'] !== '{before}'"))
            .await?;
    }
    // A node of the tape has a field to type into.
    open(page, "lesson=chain-rule").await?;
    let fields = page.script("return document.querySelectorAll('[data-variable]').length", []).await?;
    ensure!(fields == json!(5), "{fields} fields");
    Ok(())
}
