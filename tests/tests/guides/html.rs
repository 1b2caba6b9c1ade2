//! Plain pages: one with two frames and a listener for their height; one that controls an element.

use crate::checks::{SETTINGS, fits, picture, ready, trains, undisturbed};
use crate::guide::{Server, guide};
use anyhow::{Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};

pub async fn frames_in_a_plain_page_train_and_become_as_high_as_their_content(page: &Page) -> Result<()> {
    guide(page, "html", Server::Plain).await?.visit(page, "iframe.html").await?;
    page.enter_frame(0).await?;
    ready(page, "train-loss").await?;
    page.leave_frame().await?;
    undisturbed(page).await?;

    page.enter_frame(0).await?;
    trains(page, SETTINGS).await?;
    fits(page).await?;
    page.leave_frame().await?;
    picture(page, "html-iframe").await?;

    page.enter_frame(1).await?;
    ready(page, "himmelblau-f").await?;
    let numbers = page.numbers().await?;
    ensure!(numbers["himmelblau-x"] == 0.0 && numbers["himmelblau-y"] == 0.0, "it begins at {numbers:?}");
    page.click("Step").await?;
    page.until("it has made a step", "__test.numbers()['himmelblau-step'] === '1'").await?;
    fits(page).await?;
    page.leave_frame().await
}

pub async fn a_frame_trains_under_the_policy_of_the_hosting_guide(page: &Page) -> Result<()> {
    guide(page, "html", Server::Strict).await?.visit(page, "iframe.html").await?;
    page.enter_frame(0).await?;
    trains(page, SETTINGS).await?;
    fits(page).await?;
    page.leave_frame().await
}

/// The text in which the page reports epochs and loss.
const LOSS: &str = "document.getElementById('loss').value";

pub async fn a_page_trains_its_element_and_reads_out_the_loss(page: &Page) -> Result<()> {
    guide(page, "html", Server::Open).await?.visit(page, "element.html").await?;
    page.until(
        "there is a frame",
        "document.querySelector('backprop-playground').shadowRoot?.querySelector('iframe')",
    )
    .await?;
    undisturbed(page).await?;
    page.click("Train").await?;
    page.until("it reads out the loss", &format!("/after [1-9]\\d* epochs: loss 0\\.\\d+/.test({LOSS})"))
        .await?;
    page.click("Pause").await?;

    page.enter_frame(0).await?;
    page.until("it rests", "__test.named('button', 'Train').length === 1").await?;
    let step = page.settled_step().await?;
    page.shows(&native::trained(SETTINGS, step, "")?.metrics()).await?;
    fits(page).await?;
    page.leave_frame().await?;
    picture(page, "html-element").await?;

    page.choose("Learning rate", "0.3").await?;
    page.enter_frame(0).await?;
    page.until(
        "it has the rate that the page asks for",
        "/changes=\\d+:learningRate:0\\.3\\b/.test(location.hash)",
    )
    .await?;
    page.click("Step one sample").await?;
    page.rests_at(step + 1, SOON).await?;
    let changes = format!("{step}:learningRate:0.3");
    page.shows(&native::trained(SETTINGS, step + 1, &changes)?.metrics()).await?;
    page.leave_frame().await
}
