//! The wave that travels along the edges when an update is played.

use crate::update_support::open;
use anyhow::{Result, ensure};
use page_tests::browser::Browser;
use page_tests::page::{Page, SOON};
use serde_json::json;

/// Steps on, and follows the wave until it is gone: the mean x of its dots, in shares of the width, at its
/// beginning and at its end, and the colour of its first dots: more blue than red?
const FOLLOW: &str = "
    const seen = [];
    __test.named('button', 'Step')[0].click();
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    for (let wait = 0; wait < 200; wait += 1) {
        await frame();
        const canvas = document.querySelector('[data-layer=wave]');
        if (!canvas) break;
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
        let [sum, count, red, blue] = [0, 0, 0, 0];
        for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] < 64) continue;
            sum += ((i / 4) % width) / width;
            count += 1;
            red += data[i];
            blue += data[i + 2];
        }
        if (count > 0) seen.push([sum / count, blue > red]);
    }
    return seen.length > 2 ? [seen[0][0], seen.at(-1)[0], seen[0][1]] : null;";

/// The moments, one after the other, with the wave that leads to each.
async fn waves(page: &Page, count: usize) -> Result<Vec<Option<(f64, f64, bool)>>> {
    let mut waves = Vec::new();
    for _ in 0..count {
        waves.push(serde_json::from_value(page.async_script(FOLLOW, []).await?)?);
        page.settled().await?;
    }
    Ok(waves)
}

pub async fn a_wave_travels_forward_and_back_unless_motion_is_not_wanted(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        println!("        not settable in {:?}", page.browser);
        return Ok(());
    }
    let link = "samples=20&layers=2,3,2&activation=tanh&lang=en";
    for motion in ["no-preference", "reduce"] {
        page.emulate(&[("prefers-reduced-motion", motion)]).await?;
        page.open(link).await?;
        page.rests_at(0, SOON).await?;
        open(page).await?;
        // Forward to the outputs, the loss, δ of the outputs, δ of the hidden layer.
        let waves = waves(page, 4).await?;
        if motion == "reduce" {
            ensure!(waves.iter().all(Option::is_none), "without motion there are {waves:?}");
            continue;
        }
        let [Some(forward), None, None, Some(back)] = waves[..] else { anyhow::bail!("there are {waves:?}") };
        ensure!(forward.0 < forward.1 && forward.2, "forward it goes {forward:?}");
        ensure!(back.0 > back.1 && !back.2, "back it goes {back:?}");
    }
    page.emulate(&[]).await?;
    let left = page.script("return document.querySelectorAll('[data-layer=wave]').length", []).await?;
    ensure!(left == json!(0), "a wave is left");
    Ok(())
}
