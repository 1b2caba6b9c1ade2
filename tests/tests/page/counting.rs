//! Steps and epochs: what each button does to the counters and to the numbers, which are those of
//! the native run, bit for bit.

use anyhow::{Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};

pub async fn it_opens_at_step_zero_with_the_numbers_of_the_native_run(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    page.shows(&native::trainer("")?.metrics()).await
}

pub async fn a_sample_is_one_update(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    let mut native = native::trainer("")?;
    for step in 1..=3 {
        page.click("Step one sample").await?;
        page.rests_at(step, SOON).await?;
        native.step(1);
        page.shows(&native.metrics()).await?;
    }
    Ok(())
}

pub async fn an_epoch_first_finishes_the_pass(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    let mut native = native::trainer("")?;
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await?;
    for step in [1400, 2800] {
        page.click("Step one epoch").await?;
        page.rests_at(step, SOON).await?;
        native.step(step - native.steps());
        page.shows(&native.metrics()).await?;
    }
    Ok(())
}

pub async fn reset_leads_back_to_step_zero_of_the_same_run(page: &Page) -> Result<()> {
    let link = "samples=100&noise=0.1&networkSeed=7";
    page.open(link).await?;
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await?;
    page.click("Step one epoch").await?;
    page.rests_at(70, SOON).await?;
    page.click("Reset").await?;
    page.rests_at(0, SOON).await?;
    page.shows(&native::trainer(link)?.metrics()).await?;
    ensure!(page.log().await?.is_empty(), "the log of the old run is still there");
    page.settled_step().await?;
    let left = page.link().await?;
    let expected = ["lesson", "samples", "noise", "networkSeed"];
    ensure!(left.len() == 4 && expected.iter().all(|key| left.contains_key(*key)), "the link is {left:?}");
    Ok(())
}

pub async fn train_becomes_pause_and_goes_on_where_it_was(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    let mut native = native::trainer("")?;
    for _ in 0..2 {
        page.click("Train").await?;
        page.gets_beyond(native.steps() + 1400).await?;
        let step = page.pause().await?;
        native.step(step - native.steps());
        page.shows(&native.metrics()).await?;
    }
    Ok(())
}

pub async fn a_step_button_pauses_the_training_first(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    for (button, whole) in [("Step one sample", 1), ("Step one epoch", 1400)] {
        let before = page.number("step").await?;
        page.click("Train").await?;
        page.gets_beyond(before as u64 + 1000).await?;
        page.click(button).await?;
        page.until("the button is Train again", "__test.named('button', 'Train').length === 1").await?;
        let step = page.settled_step().await?;
        ensure!(step % whole == 0, "{button} ended at step {step}");
        page.shows(&native::trained("", step, "")?.metrics()).await?;
    }
    Ok(())
}
