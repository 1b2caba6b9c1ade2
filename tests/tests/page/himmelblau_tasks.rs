//! The tasks of the Himmelblau lesson, done as a learner would, in both languages; and the hidden
//! floor.

use super::himmelblau::{open, walk_to_the_end};
use anyhow::{Context, Result, ensure};
use page_tests::page::Page;
use serde_json::{Map, Value, json};
use thirtyfour::{By, Key};

async fn words(page: &Page, language: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(&page.file(&format!("locales/{language}.json")).await?).context("a locale")
}

fn word<'a>(words: &'a Map<String, Value>, key: &str) -> Result<&'a str> {
    words.get(key).and_then(Value::as_str).with_context(|| format!("no word {key}"))
}

/// Scrolls a control to the middle of the window, clear of the sticky bar, and clicks it.
async fn click(page: &Page, kind: &str, name: &str) -> Result<()> {
    let control = page.control(kind, name).await?;
    page.script("arguments[0].scrollIntoView({ block: 'center' })", [control.to_json()?]).await?;
    Ok(control.click().await?)
}

async fn is_done(page: &Page, task: &str) -> Result<bool> {
    let body = "return document.querySelector(`[data-task=${arguments[0]}]`).classList.contains('done')";
    Ok(page.script(body, [json!(task)]).await? == json!(true))
}

async fn becomes_done(page: &Page, task: &str) -> Result<()> {
    let done = format!("document.querySelector('[data-task={task}]').classList.contains('done')");
    page.until(&format!("the task {task} is ticked off"), &done).await
}

/// The seed of the hidden surface in these scenarios.
const SEED: u32 = 7;

/// Clicks the map at this place of the plane.
async fn click_map(page: &Page, place: [f64; 2]) -> Result<()> {
    const OFFSET: &str = "
        const { Terrain } = await import(new URL('pkg/backprop_playground.js', location));
        const terrain = new Terrain('himmelblau');
        const { width, height } = document.querySelector('.map-plot').getBoundingClientRect();
        const [px, py] = terrain.mapPosition(...args, width, height);
        terrain.free();
        return [px - width / 2, py - height / 2].map(Math.round);";
    let offset = page.async_script(OFFSET, place.map(|x| json!(x))).await?;
    let [dx, dy]: [i64; 2] = serde_json::from_value(offset)?;
    let map = page.driver.find(By::Css(".map-plot")).await?;
    page.script("arguments[0].scrollIntoView({ block: 'center' })", [map.to_json()?]).await?;
    Ok(page.actions().move_to_element_with_offset(&map, dx, dy).click().perform().await?)
}

async fn finds_another_start(page: &Page, words: &Map<String, Value>) -> Result<()> {
    let position = word(words, "player.position")?;
    // The chapter's own start leads there too, and does not count.
    page.click("−4, 0").await?;
    walk_to_the_end(page, position).await?;
    ensure!(!is_done(page, "start").await?, "the chapter's start counts");
    // With keys: the cross begins at the start and moves three steps down.
    let map = page.driver.find(By::Css(".map-plot")).await?;
    map.send_keys(Key::Down + Key::Down + Key::Down + Key::Enter).await?;
    walk_to_the_end(page, position).await?;
    becomes_done(page, "start").await
}

async fn finds_the_rate(page: &Page) -> Result<()> {
    for (answer, right) in [("0.02", false), ("0.018", false), ("0.019", true)] {
        let field = page.driver.find(By::Css("[data-answer=rate]")).await?;
        field.clear().await?;
        field.send_keys(answer).await?;
        field.send_keys(Key::Enter + "").await?;
        ensure!(is_done(page, "rate").await? == right, "{answer} is judged wrongly");
    }
    Ok(())
}

async fn finds_the_optimizer(page: &Page, words: &Map<String, Value>) -> Result<()> {
    page.click("−4, 0").await?;
    let run = async |optimizer: &str| {
        let name = word(words, &format!("himmelblau.optimizer.{optimizer}"))?;
        click(page, "radio", name).await?;
        walk_to_the_end(page, word(words, "player.position")?).await
    };
    let guess = async |optimizer: &str| {
        let name = word(words, &format!("himmelblau.optimizer.{optimizer}"))?;
        page.choose(word(words, "himmelblau.task.rolling.guess")?, name).await?;
        click(page, "button", word(words, "himmelblau.task.rolling.take")?).await
    };
    run("momentum").await?;
    ensure!(!is_done(page, "rolling").await?, "nothing was guessed");
    guess("rmsprop").await?;
    run("rmsprop").await?;
    page.until("the guess is refuted", "'task-x' in __test.numbers()").await?;
    ensure!(page.number("task-x").await? < -3.5, "RMSProp ends elsewhere");
    guess("momentum").await?;
    ensure!(!is_done(page, "rolling").await?, "a guess is not enough");
    run("momentum").await?;
    becomes_done(page, "rolling").await
}

/// Follows the slopes of its probes alone.
async fn finds_a_minimum_by_probes(page: &Page, words: &Map<String, Value>, language: &str) -> Result<()> {
    let link = format!("lesson=himmelblau&lang={language}&hidden={SEED}");
    page.script("location.hash = arguments[0]", [json!(link)]).await?;
    page.until("nothing is probed", "__test.numbers().probes === '0'").await?;
    let mut place = [1.0, 0.5];
    for probe in 1..15 {
        click_map(page, place).await?;
        page.until("the probe is counted", &format!("__test.numbers().probes === '{probe}'")).await?;
        if is_done(page, "floor").await? {
            break;
        }
        // The newest probe stands first in the list.
        let newest = "return ['x', 'y', 'df-dx', 'df-dy'].map((name) =>
            Number(document.querySelector(`[data-quantity=floor-probe-${name}]`).value))";
        let [x, y, dx, dy]: [f64; 4] = serde_json::from_value(page.script(newest, []).await?)?;
        place = [x - 0.012 * dx, y - 0.012 * dy];
    }
    ensure!(is_done(page, "floor").await?, "no minimum was found");
    // The map appears under the probes, which stay.
    let probes = "document.querySelectorAll('.probe-mark').length";
    let count = page.number("probes").await?;
    page.until("the map is there", "document.querySelector('[data-layer=floor]').checkVisibility()").await?;
    let left = page.script(&format!("return {probes}"), []).await?.as_f64();
    ensure!(left == Some(count), "of {count} probes there are {left:?}");
    click(page, "checkbox", word(words, "himmelblau.floor.hide")?).await
}

async fn all_tasks(page: &Page, language: &str) -> Result<()> {
    open(page, &format!("lang={language}")).await?;
    let words = words(page, language).await?;
    finds_another_start(page, &words).await?;
    finds_the_rate(page).await?;
    finds_the_optimizer(page, &words).await?;
    finds_a_minimum_by_probes(page, &words, language).await?;
    let open = page.script("return document.querySelectorAll('.task:not(.done)').length", []).await?;
    ensure!(open == json!(0), "{open} tasks are open");
    Ok(())
}

pub async fn every_task_about_descents_is_done_in_english(page: &Page) -> Result<()> {
    all_tasks(page, "en").await
}

pub async fn every_task_about_descents_is_done_in_chinese(page: &Page) -> Result<()> {
    all_tasks(page, "zh").await
}

pub async fn the_hidden_floor_shows_nothing_but_probes(page: &Page) -> Result<()> {
    const LAYERS: &str = "return ['floor', 'basins', 'walks'].map((layer) =>
        document.querySelector(`[data-layer=${layer}]`).checkVisibility())";
    open(page, "basins&at=200").await?;
    page.until("the basins are there", "document.querySelector('.map').dataset.grain === '1'").await?;
    ensure!(page.script(LAYERS, []).await? == json!([true, true, true]), "not all is shown");
    page.control("checkbox", "Hidden surface").await?.click().await?;
    page.until("nothing is probed", "__test.numbers().probes === '0'").await?;
    page.until("the link has the surface", "/hidden=[0-9]+/.test(location.hash)").await?;
    page.open_lesson(&format!("lesson=himmelblau&lang=en&basins&at=200&hidden={SEED}"), "probes").await?;
    page.until("nothing is probed there", "__test.numbers().probes === '0'").await?;
    page.until(
        "everything of another surface is gone",
        "!['[data-layer=floor]', '[data-layer=basins]', '[data-layer=walks]', '.relief', '.table', '.transport', '.walk-controls']
            .some((each) => document.querySelector(each).checkVisibility())",
    )
    .await?;
    click_map(page, [1.0, 0.0]).await?;
    page.until("there is a probe", "__test.numbers().probes === '1'").await?;
    let numbers = page.numbers().await?;
    let [x, y] = [numbers["floor-probe-x"], numbers["floor-probe-y"]];
    let surface = backprop_core::descent::surface::Surface::hidden(SEED);
    ensure!(numbers["floor-probe-f"] == surface.value(x, y), "another value");
    ensure!(
        [numbers["floor-probe-df-dx"], numbers["floor-probe-df-dy"]] == surface.gradient([x, y]),
        "another slope"
    );
    let said = "document.querySelector('.floor-count').textContent";
    page.until("it is one probe", &format!("{said} === '1 probe'")).await?;
    click(page, "button", "Show the surface").await?;
    page.until("the map is there", "document.querySelector('[data-layer=floor]').checkVisibility()").await?;
    ensure!(
        page.script("return document.querySelectorAll('.probe-mark').length", []).await? == json!(1),
        "no probe"
    );
    click(page, "checkbox", "Hidden surface").await?;
    page.until("the descent is where it was", "__test.numbers()['himmelblau-step'] === '200'").await
}
