//! Hostile links and hosts leave a page that works, with no uncaught error and none of their markup:
//! five hundred random links (five thousand with `--full`), five more in fresh documents, and a
//! hundred random messages. Their readers are tested in Node with many more (tests/node/links.test.mjs,
//! messages.test.mjs).

use crate::notes::{Notes, same_metrics};
use anyhow::{Context, Result, ensure};
use backprop_core::config::{FIELDS, Field};
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::scenario::is_full;
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const HASHES: &str = include_str!("../../node/hashes.mjs");
/// Links and messages are the same in every run, so failures can be repeated.
const SEED: u32 = 20_260_501;
/// Links or messages between two checks that the page works.
const BURST: usize = 100;

/// Records every element that a link may have injected, even if it is removed at once.
const GUARD: &str = "() => {
    const found = [];
    Object.defineProperty(window, '__injections', { value: found });
    const foreign = 'x-injected, img, object, embed, iframe, base, script:not([src]), [onerror], [onload], a[href^=\"javascript:\" i]';
    new MutationObserver((changes) => {
        for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
            if (!(node instanceof Element)) continue;
            for (const one of [node, ...node.querySelectorAll('*')]) if (one.matches(foreign)) found.push(one.outerHTML.slice(0, 200));
        }
    }).observe(document, { childList: true, subtree: true });
}";

/// The parts of the table of settings from which random links are made.
fn fields() -> Value {
    let row = |field: &Field| json!({ "name": field.name, "kind": field.kind.name(), "values": field.kind.values() });
    FIELDS.iter().map(row).collect()
}

/// A module as a script.
fn plain(module: &str) -> String {
    module.replace("export ", "")
}

/// The number of cases to run of `count`: all with `--full`, else one in `parts`.
fn share(count: usize, parts: usize) -> usize {
    if is_full() { count } else { count / parts }
}

/// Checks that nothing from outside has become an element or has run.
async fn nothing_was_injected(page: &Page) -> Result<()> {
    let found =
        page.script("return [...window.__injections, window.__injected ?? 'nothing ran']", []).await?;
    ensure!(found == json!(["nothing ran"]), "injected: {found}");
    Ok(())
}

/// Checks that every lesson still shows right numbers.
async fn every_lesson_works(page: &Page) -> Result<()> {
    for (hash, quantity, value) in [
        ("lang=en&lesson=activations&function=relu&z=2", "f-of-z", "2"),
        ("lang=en&lesson=chain-rule&expression=y%20%3D%20a*b&values=a:2,b:3", "gradient-a", "3"),
        ("lang=en&lesson=himmelblau&at=0&start=3,2", "himmelblau-f", "0"),
    ] {
        page.script("location.hash = arguments[0]", [json!(hash)]).await?;
        page.until(hash, &format!("__test.numbers()['{quantity}'] === '{value}'")).await?;
    }
    page.script("location.hash = 'lang=en&samples=100&activation=tanh&step=71'", []).await?;
    page.until("the page is English again", "__test.named('button', 'Step one sample').length === 1").await?;
    page.rests_at(71, SOON).await?;
    page.click("Step one epoch").await?;
    page.rests_at(140, SOON).await?;
    page.shows(&native::trained("samples=100&activation=tanh", 140, "")?.metrics()).await
}

/// Follows `count` random links, most of them of one lesson; all scenarios together have five thousand.
/// `alive` is the start of a link; the number at its end is then shown as `quantity`.
async fn random_links(page: &Page, count: usize, lesson: &str, alive: &str, quantity: &str) -> Result<()> {
    let seed = SEED as usize + count;
    let count = share(count, 10);
    page.preload(GUARD).await?;
    page.open("samples=100").await?;
    let list = format!("{} window.attack = hashes(args[0], args[1], args[2], args[3]);", plain(HASHES));
    page.async_script(&list, [json!(seed), json!(count), json!(lesson), fields()]).await?;
    // Every link is an event; most come while the page still follows the one before.
    let burst = "
        const [from, count] = args;
        for (const [i, hash] of window.attack.slice(from, from + count).entries()) {
            location.hash = hash;
            await new Promise((resolve) => setTimeout(resolve, i % 25 === 0 ? 100 : 0));
        }";
    for from in (0..count).step_by(BURST) {
        page.async_script(burst, [json!(from), json!(BURST)]).await?;
        let number = from / BURST + 1;
        let value = if quantity == "z" { format!("{}", number as f64 / 8.0) } else { number.to_string() };
        page.script("location.hash = arguments[0]", [json!(format!("lang=en&{alive}{value}"))]).await?;
        page.until(
            &format!("the page works after {from} links"),
            &format!("__test.numbers()['{quantity}'] === '{value}'"),
        )
        .await?;
    }
    nothing_was_injected(page).await?;
    every_lesson_works(page).await
}

pub async fn random_links_to_the_network_leave_a_page_that_works(page: &Page) -> Result<()> {
    random_links(page, 1300, "network", "samples=20&layers=2,2&step=", "step").await
}

pub async fn random_links_to_activations_leave_a_page_that_works(page: &Page) -> Result<()> {
    random_links(page, 1500, "activations", "lesson=activations&z=", "z").await
}

pub async fn random_links_to_himmelblau_leave_a_page_that_works(page: &Page) -> Result<()> {
    random_links(page, 1300, "himmelblau", "lesson=himmelblau&at=", "himmelblau-step").await
}

pub async fn random_links_to_the_chain_rule_leave_a_page_that_works(page: &Page) -> Result<()> {
    let alive = "lesson=chain-rule&expression=y%20%3D%20a&values=a:";
    random_links(page, 900, "chain-rule", alive, "value-a").await
}

pub async fn thousands_of_values_in_a_link_are_one_change(page: &Page) -> Result<()> {
    page.open_lesson("lesson=chain-rule", "value-x").await?;
    let began = Instant::now();
    let many =
        format!("lesson=chain-rule&expression=y%20%3D%20a*b&values={}a:5,b:7", "a:1,b:2,".repeat(2000));
    page.script("location.hash = arguments[0]", [json!(many)]).await?;
    page.until("the last values hold", "__test.numbers()['gradient-a'] === '7'").await?;
    ensure!(began.elapsed() < Duration::from_secs(5), "it took {:?}", began.elapsed());
    Ok(())
}

pub async fn random_links_in_fresh_documents_open(page: &Page) -> Result<()> {
    page.preload(GUARD).await?;
    // A bare image has no link to an icon.
    page.watch.forgive("favicon.ico");
    page.open("samples=100").await?;
    let links = page
        .async_script(
            &format!(
                "{} return hashes(args[0], 50, '', args[1]).map((hash) => hash.toWellFormed())",
                plain(HASHES)
            ),
            [json!(SEED + 4), fields()],
        )
        .await?;
    let address = page.script("return location.origin", []).await?;
    let address = address.as_str().context("an address")?;
    for link in &links.as_array().context("links")?[..share(50, 10)] {
        // Followed from another document: the driver might refuse some of them.
        page.driver.goto(format!("{address}/icon.svg")).await?;
        page.script("location.href = `./#${arguments[0]}`", [link.clone()]).await?;
        page.arrives(&format!("the page opens with {link}"), "window.playground").await?;
        nothing_was_injected(page).await?;
    }
    every_lesson_works(page).await
}

pub async fn random_messages_leave_a_page_that_works(page: &Page) -> Result<()> {
    page.preload(GUARD).await?;
    let notes = Notes::open(page, "<backprop-playground samples=20></backprop-playground>").await?;
    notes.ask("element.getState()").await?;
    let listen = "
        window.heard = [];
        window.frame = element.shadowRoot.querySelector('iframe').contentWindow;
        addEventListener('message', ({ source, data }) => {
            if (source === frame && data?.source) heard.push(data);
            if (data?.session) window.session = data.session;
        });
        await element.step();";
    page.async_script(listen, []).await?;
    let library = plain(include_str!("../../node/messages.mjs"));
    let burst = format!(
        "{library}
        const next = random(args[0]);
        for (let i = 0; i < args[1]; i++) {{
            const message = attack(next, window.session);
            try {{
                frame.postMessage(message, '*', next() < 0.01 ? [new MessageChannel().port1] : []);
            }} catch (error) {{
                if (error.name !== 'DataCloneError') throw error;
            }}
            if (i % 7 === 0) await new Promise((resolve) => setTimeout(resolve));
        }}
        return element.setState({{ lesson: 'network', samples: 20, layers: null, learningRate: null, step: 0, playing: false }});"
    );
    let state = page.async_script(&burst, [json!(SEED), json!(BURST)]).await?;
    ensure!(state["lesson"] == "network" && state["playing"] == false, "after {BURST} messages: {state}");
    let state = notes.ask("element.setState({ link: '#samples=100&activation=tanh&step=71' })").await?;
    same_metrics(&state, &native::trained("samples=100&activation=tanh", 71, "")?.metrics())?;
    let stepped = notes.ask("element.step(69)").await?;
    same_metrics(&stepped, &native::trained("samples=100&activation=tanh", 140, "")?.metrics())?;
    let heard = notes.ask("heard").await?;
    all_valid(heard.as_array().context("messages")?)?;
    let frame = page.driver.execute("return element.shadowRoot.querySelector('iframe')", vec![]).await?;
    frame.element()?.enter_frame().await?;
    let inside = nothing_was_injected(page).await;
    let seen = page.script("return __test.seen.splice(0)", []).await?;
    page.driver.enter_default_frame().await?;
    page.watch.add(&seen);
    inside
}

/// Checks the messages that the frame has sent against the published schema.
fn all_valid(messages: &[Value]) -> Result<()> {
    let python =
        std::env::var_os("BACKPROP_PYTHON").context("BACKPROP_PYTHON must name a Python with jsonschema")?;
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let script = format!("{root}/tests/node/validate.py");
    let schema = format!("{root}/docs/embedding-messages.schema.json");
    let mut child = Command::new(python)
        .args([script.as_str(), &schema, "fromFrame"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = messages.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let mut stdin = child.stdin.take().context("a pipe")?;
    let writing = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output()?;
    writing.join().map_err(|_| anyhow::anyhow!("Python does not read its input"))??;
    let verdicts = String::from_utf8(output.stdout)?;
    ensure!(
        verdicts.lines().count() == messages.len(),
        "Python judged {} of {}",
        verdicts.lines().count(),
        messages.len()
    );
    let wrong: Vec<_> =
        messages.iter().zip(verdicts.lines()).filter(|(_, verdict)| *verdict != "1").collect();
    ensure!(wrong.is_empty(), "against the schema: {:?}", wrong.first());
    let kinds = ["ready", "change", "epoch", "answer", "refusal"];
    for kind in kinds {
        ensure!(messages.iter().any(|message| message["type"] == kind), "no {kind} among {}", messages.len());
    }
    println!("        {} messages of the frame, all valid", messages.len());
    Ok(())
}
