//! Every chart has its numbers in a table behind a button: native tables with captions and headers,
//! whose numbers are the native run's.

use super::axe::open;
use anyhow::{Context, Result, ensure};
use backprop_core::activation::Activation;
use backprop_core::descent::surface::Surface;
use backprop_core::network::class_of;
use page_tests::browser::Browser;
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::scenario::is_full;
use serde_json::json;
use thirtyfour::Key;

/// The first table of the open dialog: its headings, and its numbers row by row; text is null.
const READ: &str = "
    const table = document.querySelector('dialog[open] table');
    return [[...table.querySelectorAll('thead th')].map((cell) => cell.textContent),
        [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => {
            const data = cell.querySelector('data');
            return data ? data.value : null;
        }))];";

/// Opens the table of the chart of this name, with keys.
async fn open_table(page: &Page, chart: &str) -> Result<(Vec<String>, Vec<Vec<Option<f64>>>)> {
    let button = page.control("button", &format!("Table: {chart}")).await?;
    page.script("arguments[0].focus()", [button.to_json()?]).await?;
    page.press(Key::Enter + "").await?;
    page.until("the table is open", "document.querySelector('dialog[open] table tbody tr')").await?;
    read(page).await
}

async fn read(page: &Page) -> Result<(Vec<String>, Vec<Vec<Option<f64>>>)> {
    let (heads, rows): (Vec<String>, Vec<Vec<Option<String>>>) =
        serde_json::from_value(page.script(READ, []).await?)?;
    let number = |text: Option<String>| text.map(|text| text.parse::<f64>()).transpose();
    let rows = rows.into_iter().map(|row| row.into_iter().map(number).collect::<Result<Vec<_>, _>>());
    Ok((heads, rows.collect::<Result<_, _>>()?))
}

/// Each chart with a description, and the name of its table's button.
const CHARTS: &str = "
    return [...document.querySelectorAll('canvas[role=img]')]
        .filter((canvas) => canvas.checkVisibility() && !canvas.closest('.update'))
        .map((canvas) => {
            let box = canvas.parentElement;
            while (box && !box.matches('main') && !box.querySelector('[data-table]')) box = box.parentElement;
            return [canvas.dataset.layer, box?.querySelector('[data-table]')?.getAttribute('aria-label') ?? ''];
        });";

/// The faults of the tables in the open dialog.
const WRONG: &str = "
    const dialog = document.querySelector('dialog[open]');
    const tables = [...dialog.querySelectorAll('table')];
    const wrong = tables.length > 0 ? [] : ['there is no table'];
    if (!document.getElementById(dialog.getAttribute('aria-labelledby'))?.textContent) wrong.push('the dialog has no name');
    for (const table of tables) {
        if (!table.caption?.textContent.trim()) wrong.push('a table has no caption');
        const [head, ...rows] = table.rows;
        if (rows.length < 3 || rows.length > 80) wrong.push(`${rows.length} rows`);
        if ([...head.cells].some((cell) => cell.scope !== 'col')) wrong.push('a heading has no scope');
        if (rows.some((row) => row.cells[0].scope !== 'row' || row.cells.length !== head.cells.length)) wrong.push('a row has no header, or other columns');
        if (!table.querySelector('tbody data')) wrong.push('there are no numbers');
    }
    return wrong;";

pub async fn every_chart_has_a_table_that_keys_open_and_close(page: &Page) -> Result<()> {
    let lessons = [
        (
            "samples=100&layers=2,3,4,2&step=700",
            "__test.named('button', 'Gradients per layer')[0].click()",
            7,
        ),
        ("lesson=activations", "", 1),
        ("lesson=himmelblau&at=60", "", 3),
    ];
    for (hash, act, count) in lessons {
        open(page, hash).await?;
        page.script(act, []).await?;
        page.settled().await?;
        let charts: Vec<(String, String)> = serde_json::from_value(page.script(CHARTS, []).await?)?;
        ensure!(charts.len() >= count, "in {hash} there are only {charts:?}");
        for (layer, name) in charts {
            let chart =
                name.strip_prefix("Table: ").with_context(|| format!("{layer} of {hash} has no table"))?;
            open_table(page, chart).await?;
            let wrong = page.script(WRONG, []).await?;
            ensure!(wrong == json!([]), "{name} of {hash}: {wrong}");
            // The rules are the same in both browsers.
            if page.browser == Browser::Chromium || is_full() {
                page.is_accessible(&name).await?;
            }
            page.press(Key::Escape + "").await?;
            let back = "!document.querySelector('dialog') && document.activeElement.matches('[data-table]')";
            page.until("the dialog is gone and the button has the focus", back).await?;
        }
    }
    Ok(())
}

pub async fn the_tables_of_a_run_hold_the_numbers_of_the_native_run(page: &Page) -> Result<()> {
    let link = "samples=100&layers=2,3,4,2";
    page.open(&format!("{link}&step=735")).await?;
    page.rests_at(735, SOON).await?;
    let native = native::trained(link, 735, "")?;
    let (heads, rows) = open_table(page, "Mean squared error over epochs").await?;
    ensure!(heads == ["epoch", "step", "train", "test"], "{heads:?}");
    let now = native.metrics();
    let expected: Vec<Vec<Option<f64>>> = native
        .curve()
        .iter()
        .chain([&now])
        .map(|at| [at.epoch as f64, at.step as f64, at.train_loss, at.test_loss].map(Some).to_vec())
        .collect();
    ensure!(rows == expected, "the curve's table holds {rows:?}, natively {expected:?}");
    page.press(Key::Escape + "").await?;

    let (heads, rows) = open_table(page, "Decision boundary").await?;
    ensure!(heads == ["x₁", "x₂", "o₀", "o₁", "class"] && rows.len() == 63, "{heads:?}, {} rows", rows.len());
    for row in rows {
        let row: Vec<f64> = row.into_iter().map(|cell| cell.context("a number")).collect::<Result<_>>()?;
        let output = native.network().outputs(&row[..2]);
        let expected = [output[0], output[1], class_of(&output) as f64];
        ensure!(row[2..] == expected, "at {row:?} the network says {expected:?}");
    }
    page.press(Key::Escape + "").await?;

    let (_, rows) = open_table(page, "The network").await?;
    let (weights, biases) = (native.network().weights(2), native.network().biases(2));
    let into_first = weights.iter().step_by(2).chain(&biases[..1]).map(|&w| vec![None, Some(w)]);
    ensure!(rows == into_first.collect::<Vec<_>>(), "the weights are {rows:?}");
    Ok(())
}

pub async fn a_long_run_is_listed_in_round_steps_and_stays_until_refreshed(page: &Page) -> Result<()> {
    page.open("samples=100&layers=2,3,2&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(20_000).await?;
    let (_, before) = open_table(page, "Accuracy over epochs").await?;
    let epochs: Vec<f64> = before.iter().filter_map(|row| row[0]).collect();
    // Points of the curve are an epoch apart at first, then ten: each is the first in its stride.
    let even = |stride: f64| {
        epochs[..epochs.len() - 2].iter().enumerate().all(|(i, epoch)| (epoch / stride).floor() == i as f64)
    };
    let strides = [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    ensure!((20..=63).contains(&epochs.len()) && strides.into_iter().any(even), "{epochs:?}");
    let step = page.number("step").await? as u64;
    page.gets_beyond(step + 1000).await?;
    ensure!(read(page).await?.1 == before, "the numbers change while they are read");
    page.click("Refresh").await?;
    ensure!(read(page).await?.1 != before, "Refresh brings nothing new");
    Ok(())
}

pub async fn the_tables_of_the_other_lessons_hold_native_numbers(page: &Page) -> Result<()> {
    open(page, "lesson=activations&function=gelu").await?;
    let (heads, rows) = open_table(page, "f and its derivative f′ over z").await?;
    ensure!(heads == ["z", "f(z)", "f′(z)"] && rows.len() == 25, "{heads:?}");
    for row in rows {
        let [z, value, slope] = [0, 1, 2].map(|i| row[i].unwrap_or(f64::NAN));
        let expected = Activation::Gelu.value(z, 0.01);
        ensure!(value == expected && slope == Activation::Gelu.slope(z, expected, 0.01), "{row:?}");
    }
    page.press(Key::Escape + "").await?;
    // The table hides what is to be predicted.
    page.click("Hide f′ and predict").await?;
    let (heads, _) = open_table(page, "f and its derivative f′ over z").await?;
    ensure!(heads == ["z", "f(z)", "your sketch"], "{heads:?}");

    open(page, "lesson=himmelblau&at=60").await?;
    let (_, rows) = open_table(page, "Top view").await?;
    let last = rows.last().context("a row")?;
    let shown = page.numbers().await?;
    let expected = ["step", "x", "y", "f"].map(|name| shown.get(&format!("himmelblau-{name}")).copied());
    ensure!(*last == expected && rows[0] == [0.0, 1.0, 0.0, 136.0].map(Some), "{last:?}, not {expected:?}");
    page.press(Key::Escape + "").await?;
    let (heads, rows) = open_table(page, "3D view").await?;
    let columns: Vec<f64> = heads[1..]
        .iter()
        .map(|head| head.replace("x = ", "").replace('−', "-").parse())
        .collect::<Result<_, _>>()?;
    for row in &rows {
        let y = row[0].context("y")?;
        for (&x, &f) in columns.iter().zip(&row[1..]) {
            ensure!(f == Some(Surface::Himmelblau.value(x, y)), "f({x}, {y}) is {f:?}");
        }
    }
    ensure!(rows.len() == 9 && columns.len() == 9, "{} × {}", rows.len(), columns.len());
    let copied =
        page.script("return document.querySelector('dialog [data-part=copy-table]').textContent", []).await?;
    ensure!(copied == "Copy", "{copied}");
    Ok(())
}
