//! The Activations lesson: its numbers are the core's bit for bit, its probe goes where keys,
//! pointer and finger lead it, its link brings it back. Its tasks are in `activation_tasks`.

use crate::layout::{CROWDED, TOO_WIDE};
use anyhow::{Context, Result, ensure};
use backprop_core::activation::{Activation, normal_and_density, tanh_by_sigmoid};
use page_tests::page::Page;
use serde_json::{Map, Value, json};
use thirtyfour::{By, Key, TypingData, WebElement};

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

/// All that the page must show of a function at a place.
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

pub async fn every_function_shows_the_cores_numbers_bit_for_bit(page: &Page) -> Result<()> {
    open(page, "&z=0.73&slope=0.2").await?;
    let words = words(page, "en").await?;
    for z in [0.73, -3.1, 0.0] {
        page.enter("z, exact value", &z.to_string()).await?;
        for activation in Activation::ALL {
            choose(page, &words, activation).await?;
            shows(page, activation, z, 0.2).await?;
        }
    }
    // Every number that a formula has is shown in it.
    let empty =
        "return [...document.querySelectorAll('math data')].filter((data) => data.value === '').length";
    ensure!(page.script(empty, []).await? == json!(0), "a formula has an empty place");
    Ok(())
}

/// Presses keys while Shift is held.
pub async fn fine(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    Ok(page.hands().key_down(Key::Shift).send_keys(keys).key_up(Key::Shift).perform().await?)
}

async fn plot(page: &Page) -> Result<WebElement> {
    let plot = page.driver.find(By::Css(".shape-plot")).await?;
    plot.scroll_into_view().await?;
    Ok(plot)
}

pub async fn the_probe_goes_by_keys_as_far_as_they_say(page: &Page) -> Result<()> {
    open(page, "&function=silu").await?;
    page.script("document.querySelector('.shape-plot').focus()", []).await?;
    for (keys, z) in [
        (Key::Right + "", 1.1),
        (Key::Up + "", 1.2),
        (Key::Left + Key::Down, 1.0),
        (Key::PageDown + "", 0.0),
        (Key::Home + "", -6.0),
        (Key::Left + "", -6.0),
        (Key::End + "", 6.0),
        (Key::PageUp + "", 6.0),
    ] {
        page.press(keys).await?;
        shows(page, Activation::Silu, z, 0.01).await?;
    }
    fine(page, Key::Left + Key::Left).await?;
    shows(page, Activation::Silu, 5.98, 0.01).await?;
    // The slider under the plot is the same probe.
    let slider = page.control("slider", "z").await?;
    slider.send_keys(Key::Left + Key::Left).await?;
    shows(page, Activation::Silu, 5.96, 0.01).await
}

/// Where places of the picture lie in the window, by the package's own account.
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
    // Two places well inside give the scale, whatever the margins are.
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
    page.bidi.send("input.performActions", json!({ "context": context, "actions": [source] })).await?;
    Ok(())
}

pub async fn the_probe_follows_pointer_and_finger(page: &Page) -> Result<()> {
    open(page, "&function=gelu").await?;
    for (pointer, to) in [("mouse", -2.0), ("touch", 3.5)] {
        let way = places(page, "gelu", &[[1.0, 1.0], [f64::midpoint(1.0, to), 1.0], [to, 1.0]]).await?;
        drag(page, pointer, &way).await?;
        let z = page.number("z").await?;
        ensure!((z - to).abs() < 0.05, "the {pointer} has led the probe to {z} instead of {to}");
        ensure!(z == (z * 100.0).round() / 100.0, "{z} is no hundredth");
        shows(page, Activation::Gelu, z, 0.01).await?;
    }
    // Let go, it stays.
    let before = page.number("z").await?;
    plot(page).await?;
    page.hands().move_to(400, 300).move_to(700, 320).perform().await?;
    ensure!(page.number("z").await? == before, "the probe follows a pointer that does not hold it");
    Ok(())
}

pub async fn at_a_corner_the_page_says_which_slope_counts(page: &Page) -> Result<()> {
    open(page, "&function=relu&z=0&slope=0.25").await?;
    let words = words(page, "en").await?;
    for (activation, slope) in [(Activation::Relu, 0.0), (Activation::LeakyRelu, 0.25)] {
        choose(page, &words, activation).await?;
        ensure!(page.number("slope-of-z").await? == slope, "{activation:?}");
        let note =
            page.script("return __test.text(document.querySelector('.room-formula > .note'))", []).await?;
        let note = note.as_str().context("a text")?;
        ensure!(note.contains("gives 1") && note.contains("so does this page"), "the note is {note:?}");
    }
    let slider = page.control("slider", "Slope p below 0").await?;
    slider.send_keys(Key::Home + "").await?;
    shows(page, Activation::LeakyRelu, 0.0, 0.0).await
}

pub async fn its_link_brings_it_back_and_wrong_values_are_said_once(page: &Page) -> Result<()> {
    open(page, "&function=leakyRelu&z=-1.5&slope=0.3").await?;
    shows(page, Activation::LeakyRelu, -1.5, 0.3).await?;
    page.enter("z, exact value", "2.5").await?;
    page.until("the link says so", "location.hash.includes('z=2.5')").await?;
    let link = page.link().await?;
    ensure!(link["function"] == "leakyRelu" && link["slope"] == "0.3", "the link is {link:?}");
    page.enter("z, exact value", "7").await?;
    page.until("the range is named", "__test.said().includes('from -6 to 6')").await?;
    shows(page, Activation::LeakyRelu, 2.5, 0.3).await?;

    open(page, "&function=swish&z=7&slope=many&lang=en").await?;
    shows(page, Activation::Sigmoid, 1.0, 0.01).await?;
    page.until("the page says something", "__test.said() !== ''").await?;
    let said = page.said().await?;
    for (key, value) in [("function", "swish"), ("z", "7"), ("slope", "many")] {
        let named = said.matches(&format!("In the link, {key}:")).count();
        ensure!(named == 1 && said.contains(value), "{key} is named {named} times in {said:?}");
    }
    Ok(())
}

pub async fn its_picture_is_described_as_it_is(page: &Page) -> Result<()> {
    open(page, "&function=tanh").await?;
    let says = |text: &str| {
        format!("document.querySelector('[data-description=activation]').textContent.includes('{text}')")
    };
    page.until("the place is described", &says("At z = 1.00: f = 0.7616 and f′ = 0.4200.")).await?;
    page.until("so is saturation", &says("from z = −6.00 to −2.18")).await?;
    page.enter("z, exact value", "0").await?;
    page.until("the description follows", &says("f′ = 1.0000. ")).await?;
    page.click("Hide f′ and predict").await?;
    page.until("what is hidden is not told", &says("f′ hidden")).await?;
    let told =
        page.script("return document.querySelector('[data-description=activation]').textContent", []).await?;
    ensure!(!told.as_str().context("a text")?.contains("Saturated"), "{told} gives f′ away");
    Ok(())
}

pub async fn at_every_width_and_in_both_languages_the_lesson_fits(page: &Page) -> Result<()> {
    for language in ["en", "zh"] {
        open(page, &format!("&lang={language}")).await?;
        let words = words(page, language).await?;
        for width in [360, 800, 1280, 1920] {
            page.resize(width, 800, 1.0).await?;
            for activation in [Activation::LeakyRelu, Activation::Silu, Activation::Tanh] {
                choose(page, &words, activation).await?;
                for (what, problems) in [("scrolls sideways", TOO_WIDE), ("is crowded", CROWDED)] {
                    let found = page.script(problems, []).await?;
                    ensure!(
                        found == json!([]),
                        "{activation:?} at {width} px in {language} {what}: {found:#}"
                    );
                }
            }
        }
    }
    Ok(())
}
