//! Keys alone: every control can be reached and used, and its focus is visible.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use thirtyfour::Key;

/// Presses Tab until the control with this name has the focus.
pub async fn tab_to(page: &Page, name: &str) -> Result<()> {
    const MOST: usize = 80;
    for _ in 0..MOST {
        page.press(Key::Tab + "").await?;
        let focused = page.script("return __test.nameOf(document.activeElement)", []).await?;
        if focused == json!(name) {
            return has_visible_focus(page, name).await;
        }
    }
    anyhow::bail!("Tab does not lead to {name}")
}

/// Checks that the focused control looks focused.
async fn has_visible_focus(page: &Page, name: &str) -> Result<()> {
    let outlined = "
        const around = [document.activeElement, document.activeElement.parentElement];
        const marks = (element, pseudo) => {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo);
            return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        };
        return around.some((element) => [null, '::before', '::after'].some((pseudo) => marks(element, pseudo)));";
    ensure!(page.script(outlined, []).await? == json!(true), "the focus on {name} is invisible");
    Ok(())
}

pub async fn training_works_with_keys_alone(page: &Page) -> Result<()> {
    page.open("samples=100&epochs=100000").await?;
    tab_to(page, "Train").await?;
    page.press(Key::Enter + "").await?;
    page.gets_beyond(100).await?;
    page.press(Key::Space + "").await?;
    page.until("Space has paused it", "__test.named('button', 'Train').length === 1").await?;
    let step = page.settled_step().await?;
    page.press(Key::Space + "").await?;
    page.gets_beyond(step).await?;
    page.press(Key::Enter + "").await?;
    page.until("Enter has paused it", "__test.named('button', 'Train').length === 1").await?;
    let step = page.settled_step().await?;
    tab_to(page, "Step one sample").await?;
    page.press(Key::Enter + "").await?;
    page.rests_at(step + 1, SOON).await?;
    tab_to(page, "Reset").await?;
    page.press(Key::Space + "").await?;
    page.rests_at(0, SOON).await
}

pub async fn tab_reaches_every_kind_of_control(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    page.turn_to("controls").await?;
    for name in ["Speed", "Learning rate", "Activation", "New seed", "Copy as NumPy"] {
        // From the top of the page, in any order.
        page.script("document.activeElement.blur(); getSelection().collapse(document.body, 0)", []).await?;
        tab_to(page, name).await?;
    }
    Ok(())
}

/// The heading of the boundary plot, and its pixels.
const PLOT: &str = "
    const plot = document.querySelector('[data-layer=field]').closest('section');
    const canvas = plot.querySelector('[data-layer=field]');
    return [__test.text(plot.querySelector('h2')), canvas.toDataURL()];";

async fn plot(page: &Page) -> Result<(String, String)> {
    page.settled_step().await?;
    Ok(serde_json::from_value(page.script(PLOT, []).await?)?)
}

pub async fn a_neuron_in_focus_takes_the_big_plot_and_escape_gives_it_back(page: &Page) -> Result<()> {
    page.open("samples=100&layers=2,3,4,2&step=700").await?;
    page.rests_at(700, SOON).await?;
    let boundary = plot(page).await?;
    tab_to(page, "Input x₁").await?;
    let input = plot(page).await?;
    ensure!(input.0 != boundary.0, "the plot of the input is called {}", input.0);
    ensure!(input.1 != boundary.1, "the plot of the input looks like the boundary");
    page.press(Key::Right + Key::Down).await?;
    let hidden = plot(page).await?;
    ensure!(hidden.0 != input.0 && hidden.1 != input.1, "arrow keys lead nowhere from {}", input.0);
    has_visible_focus(page, &hidden.0).await?;
    page.press(Key::Escape + "").await?;
    ensure!(plot(page).await? == boundary, "Escape does not restore the boundary");
    Ok(())
}

pub async fn a_pinned_neuron_is_in_the_link_and_the_link_pins_it(page: &Page) -> Result<()> {
    let link = "samples=100&layers=2,3,4,2";
    page.open(link).await?;
    let boundary = plot(page).await?;
    tab_to(page, "Input x₁").await?;
    page.press(Key::Right + Key::Enter).await?;
    let pinned = plot(page).await?;
    let focus = page.link().await?.remove("focus").context("no focus in the link")?;
    page.open(&format!("{link}&focus={focus}")).await?;
    ensure!(plot(page).await? == pinned, "the link shows another plot");
    page.script("location.hash = 'samples=100&layers=2,3,4,2'", []).await?;
    page.until("the plot is the boundary's", &format!(
        "__test.text(document.querySelector('[data-layer=field]').closest('section').querySelector('h2')) === '{}'",
        boundary.0,
    ))
    .await
}

pub async fn arrow_keys_move_the_probe_which_shows_the_networks_prediction(page: &Page) -> Result<()> {
    let link = "samples=200&activation=tanh";
    page.open(&format!("{link}&step=1400")).await?;
    page.rests_at(1400, SOON).await?;
    let mut native = native::trained(link, 1400, "")?;
    tab_to(page, "Probe of the plane. Arrow keys move it.").await?;
    let mut places = Vec::new();
    for key in [Key::Right, Key::Up, Key::Left, Key::Left] {
        page.press(key + "").await?;
        page.until("there is a readout", "__test.numbers()['probe-x1']").await?;
        let shown = page.numbers().await?;
        let place = [shown["probe-x1"], shown["probe-x2"]];
        crate::pictures::reads_as_predicted(&shown, &mut native)?;
        ensure!(!places.contains(&place), "the key did not move the probe from {place:?}");
        places.push(place);
    }
    ensure!(places[1][1] > places[0][1] && places[2][0] < places[1][0], "the probe moved through {places:?}");
    Ok(())
}
