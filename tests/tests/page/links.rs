//! Links: the state that they restore, and the fallbacks and reports for wrong values.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::scenario::is_full;
use std::collections::BTreeMap;
use thirtyfour::Key;

/// The pixels of all canvases, as one text.
const PICTURE: &str = "return [...document.querySelectorAll('canvas')].map((canvas) =>
    canvas.width * canvas.height > 0 ? canvas.toDataURL() : '').join()";

async fn picture(page: &Page) -> Result<String> {
    let mut before = String::new();
    loop {
        page.settled_step().await?;
        let now = page.script(PICTURE, []).await?;
        let now = now.as_str().context("a text")?.to_owned();
        if now == before {
            return Ok(now);
        }
        before = now;
    }
}

/// The numbers, except those of the last event.
async fn lasting(page: &Page) -> Result<BTreeMap<String, f64>> {
    let numbers = page.numbers().await?.into_iter();
    Ok(numbers.filter(|(quantity, _)| !quantity.starts_with("noted-")).collect())
}

pub async fn a_link_restores_the_same_numbers_and_the_same_picture(page: &Page) -> Result<()> {
    page.open("samples=300&activation=tanh&layers=2,6,5,2&networkSeed=11&epochs=100000").await?;
    page.click("Train").await?;
    page.gets_beyond(3000).await?;
    page.control("slider", "Learning rate").await?.send_keys(Key::Right + Key::Right).await?;
    page.gets_beyond(6000).await?;
    let step = page.pause().await?;
    let (link, numbers, log) = (page.link().await?, lasting(page).await?, page.log().await?);
    page.press(Key::Tab + "").await?; // away from the slider
    page.driver.action_chain().move_to(1, 1).perform().await?;
    let before = picture(page).await?;
    ensure!(
        link.contains_key("changes") && link.get("step") == Some(&step.to_string()),
        "the link is {link:?}"
    );

    let hash = page.script("return location.hash.slice(1)", []).await?;
    page.open(hash.as_str().context("a hash")?).await?;
    page.rests_at(step, SOON).await?;
    page.settled_step().await?;
    ensure!(lasting(page).await? == numbers, "{:?} instead of {numbers:?}", lasting(page).await?);
    ensure!(page.log().await? == log, "the log differs");
    ensure!(picture(page).await? == before, "the picture differs");
    ensure!(page.link().await? == link, "the link has become {:?}", page.link().await?);
    Ok(())
}

pub async fn recorded_rates_are_replayed_at_their_steps(page: &Page) -> Result<()> {
    page.open("samples=100&step=700&rates=1:0.5,140:0.03,699:2").await?;
    page.rests_at(700, SOON).await?;
    let changes = "1:learningRate:0.5,140:learningRate:0.03,699:learningRate:2";
    page.shows(&native::trained("samples=100", 700, changes)?.metrics()).await?;
    let link = page.link().await?;
    ensure!(link.get("changes").is_some_and(|text| text == changes), "the link is {link:?}");
    ensure!(!link.contains_key("rates"), "the old spelling is written again");
    // Weights set by hand are changes, too; a change of a setting at step 0 becomes the setting.
    let changes = "0:p3:0.5,140:learningRate:0.03,140:p0:-1";
    page.open(&format!("samples=100&step=700&changes=0:learningRate:0.5,{changes}")).await?;
    page.rests_at(700, SOON).await?;
    page.shows(&native::trained("samples=100&learningRate=0.5", 700, changes)?.metrics()).await?;
    let link = page.link().await?;
    let says = |key: &str, text: &str| link.get(key).is_some_and(|value| value == text);
    ensure!(says("changes", changes) && says("learningRate", "0.5"), "the link is {link:?}");
    Ok(())
}

pub async fn wrong_values_fall_back_and_the_page_says_so_once(page: &Page) -> Result<()> {
    page.open("samples=many&noise=7&activation=swish&layers=2,0,2&step=x&lang=xx&epochs=50").await?;
    page.rests_at(0, SOON).await?;
    page.shows(&native::trainer("")?.metrics()).await?;
    page.until("the page says something", "__test.said() !== ''").await?;
    page.settled_step().await?;
    let said = page.said().await?;
    for (field, value) in [
        ("samples", "many"),
        ("noise", "7"),
        ("activation", "swish"),
        ("layers", "2,0,2"),
        ("step", "x"),
        ("lang", "xx"),
    ] {
        let count = said.split(|c: char| !c.is_ascii_alphanumeric()).filter(|&word| word == field).count();
        ensure!(count == 1 && said.contains(value), "{field} is named {count} times in {said:?}");
    }
    ensure!(said.contains("20000"), "the range of samples is not in {said:?}");
    ensure!(!said.contains("epochs"), "epochs was right, yet {said:?}");
    Ok(())
}

pub async fn settings_that_do_not_fit_together_fall_back_too(page: &Page) -> Result<()> {
    page.open("samples=4&testSize=0.9").await?;
    page.shows(&native::trainer("samples=4")?.metrics()).await?;
    ensure!(page.said().await?.contains("testSize"), "the page says {:?}", page.said().await?);
    Ok(())
}

pub async fn unknown_keys_are_ignored_and_reported_once(page: &Page) -> Result<()> {
    page.open("samples=100&speling=1&bare").await?;
    page.shows(&native::trainer("samples=100")?.metrics()).await?;
    page.until("the page says something", "__test.said() !== ''").await?;
    let said = page.said().await?;
    ensure!(said.matches("speling").count() == 1 && said.contains("bare"), "the page says {said:?}");
    page.click("Dismiss").await?;
    page.script("location.hash = 'samples=200&speling=1'", []).await?;
    page.until("the other run is there", "__test.named('text', 'Samples, exact value')[0].value === '200'")
        .await?;
    page.settled_step().await?;
    ensure!(page.said().await?.is_empty(), "the page says again {:?}", page.said().await?);
    Ok(())
}

pub async fn a_new_hash_starts_the_run_that_it_describes(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    for (hash, link, step) in [
        ("samples=100&activation=tanh", "samples=100&activation=tanh", 0),
        ("samples=100&step=71", "samples=100", 71),
        ("lesson=network", "", 0),
    ] {
        page.script(&format!("location.hash = '{hash}'"), []).await?;
        let native = native::trained(link, step, "")?.metrics();
        let loss = native.train_loss;
        page.until("its numbers are there", &format!("Number(__test.numbers()['train-loss']) === {loss:?}"))
            .await?;
        page.rests_at(step, SOON).await?;
        page.shows(&native).await?;
    }
    Ok(())
}

pub async fn a_long_replay_shows_its_progress_and_can_be_cancelled(page: &Page) -> Result<()> {
    page.go("step=900000000").await?;
    page.until("there is a progress bar", "document.querySelector('progress')").await?;
    page.gets_beyond(10_000).await?;
    page.click("Cancel").await?;
    page.until("the bar is gone", "!document.querySelector('progress')").await?;
    let step = page.settled_step().await?;
    page.shows(&native::trained("", step, "")?.metrics()).await
}

pub async fn a_replay_under_way_keeps_its_link(page: &Page) -> Result<()> {
    page.go("step=900000000&rates=7:0.02,899999999:0.5&play").await?;
    page.until("there is a progress bar", "document.querySelector('progress')").await?;
    // By script, because the progress bar may cover the control.
    let choose = "const [select] = __test.named('select', 'Colours');
        select.value = 'spectral';
        select.dispatchEvent(new Event('change'));";
    page.script(choose, []).await?;
    page.until("the link follows", "location.hash.includes('palette=spectral')").await?;
    let link = page.link().await?;
    let changes = link.get("changes").map(String::as_str);
    ensure!(
        link.get("step").is_some_and(|step| step == "900000000")
            && changes == Some("7:learningRate:0.02,899999999:learningRate:0.5")
            && link.get("play").is_some_and(|play| play == "true"),
        "the link is {link:?}"
    );
    page.click("Cancel").await?;
    page.until("the bar is gone", "!document.querySelector('progress')").await?;
    let step = page.settled_step().await?;
    let link = page.link().await?;
    let reached = link.get("step").is_some_and(|text| *text == step.to_string());
    ensure!(reached && !link.contains_key("play"), "at step {step} the link is {link:?}");
    Ok(())
}

pub async fn what_a_link_names_but_the_network_lacks_is_reported(page: &Page) -> Result<()> {
    page.open("samples=100&focus=9.99&rates=70:50").await?;
    page.until("the page says something", "__test.said() !== ''").await?;
    let said = page.said().await?;
    ensure!(said.contains("focus: “9.99”"), "the neuron is not named in {said:?}");
    ensure!(said.contains("rates: “50” is not a number above 0 and at most 10"), "no range in {said:?}");
    page.open("samples=100&layers=2,3,2&focus=1.3").await?;
    page.settled_step().await?;
    ensure!(page.said().await?.is_empty(), "the page says {:?}", page.said().await?);
    Ok(())
}

pub async fn a_link_can_start_the_training(page: &Page) -> Result<()> {
    page.open("samples=100&epochs=100000&play").await?;
    page.gets_beyond(1000).await?;
    let step = page.pause().await?;
    page.shows(&native::trained("samples=100", step, "")?.metrics()).await
}

/// Follows the link in the key `later`, so many tasks after its selector has an element. The lesson's
/// module is loaded beforehand, so that it causes no delay.
const LATER: &str = "() => {
    const asked = new URLSearchParams(location.hash.slice(1)).get('later');
    if (!asked) return;
    const [selector, tasks, lesson, link] = asked.split('|');
    const task = () => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(0);
    });
    addEventListener('DOMContentLoaded', () => import(new URL(`js/page/lessons/${lesson}/lesson.js`, location.href).href));
    new MutationObserver(async (_, observer) => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        for (let i = 0; i < Number(tasks); i++) await task();
        location.hash = link;
    }).observe(document, { attributes: true, childList: true, subtree: true });
}";

pub async fn a_link_that_comes_while_the_page_starts_is_followed(page: &Page) -> Result<()> {
    page.preload(LATER).await?;
    // While the page is built; while it adds part after part on a phone, which takes many tasks.
    let moments = [
        (1200, "main", 1),
        (1200, "main", 4),
        (1200, "main", 8),
        (400, "main", 20),
        (400, "header:not([data-later])", 0),
        (400, "header:not([data-later])", 4),
    ];
    let links = [
        ("lesson=himmelblau", "network", "samples=100&step=2", "step", "2"),
        ("samples=100", "himmelblau", "lesson=himmelblau&at=3", "himmelblau-step", "3"),
        ("samples=100&layers=2,3,2", "network", "samples=100&layers=2,4,2&step=2", "step", "2"),
        ("lesson=himmelblau&at=9", "himmelblau", "lesson=himmelblau&at=5", "himmelblau-step", "5"),
        ("lesson=himmelblau", "chain-rule", "lesson=chain-rule&values=x:7", "value-x", "7"),
        ("lesson=chain-rule", "chain-rule", "lesson=chain-rule&values=x:7", "value-x", "7"),
    ];
    for (i, (first, lesson, then, quantity, value)) in links.into_iter().enumerate() {
        let link = then.replace('&', "%26").replace('=', "%3D");
        let another = is_full().then_some((i + 3) % moments.len());
        for at in another.into_iter().chain([i]) {
            let (width, selector, tasks) = moments[at];
            page.resize(width, 800, 1.0).await?;
            let later = format!("{selector}%7C{tasks}%7C{lesson}%7C{link}");
            page.open_lesson(&format!("{first}&later={later}"), quantity).await?;
            let there = format!("window.playground && __test.numbers()['{quantity}'] === '{value}'");
            page.until(&format!("{then}, {tasks} tasks after {selector} of {first}"), &there).await?;
        }
    }
    Ok(())
}

pub async fn keys_that_stand_after_a_question_mark_are_followed_and_moved(page: &Page) -> Result<()> {
    page.visit(&format!("{}?lesson=himmelblau&start=-2,2", page.address), "").await?;
    page.until("the lesson is there", "window.playground && document.title.startsWith('Himmelblau')").await?;
    page.settled().await?;
    let at = page.script("return location.search + location.hash", []).await?;
    ensure!(at == "#lesson=himmelblau&start=-2,2", "the address ends with {at}");
    // What stands there for others is left alone.
    page.visit(&format!("{}?from=mail", page.address), "samples=100").await?;
    page.until("the run is there", "window.playground && __test.numbers()['train-loss']").await?;
    let at = page.script("return location.search + location.hash", []).await?;
    ensure!(at == "?from=mail#lesson=network&samples=100", "the address ends with {at}");
    Ok(())
}
