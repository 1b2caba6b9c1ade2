//! The Activations lesson's tasks, done as a learner does them in both languages, and its predictions,
//! which hide what is to be predicted.

use crate::activation_support::{choose, drag, open, places, press_with_shift, shows, word, words};
use anyhow::{Context, Result, ensure};
use backprop_core::activation::{Activation, VIEW, mean_difference};
use page_tests::page::Page;
use serde_json::json;
use thirtyfour::{By, Key};

/// Points of a sketch.
const POINTS: usize = 25;

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

async fn done_soon(page: &Page, task: &str) -> Result<()> {
    let done = format!("document.querySelector('[data-task={task}]').classList.contains('done')");
    page.until(&format!("the task {task} is done"), &done).await
}

/// An accurate sketch of the derivative of tanh.
fn good_sketch() -> Vec<[f64; 2]> {
    let place = |i: usize| VIEW[0] + 0.5 * i as f64;
    (0..POINTS).map(place).map(|z| [z, Activation::Tanh.slope_at(z, 0.0)]).collect()
}

async fn tasks_in(page: &Page, language: &str) -> Result<()> {
    open(page, &format!("&lang={language}")).await?;
    let words = words(page, language).await?;
    for (task, wrong, right) in [
        ("flat", ["2.94", "0.05", "x"], "2,89"),
        ("layers", ["4", "6", "5.5"], " 5 "),
        ("whole", ["5", "3", "2.5"], "4"),
        ("silu", ["1.28", "0", "-9"], "−1.28"),
    ] {
        for text in wrong {
            ensure!(!answer(page, task, text).await?, "{text} passes for {task}");
        }
        ensure!(answer(page, task, right).await?, "{right} does not pass for {task} in {language}");
    }

    choose(page, &words, Activation::Tanh).await?;
    ensure!(!is_done(page, "half").await?, "half is done before the probe has moved");
    page.script("document.querySelector('.shape-plot').focus()", []).await?;
    page.press(Key::Left + "").await?;
    press_with_shift(page, Key::Left + Key::Left).await?;
    done_soon(page, "half").await?;

    let leaky = format!("lesson=activations&lang={language}&function=leakyRelu&z=-2&slope=0.5");
    page.script("location.hash = arguments[0]", [json!(leaky)]).await?;
    page.until("it says what is left", "'task-left' in __test.numbers()").await?;
    ensure!(page.number("task-left").await? == 0.125 && !is_done(page, "leaky").await?, "0.5³");
    let field = page.driver.find(By::Css("[data-control=slope] input[type=text]")).await?;
    field.send_keys(Key::Control + "a").await?;
    field.send_keys("0.1" + Key::Enter).await?;
    done_soon(page, "leaky").await?;
    choose(page, &words, Activation::Tanh).await?;

    page.click(word(&words, "activations.predict")?).await?;
    page.click(word(&words, "activations.reveal")?).await?;
    ensure!(!is_done(page, "sketch").await?, "a flat sketch passes");
    page.click(word(&words, "activations.again")?).await?;
    let path = places(page, "tanh", &good_sketch()).await?;
    drag(page, "mouse", &path).await?;
    ensure!(!is_done(page, "sketch").await?, "it is done before it is revealed");
    page.click(word(&words, "activations.reveal")?).await?;
    done_soon(page, "sketch").await?;
    let error = page.number("sketch-error").await?;
    ensure!(error < 0.03, "a good sketch is {error} off");
    let left = "return document.querySelectorAll('.task:not(.done)').length";
    ensure!(page.script(left, []).await? == json!(0), "a task is left");
    Ok(())
}

pub async fn a_learner_does_every_task_in_english(page: &Page) -> Result<()> {
    tasks_in(page, "en").await
}

pub async fn a_learner_does_every_task_in_chinese(page: &Page) -> Result<()> {
    tasks_in(page, "zh").await
}

/// The number of pixels of the plot, below its title, in the orange of f′.
const ORANGE: &str = "
    const canvas = document.querySelector('[data-layer=shape]');
    const { data } = canvas.getContext('2d').getImageData(0, 0.1 * canvas.height, canvas.width, 0.9 * canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 250 && Math.abs(data[i] - 217) + Math.abs(data[i + 1] - 112) + Math.abs(data[i + 2] - 12) < 30) count += 1;
    }
    return count;";

async fn orange(page: &Page) -> Result<u64> {
    page.settled().await?;
    page.script(ORANGE, []).await?.as_u64().context("a count")
}

pub async fn a_wrong_answer_gets_its_reason_then_a_hint_then_the_place(page: &Page) -> Result<()> {
    open(page, "&lang=en").await?;
    let seen = "const task = document.querySelector('[data-task=flat]');
        const shown = (selector) => task.querySelector(selector).checkVisibility();
        return [task.querySelector('.verdict').textContent, shown('[data-hint]'), shown('[data-show]')]";
    let heights = "return [...document.querySelectorAll('.room-stage, .room-formula, .shape-plot')].map((e) => e.offsetHeight)";
    let before = page.script(heights, []).await?;
    for (text, reason, hint, place) in [
        ("0", "Near 0 the slope is largest, 0.25 at 0.", false, false),
        ("2,5", "At 2.5 the slope is 0.0701, still above 0.05", true, false),
        ("x", "number", true, false),
        ("-3", "At −3 the slope is 0.0452, already below 0.05", true, true),
    ] {
        ensure!(!answer(page, "flat", text).await?, "{text} passes");
        let said = page.script(seen, []).await?;
        let text_said = said[0].as_str().context("a verdict")?;
        ensure!(text_said.contains(reason) && said[1] == hint && said[2] == place, "{text}: {said}");
    }
    let slope = Activation::Sigmoid.slope_at(-3.0, 0.0);
    ensure!(page.number("task-slope").await?.to_bits() == slope.to_bits(), "the slope in the reason");
    ensure!(page.script(heights, []).await? == before, "a verdict moves the picture");
    page.driver.find(By::Css("[data-show=flat]")).await?.click().await?;
    page.until("the plot is highlighted", "document.querySelector('.shape-plot.lit')").await?;
    page.until("the highlight ends", "!document.querySelector('.lit')").await?;
    ensure!(answer(page, "flat", "2.89").await?, "the right answer");
    let over = "return [...document.querySelectorAll('[data-hint], [data-show]')].filter((e) => e.checkVisibility()).length";
    ensure!(page.script(over, []).await? == json!(0), "there is still a hint");
    Ok(())
}

pub async fn a_prediction_hides_the_derivative_until_it_is_revealed(page: &Page) -> Result<()> {
    open(page, "&function=softplus&z=0").await?;
    ensure!(orange(page).await? > 1000, "f′ is not drawn");
    page.control("button", "Hide f′ and predict").await?.send_keys(Key::Enter + "").await?;
    page.until("the numbers are hidden", "!('slope-of-z' in __test.numbers())").await?;
    let numbers = page.numbers().await?;
    ensure!(!numbers.keys().any(|name| name.starts_with("gradient-after")), "{numbers:?} give f′ away");
    ensure!(orange(page).await? == 0, "the picture gives f′ away");

    let invited = "return document.querySelector('.draw-here').checkVisibility()";
    ensure!(page.script(invited, []).await? == json!(true), "nothing says where to draw");
    // The sketch has the focus already, at its point nearest to the probe.
    let middle = POINTS / 2;
    let mut sketch = [0.0; POINTS];
    page.press(Key::PageUp + Key::PageUp).await?;
    sketch[middle] = 0.5;
    page.press(Key::Right + Key::PageUp).await?;
    page.press(Key::Up + Key::Up + Key::Up).await?;
    press_with_shift(page, Key::Up + "").await?;
    sketch[middle + 1] = 0.41;
    page.press(Key::End + Key::Down).await?;
    sketch[POINTS - 1] = -0.05;
    ensure!(page.script(invited, []).await? == json!(false), "it is drawn on already");
    ensure!(
        page.number("sketch-value").await? == -0.05 && page.number("z").await? == 6.0,
        "the last point is not the one being edited"
    );

    page.control("button", "Reveal f′").await?.send_keys(Key::Enter + "").await?;
    let error = page.number("sketch-error").await?;
    let native = mean_difference(Activation::Softplus, 0.01, VIEW, &sketch);
    ensure!(error == native, "the sketch is {error} off on the page and {native} natively");
    shows(page, Activation::Softplus, 6.0, 0.01).await?;
    ensure!(orange(page).await? > 1000, "f′ is not drawn again");

    page.click("Discard the sketch").await?;
    let back = "document.activeElement.textContent === 'Hide f′ and predict'";
    page.until("the focus is on the button that begins again", back).await?;
    ensure!(!page.numbers().await?.contains_key("sketch-error"), "the score stays");
    Ok(())
}
