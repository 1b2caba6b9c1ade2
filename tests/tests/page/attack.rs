//! Nonsense: ten thousand random links, configurations and calls leave a page that works.

use anyhow::{Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::{Value, json};

const HOSTILE: &str = include_str!("../../node/hostile.mjs");

/// Attacks that also run in Node, on the package that the page has, as the body of one function.
fn attack(modules: &[&str], call: &str) -> String {
    let lines = modules.iter().flat_map(|module| module.lines());
    let plain = lines
        .filter(|line| !line.starts_with("import "))
        .map(|line| line.strip_prefix("export ").unwrap_or(line));
    let body = plain.collect::<Vec<_>>().join("\n");
    let import = "const built = await import(new URL('pkg/backprop_playground.js', location));";
    format!("{body}\n{import}\nreturn {call};")
}

async fn seed(page: &Page) -> Result<Value> {
    let seed = page.script("return crypto.getRandomValues(new Uint32Array(1))[0]", []).await?;
    println!("        seed {seed}");
    Ok(seed)
}

pub async fn no_call_at_the_package_traps_or_changes_a_bit_elsewhere(page: &Page) -> Result<()> {
    const ROUNDS: u32 = 3000;
    page.open("samples=100").await?;
    let body =
        attack(&[HOSTILE, include_str!("../../node/fuzz.mjs")], &format!("attack(built, args[0], {ROUNDS})"));
    let seed = seed(page).await?;
    let report = page.async_script(&body, [seed]).await?;
    println!("        {}", report["outcomes"]);
    ensure!(report["failures"] == json!([]), "{:#}", report["failures"]);
    ensure!(report["rounds"] == json!(ROUNDS), "{report}");
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await?;
    page.shows(&native::trained("samples=100", 1, &[])?.metrics()).await
}

pub async fn no_canvas_traps_or_locks_a_stage(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let body = attack(&[HOSTILE, include_str!("../../node/stage.mjs")], "attackStage(built, args[0], 3000)");
    let seed = seed(page).await?;
    let report = page.async_script(&body, [seed]).await?;
    println!("        {report}");
    ensure!(report["failures"] == json!([]), "{:#}", report["failures"]);
    ensure!(report["drawn"].as_u64() > Some(100) && report["refused"].as_u64() > Some(100), "{report}");
    Ok(())
}

pub async fn calls_at_the_bottom_of_the_stack_leave_nothing_locked(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let call = "descend(built, document.createElement('canvas'), 2)";
    let body = attack(&[include_str!("../../node/depth.mjs")], call);
    for state in ["cold", "hot"] {
        let report = page.async_script(&body, []).await?;
        ensure!(report["failures"] == json!([]), "{state}: {:#}", report["failures"]);
        ensure!(report["calls"].as_u64() > Some(25), "{report}");
    }
    Ok(())
}

/// Puts random links into the address; every now and then the page may draw breath.
const HASHES: &str = "
    const [seed, count] = args;
    let state = seed;
    const next = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
    const pick = (list) => list[Math.floor(next() * list.length)];
    const keys = ['samples', 'noise', 'layers', 'activation', 'outputActivation', 'learningRate', 'epochs', 'trainBias',
        'testSize', 'dataSeed', 'networkSeed', 'leakySlope', 'dataset', 'step', 'rates', 'lang', 'lesson', 'focus',
        'play', 'hide', 'embed', 'palette', '__proto__', 'constructor', 'x', ''];
    const values = ['', '0', '1', '-1', '20', '40', '0.5', '1e3', '1e999', 'NaN', 'Infinity', '0x10', 'true', 'false',
        'relu', 'tanh', 'moons', 'en', 'zh', 'xx', 'network', 'himmelblau', '2,3,2', '2,2', '2,,2', '2,128,2',
        '70:0.5', '5:0.1,5:0.2', '0:1', '9:x', '1.2', '0.1', '9.9', '%', '%E0%A4%A', '%00', '\\ud800', '<b>x</b>',
        '\"', '=', '😀', 'x'.repeat(3000)];
    for (let i = 0; i < count; i++) {
        const parts = Array.from({ length: Math.floor(next() * 5) }, () =>
            next() < 0.1 ? pick(keys) : `${pick(keys)}=${pick(values)}`);
        location.hash = parts.join('&');
        if (next() < 0.3) await new Promise((resolve) => setTimeout(resolve));
    }";

pub async fn two_thousand_random_links_leave_a_page_that_works(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let seed = seed(page).await?;
    page.async_script(HASHES, [seed, json!(2000)]).await?;
    page.script("location.hash = 'lang=en&samples=100&activation=tanh&step=71'", []).await?;
    page.until("the page is English again", "__test.named('button', 'Step one sample').length === 1").await?;
    page.rests_at(71, SOON).await?;
    page.click("Step one epoch").await?;
    page.rests_at(140, SOON).await?;
    page.shows(&native::trained("samples=100&activation=tanh", 140, &[])?.metrics()).await
}
