//! The tasks of the chain-rule lesson as a learner does them, in both languages; and that the page
//! does not give them away.

use crate::chain_rule::{ENDED, waits_for, write};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use serde_json::json;
use thirtyfour::{By, Key};

async fn is_done(page: &Page, task: &str) -> Result<bool> {
    let query = format!("return document.querySelector('[data-task={task}]').classList.contains('done')");
    Ok(page.script(&query, []).await? == json!(true))
}

async fn ticked(page: &Page, task: &str) -> Result<()> {
    let ticked = format!("document.querySelector('[data-task={task}]').classList.contains('done')");
    page.until(&format!("{task} is ticked off"), &ticked).await
}

/// The words of one language that a learner looks for.
struct Words {
    language: &'static str,
    backward: &'static str,
    zero: &'static str,
    check: &'static str,
    examples: [&'static str; 2],
}

pub async fn every_task_is_done_as_a_learner_would_in_english(page: &Page) -> Result<()> {
    let words = Words {
        language: "en",
        backward: "Backward",
        zero: "Zero gradients",
        check: "Check the answer",
        examples: ["Examples", "the chapter’s graph"],
    };
    do_all(page, &words).await
}

pub async fn every_task_is_done_as_a_learner_would_in_chinese(page: &Page) -> Result<()> {
    let words = Words {
        language: "zh",
        backward: "反向传播",
        zero: "梯度清零",
        check: "检查答案",
        examples: ["示例", "书中的计算图"],
    };
    do_all(page, &words).await
}

async fn do_all(page: &Page, words: &Words) -> Result<()> {
    page.open_lesson(&format!("lesson=chain-rule&lang={}", words.language), "value-x").await?;
    let predicted = page.driver.find(By::Css("[data-answer=predict]")).await?;
    predicted.send_keys("2" + Key::Enter).await?;
    ticked(page, "predict").await?;
    page.enter("w2", "-3").await?;
    let answer = page.driver.find(By::Css("[data-answer=count]")).await?;
    answer.send_keys("2").await?;
    page.click(words.check).await?;
    ensure!(!is_done(page, "count").await?, "two is wrong");
    answer.send_keys(Key::Backspace + "3").await?;
    page.click(words.check).await?;
    ticked(page, "count").await?;

    page.enter("w2", "6").await?;
    ticked(page, "six").await?;
    ensure!(!is_done(page, "zero").await?, "nothing is zero yet");
    page.enter("w2", "0").await?;
    waits_for(page, "dy2-dw1", 0.0).await?;
    ensure!(!is_done(page, "zero").await?, "w2 was touched");
    page.enter("w2", "2").await?;
    page.enter("x", "0").await?;
    ticked(page, "zero").await?;

    ensure!(!is_done(page, "twelve").await?, "x is 0");
    page.choose(words.examples[0], words.examples[1]).await?;
    waits_for(page, "gradient-x", 4.0).await?;
    page.click(words.zero).await?;
    page.click(words.backward).await?;
    page.click(words.backward).await?;
    ensure!(!is_done(page, "twelve").await?, "two passes are not enough");
    page.click(words.backward).await?;
    ticked(page, "twelve").await?;

    write(page, "x = 3; 6*x").await?;
    waits_for(page, "gradient-x", 6.0).await?;
    ensure!(!is_done(page, "own").await?, "that is one path");
    write(page, "x = 3; x*x").await?;
    ticked(page, "own").await?;
    let open = page.script("return document.querySelectorAll('.task:not(.done)').length", []).await?;
    ensure!(open == json!(0), "{open} tasks are open");
    Ok(())
}

pub async fn no_task_is_done_by_opening_the_page_and_pressing_its_buttons(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    for button in ["Backward", "Reset", "Step", "Step back", "Zero gradients", "Backward"] {
        page.click(button).await?;
    }
    for example in
        ["a node used twice", "Himmelblau’s function", "a neuron and its error", "corners and ties"]
    {
        page.choose("Examples", example).await?;
    }
    let done = page.script("return document.querySelectorAll('.task.done').length", []).await?;
    ensure!(done == json!(0), "{done} tasks are done");
    Ok(())
}

/// Tab until the focus is on what the selector names.
async fn tab_to(page: &Page, selector: &str) -> Result<()> {
    let there = format!("return document.activeElement.matches({})", json!(selector));
    for _ in 0..80 {
        if page.script(&there, []).await? == json!(true) {
            return Ok(());
        }
        page.press(Key::Tab + "").await?;
    }
    anyhow::bail!("Tab does not lead to {selector}")
}

pub async fn the_lesson_works_with_keys_alone(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    tab_to(page, "[data-part=play]").await?;
    for _ in 0..3 {
        page.press(Key::Tab + "").await?;
    }
    page.press(Key::Enter + "").await?; // Reset
    page.until("it is at the beginning", "!('value-y2' in __test.numbers())").await?;
    tab_to(page, "textarea").await?;
    page.actions().key_down(Key::Control).send_keys("a").key_up(Key::Control).perform().await?;
    page.press("y = u*u*u").await?;
    tab_to(page, ".tape input").await?;
    waits_for(page, "gradient-u", 3.0).await?;
    page.press(Key::Up + Key::PageUp).await?;
    waits_for(page, "value-u", 2.1).await?;
    tab_to(page, "[data-watch=u]").await?;
    page.press(" ").await?;
    page.until("u is not watched", "!('gradient-u' in __test.numbers())").await?;
    page.press(" ").await?;
    page.until("u is watched again", "'gradient-u' in __test.numbers()").await
}
