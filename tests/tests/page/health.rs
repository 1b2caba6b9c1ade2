//! "Gradients per layer": the health of the layers, its numbers, the findings, and that it costs
//! nothing while it is closed.

use crate::fits::finds_nothing;
use anyhow::{Context, Result, ensure};
use backprop_core::network::health::{Finding, LayerHealth, findings};
use page_tests::browser::Browser;
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::collections::BTreeMap;
use thirtyfour::Key;

const OPEN: &str = "Gradients per layer";
const SENTENCE: &str = "document.querySelector('[data-part=health] [role=status]').textContent";

/// Opens the panel and waits for its numbers.
async fn open(page: &Page) -> Result<()> {
    page.click(OPEN).await?;
    page.until("the panel shows its numbers", "__test.numbers()['health-delta-1']").await
}

/// The numbers of a layer, 1 being the first hidden one, under a prefix.
fn quantities(prefix: &str, layer: usize, health: &LayerHealth) -> [(String, f64); 5] {
    let LayerHealth { delta, gradient, saturated, dead, update_ratio } = *health;
    [
        ("delta", delta),
        ("gradient", gradient),
        ("saturated", saturated),
        ("dead", dead),
        ("ratio", update_ratio),
    ]
    .map(|(name, value)| (format!("{prefix}-{name}-{layer}"), value))
}

fn is_shown(shown: &BTreeMap<String, f64>, prefix: &str, layers: &[LayerHealth]) -> Result<()> {
    for (l, health) in layers.iter().enumerate() {
        for (quantity, expected) in quantities(prefix, l + 1, health) {
            let found = shown.get(&quantity).copied().with_context(|| format!("no {quantity}"))?;
            ensure!(
                found.to_bits() == expected.to_bits(),
                "{quantity} is {found} on the page and {expected} natively"
            );
        }
    }
    Ok(())
}

pub async fn a_closed_panel_requests_nothing_an_open_one_once_a_second(page: &Page) -> Result<()> {
    page.preload(
        "() => {
            window.__recalls = [];
            const { postMessage } = Worker.prototype;
            Worker.prototype.postMessage = function (message, ...rest) {
                if (message?.type === 'recall') window.__recalls.push(performance.now());
                return postMessage.call(this, message, ...rest);
            };
        }",
    )
    .await?;
    page.open("samples=400&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(2000).await?;
    let asked = page.script("return __recalls.length", []).await?;
    ensure!(asked == json!(0), "it has asked {asked} times");
    open(page).await?;
    page.until("it has asked four times", "__recalls.length >= 4").await?;
    let times: Vec<f64> = serde_json::from_value(page.script("return __recalls", []).await?)?;
    let between: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    ensure!(between.iter().all(|&time| time > 950.0), "it asks again after {between:?} ms");
    page.click(OPEN).await?;
    let step = page.number("step").await? as u64;
    let asked = page.script("return __recalls.length", []).await?;
    page.gets_beyond(step + 10_000).await?;
    ensure!(page.script("return __recalls.length", []).await? == asked, "closed again it still asks");
    page.pause().await.map(drop)
}

pub async fn the_health_of_the_layers_is_the_native_one_now_and_in_the_past(page: &Page) -> Result<()> {
    let link = "samples=200&layers=2,7,5,2&activation=tanh&learningRate=0.05";
    let step = 140 * 12 + 3;
    page.open(&format!("{link}&step={step}")).await?;
    page.rests_at(step, SOON).await?;
    open(page).await?;
    let mut native = native::trained(link, step, "")?;
    let shown = page.numbers().await?;
    is_shown(&shown, "health", &native.health())?;
    ensure!(!shown.contains_key("health-then-delta-1"), "it reads out an epoch before one is chosen");

    // Keys move along the recorded epochs.
    let past = native.health_over_time(60);
    page.script("document.querySelector('.health-rows').focus()", []).await?;
    for (key, row) in
        [(Key::Home, 0), (Key::Right, 1), (Key::End, past.len() - 1), (Key::Left, past.len() - 2)]
    {
        page.press(key + "").await?;
        let shown = page.numbers().await?;
        let (epoch, layers) = &past[row];
        ensure!(
            shown["health-epoch"] == *epoch as f64,
            "it reads out {}, not {epoch}",
            shown["health-epoch"]
        );
        is_shown(&shown, "health-then", layers)?;
    }
    page.press(Key::Escape + "").await?;
    is_shown(&page.numbers().await?, "health", &native.health())?;

    // At rest it follows every step.
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    native.step(1);
    let delta = native.health()[0].delta.to_string();
    page.until("it follows", &format!("__test.numbers()['health-delta-1'] === String({delta})")).await?;
    is_shown(&page.numbers().await?, "health", &native.health())
}

/// Waits for the sentence of this finding, and checks that it names the layer.
async fn says(page: &Page, finding: &str, layer: &str) -> Result<()> {
    let found = format!("document.querySelector('[data-part=health] [data-finding={finding}]')");
    page.until(&format!("it finds {finding}"), &found).await?;
    let said = page.script(&format!("return {SENTENCE}"), []).await?;
    let said = said.as_str().context("a sentence")?;
    ensure!(said.contains(layer), "{layer} is not named in {said:?}");
    Ok(())
}

pub async fn vanishing_gradients_are_named(page: &Page) -> Result<()> {
    let link = "samples=200&layers=2,16,16,16,16,16,2";
    page.open(link).await?;
    open(page).await?;
    says(page, "vanishing", "Hidden 1").await?;
    let shown = page.numbers().await?;
    let (first, last) = (shown["health-gradient-1"], shown["health-gradient-6"]);
    ensure!(first < last / 100.0, "∂L/∂w is {first} in the first layer and {last} in the last");
    // The numbers that show it are marked; the first layer's weights hardly move, either.
    let marked = "return [...document.querySelectorAll('.health-cells .found data.now')].map((data) => data.dataset.quantity)";
    let found = findings(&native::trainer(link)?.health(), page.number("train-loss").await?);
    ensure!(found == [(Finding::Vanishing, 1), (Finding::SmallUpdate, 1)], "natively it finds {found:?}");
    ensure!(
        page.script(marked, []).await? == json!(["health-gradient-1", "health-ratio-1"]),
        "other numbers are marked"
    );
    // With fewer layers nothing is wrong.
    page.open("samples=200").await?;
    open(page).await?;
    page.until("nothing is found", "document.querySelector('[data-part=health] [data-finding=nothing]')")
        .await
}

pub async fn dead_neurons_are_named(page: &Page) -> Result<()> {
    let link = "samples=300&activation=relu&learningRate=5";
    page.open(&format!("{link}&step=210")).await?;
    page.rests_at(210, SOON).await?;
    open(page).await?;
    says(page, "dead", "Hidden 3").await?;
    let native = native::trained(link, 210, "")?.health();
    ensure!(native[2].dead > 0.5 && native[..2].iter().all(|layer| layer.dead < 0.5), "natively {native:?}");
    is_shown(&page.numbers().await?, "health", &native)?;
    page.click("中文").await?;
    page.until("the sentence is Chinese", &format!("/死亡/.test({SENTENCE})")).await
}

/// The elements of the panel whose content is wider than they are, or that stick out of the page.
const CUT: &str = "
    const { clientWidth } = document.documentElement;
    const panel = document.querySelector('[data-part=health]');
    return [...panel.querySelectorAll('*')].filter((element) => {
        if (element.closest('.visually-hidden') || element.getClientRects().length === 0) return false;
        return element.getBoundingClientRect().right > clientWidth + 0.5 || element.scrollWidth > element.clientWidth + 1
            && getComputedStyle(element).display !== 'inline';
    }).map((element) => element.outerHTML.slice(0, 120));";

pub async fn the_open_panel_cuts_nothing_off_at_any_width_in_both_languages(page: &Page) -> Result<()> {
    for language in ["en", "zh"] {
        page.open(&format!("lang={language}&samples=100&layers=2,9,9,9,9,9,9,2")).await?;
        page.script("document.querySelector('.health-toggle').click()", []).await?;
        page.until("it shows numbers", "__test.numbers()['health-ratio-7']").await?;
        for width in [360, 800, 1280, 1920] {
            page.resize(width, 800, 1.0).await?;
            page.settled().await?;
            finds_nothing(page, CUT, &format!("at {width} px in {language}")).await?;
        }
    }
    Ok(())
}

pub async fn while_it_trains_nothing_moves(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        return Ok(());
    }
    page.open("samples=100&epochs=100000").await?;
    open(page).await?;
    page.settled_step().await?;
    let observe = "
        window.__shifts = [];
        new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) =>
            __shifts.push([value, sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 200)).join()])))
            .observe({ type: 'layout-shift' });";
    page.script(observe, []).await?;
    page.click("Train").await?;
    page.gets_beyond(50_000).await?;
    page.pause().await?;
    let shifts = page.script("return __shifts", []).await?;
    ensure!(shifts == json!([]), "the layout has shifted: {shifts:#}");
    Ok(())
}
