//! Speed and end of a run: the choices of Speed, the pause after the last logged epoch, divergence,
//! and the chapter's whole run.

use anyhow::{Context, Result, ensure};
use backprop_core::network::trace::Quantity;
use backprop_core::run::{Cause, Divergence, Trainer};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::time::{Duration, Instant};

/// Records the time at which each step is shown, in `window.__shown`.
const RECORD: &str = "
    window.__shown = [];
    const step = document.querySelector('[data-quantity=step]');
    new MutationObserver(() => {
        const value = Number(step.value);
        if (value !== window.__shown.at(-1)?.[0]) window.__shown.push([value, performance.now()]);
    }).observe(step, { attributes: true, childList: true, characterData: true, subtree: true });";

pub async fn at_one_sample_a_second_every_single_step_is_shown(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    page.choose("Speed", "1 sample/s").await?;
    page.script(RECORD, []).await?;
    page.click("Train").await?;
    page.until("four steps are shown", "__shown.length >= 4").await?;
    let step = page.pause().await?;
    let shown: Vec<(u64, f64)> = serde_json::from_value(page.script("return __shown", []).await?)?;
    let steps: Vec<u64> = shown.iter().map(|&(step, _)| step).collect();
    ensure!(steps == (1..=shown.len() as u64).collect::<Vec<_>>(), "the steps shown are {steps:?}");
    let between = (shown[3].1 - shown[0].1) / 3.0;
    ensure!((800.0..2000.0).contains(&between), "{between:.0} ms lie between two samples");
    page.shows(&native::trained("samples=100", step, "")?.metrics()).await
}

pub async fn at_one_epoch_a_second_an_epoch_takes_about_a_second(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    page.choose("Speed", "1 epoch/s").await?;
    page.click("Train").await?;
    page.gets_beyond(0).await?;
    let (begin, first) = (Instant::now(), page.number("step").await?);
    page.gets_beyond(first as u64 + 2800).await?;
    let samples = page.number("step").await? - first;
    let epochs_a_second = samples / 1400.0 / begin.elapsed().as_secs_f64();
    println!("        {epochs_a_second:.2} epochs a second");
    ensure!((0.4..1.3).contains(&epochs_a_second), "{epochs_a_second} epochs a second");
    Ok(())
}

pub async fn the_run_pauses_after_the_last_logged_epoch_and_can_go_on(page: &Page) -> Result<()> {
    let link = "samples=200&epochs=10";
    page.open(link).await?;
    page.click("Train").await?;
    page.rests_at(11 * 140, SOON).await?;
    let mut native = native::trained(link, 11 * 140, "")?;
    page.shows(&native.metrics()).await?;
    ensure!(page.number("epoch").await? == 11.0, "the epoch is not 11");
    page.until("both entries are in the log", "__test.log().length >= 4").await?;
    ensure!(page.log().await? == native::log(&native), "the log is {:?}", page.log().await?);
    page.click("Train").await?;
    page.gets_beyond(12 * 140).await?;
    let step = page.pause().await?;
    native.step(step - native.steps());
    page.shows(&native.metrics()).await
}

pub async fn more_epochs_can_be_asked_for_while_it_rests(page: &Page) -> Result<()> {
    page.open("samples=200&layers=2,4,2&epochs=10&step=700").await?;
    page.rests_at(700, SOON).await?;
    page.enter("Epochs, exact value", "20").await?;
    page.rests_at(700, SOON).await?;
    page.click("Train").await?;
    page.rests_at(21 * 140, SOON).await?;
    ensure!(
        page.link().await?.get("epochs").is_some_and(|epochs| epochs == "20"),
        "epochs is not in the link"
    );
    page.shows(&native::trained("samples=200&layers=2,4,2", 21 * 140, "")?.metrics()).await
}

pub async fn fewer_epochs_than_are_done_end_the_run_after_the_current_pass(page: &Page) -> Result<()> {
    page.open("samples=200&layers=2,4,2&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(3000).await?;
    page.enter("Epochs, exact value", "10").await?;
    page.until("it has paused", "__test.named('button', 'Train').length === 1").await?;
    let step = page.settled_step().await?;
    ensure!(step > 11 * 140 && step % 140 == 0, "it rests at step {step}");
    ensure!(page.said().await?.contains("#10"), "the page says {:?}", page.said().await?);
    page.shows(&native::trained("samples=200&layers=2,4,2", step, "")?.metrics()).await?;
    page.click("Train").await?;
    page.gets_beyond(step + 1000).await?;
    page.enter("Epochs, exact value", "5").await?;
    let step = page.number("step").await?;
    page.gets_beyond(step as u64 + 1000).await?;
    page.pause().await.map(drop)
}

pub async fn the_chapters_run_has_the_log_of_the_native_run(page: &Page) -> Result<()> {
    const STEPS: u64 = 1001 * 1400;
    page.open("lesson=network").await?;
    let begin = Instant::now();
    page.click("Train").await?;
    page.rests_at(STEPS, Duration::from_mins(3)).await?;
    let took = begin.elapsed().as_secs_f64();
    let micros = took * 1e6 / STEPS as f64;
    println!("        1001 passes in {took:.1} s, {micros:.2} µs per sample with everything drawn");
    let native = native::trained("", STEPS, "")?;
    page.shows(&native.metrics()).await?;
    page.until("the whole log is there", "__test.log().length >= 202").await?;
    let (found, expected) = (page.log().await?, native::log(&native));
    for (found, expected) in found.iter().zip(&expected) {
        ensure!(found == expected, "the page logs {found}, the native run {expected}");
    }
    ensure!(found.len() == expected.len(), "the page logs {} lines", found.len());
    Ok(())
}

/// Diverges within the first pass of 140 samples.
const DIVERGING: &str = "samples=200&activation=relu&outputActivation=linear&learningRate=1";
/// Diverges in the third pass.
const DIVERGING_LATER: &str = "samples=200&activation=tanh&outputActivation=linear&learningRate=0.15";

/// Checks that the page reports this divergence, and shows the numbers before it.
async fn says_where_it_diverged(page: &Page, link: &str) -> Result<Trainer> {
    page.until("it says so", "document.querySelector('[data-notice=diverged]')").await?;
    let step = page.settled_step().await?;
    let mut native = native::trained(link, step, "")?;
    ensure!(native.divergence().is_none(), "it stopped after the sample that diverges");
    let shown = page.numbers().await?;
    let finite = native.network().parameters().iter().all(|x| x.is_finite());
    ensure!(finite && shown["noted-step"] == step as f64, "at step {step} it says {shown:?}");
    page.shows(&native.metrics()).await?;
    ensure!(json!(page.link().await?.get("step")) == json!(step.to_string()), "the step is not in the link");
    native.step(1);
    let Divergence { layer, quantity, cause, .. } =
        native.divergence().context("the next sample diverges")?;
    ensure!(cause == Cause::LearningRate, "natively the cause is {cause:?}");
    let layer = if layer == 4 { "Output".to_owned() } else { format!("Hidden {layer}") };
    let quantity = match quantity {
        Quantity::Sum => "a weighted sum z",
        Quantity::Activation => "an output a",
        Quantity::Delta => "a δ",
        Quantity::Gradient => "a gradient",
        Quantity::Weight => "a weight",
    };
    let said = page.said().await?;
    for words in [&layer, quantity, "learning rate is too large"] {
        ensure!(said.contains(words), "{words:?} is not in {said:?}");
    }
    Ok(native)
}

pub async fn a_diverging_run_stops_and_says_so(page: &Page) -> Result<()> {
    page.open(DIVERGING).await?;
    page.click("Train").await?;
    page.until(
        "it has stopped",
        "__test.named('button', 'Train').length === 1 && __test.numbers().step !== '0'",
    )
    .await?;
    let native = says_where_it_diverged(page, DIVERGING).await?;
    // The same by single steps, and by a link to a later step.
    let step = native.steps();
    page.open(&format!("{DIVERGING}&step={}", step - 1)).await?;
    page.rests_at(step - 1, SOON).await?;
    page.click("Step one sample").await?;
    page.rests_at(step, SOON).await?;
    ensure!(!page.said().await?.contains("finite"), "it is reported too soon");
    page.click("Step one sample").await?;
    says_where_it_diverged(page, DIVERGING).await?;
    page.open(&format!("{DIVERGING}&step={}", step + 100)).await?;
    says_where_it_diverged(page, DIVERGING).await.map(drop)
}

pub async fn after_a_divergence_one_click_goes_back_and_a_lower_rate_trains_on(page: &Page) -> Result<()> {
    page.open(DIVERGING_LATER).await?;
    page.click("Train").await?;
    let native = says_where_it_diverged(page, DIVERGING_LATER).await?;
    let begin = (native.steps() - 1) / 140 * 140;
    ensure!(begin > 0, "it diverges in the first pass, at {}", native.steps());
    page.click("Go back one epoch").await?;
    page.rests_at(begin, SOON).await?;
    page.shows(&native::trained(DIVERGING_LATER, begin, "")?.metrics()).await?;
    let loss = page.number("train-loss").await?;
    ensure!(loss.is_finite(), "the loss is {loss}");
    page.until("the notice has gone", "!document.querySelector('[data-notice=diverged]')").await?;
    page.enter("Learning rate, exact value", "0.001").await?;
    page.settled_step().await?;
    page.click("Train").await?;
    page.gets_beyond(native.steps() + 1000).await?;
    let step = page.pause().await?;
    let changes = format!("{begin}:learningRate:0.001");
    page.shows(&native::trained(DIVERGING_LATER, step, &changes)?.metrics()).await
}
