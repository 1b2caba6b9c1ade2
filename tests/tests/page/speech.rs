//! Live regions: milestones are spoken, once each, and not every epoch.

use anyhow::{Result, ensure};
use page_tests::page::{Page, SOON};

/// Records every change of every live region that is not off.
const LISTEN: &str = "() => {
    window.__spoken = [];
    const text = (node) => (node.textContent ?? '').replace(/\\s+/g, ' ').trim();
    new MutationObserver((changes) => {
        const regions = new Set();
        for (const { target } of changes) {
            const element = target instanceof Element ? target : target.parentElement;
            const region = element?.closest('[aria-live], [role=status], [role=alert], [role=log]');
            if (region && region.getAttribute('aria-live') !== 'off' && region.checkVisibility({ visibilityProperty: true })) regions.add(region);
        }
        for (const region of regions) if (text(region)) window.__spoken.push(text(region));
    }).observe(document, { subtree: true, childList: true, characterData: true });
}";

async fn spoken(page: &Page) -> Result<Vec<String>> {
    Ok(serde_json::from_value(page.script("return window.__spoken.splice(0)", []).await?)?)
}

pub async fn milestones_are_spoken_and_epochs_are_not(page: &Page) -> Result<()> {
    page.preload(LISTEN).await?;
    page.open("samples=100&layers=2,3,2&epochs=1000").await?;
    spoken(page).await?;
    page.click("Train").await?;
    page.rests_at(1001 * 70, 4 * SOON).await?;
    page.settled_step().await?;
    let said = spoken(page).await?;
    ensure!(said.len() <= 6, "a run of 1000 epochs is spoken of {} times: {said:?}", said.len());
    ensure!(
        said.iter().any(|text| text.contains("Training")),
        "the start of training is not spoken: {said:?}"
    );
    let end = said.iter().any(|text| text.contains("Paused at epoch 1 001, the log’s #1000"));
    ensure!(end, "the end of the run is not spoken: {said:?}");

    page.click("Train").await?;
    page.gets_beyond(1002 * 70).await?;
    let step = page.pause().await?;
    let said = spoken(page).await?;
    let paused = said.iter().any(|text| text.starts_with("Paused at epoch"));
    ensure!(paused && said.len() <= 4, "paused at step {step}, it says {said:?}");
    Ok(())
}

pub async fn errors_are_spoken_when_they_occur(page: &Page) -> Result<()> {
    page.preload(LISTEN).await?;
    page.open("samples=200&activation=relu&outputActivation=linear&learningRate=1").await?;
    page.click("Train").await?;
    page.until("it stops", "document.querySelector('[data-notice=diverged]')").await?;
    let said = spoken(page).await?;
    ensure!(
        said.iter().any(|text| text.contains("Stopped at step")),
        "the divergence is not spoken: {said:?}"
    );
    page.enter("Learning rate, exact value", "-1").await?;
    page.until(
        "the refusal is spoken",
        "window.__spoken.some((text) => text.includes('“-1” is not a number'))",
    )
    .await
}
