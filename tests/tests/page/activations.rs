//! The Activations lesson: its numbers are the core's bit for bit, keys, pointer and finger move its
//! probe, its link restores it. Its tasks are in `activation_tasks`.

use crate::activation_support::{choose, drag, open, places, press_with_shift, shows, word, words};
use crate::language::TEXTS;
use anyhow::{Context, Result, ensure};
use backprop_core::activation::Activation;
use page_tests::page::Page;
use serde_json::json;
use thirtyfour::{By, Key, WebElement};

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

async fn plot(page: &Page) -> Result<WebElement> {
    let plot = page.driver.find(By::Css(".shape-plot")).await?;
    plot.scroll_into_view().await?;
    Ok(plot)
}

pub async fn each_key_moves_the_probe_by_its_step(page: &Page) -> Result<()> {
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
    press_with_shift(page, Key::Left + Key::Left).await?;
    shows(page, Activation::Silu, 5.98, 0.01).await?;
    // The slider under the plot is the same probe.
    let slider = page.control("slider", "z").await?;
    slider.send_keys(Key::Left + Key::Left).await?;
    shows(page, Activation::Silu, 5.96, 0.01).await
}

pub async fn the_probe_follows_pointer_and_finger(page: &Page) -> Result<()> {
    open(page, "&function=gelu").await?;
    for (pointer, to) in [("mouse", -2.0), ("touch", 3.5)] {
        let path = places(page, "gelu", &[[1.0, 1.0], [f64::midpoint(1.0, to), 1.0], [to, 1.0]]).await?;
        drag(page, pointer, &path).await?;
        let z = page.number("z").await?;
        ensure!((z - to).abs() < 0.05, "the {pointer} has moved the probe to {z} instead of {to}");
        ensure!(z == (z * 100.0).round() / 100.0, "{z} is not rounded to hundredths");
        shows(page, Activation::Gelu, z, 0.01).await?;
    }
    // Once released, it stays.
    let before = page.number("z").await?;
    plot(page).await?;
    page.actions().move_to(400, 300).move_to(700, 320).perform().await?;
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
        ensure!(note.contains("gives 1") && note.contains("his page"), "the note is {note:?}");
    }
    let slider = page.control("slider", "Slope p below 0").await?;
    slider.send_keys(Key::Home + "").await?;
    shows(page, Activation::LeakyRelu, 0.0, 0.0).await
}

pub async fn its_link_restores_it_and_wrong_values_are_reported_once(page: &Page) -> Result<()> {
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

/// The colours of a canvas at places of the window.
const COLOURS: &str = "
    const canvas = document.querySelector('[data-layer=shape]');
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const context = canvas.getContext('2d');
    return arguments[0].map(([x, y]) => [...context.getImageData(
        Math.round((x - left) / width * canvas.width), Math.round((y - top) / height * canvas.height), 1, 1).data]);";

/// Blue or orange of the light theme, roughly: lines have soft edges.
fn is_near(pixel: &[u8], [r, g, b]: [u8; 3]) -> bool {
    let distance: u32 = pixel.iter().zip([r, g, b]).map(|(&a, b)| u32::from(a.abs_diff(b))).sum();
    distance < 60
}

pub async fn f_and_its_derivative_are_drawn_at_their_values(page: &Page) -> Result<()> {
    open(page, "").await?;
    let words = words(page, "en").await?;
    for activation in Activation::ALL {
        choose(page, &words, activation).await?;
        page.settled().await?;
        let mut points = Vec::new();
        for z in [-4.3, -1.7, 0.9, 2.6] {
            points.push([z, activation.value(z, 0.01)]);
            points.push([z, activation.slope_at(z, 0.01)]);
        }
        let places = places(page, activation.name(), &points).await?;
        let colours: Vec<Vec<u8>> = serde_json::from_value(page.script(COLOURS, [json!(places)]).await?)?;
        for (point, colour) in points.chunks(2).zip(colours.chunks(2)) {
            let apart = (point[0][1] - point[1][1]).abs() > 0.15;
            ensure!(!apart || is_near(&colour[0], [42, 107, 214]), "{activation:?} at {point:?}: {colour:?}");
            ensure!(is_near(&colour[1], [217, 112, 12]), "{activation:?}′ at {point:?}: {colour:?}");
        }
    }
    Ok(())
}

pub async fn no_word_of_it_is_missing_in_either_language(page: &Page) -> Result<()> {
    for language in ["en", "zh"] {
        open(page, &format!("&lang={language}")).await?;
        let words = words(page, language).await?;
        let mut texts: Vec<String> = Vec::new();
        for activation in Activation::ALL {
            choose(page, &words, activation).await?;
            texts.extend(serde_json::from_value::<Vec<String>>(page.script(TEXTS, []).await?)?);
        }
        for button in ["activations.predict", "activations.reveal"] {
            page.click(word(&words, button)?).await?;
            texts.extend(serde_json::from_value::<Vec<String>>(page.script(TEXTS, []).await?)?);
        }
        let note = word(&words, "activations.note.silu")?;
        ensure!(texts.iter().any(|text| text == note), "the note on SiLU is not there in {language}");
        for text in texts {
            ensure!(!words.contains_key(&text), "the key {text} is shown in {language}");
            ensure!(!text.contains('{') && !text.contains("undefined"), "{text:?} is shown in {language}");
        }
    }
    Ok(())
}

pub async fn its_description_matches_its_picture(page: &Page) -> Result<()> {
    open(page, "&function=tanh").await?;
    let says = |text: &str| {
        format!("__test.text(document.querySelector('[data-description=activation]')).includes('{text}')")
    };
    page.until("the place is described", &says("At z = 1.00: f = 0.7616 and f′ = 0.4200.")).await?;
    page.until("so is saturation", &says("from z = −6.00 to −2.18")).await?;
    page.enter("z, exact value", "0").await?;
    page.until("the description follows", &says("f′ = 1.0000. ")).await?;
    page.click("Hide f′ and predict").await?;
    page.until("the description hides f′, too", &says("f′ hidden")).await?;
    let description =
        page.script("return document.querySelector('[data-description=activation]').textContent", []).await?;
    ensure!(!description.as_str().context("a text")?.contains("Saturated"), "{description} gives f′ away");
    Ok(())
}
