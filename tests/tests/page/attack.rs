//! Nonsense: thousands of random configurations and calls leave a page that works.

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
