//! The Network lesson's tasks: the numbers to find are computed natively here, and the page notices
//! the runs to train.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::time::Duration;
use thirtyfour::{By, Key};

async fn is_done(page: &Page, task: &str) -> Result<bool> {
    let done = format!("return document.querySelector('[data-task={task}]').classList.contains('done')");
    Ok(page.script(&done, []).await? == json!(true))
}

/// Enters an answer; returns whether the task is then done.
async fn answer(page: &Page, task: &str, text: &str) -> Result<bool> {
    let field = page.driver.find(By::Css(format!("[data-answer={task}]"))).await?;
    field.clear().await?;
    field.send_keys(text).await?;
    field.send_keys(Key::Enter + "").await?;
    is_done(page, task).await
}

/// The first epoch after which the test accuracy is at least this.
fn first_epoch(link: &str, accuracy: f64, most: u64) -> Result<Option<u64>> {
    let mut trainer = native::trainer(link)?;
    for epoch in 1..=most {
        trainer.train(1);
        if trainer.metrics().test_accuracy >= accuracy {
            return Ok(Some(epoch));
        }
    }
    Ok(None)
}

pub async fn the_numbers_to_be_found_are_those_of_the_native_run(page: &Page) -> Result<()> {
    let trace = native::trainer("")?.trace();
    let output = trace.layers.last().context("layers")?;
    let into_o0 = |neuron: &usize| output.gradient[2 * neuron].abs();
    let strongest = (0..25).max_by(|a, b| into_o0(a).total_cmp(&into_o0(b))).context("neurons")? + 1;
    let bend = first_epoch("", 0.95, 1000)?.context("it never bends")?;
    let strongest = strongest as u64;
    for language in ["en", "zh"] {
        // Progress is kept, and what is done is not asked again.
        page.script("try { localStorage.removeItem('backprop-playground/progress/1') } catch {}", []).await?;
        page.open(&format!("lesson=network&lang={language}")).await?;
        page.turn_to("tasks").await?;
        // One below is the log's number for the same state: it counts from 0.
        for (task, right, wrong) in
            [("strongest", strongest, [strongest - 1, strongest + 1]), ("bend", bend, [bend - 2, bend + 1])]
        {
            for wrong in wrong {
                ensure!(!answer(page, task, &wrong.to_string()).await?, "{wrong} passes for {task}");
            }
            ensure!(answer(page, task, &right.to_string()).await?, "{right} does not pass for {task}");
        }
    }
    page.settled().await?;
    let why = page.script("return document.querySelector('[data-task=bend] .why').textContent", []).await?;
    let updates = 1400 * bend;
    let why = why.as_str().context("a text")?.replace(['\u{a0}', '\u{202f}', ' '], "");
    ensure!(why.contains(&bend.to_string()) && why.contains(&updates.to_string()), "it says {why:?}");
    Ok(())
}

pub async fn training_tasks_are_done_by_the_required_runs_only(page: &Page) -> Result<()> {
    ensure!(first_epoch("learningRate=2", 0.95, 60)?.is_some(), "a rate of 2 is not fast enough");
    let late = first_epoch("learningRate=0.1", 0.95, 200)?.context("0.1 is never accurate")?;
    ensure!(late > 60, "0.1 is fast enough, too");
    let small = "layers=2,2,2&activation=tanh&trainBias&learningRate=0.05";
    let epoch = first_epoch(small, 0.95, 100)?.context("2-2-2 is not accurate")?;
    ensure!(epoch == 24, "2-2-2 needs {epoch} epochs");
    // What is said of it when it is done, and what a newcomer begins with.
    let slower = "layers=2,2,2&activation=tanh&trainBias&learningRate=0.02";
    ensure!(first_epoch(slower, 0.91, 1000)?.is_none(), "a rate of 0.02 is enough");

    // Good numbers, but not what was asked for: too late, other data, another network.
    let late = format!("learningRate=0.1&step={}", 1400 * late);
    for link in [
        late.as_str(),
        "samples=500&noise=0&learningRate=2&step=7000",
        "layers=2,8,2&learningRate=0.5&step=84000",
    ] {
        page.open(link).await?;
        let step = link.split("step=").last().context("a step")?.parse()?;
        page.rests_at(step, Duration::from_mins(1)).await?;
        ensure!(!is_done(page, "fast").await? && !is_done(page, "small").await?, "{link} passes");
    }
    page.open("lesson=network").await?;
    page.enter("Learning rate, exact value", "2").await?;
    page.click("Train").await?;
    page.until("the fast run is noticed", "document.querySelector('[data-task=fast].done')").await?;
    page.pause().await?;

    page.script(&format!("location.hash = '{small}'"), []).await?;
    page.rests_at(0, SOON).await?;
    for _ in 1..epoch {
        page.click("Step one epoch").await?;
    }
    page.rests_at(1400 * (epoch - 1), SOON).await?;
    ensure!(!is_done(page, "small").await?, "the small network passes too early");
    page.click("Step one epoch").await?;
    page.until("the small network is noticed", "document.querySelector('[data-task=small].done')").await?;
    ensure!(is_done(page, "fast").await?, "the tick of the other task is gone");
    Ok(())
}
