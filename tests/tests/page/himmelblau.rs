//! The Himmelblau lesson: its numbers against NumPy's and the native ones, its player, its links, and
//! its gradient as a tape.

use anyhow::{Context, Result, ensure};
use backprop_core::descent::surface::Surface;
use backprop_core::descent::{Descent, Move, STEPS, Walker};
use backprop_core::optimizer::Optimizer;
use page_tests::page::Page;
use serde_json::Value;
use std::time::Duration;
use thirtyfour::{By, Key};

/// A number that every state of the lesson shows.
const SHOWN: &str = "himmelblau-f";

fn descent(optimizer: Optimizer, rate: f64, start: [f64; 2]) -> Vec<Move> {
    Descent::new(Walker::new(Surface::Himmelblau, optimizer, rate, start), STEPS + 1).moves
}

pub async fn open(page: &Page, link: &str) -> Result<()> {
    page.open_lesson(&format!("lesson=himmelblau&{link}"), SHOWN).await
}

/// Moves the scrubber to its end.
pub async fn walk_to_the_end(page: &Page, position: &str) -> Result<()> {
    page.control("slider", position).await?.send_keys(Key::End + "").await?;
    page.until(
        "the walk is at its end",
        "(({ value, max }) => value === max)(document.querySelector('.scrubber'))",
    )
    .await
}

/// Waits until the step is this one.
async fn at_step(page: &Page, step: usize) -> Result<()> {
    page.until(&format!("step {step}"), &format!("__test.numbers()['himmelblau-step'] === '{step}'")).await
}

async fn same(page: &Page, expected: &[(&str, f64)]) -> Result<()> {
    let shown = page.numbers().await?;
    for (quantity, expected) in expected {
        let found = shown.get(*quantity).copied().with_context(|| format!("there is no {quantity}"))?;
        ensure!(found.to_bits() == expected.to_bits(), "{quantity} is {found}, natively {expected}");
    }
    Ok(())
}

/// The printed rows of the table, as step, x, y, f.
const TABLE: &str = "return [...document.querySelectorAll('.steps tbody tr')]
    .map((row) => [...row.querySelectorAll('data')].map(({ value }) => Number(value)))";

pub async fn the_chapters_four_tables_are_numpys(page: &Page) -> Result<()> {
    let runs: Value = serde_json::from_str(include_str!("../../data/himmelblau.json"))?;
    open(page, "").await?;
    for (run, name) in runs.as_array().context("runs")?.iter().zip(["1, 0", "−4, 0", "4, 0", "−2, 2"]) {
        page.click("Reset").await?;
        page.click(name).await?;
        walk_to_the_end(page, "Position").await?;
        page.until("the last row is printed", "document.querySelector('.steps tr:last-child td data').value")
            .await?;
        let table: Vec<[f64; 4]> = serde_json::from_value(page.script(TABLE, []).await?)?;
        let rows: Vec<[f64; 4]> = serde_json::from_value(run["rows_step_x_y_f"].clone())?;
        ensure!(table.len() == rows.len(), "from {name} there are {} rows", table.len());
        for (shown, expected) in table.iter().zip(&rows) {
            for (column, (shown, expected)) in shown.iter().zip(expected).enumerate() {
                let tolerance = if column == 3 { 1e-12 * expected.abs().max(1.0) } else { 1e-12 };
                ensure!((shown - expected).abs() <= tolerance, "from {name}: {shown}, NumPy {expected}");
            }
        }
    }
    Ok(())
}

pub async fn a_descent_is_played_paused_stepped_and_stepped_back(page: &Page) -> Result<()> {
    open(page, "start=-2,2&rate=0.001").await?;
    let moves = descent(Optimizer::Sgd, 0.001, [-2.0, 2.0]);
    let shows = async |step: usize| -> Result<()> {
        let Move { from: [x, y], value, gradient, to, .. } = moves[step];
        at_step(page, step).await?;
        same(page, &[("himmelblau-x", x), ("himmelblau-y", y), ("himmelblau-f", value)]).await?;
        same(page, &[("himmelblau-df-dx", gradient[0]), ("himmelblau-df-dy", gradient[1])]).await?;
        same(page, &[("himmelblau-next-x", to[0]), ("himmelblau-next-y", to[1])]).await
    };
    shows(0).await?;
    for step in 1..=3 {
        page.click("Step").await?;
        shows(step).await?;
    }
    page.click("Step back").await?;
    shows(2).await?;
    page.click("Descend").await?;
    page.until("it walks by itself", "Number(__test.numbers()['himmelblau-step']) > 5").await?;
    page.click("Pause").await?;
    let step = page.number("himmelblau-step").await? as usize;
    tokio::time::sleep(Duration::from_millis(400)).await;
    shows(step).await?;
    page.click("Step back").await?;
    shows(step - 1).await?;
    page.click("Reset").await?;
    shows(0).await
}

pub async fn a_start_is_typed_and_the_descent_rests_where_it_arrives(page: &Page) -> Result<()> {
    open(page, "lang=en").await?;
    for (text, start) in [("(−2.5; 1,5)", [-2.5, 1.5]), ("１，０", [1.0, 0.0]), ("-3 -1", [-3.0, -1.0])]
    {
        page.click("Reset").await?;
        page.enter("Start", text).await?;
        let there = format!("__test.numbers()['himmelblau-x'] === '{}'", start[0]);
        page.until("the start is taken", &there).await?;
        same(page, &[("himmelblau-step", 0.0), ("himmelblau-y", start[1])]).await?;
        let walker = Walker::new(Surface::Himmelblau, Optimizer::Sgd, 0.01, start);
        let arrived = Descent::new(walker, STEPS).arrived(Surface::Himmelblau).context("an arrival")?;
        page.click("Descend").await?;
        page.until("it has come to rest", "__test.said().includes('Arrived')").await?;
        at_step(page, arrived).await?;
        page.until("it does not go on", "__test.named('button', 'Descend').length === 1").await?;
        ensure!(page.number("himmelblau-arrived").await? == arrived as f64, "another step is named");
    }
    let arrived = page.number("himmelblau-arrived").await?;
    page.click("Descend").await?;
    let goes_on = format!("Number(__test.numbers()['himmelblau-step']) > {arrived} + 2");
    page.until("it goes on from there", &goes_on).await?;
    page.enter("Start", "7, 0").await?;
    page.until("it is refused", "__test.said().includes('“7, 0” is not a start')").await
}

pub async fn optimizers_map_and_strip_are_on_the_first_screen(page: &Page) -> Result<()> {
    let ends = "return ['.optimizers', '.map-plot', '.strip-plot', '.strip-says'].map((selector) =>
        innerHeight - document.querySelector(selector).getBoundingClientRect().bottom)";
    for (width, height) in [(1280, 800), (1920, 1080)] {
        page.resize(width, height, 1.0).await?;
        for language in ["en", "zh"] {
            open(page, &format!("lang={language}")).await?;
            let left: Vec<f64> = serde_json::from_value(page.script(ends, []).await?)?;
            ensure!(left.iter().all(|&left| left >= 0.0), "{width} × {height}, {language}: {left:?}");
        }
    }
    Ok(())
}

pub async fn a_divergence_is_named_with_its_step_and_its_quantity(page: &Page) -> Result<()> {
    open(page, "start=4,0").await?;
    page.enter("Learning rate, exact value", "0.05").await?;
    walk_to_the_end(page, "Position").await?;
    page.until("it is reported", "__test.said().includes('Diverged')").await?;
    let said = page.said().await?;
    ensure!(said.contains("step 9") && said.contains("f(x, y)"), "the page says {said:?}");
    ensure!(page.number("himmelblau-overflow-step").await? == 9.0, "another step is named");
    ensure!(page.number("himmelblau-f").await? == f64::INFINITY, "f is not infinite");
    page.enter("Learning rate, exact value", "0.01").await?;
    page.until("it arrives", "__test.said().includes('(3.58, −1.85)')").await
}

pub async fn four_optimizers_race_over_the_same_steps_and_adams_arithmetic_is_shown(
    page: &Page,
) -> Result<()> {
    open(page, "start=-4,0&at=30&optimizer=adam").await?;
    page.control("checkbox", "Race all four").await?.click().await?;
    page.until("all four race", "__test.numbers()['race-momentum-f']").await?;
    for optimizer in Optimizer::ALL {
        let Move { from, value, .. } = descent(optimizer, 0.01, [-4.0, 0.0])[30];
        let name = |part: &str| format!("race-{}-{part}", optimizer.name());
        let [x, y, f] = ["x", "y", "f"].map(name);
        same(page, &[(&x, from[0]), (&y, from[1]), (&f, value)]).await?;
    }
    let Move { parts, to, .. } = descent(Optimizer::Adam, 0.01, [-4.0, 0.0])[30];
    let pair = |part: Option<[f64; 2]>| part.context("Adam has it");
    let (m, v) = (pair(parts.m)?, pair(parts.v)?);
    let (m_hat, v_hat) = (pair(parts.m_hat)?, pair(parts.v_hat)?);
    same(page, &[("himmelblau-m-x", m[0]), ("himmelblau-v-y", v[1]), ("himmelblau-next-x", to[0])]).await?;
    same(page, &[("himmelblau-m-hat-x", m_hat[0]), ("himmelblau-v-hat-y", v_hat[1])]).await?;
    same(page, &[("himmelblau-change-x", parts.change[0]), ("himmelblau-change-y", parts.change[1])]).await
}

pub async fn a_link_restores_the_same_descent_and_wrong_values_fall_back(page: &Page) -> Result<()> {
    let link = "surface=bowl&conditioning=25&start=4,-1&rate=0.03&optimizer=rmsProp&race&basins&at=7";
    open(page, link).await?;
    let numbers = page.numbers().await?;
    page.click("Step").await?;
    page.click("Step back").await?;
    page.until(
        "the address follows",
        "location.hash.includes('optimizer=rmsprop') && location.hash.includes('at=7')",
    )
    .await?;
    let mut expected: Vec<(String, String)> = link
        .split('&')
        .map(|part| part.split_once('=').unwrap_or((part, "true")))
        // Older links have another spelling, which is not written.
        .map(|(key, value)| (key.to_owned(), value.replace("rmsProp", "rmsprop")))
        .collect();
    expected.push(("lesson".into(), "himmelblau".into()));
    let written = page.link().await?;
    ensure!(written == expected.into_iter().collect(), "the link is {written:?}");
    ensure!(numbers["himmelblau-x"] == page.number("himmelblau-x").await?, "x differs");

    open(page, "surface=hill&start=9,9&rate=0&optimizer=nesterov&at=201").await?;
    let said = page.said().await?;
    for word in ["surface", "hill", "start", "9,9", "rate", "optimizer", "rmsprop", "at", "201"] {
        ensure!(said.contains(word), "{word} is not in {said:?}");
    }
    same(page, &[("himmelblau-x", 1.0), ("himmelblau-step", 0.0)]).await
}

pub async fn the_gradient_opens_as_a_tape_and_follows_the_descent(page: &Page) -> Result<()> {
    open(page, "start=-2,2&at=3").await?;
    page.driver.find(By::Css(".gradient-tape summary")).await?.click().await?;
    page.until("the tape is drawn", "document.querySelector('.gradient-tape .scrubber')").await?;
    let scrubber = page.driver.find(By::Css(".gradient-tape .scrubber")).await?;
    for step in [3, 4] {
        scrubber.send_keys(Key::End + "").await?;
        let Move { from, value, gradient, .. } = descent(Optimizer::Sgd, 0.01, [-2.0, 2.0])[step];
        page.until("x is there", &format!("__test.numbers()['value-x'] === '{}'", from[0])).await?;
        let shown = page.numbers().await?;
        for (quantity, expected) in [
            ("value-f", value),
            ("gradient-x", gradient[0]),
            ("gradient-y", gradient[1]),
            ("gradient-f", 1.0),
        ] {
            let found = shown.get(quantity).with_context(|| format!("no {quantity}"))?;
            let near = (found - expected).abs() <= 1e-12 * expected.abs().max(1.0);
            ensure!(near, "{quantity} is {found} on the tape and {expected} by hand");
        }
        // The first of the two is the descent's.
        page.driver.find(By::XPath("//button[normalize-space()='Step']")).await?.click().await?;
    }
    Ok(())
}
