//! Canvases are sharp on dense screens, and colours follow the system's setting.

use anyhow::{Result, ensure};
use page_tests::browser::Browser;
use page_tests::page::Page;
use serde_json::{Value, json};

pub async fn canvases_have_a_pixel_for_every_pixel_of_the_screen(page: &Page) -> Result<()> {
    const DENSITIES: &str = "return [...document.querySelectorAll('canvas')]
        .filter((canvas) => canvas.getClientRects().length > 0)
        .map((canvas) => [canvas.width / canvas.getBoundingClientRect().width, canvas.dataset.layer])";
    for ratio in [1.0, 2.0] {
        page.resize(1280, 900, ratio).await?;
        page.open("lesson=network").await?;
        page.settled_step().await?;
        let densities: Vec<(f64, String)> = serde_json::from_value(page.script(DENSITIES, []).await?)?;
        ensure!(densities.len() >= 6, "there are {} canvases", densities.len());
        for (density, layer) in densities {
            ensure!(
                (density / ratio - 1.0).abs() < 0.02,
                "{layer} has {density} pixels where the screen has {ratio}"
            );
        }
    }
    Ok(())
}

/// The brightness of background and text, 0 … 255.
const BRIGHTNESS: &str = "
    const { backgroundColor, color } = getComputedStyle(document.body);
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    return [backgroundColor, color].map((colour) => {
        canvas.fillStyle = 'white';
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });";

pub async fn dark_and_light_follow_the_system(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        println!("        not settable in {:?}", page.browser);
        return Ok(());
    }
    let tools = page.driver.cdp();
    page.open("lesson=network").await?;
    for scheme in ["dark", "light"] {
        let feature: Value = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        tools.send_raw("Emulation.setEmulatedMedia", feature).await?;
        page.settled_step().await?;
        let [background, text]: [f64; 2] = serde_json::from_value(page.script(BRIGHTNESS, []).await?)?;
        let is_dark = background < text;
        ensure!(is_dark == (scheme == "dark"), "{scheme}: background {background:.0}, text {text:.0}");
        ensure!((background - text).abs() > 120.0, "{scheme}: {text:.0} on {background:.0} is hard to read");
    }
    tools.send_raw("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
    Ok(())
}
