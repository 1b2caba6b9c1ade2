//! What would be lost in silence: a run that a setting resets, epochs that a change cuts off. The page says so,
//! and brings all of it back.

use crate::timeline::{FAR, LINK, has_log_and_curve, is_at, last_epoch, opened, slide};
use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::Value;
use thirtyfour::Key;

const SHOWN: &str = "document.querySelector('[data-notice=lost]')";
const UNDO: &str = "Undo: bring the run back";

/// The value of every setting's control.
const SETTINGS: &str = "return [...document.querySelectorAll('[data-part=controls] :is(input, select)')]
    .map((control) => (control.type === 'checkbox' ? control.checked : control.value))";

/// Does what resets a run.
async fn reset(page: &Page, by: &str) -> Result<()> {
    match by {
        "layers" => page.enter("Layers", "2, 6, 2").await,
        "biases" => Ok(page.control("checkbox", "Update biases").await?.click().await?),
        "activation" => page.choose("Activation", "ReLU").await,
        "noise" => page.enter("Noise, exact value", "0.3").await,
        "samples" => page.enter("Samples, exact value", "30").await,
        "seed" => page.click("New data seed").await,
        "optimizer" => page.choose("Optimizer", "momentum").await,
        "link" => page.script("location.hash = 'samples=40'", []).await.map(drop),
        _ => page.click("Reset").await,
    }
}

pub async fn whatever_resets_a_run_says_so_and_undo_brings_run_and_settings_back(page: &Page) -> Result<()> {
    opened(page, FAR).await?;
    page.enter("Learning rate, exact value", "0.3").await?;
    page.click("Step one epoch").await?;
    let mut native = native::trained(LINK, FAR, "")?;
    native.set("learningRate", 0.3)?;
    native.train(1);
    is_at(page, &mut native).await?;
    // Seen from the past: what lies ahead comes back as well.
    slide(page, Key::Home + Key::Right + Key::Right).await?;
    native.seek(28)?;
    is_at(page, &mut native).await?;
    page.settled().await?;
    let (settings, link) = (page.script(SETTINGS, []).await?, page.link().await?);
    for by in ["layers", "biases", "activation", "noise", "samples", "seed", "optimizer", "link", "reset"] {
        brings_back(page, by, &settings).await.with_context(|| by.to_owned())?;
        is_at(page, &mut native).await.with_context(|| by.to_owned())?;
        page.settled().await?;
        ensure!(page.link().await? == link, "{by}: the link is {:?}", page.link().await?);
        ensure!(last_epoch(page).await? == 26, "{by}: the run ends at epoch {}", last_epoch(page).await?);
    }
    has_log_and_curve(page, &native).await?;
    page.click("Undo").await?;
    native.undo();
    is_at(page, &mut native).await
}

/// Resets the run, trains the new one, and undoes that by the notice.
async fn brings_back(page: &Page, by: &str, settings: &Value) -> Result<()> {
    reset(page, by).await?;
    page.until("it is said", SHOWN).await?;
    let said = page.said().await?;
    ensure!(said.contains("last one: epoch 2"), "it says {said:?}");
    page.rests_at(0, SOON).await?;
    page.click("Step one epoch").await?;
    page.click(UNDO).await?;
    page.until("the notice has gone", &format!("!{SHOWN}")).await?;
    page.settled().await?;
    ensure!(page.script(SETTINGS, []).await? == *settings, "other settings came back");
    Ok(())
}

pub async fn what_cuts_off_later_epochs_says_so_and_undo_brings_them_back(page: &Page) -> Result<()> {
    opened(page, FAR).await?;
    let mut native = native::trained(LINK, FAR, "")?;
    for by in ["rate", "weight"] {
        slide(page, Key::Home + Key::Right).await?;
        native.seek(14)?;
        is_at(page, &mut native).await?;
        if by == "rate" {
            page.enter("Learning rate, exact value", "0.3").await?;
        } else {
            page.enter("Weight, bias, neuron", "w1[1,1]").await?;
            page.enter("Value", "1.5").await?;
        }
        page.until("it is said", SHOWN).await?;
        let said = page.said().await?;
        ensure!(said.contains("up to epoch 25, step 350"), "{by}: it says {said:?}");
        page.until("it is cut off", "__test.named('slider', 'Timeline')[0].max === '1'").await?;
        // Whatever is done since: it is brought back whole.
        page.click("Step one epoch").await?;
        page.enter("Learning rate, exact value", "0.7").await?;
        page.click(UNDO).await?;
        page.until("the notice has gone", &format!("!{SHOWN}")).await?;
        is_at(page, &mut native).await?;
        ensure!(last_epoch(page).await? == 25, "{by}: the run ends at epoch {}", last_epoch(page).await?);
        has_log_and_curve(page, &native).await?;
    }
    Ok(())
}

pub async fn undo_and_redo_lead_through_replaced_runs_in_their_order(page: &Page) -> Result<()> {
    opened(page, 50).await?;
    let mut first = native::trained(LINK, 50, "")?;
    page.enter("Learning rate, exact value", "0.3").await?;
    first.set("learningRate", 0.3)?;
    is_at(page, &mut first).await?;
    page.click("Undo").await?;
    first.undo();
    page.enter("Layers", "2, 6, 2").await?;
    page.rests_at(0, SOON).await?;
    let mut second = native::trainer(&LINK.replace("2,4,3,2", "2,6,2"))?;
    page.click("Step one sample").await?;
    page.enter("Learning rate, exact value", "0.5").await?;
    second.step(1);
    second.set("learningRate", 0.5)?;
    is_at(page, &mut second).await?;

    page.click("Undo").await?;
    second.undo();
    is_at(page, &mut second).await?;
    page.click("Undo").await?;
    is_at(page, &mut first).await?;
    page.until("its layers are there", "__test.named('text', 'Layers')[0].value === '2,4,3,2'").await?;
    // What was undone last is that the run was replaced, not the change before that.
    page.click("Redo").await?;
    is_at(page, &mut second).await?;
    page.click("Redo").await?;
    second.redo();
    is_at(page, &mut second).await?;

    // Another change takes the place of what could be made again.
    page.click("Undo").await?;
    page.click("Undo").await?;
    is_at(page, &mut first).await?;
    page.enter("Learning rate, exact value", "0.2").await?;
    first.set("learningRate", 0.2)?;
    is_at(page, &mut first).await?;
    let leads_nowhere = "__test.named('button', 'Redo')[0].ariaDisabled === 'true'";
    page.until("Redo leads nowhere", leads_nowhere).await
}

pub async fn where_nothing_is_lost_nothing_is_said(page: &Page) -> Result<()> {
    page.open(LINK).await?;
    page.enter("Layers", "2, 6, 2").await?;
    page.click("Reset").await?;
    page.enter("Learning rate, exact value", "0.3").await?;
    page.click("Step one epoch").await?;
    page.enter("Learning rate, exact value", "0.4").await?;
    page.enter("Epochs, exact value", "7").await?;
    page.click("Back one epoch").await?;
    page.click("Train").await?;
    page.until("the run is over", "document.querySelector('[data-notice=paused]')").await?;
    page.settled().await?;
    let said = page.said().await?;
    ensure!(page.script(&format!("return !{SHOWN}"), []).await? == true, "it says {said:?}");
    // Each change can be undone nevertheless: the rates, then the layers.
    for _ in 0..3 {
        page.click("Undo").await?;
        page.settled().await?;
    }
    page.until("the layers are back", "__test.named('text', 'Layers')[0].value === '2,4,3,2'").await
}
