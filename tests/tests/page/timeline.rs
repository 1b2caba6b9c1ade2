//! Going back: by a sample, an epoch, to any epoch, with changes undone and redone. Every number, the
//! log and the curve are those of the native run that does the same.

use crate::worker::{blow, open_with_fuse};
use anyhow::{Context, Result, ensure};
use backprop_core::run::Trainer;
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use thirtyfour::{By, Key, TypingData};

/// 14 training samples, so 14 steps to an epoch.
pub const LINK: &str = "samples=20&layers=2,4,3,2&activation=tanh&learningRate=0.1";
/// 25 passes, so that the log has three entries.
pub const FAR: u64 = 350;

pub async fn opened(page: &Page, step: u64) -> Result<()> {
    page.open(&format!("{LINK}&step={step}")).await?;
    page.rests_at(step, SOON).await
}

/// Checks that the page rests where the native run is, with its numbers.
pub async fn is_at(page: &Page, native: &mut Trainer) -> Result<()> {
    page.rests_at(native.steps(), SOON).await?;
    let loss = native.metrics().train_loss;
    page.until("its loss is shown", &format!("Number(__test.numbers()['train-loss']) === {loss:?}")).await?;
    page.shows(&native.metrics()).await
}

pub async fn slide(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    Ok(page.control("slider", "Timeline").await?.send_keys(keys).await?)
}

/// The last epoch that the slider leads to.
pub async fn last_epoch(page: &Page) -> Result<u64> {
    let max = page.control("slider", "Timeline").await?.attr("max").await?.context("a maximum")?;
    Ok(max.parse()?)
}

pub async fn steps_back_and_forward_show_the_numbers_of_the_native_run(page: &Page) -> Result<()> {
    opened(page, 100).await?;
    let mut native = native::trained(LINK, 100, "")?;
    for (button, step) in [
        ("Back one sample", 99),
        ("Back one sample", 98),
        ("Back one epoch", 84),
        ("Step one sample", 85),
        ("Back one epoch", 84),
        ("Step one epoch", 98),
        ("Step one epoch", 112),
        ("Back one sample", 111),
        ("Back one epoch", 98),
    ] {
        page.click(button).await?;
        if step <= native.furthest() {
            native.seek(step)?;
        } else {
            native.step(step - native.steps());
        }
        is_at(page, &mut native).await.with_context(|| format!("after {button}"))?;
    }
    page.click("Reset").await?;
    page.rests_at(0, SOON).await?;
    for button in ["Back one sample", "Back one epoch", "Redo"] {
        let disabled = page.control("button", button).await?.attr("aria-disabled").await?;
        ensure!(disabled.as_deref() == Some("true"), "at step 0 {button} seems to lead somewhere");
        page.click(button).await?;
    }
    ensure!(page.settled_step().await? == 0, "it has gone somewhere");
    Ok(())
}

pub async fn the_slider_leads_to_any_epoch_and_training_goes_on_from_there(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=100&epochs=100000")).await?;
    page.rests_at(100, SOON).await?;
    let mut native = native::trained(LINK, 100, "")?;
    ensure!(last_epoch(page).await? == 8, "the slider ends at {}", last_epoch(page).await?);
    for (keys, step) in [
        (Key::Home + "", 0),
        (Key::Right + Key::Right, 28),
        (Key::Left + "", 14),
        (Key::End + "", 100),
        (Key::Home + Key::Right, 14),
    ] {
        slide(page, keys).await?;
        native.seek(step)?;
        is_at(page, &mut native).await?;
    }
    let said = page.control("slider", "Timeline").await?.attr("aria-valuetext").await?;
    ensure!(said.as_deref() == Some("epoch 1 of 8"), "the slider says {said:?}");
    page.click("Train").await?;
    page.gets_beyond(300).await?;
    let step = page.pause().await?;
    page.shows(&native::trained(LINK, step, "")?.metrics()).await
}

/// Presses Ctrl+Z, or Ctrl+Shift+Z.
async fn press_ctrl_z(page: &Page, shift: bool) -> Result<()> {
    page.script("document.activeElement.blur()", []).await?;
    let keys = page.actions().key_down(Key::Control);
    let keys = if shift { keys.key_down(Key::Shift) } else { keys };
    let keys = keys.key_down('z').key_up('z');
    let keys = if shift { keys.key_up(Key::Shift) } else { keys };
    Ok(keys.key_up(Key::Control).perform().await?)
}

async fn shows_rate(page: &Page, rate: &str) -> Result<()> {
    let shown = format!("__test.named('text', 'Learning rate, exact value')[0].value === '{rate}'");
    page.until(&format!("the rate is {rate}"), &shown).await
}

pub async fn a_change_of_the_rate_is_undone_and_redone_by_buttons_and_keys(page: &Page) -> Result<()> {
    opened(page, 50).await?;
    let mut native = native::trained(LINK, 50, "")?;
    page.enter("Learning rate, exact value", "0.5").await?;
    native.set("learningRate", 0.5)?;
    page.click("Step one epoch").await?;
    native.step(6);
    is_at(page, &mut native).await?;
    for keys in [false, true] {
        if keys {
            press_ctrl_z(page, false).await?;
        } else {
            page.click("Undo").await?;
        }
        native.undo();
        is_at(page, &mut native).await?;
        shows_rate(page, "0.1").await?;
        if keys {
            press_ctrl_z(page, true).await?;
        } else {
            page.click("Redo").await?;
        }
        native.redo();
        is_at(page, &mut native).await?;
        shows_rate(page, "0.5").await?;
    }
    // In a text field the keys are the field's own.
    page.control("text", "Learning rate, exact value").await?.click().await?;
    page.actions().key_down(Key::Control).key_down('z').key_up('z').key_up(Key::Control).perform().await?;
    page.settled_step().await?;
    is_at(page, &mut native).await
}

/// The curve of the loss as it is read out along its whole length: epoch, training part, test part.
async fn curve(page: &Page) -> Result<Vec<[f64; 3]>> {
    let plot = page.driver.find(By::Css(".panel.loss .plot, .panel.curve .plot")).await?;
    plot.scroll_into_view().await?;
    page.script("document.querySelector('[data-layer=loss]').closest('.plot').focus()", []).await?;
    page.press(Key::Home + "").await?;
    let mut points: Vec<[f64; 3]> = Vec::new();
    loop {
        let shown = page.numbers().await?;
        let point = ["curve-epoch", "curve-train", "curve-test"].map(|name| shown[name]);
        if points.last() == Some(&point) {
            return Ok(points);
        }
        points.push(point);
        page.press(Key::Right + "").await?;
    }
}

/// Checks that log and curve are the native run's.
pub async fn has_log_and_curve(page: &Page, native: &Trainer) -> Result<()> {
    let expected = native::log(native);
    let lines = serde_json::to_string(&expected)?;
    page.until("the log is the native one", &format!("JSON.stringify(__test.log()) === {}", json!(lines)))
        .await?;
    let expected: Vec<[f64; 3]> =
        native.curve().iter().map(|point| [point.epoch as f64, point.train_loss, point.test_loss]).collect();
    let read = curve(page).await?;
    ensure!(read == expected, "the curve reads {read:?}, natively {expected:?}");
    Ok(())
}

pub async fn a_change_in_the_past_cuts_the_future_off_and_undo_brings_it_back(page: &Page) -> Result<()> {
    opened(page, FAR).await?;
    let mut native = native::trained(LINK, FAR, "")?;
    has_log_and_curve(page, &native).await?;
    slide(page, Key::Home + Key::Right + Key::Right + Key::Right).await?;
    native.seek(42)?;
    is_at(page, &mut native).await?;
    ensure!(last_epoch(page).await? == 25, "going back has cut something off");
    has_log_and_curve(page, &native).await?;

    page.enter("Learning rate, exact value", "0.5").await?;
    native.set("learningRate", 0.5)?;
    is_at(page, &mut native).await?;
    page.until("the future is cut off", "__test.named('slider', 'Timeline')[0].max === '3'").await?;
    has_log_and_curve(page, &native).await?;
    for _ in 0..9 {
        page.click("Step one epoch").await?;
        native.train(1);
        is_at(page, &mut native).await?;
    }
    has_log_and_curve(page, &native).await?;

    page.click("Undo").await?;
    native.undo();
    is_at(page, &mut native).await?;
    page.until("the future is there again", "__test.named('slider', 'Timeline')[0].max === '25'").await?;
    has_log_and_curve(page, &native).await?;
    slide(page, Key::End + "").await?;
    native.seek(FAR)?;
    is_at(page, &mut native).await?;
    page.shows(&native::trained(LINK, FAR, "")?.metrics()).await
}

pub async fn a_link_from_the_past_keeps_the_changes_ahead(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=100&rates=60:0.5")).await?;
    page.rests_at(100, SOON).await?;
    slide(page, Key::Home + Key::Right + Key::Right).await?;
    page.rests_at(28, SOON).await?;
    page.settled_step().await?;
    let link = page.link().await?;
    let read = |key: &str| link.get(key).cloned().unwrap_or_default();
    ensure!(read("step") == "28" && read("changes") == "60:learningRate:0.5", "the link is {link:?}");
    let hash = page.script("return location.hash.slice(1)", []).await?;
    page.open(hash.as_str().context("a hash")?).await?;
    page.rests_at(28, SOON).await?;
    for _ in 0..4 {
        page.click("Step one epoch").await?;
    }
    is_at(page, &mut native::trained(LINK, 84, "60:learningRate:0.5")?).await
}

pub async fn a_worker_that_dies_after_a_step_back_is_restarted_where_it_was(page: &Page) -> Result<()> {
    open_with_fuse(page, &format!("{LINK}&step=100&rates=60:0.5")).await?;
    page.rests_at(100, SOON).await?;
    slide(page, Key::Home + Key::Right + Key::Right).await?;
    page.rests_at(28, SOON).await?;
    page.click("Back one sample").await?;
    page.rests_at(27, SOON).await?;
    blow(page, "now").await?;
    page.until("the page offers a restart", "__test.named('button', 'Restart').length === 1").await?;
    page.click("Restart").await?;
    page.until("the complaint is gone", "__test.named('button', 'Restart').length === 0").await?;
    page.settled_step().await?;
    is_at(page, &mut native::trained(LINK, 27, "60:learningRate:0.5")?).await?;
    for _ in 0..5 {
        page.click("Step one epoch").await?;
    }
    is_at(page, &mut native::trained(LINK, 84, "60:learningRate:0.5")?).await
}

/// If a field were drawn only once it is fine, quick dragging would show nothing at all.
pub async fn while_the_timeline_is_dragged_the_field_follows(page: &Page) -> Result<()> {
    let link = "samples=100&layers=2,8,8,2&activation=tanh&learningRate=0.1&step=2100";
    page.open(link).await?;
    page.rests_at(2100, SOON).await?;
    let fields = page
        .async_script(
            "const [slider] = __test.named('slider', 'Timeline');
             const canvas = document.querySelector('[data-layer=field]');
             const fields = new Set();
             for (let epoch = 0; epoch < 30; epoch += 1) {
                 slider.value = epoch;
                 slider.dispatchEvent(new Event('input', { bubbles: true }));
                 await new Promise((resolve) => setTimeout(resolve, 50));
                 fields.add(canvas.toDataURL());
             }
             slider.dispatchEvent(new Event('change', { bubbles: true }));
             return fields.size",
            [],
        )
        .await?;
    ensure!(fields.as_u64() >= Some(10), "of 30 epochs {fields} were seen");
    Ok(())
}
