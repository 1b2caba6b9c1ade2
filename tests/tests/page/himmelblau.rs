//! The Himmelblau lesson: its numbers against NumPy's and the native ones, its controls, its basins,
//! its links.

use anyhow::{Context, Result, ensure};
use backprop_core::basins::Basins;
use backprop_core::descent::{Descent, Move, STEPS, Walker};
use backprop_core::optimizer::Optimizer;
use backprop_core::orbit::{Ending, Orbit};
use backprop_core::surface::Surface;
use page_tests::browser::Browser;
use page_tests::page::Page;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::{By, Key};

/// What every state of the lesson shows.
const SHOWN: &str = "himmelblau-f";

fn descent(optimizer: Optimizer, rate: f64, start: [f64; 2]) -> Vec<Move> {
    Descent::new(Walker::new(Surface::Himmelblau, optimizer, rate, start), STEPS + 1).moves
}

pub async fn open(page: &Page, link: &str) -> Result<()> {
    page.open_lesson(&format!("lesson=himmelblau&{link}"), SHOWN).await
}

/// Takes the scrubber to its end.
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
    open(page, "start=-2,2").await?;
    let moves = descent(Optimizer::GradientDescent, 0.01, [-2.0, 2.0]);
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

pub async fn a_divergence_is_named_with_its_step_and_its_quantity(page: &Page) -> Result<()> {
    open(page, "start=4,0").await?;
    page.enter("Learning rate, exact value", "0.05").await?;
    walk_to_the_end(page, "Position").await?;
    page.until("it is said", "__test.said().includes('Diverged')").await?;
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

/// The colours of starts, and those that their codes have: for every start whose neighbours have its
/// code, because a pixel of the map may show a neighbour.
const COLOURS: &str = "
    const { Terrain } = await import(new URL('pkg/backprop_playground.js', location));
    const [codes, side, view] = args;
    const terrain = new Terrain('himmelblau');
    terrain.setLook({ dark: matchMedia('(prefers-color-scheme: dark)').matches, palette: 'blueOrange',
        scale: devicePixelRatio, font: getComputedStyle(document.body).fontFamily });
    const canvas = document.querySelector('[data-layer=basins]');
    const { width, height } = canvas.getBoundingClientRect();
    const context = canvas.getContext('2d');
    const wrong = [];
    let looked = 0;
    for (let row = 3; row < side - 3; row += 7) {
        for (let column = 3; column < side - 3; column += 7) {
            const around = [-2, -1, 0, 1, 2].flatMap((i) => [-2, -1, 0, 1, 2].map((j) => codes[(row + i) * side + column + j]));
            if (new Set(around).size > 1) continue;
            const x = view[0] + (view[1] - view[0]) * (column + 0.5) / side;
            const y = view[1] - (view[1] - view[0]) * (row + 0.5) / side;
            const [px, py] = terrain.mapPosition(x, y, width, height).map((at) => Math.floor(at * devicePixelRatio));
            const [r, g, b, a] = context.getImageData(px, py, 1, 1).data;
            const expected = terrain.colorOf('basin', around[0]);
            looked += 1;
            if (`rgb(${r} ${g} ${b} / ${a / 255})` !== expected) wrong.push([row, column, r, g, b, a, expected]);
        }
    }
    terrain.free();
    return { looked, wrong };";

async fn basins_are_native(page: &Page, rate: f64) -> Result<()> {
    const SIDE: usize = 512;
    let mut basins = Basins::new(Surface::Himmelblau, Optimizer::GradientDescent, rate, SIDE);
    while basins.advance(100_000) {}
    page.until("the map is complete", "document.querySelector('.map').dataset.grain === '1'").await?;
    tokio::time::sleep(Duration::from_millis(200)).await; // a frame or two, to draw it
    let report = page.async_script(COLOURS, [json!(basins.codes()), json!(SIDE), json!([-6.0, 6.0])]).await?;
    ensure!(report["looked"].as_u64() > Some(2000), "only {} starts", report["looked"]);
    ensure!(report["wrong"] == json!([]), "{:#}", report["wrong"]);
    Ok(())
}

pub async fn the_basins_are_the_native_ones_even_when_the_question_changes_meanwhile(
    page: &Page,
) -> Result<()> {
    open(page, "").await?;
    page.control("checkbox", "Basins").await?.click().await?;
    page.enter("Learning rate, exact value", "0.015").await?;
    page.enter("Learning rate, exact value", "0.02").await?;
    basins_are_native(page, 0.02).await
}

pub async fn without_the_explorers_file_the_page_computes_the_basins_itself(page: &Page) -> Result<()> {
    page.watch.forgive("explorer.js");
    page.answer_instead("js/worker/explorer.js", None).await?;
    open(page, "basins").await?;
    basins_are_native(page, 0.01).await
}

pub async fn the_strip_says_how_the_descent_ends_at_every_rate(page: &Page) -> Result<()> {
    open(page, "start=4,0&rate=0.02").await?;
    let strip = page.driver.find(By::Css(".strip-plot")).await?;
    strip.scroll_into_view().await?;
    for (keys, word) in [("", "cycle of 2"), ("end", "infinity"), ("home", "one point")] {
        match keys {
            "end" => strip.send_keys(Key::End + "").await?,
            "home" => strip.send_keys(Key::Home + "").await?,
            _ => (),
        }
        page.until(word, &format!("__test.said().includes({})", json!(word))).await?;
        let rate = page.number("strip-rate").await?;
        let ending = Orbit::new(Surface::Himmelblau, Optimizer::GradientDescent, rate, [4.0, 0.0]).ending;
        let fits = match ending {
            Ending::Cycle(period) => page.number("strip-period").await? == period as f64,
            Ending::Diverged => word == "infinity",
            Ending::Point(_) => word == "one point",
            Ending::Chaos => false,
        };
        ensure!(fits, "at {rate} it is {ending:?}");
    }
    ensure!(page.number("strip-rate").await? == 0.001, "Home is not the smallest rate");
    page.hands().move_to_element_center(&strip).click().perform().await?;
    page.until(
        "a click takes a rate near the middle",
        "Math.abs(__test.numbers()['strip-rate'] - 0.0255) < 0.002",
    )
    .await
}

pub async fn the_surface_in_space_is_turned_by_keys_and_comes_back(page: &Page) -> Result<()> {
    const PICTURE: &str = "return document.querySelector('[data-layer=relief]').toDataURL()";
    open(page, "at=20").await?;
    let rest = Duration::from_millis(500);
    tokio::time::sleep(rest).await;
    let first = page.script(PICTURE, []).await?;
    let plot = page.driver.find(By::Css(".relief-plot")).await?;
    plot.send_keys(Key::Right + Key::Right + Key::Down).await?;
    page.until("the angles are said", "document.querySelector('.angles').textContent.includes('55°')")
        .await?;
    tokio::time::sleep(rest).await;
    ensure!(page.script(PICTURE, []).await? != first, "the picture has not turned");
    plot.send_keys(Key::Home + "").await?;
    tokio::time::sleep(rest).await;
    ensure!(page.script(PICTURE, []).await? == first, "Home does not bring the chapter's view back");
    Ok(())
}

pub async fn a_link_brings_the_same_descent_back_and_wrong_values_fall_back_once(page: &Page) -> Result<()> {
    let link = "surface=bowl&conditioning=25&start=4,-1&rate=0.03&optimizer=rmsProp&race&basins&at=7";
    open(page, link).await?;
    let numbers = page.numbers().await?;
    page.click("Step").await?;
    page.click("Step back").await?;
    page.until("the address follows", "location.hash.includes('at=7')").await?;
    let mut expected: Vec<(String, String)> = link
        .split('&')
        .map(|part| part.split_once('=').unwrap_or((part, "true")))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    expected.push(("lesson".into(), "himmelblau".into()));
    let written = page.link().await?;
    ensure!(written == expected.into_iter().collect(), "the link is {written:?}");
    ensure!(numbers["himmelblau-x"] == page.number("himmelblau-x").await?, "x differs");

    open(page, "surface=hill&start=9,9&rate=0&optimizer=sgd&at=201").await?;
    let said = page.said().await?;
    for word in ["surface", "hill", "start", "9,9", "rate", "optimizer", "rmsProp", "at", "201"] {
        ensure!(said.contains(word), "{word} is not in {said:?}");
    }
    same(page, &[("himmelblau-x", 1.0), ("himmelblau-step", 0.0)]).await
}

pub async fn while_it_descends_no_task_of_the_page_is_long(page: &Page) -> Result<()> {
    if page.browser != Browser::Chromium {
        println!("        not observable in {:?}", page.browser);
        return Ok(());
    }
    open(page, "start=-4,0&race&basins").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    page.script(
        "window.__long = []; window.__shifts = [];
        const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type });
        observe('longtask', ({ duration }) => __long.push(duration));
        observe('layout-shift', ({ value }) => __shifts.push(value));",
        [],
    )
    .await?;
    page.click("Descend").await?;
    let slider = page.control("slider", "Learning rate").await?;
    for _ in 0..6 {
        slider.send_keys(Key::Right + Key::Right).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    page.click("Pause").await?;
    let long: Vec<f64> = serde_json::from_value(page.script("return __long", []).await?)?;
    let worst = long.iter().copied().fold(0.0, f64::max);
    println!("        {} tasks over 50 ms, the longest {worst:.0} ms", long.len());
    ensure!(worst <= 150.0, "a task took {worst:.0} ms"); // a goal of 50, on a busy machine
    let shifts = page.script("return __shifts", []).await?;
    ensure!(shifts == json!([]), "the layout has shifted: {shifts}");
    Ok(())
}
