//! Helpers for the Activations lesson: opens it, compares its numbers with the core's, points at its plot.

use anyhow::{Context, Result, ensure};
use backprop_core::activation::{Activation, normal_and_density, tanh_by_sigmoid};
use page_tests::page::Page;
use serde_json::{Map, Value, json};
use thirtyfour::{Key, TypingData};

const LESSON: &str = "lesson=activations";
const SHOWN: &str = "f-of-z";

pub async fn open(page: &Page, rest: &str) -> Result<()> {
    page.open_lesson(&format!("{LESSON}{rest}"), SHOWN).await
}

pub async fn words(page: &Page, language: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(&page.file(&format!("locales/{language}.json")).await?).context("a locale")
}

pub fn word<'a>(words: &'a Map<String, Value>, key: &str) -> Result<&'a str> {
    words.get(key).and_then(Value::as_str).with_context(|| format!("no word for {key}"))
}

/// The numbers that the page must show for a function at z.
fn expected(activation: Activation, z: f64, leak: f64) -> Vec<(String, f64)> {
    let (value, slope) = (activation.value(z, leak), activation.slope_at(z, leak));
    let mut numbers = vec![("z", z), (SHOWN, value), ("slope-of-z", slope)];
    match activation {
        Activation::Tanh => {
            let [sigmoid, detour] = tanh_by_sigmoid(z);
            numbers.push(("sigmoid-of-2z", sigmoid));
            numbers.push(("tanh-by-sigmoid", detour));
            numbers.push(("tanh-difference", detour - value));
        }
        Activation::LeakyRelu => numbers.push(("leaky-slope", leak)),
        Activation::Gelu => {
            let [normal, density] = normal_and_density(z);
            numbers.push(("normal-of-z", normal));
            numbers.push(("density-of-z", density));
        }
        Activation::Silu => numbers.push(("sigmoid-of-z", Activation::Sigmoid.value(z, leak))),
        _ => (),
    }
    let left = activation.remaining(z, leak, 10);
    let after = left.into_iter().zip(1..).map(|(x, layers)| (format!("gradient-after-{layers}"), x));
    numbers.into_iter().map(|(name, x)| (name.to_owned(), x)).chain(after).collect()
}

/// Makes sure that the page shows these numbers of the function, in every bit but the sign of zero,
/// which JavaScript does not write.
pub async fn shows(page: &Page, activation: Activation, z: f64, leak: f64) -> Result<()> {
    let shown = page.numbers().await?;
    for (quantity, expected) in expected(activation, z, leak) {
        let found = shown.get(&quantity).with_context(|| format!("{activation:?}: no {quantity}"))?;
        ensure!(*found == expected, "{activation:?} at {z}: {quantity} is {found}, natively {expected}");
    }
    Ok(())
}

pub async fn choose(page: &Page, words: &Map<String, Value>, activation: Activation) -> Result<()> {
    let name = word(words, &format!("value.{}", activation.name()))?;
    page.control("radio", name).await?.click().await?;
    Ok(())
}

/// Presses keys while Shift is held: fine steps.
pub async fn press_with_shift(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    Ok(page.actions().key_down(Key::Shift).send_keys(keys).key_up(Key::Shift).perform().await?)
}

/// Window coordinates of points of the plot, from the package's own `placeAt`.
const PLACES: &str = "
    const { ActivationView } = await import(new URL('pkg/backprop_playground.js', location));
    const plot = document.querySelector('.shape-plot');
    plot.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = plot.getBoundingClientRect();
    const view = new ActivationView();
    view.choose(args[0], 0.01);
    view.setLook({ dark: false, palette: 'blueOrange', scale: 4, font: 'serif' });
    view.setLabels({ title: 'f', z: 'z', value: 'f', slope: 'f', sketch: '', saturated: '' });
    const inside = (px, py) => view.placeAt(px, py, width, height);
    // Two points inside the plot give the scale, whatever the margins are.
    const [a, b] = [inside(width / 4, height / 4), inside(width * 3 / 4, height * 3 / 4)];
    const perZ = width / 2 / (b[0] - a[0]);
    const perY = height / 2 / (b[1] - a[1]);
    view.free();
    return args[1].map(([z, y]) => [left + width / 4 + (z - a[0]) * perZ, top + height / 4 + (y - a[1]) * perY]);";

pub async fn places(page: &Page, name: &str, points: &[[f64; 2]]) -> Result<Vec<[f64; 2]>> {
    Ok(serde_json::from_value(page.async_script(PLACES, [json!(name), json!(points)]).await?)?)
}

/// Drags along these places of the window.
pub async fn drag(page: &Page, pointer: &str, places: &[[f64; 2]]) -> Result<()> {
    let step = |[x, y]: &[f64; 2]| json!({ "type": "pointerMove", "x": x.round() as i64, "y": y.round() as i64, "duration": 10 });
    let mut actions: Vec<Value> = places.iter().map(step).collect();
    actions.insert(1, json!({ "type": "pointerDown", "button": 0 }));
    actions.push(json!({ "type": "pointerUp", "button": 0 }));
    let context = page.driver.window().await?.to_string();
    let source = json!({ "type": "pointer", "id": pointer, "parameters": { "pointerType": pointer }, "actions": actions });
    page.command("input.performActions", json!({ "context": context, "actions": [source] })).await?;
    Ok(())
}
