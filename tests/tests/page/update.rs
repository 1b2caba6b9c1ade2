//! One update, step by step: every number of every moment is the native trace's, the last step is the
//! update itself, a step back leads to the sample before; with the pointer, with keys, in both languages.

use crate::update_support::{MOMENTS, after, expect_moment, open, step_to, terms};
use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::scenario::is_full;
use serde_json::json;
use thirtyfour::{By, Key};

/// 14 training samples; layers of different sizes, so that no index can be taken for another.
const LINK: &str = "samples=20&layers=2,4,3,2&activation=tanh&learningRate=0.1&trainBias";

pub async fn every_moment_shows_the_numbers_of_the_trace_bit_for_bit(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=30")).await?;
    page.rests_at(30, SOON).await?;
    open(page).await?;
    let trainer = native::trained(LINK, 30, "")?;
    for at in 0..MOMENTS.len() {
        step_to(page, at).await?;
        expect_moment(page, &trainer, at, [0, 0, 0, 0]).await?;
    }
    // The neuron brought forward in a layer is the one whose numbers are shown.
    for name in ["Input x₂", "Hidden layer 1, neuron 4", "Hidden layer 2, neuron 3", "Output o₁, class 1"]
    {
        page.click(name).await?;
    }
    for at in (0..MOMENTS.len()).rev() {
        step_to(page, at).await?;
        expect_moment(page, &trainer, at, [1, 3, 2, 1]).await?;
    }
    Ok(())
}

pub async fn the_last_step_makes_exactly_the_update_that_was_shown(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=30")).await?;
    page.rests_at(30, SOON).await?;
    open(page).await?;
    step_to(page, MOMENTS.len() - 1).await?;
    let promised: Vec<f64> = terms(page).await?.iter().map(|row| row[2]).collect();
    page.click("Step").await?;
    page.rests_at(31, SOON).await?;
    let trainer = native::trained(LINK, 31, "")?;
    page.shows(&trainer.metrics()).await?;
    after(page, 31).await?;
    expect_moment(page, &trainer, 0, [0, 0, 0, 0]).await?;
    let weights = trainer.network().weights(2);
    let made: Vec<f64> = weights.chunks(2).map(|row| row[0]).collect();
    ensure!(promised == made, "{promised:?} was shown, {made:?} was made");
    step_to(page, MOMENTS.len() - 1).await?;
    let before: Vec<f64> = terms(page).await?.iter().map(|row| row[0]).collect();
    ensure!(before == made, "the next update begins at {before:?}");
    Ok(())
}

pub async fn a_small_networks_sample_opens_on_the_tape_with_the_same_gradients(page: &Page) -> Result<()> {
    let link = "layers=2,3,2&activation=tanh&samples=20";
    page.open(&format!("{link}&step=9")).await?;
    page.rests_at(9, SOON).await?;
    open(page).await?;
    page.control("link", "Open it in “Chain rule”").await?.click().await?;
    page.until("the tape has the loss", "__test.numbers()['value-L']").await?;
    let trace = native::trained(link, 9, "")?.trace();
    let numbers = page.numbers().await?;
    let near = |quantity: &str, expected: f64| {
        let shown = numbers.get(quantity).copied().with_context(|| format!("there is no {quantity}"))?;
        ensure!(
            (shown - expected).abs() < 1e-13,
            "{quantity} is {shown} on the tape, {expected} in the network"
        );
        Ok(())
    };
    near("value-L", trace.loss)?;
    for (j, delta) in trace.layers[1].delta.iter().enumerate() {
        near(&format!("gradient-b2_{}", j + 1), *delta)?;
    }
    for (i, gradient) in trace.layers[0].gradient.iter().enumerate() {
        near(&format!("gradient-w1_{}_{}", i / 3 + 1, i % 3 + 1), *gradient)?;
    }
    // The largest network with a link: all its nodes are drawn.
    page.open("layers=2,9,2&samples=20").await?;
    open(page).await?;
    page.control("link", "Open it in “Chain rule”").await?.click().await?;
    page.until("the tape is drawn", "document.querySelectorAll('.node').length > 100").await?;
    // The chapter's network has more parameters than a graph can show.
    page.open("samples=20").await?;
    open(page).await?;
    let links = page.script("return __test.named('link', 'Open it in “Chain rule”').length", []).await?;
    ensure!(links == json!(0), "there are {links} links");
    Ok(())
}

pub async fn a_step_back_from_the_first_moment_leads_to_the_sample_before(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=28")).await?;
    page.rests_at(28, SOON).await?;
    open(page).await?;
    page.click("Step back").await?;
    page.rests_at(27, SOON).await?;
    after(page, 27).await?;
    let trainer = native::trained(LINK, 27, "")?;
    page.shows(&trainer.metrics()).await?;
    expect_moment(page, &trainer, MOMENTS.len() - 1, [0, 0, 0, 0]).await?;
    page.click("Step back").await?;
    expect_moment(page, &trainer, MOMENTS.len() - 2, [0, 0, 0, 0]).await?;
    page.click("Again").await?;
    expect_moment(page, &trainer, 0, [0, 0, 0, 0]).await?;
    page.click("Reset").await?;
    page.rests_at(0, SOON).await?;
    after(page, 0).await?;
    page.click("Step back").await?;
    page.settled_step().await?;
    expect_moment(page, &native::trainer(LINK)?, 0, [0, 0, 0, 0]).await
}

pub async fn a_new_rate_changes_the_update_in_view(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=30")).await?;
    page.rests_at(30, SOON).await?;
    open(page).await?;
    step_to(page, MOMENTS.len() - 1).await?;
    page.enter("Learning rate, exact value", "0.7").await?;
    page.until("the update follows", "__test.numbers()['trace-rate'] === '0.7'").await?;
    let mut trainer = native::trained(LINK, 30, "")?;
    trainer.set("learningRate", 0.7)?;
    expect_moment(page, &trainer, MOMENTS.len() - 1, [0, 0, 0, 0]).await
}

pub async fn an_update_with_momentum_shows_the_native_numbers(page: &Page) -> Result<()> {
    let link = format!("{LINK}&optimizer=momentum&momentum=0.8&trainBias");
    page.open(&format!("{link}&step=30&changes=12:learningRate:0.2,20:p3:1")).await?;
    page.rests_at(30, SOON).await?;
    open(page).await?;
    step_to(page, MOMENTS.len() - 1).await?;
    let mut trainer = native::trained(&link, 30, "12:learningRate:0.2,20:p3:1")?;
    expect_moment(page, &trainer, MOMENTS.len() - 1, [0, 0, 0, 0]).await?;
    page.click("Step").await?;
    page.rests_at(31, SOON).await?;
    after(page, 31).await?;
    trainer.step(1);
    page.shows(&trainer.metrics()).await?;
    page.click("Step back").await?;
    page.rests_at(30, SOON).await?;
    after(page, 30).await?;
    trainer.seek(30)?;
    expect_moment(page, &trainer, MOMENTS.len() - 1, [0, 0, 0, 0]).await
}

/// The neuron in front, and the row that is lit, counted from 0.
const LIT: &str = "return [
    document.querySelector('button.neuron.shown')?.getAttribute('aria-label'),
    [...document.querySelectorAll('.terms tbody tr')].findIndex((row) => row.classList.contains('lit'))]";

pub async fn a_term_lights_its_neuron_and_a_neuron_its_term(page: &Page) -> Result<()> {
    page.open(LINK).await?;
    open(page).await?;
    step_to(page, 1).await?;
    let table = page.driver.find(By::Css(".terms")).await?;
    table.scroll_into_view().await?;
    let row = page.driver.find(By::Css(".terms tbody tr:nth-child(3)")).await?;
    page.actions().move_to_element_center(&row).perform().await?;
    let lit = page.script(LIT, []).await?;
    ensure!(lit == json!(["Hidden layer 1, neuron 3", 2]), "the pointer on a row lights {lit}");
    let neuron = page.control("button", "Hidden layer 1, neuron 2").await?;
    neuron.scroll_into_view().await?;
    page.actions().move_to_element_center(&neuron).perform().await?;
    let lit = page.script(LIT, []).await?;
    ensure!(lit == json!(["Hidden layer 1, neuron 2", 1]), "the pointer on a neuron lights {lit}");

    // The same with keys, on the way back, where the terms are of the layer after.
    page.actions().move_to(1, 1).perform().await?;
    step_to(page, 5).await?;
    page.script("document.querySelector('.terms').focus()", []).await?;
    page.press(Key::Down + Key::Down).await?;
    let lit = page.script(LIT, []).await?;
    ensure!(lit == json!(["Output o₁, class 1", 1]), "two keys light {lit}");
    Ok(())
}

pub async fn an_update_can_be_stepped_through_with_keys_alone(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=5")).await?;
    page.rests_at(5, SOON).await?;
    crate::keyboard::tab_to(page, "Step through one update").await?;
    page.press(Key::Enter + "").await?;
    after(page, 5).await?;
    crate::keyboard::tab_to(page, "Step").await?;
    for at in 1..MOMENTS.len() {
        page.press(Key::Enter + "").await?;
        expect_moment(page, &native::trained(LINK, 5, "")?, at, [0, 0, 0, 0]).await?;
    }
    page.press(Key::Enter + "").await?;
    page.rests_at(6, SOON).await?;
    after(page, 6).await?;
    let focused = page.script("return __test.nameOf(document.activeElement)", []).await?;
    ensure!(focused == json!("Step"), "the focus has gone to {focused}");
    Ok(())
}

pub async fn while_it_trains_the_panel_shows_no_numbers(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&epochs=100000")).await?;
    open(page).await?;
    step_to(page, 4).await?;
    page.click("Train").await?;
    page.gets_beyond(500).await?;
    let of_update = "Object.keys(__test.numbers()).filter((name) => /^(trace|term)-/.test(name))";
    let left = page.script(&format!("return {of_update}"), []).await?;
    ensure!(left == json!([]), "while it trains it shows {left}");
    let step = page.pause().await?;
    after(page, step).await?;
    expect_moment(page, &native::trained(LINK, step, "")?, 0, [0, 0, 0, 0]).await
}

pub async fn every_moment_is_described_in_both_languages(page: &Page) -> Result<()> {
    const TEXTS: &str = "const panel = document.querySelector('[data-part=update]');
        return [panel.innerText, panel.querySelector('.update-sentence').textContent]";
    for (language, open, step, note) in [
        ("en", "Step through one update", "Step", "The chapter’s formulas have"),
        ("zh", "逐步查看一次更新", "前进", "书中的公式用"),
    ] {
        page.open(&format!("{LINK}&lang={language}")).await?;
        page.click(open).await?;
        after(page, 0).await?;
        let mut sentences = Vec::new();
        let mut notes = Vec::new();
        for (at, moment) in MOMENTS.iter().enumerate() {
            let (text, sentence): (String, String) = serde_json::from_value(page.script(TEXTS, []).await?)?;
            let is_raw = |word: &&str| {
                let key = ["update.", "predict."].iter().any(|key| word.starts_with(key) && word != key);
                key || word.contains('{') || *word == "undefined"
            };
            let raw = text.split_whitespace().find(is_raw);
            ensure!(raw.is_none(), "{language}: {raw:?} is shown in {text}");
            ensure!(!sentences.contains(&sentence), "{language}: {sentence:?} comes twice");
            sentences.push(sentence);
            notes.extend(text.contains(note).then_some(*moment));
            if at + 1 < MOMENTS.len() {
                page.click(step).await?;
            }
        }
        ensure!(notes == [("delta", 3)], "{language}: the note about signs is shown at {notes:?}");
    }
    Ok(())
}

pub async fn the_rule_in_use_is_lit(page: &Page) -> Result<()> {
    page.open(LINK).await?;
    open(page).await?;
    let lit = "return [...document.querySelectorAll('[data-rule][aria-current]')].map((rule) => rule.dataset.rule).join()";
    for (at, (phase, layer)) in MOMENTS.iter().enumerate() {
        step_to(page, at).await?;
        let expected = match (*phase, *layer) {
            ("delta", 3) => "slope",
            ("delta", _) => "slope,back",
            ("gradient" | "update", _) => "gradient",
            _ => "",
        };
        let found = page.script(lit, []).await?;
        ensure!(found.as_str().context("a text")? == expected, "at {phase} {layer} {found} is lit");
    }
    Ok(())
}

pub async fn nothing_moves_from_moment_to_moment(page: &Page) -> Result<()> {
    // The heights of the panel's parts in all moments of two updates, then in as many with questions.
    const HEIGHTS: &str = "
        const panel = document.querySelector('[data-part=update]');
        const step = __test.named('button', 'Step')[0];
        const rests = () => document.querySelector('[data-quantity=trace-step]').value === document.querySelector('[data-quantity=step]').value
            && __test.named('button', 'Train').length === 1;
        const look = () => [...panel.children].map(({ offsetHeight }) => offsetHeight).join(' + ');
        const rounds = [];
        for (const box of [null, panel.querySelector('.predict-switch input')]) {
            box?.click();
            const heights = new Set();
            for (let i = 0; i < 23; i += 1) {
                heights.add(look());
                const [, answer] = panel.querySelectorAll('.predict-answers button');
                if (box) answer.click();
                heights.add(look());
                step.click();
                // The last step of an update waits for its worker.
                do await new Promise(requestAnimationFrame); while (!rests());
            }
            rounds.push([...heights]);
        }
        panel.querySelector('.predict-switch input').click();
        return rounds;";
    page.open("samples=100").await?;
    open(page).await?;
    let widths: &[u32] = if is_full() { &[360, 800, 1280, 1920] } else { &[360, 1280] };
    for &width in widths {
        page.resize(width, 900, 1.0).await?;
        page.settled().await?;
        let heights: Vec<Vec<String>> = serde_json::from_value(page.async_script(HEIGHTS, []).await?)?;
        let steady = heights.iter().all(|round| round.len() == 1);
        ensure!(steady, "at {width} px the parts are {heights:?} px high");
    }
    Ok(())
}
