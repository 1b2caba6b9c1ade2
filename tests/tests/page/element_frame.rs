//! An element's frame: loaded when it is near, with shared files, at its own height; every promise
//! ends when the frame goes or falls silent.

use crate::notes::Notes;
use anyhow::{Result, ensure};
use page_tests::browser::Browser;
use page_tests::page::Page;
use page_tests::plain::Plain;
use serde_json::json;
use std::collections::BTreeSet;

const ELEMENT: &str = include_str!("../../../www/embed.js");
const FRAME: &str = "element.shadowRoot.querySelector('iframe')";

/// Opens the element with a frame of the test's own, which runs this script.
async fn open_with_frame<'a>(page: &'a Page, script: &str, body: &str) -> Result<Notes<'a>> {
    let lessons = Plain::elsewhere()?;
    lessons.put("own/embed.js", ELEMENT);
    let state = json!({ "lesson": "network", "language": "en", "link": "", "step": 0, "epoch": 0, "playing": false,
        "metrics": null });
    let html = format!(
        "<!doctype html><title>own</title><script>
            const envelope = {{ source: 'backprop-playground', version: 1, session: String(performance.timeOrigin) }};
            const state = {state};
            const say = (message) => parent.postMessage(message, '*');
            const ready = () => say({{ ...envelope, type: 'ready', state, title: 'own' }});
            {script}
        </script>"
    );
    lessons.put("own/index.html", &html);
    Notes::open_from(page, lessons, "own/", body).await
}

pub async fn ten_on_one_page_share_one_download_of_every_file(page: &Page) -> Result<()> {
    let one = |i: usize| {
        let lesson = ["network", "himmelblau", "chain-rule", "activations"][i % 4];
        format!("<backprop-playground loading=eager lesson={lesson} height=300></backprop-playground>")
    };
    let notes = Notes::open(page, &(0..10).map(one).collect::<String>()).await?;
    let all =
        "Promise.all([...document.querySelectorAll('backprop-playground')].map((one) => one.getState()))";
    let states = notes.ask(all).await?;
    ensure!(states.as_array().is_some_and(|states| states.len() == 10), "{states}");
    let served = notes.lessons.take_served();
    ensure!(served.iter().any(|path| path.contains("_bg.wasm")), "no WebAssembly among {served:?}");
    // Firefox fetches each document, which is small; everything that it loads is shared.
    let shared = |path: &str| page.browser == Browser::Chromium || path != "/index.html";
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = served.iter().filter(|path| !seen.insert(*path) && shared(path)).collect();
    ensure!(twice.is_empty(), "fetched more than once: {twice:?}");
    Ok(())
}

pub async fn a_frame_out_of_sight_loads_when_it_comes_near_or_is_asked(page: &Page) -> Result<()> {
    let far = "<div style='height: 30000px'></div><backprop-playground samples=100></backprop-playground>";
    let notes = Notes::open(page, &far.repeat(2)).await?;
    notes.until("the page around it has loaded", "document.readyState === 'complete'").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    ensure!(
        !notes.lessons.take_served().contains(&"/index.html".to_owned()),
        "a frame out of sight has loaded"
    );
    notes.ask("element.scrollIntoView()").await?;
    notes.until("it has come near and loads", "events.some(({ type }) => type === 'ready')").await?;
    ensure!(notes.ask("events.length").await? == 1, "the other one has loaded, too");
    notes.ask("scrollTo(0, 0)").await?;
    ensure!(notes.ask("other.step(3)").await?["step"] == 3, "a frame out of sight does not answer");
    Ok(())
}

pub async fn its_height_follows_the_frame_unless_the_author_fixes_it(page: &Page) -> Result<()> {
    let heights = "ready(); for (const height of [NaN, '9', Infinity, null, 480]) say({ context: 'iframe.resize', height });";
    let body =
        "<backprop-playground></backprop-playground><backprop-playground height=333></backprop-playground>
        <backprop-playground style='height: 222px; width: 500px'></backprop-playground>";
    let notes = open_with_frame(page, heights, body).await?;
    notes.until("all are ready", "events.length === 2 && element.offsetHeight === 480").await?;
    let boxes = "[...document.querySelectorAll('backprop-playground')].map((one) => {
        const { width, height } = one.shadowRoot.querySelector('iframe').getBoundingClientRect();
        return [one.offsetHeight, height, width === one.offsetWidth];
    })";
    let expected = json!([[480, 480, true], [333, 333, true], [222, 222, true]]);
    ensure!(notes.ask(boxes).await? == expected, "{}", notes.ask(boxes).await?);
    notes.ask("element.setAttribute('height', '100')").await?;
    ensure!(notes.ask("element.offsetHeight").await? == 100, "a height that is given later");
    notes.ask("element.removeAttribute('height')").await?;
    ensure!(notes.ask("element.offsetHeight").await? == 480, "a height that is taken away");
    notes.ask("window.postMessage({ context: 'iframe.resize', height: 50 }, '*')").await?;
    notes.ask("new Promise((resolve) => setTimeout(resolve, 50))").await?;
    ensure!(notes.ask("element.offsetHeight").await? == 480, "another window has set its height");
    Ok(())
}

pub async fn promises_end_when_the_element_goes_or_the_frame_is_silent(page: &Page) -> Result<()> {
    let body = "<backprop-playground></backprop-playground>";
    let notes = open_with_frame(page, "ready();", body).await?;
    notes.until("the frame is ready", "events.length === 1").await?;
    let silent = notes.refused("(element.patience = 300, element.step())").await?;
    ensure!(silent["code"] == "silent", "{silent}");
    let removed = "(element.patience = 30000, setTimeout(() => element.remove(), 50), element.step())";
    ensure!(notes.refused(removed).await?["code"] == "removed", "removed while it waits");
    ensure!(notes.refused("element.play()").await?["code"] == "removed", "asked after it was removed");
    notes.ask("document.body.append(element)").await?;
    notes.until("it is ready again", "events.length === 2").await?;
    let reloaded = format!(
        "(setTimeout(() => {{ {FRAME}.src = {FRAME}.src.replace('#', '?again#') }}, 50), element.step())"
    );
    ensure!(notes.refused(&reloaded).await?["code"] == "reloaded", "another document in the frame");

    page.watch.forgive("/nothing/index.html");
    let lessons = Plain::elsewhere()?;
    lessons.put("nothing/embed.js", ELEMENT);
    let notes = Notes::open_from(page, lessons, "nothing/", body).await?;
    let silent = notes.refused("(element.patience = 300, element.getState())").await?;
    ensure!(silent["code"] == "silent", "{silent}");
    Ok(())
}

pub async fn messages_from_others_and_malformed_ones_are_ignored(page: &Page) -> Result<()> {
    let script = "
        const wrong = [
            null, 'ready', { ...envelope, type: 'ready' }, { ...envelope, version: 2, type: 'ready', state, title: '' },
            { ...envelope, type: 'error', error: {} }, { ...envelope, type: 'change', state: { ...state, step: -1 }, title: '' },
            { ...envelope, session: 5, type: 'change', state, title: '' }, { ...envelope, type: 'epoch', metrics: { epoch: '1' } },
            { ...envelope, type: 'constructor' }, { ...envelope, type: 'answer', id: 99, state },
            { ...envelope, session: 'another', type: 'change', state, title: '' },
        ];
        ready();
        wrong.forEach(say);
        addEventListener('message', ({ data }) => {
            if (data.type === 'hello') return ready();
            say({ ...envelope, session: 'another', type: 'answer', id: data.id, state: { ...state, step: 7 } });
            say({ ...envelope, type: 'answer', id: data.id, state: { ...state, step: 8 } });
        });";
    let notes =
        open_with_frame(page, script, "<backprop-playground></backprop-playground><iframe></iframe>").await?;
    notes.until("the frame is ready", "events.length > 0").await?;
    let forged = "(() => {
        const state = { lesson: 'network', language: 'en', link: '', step: 666, epoch: 0, playing: false, metrics: null };
        const message = { source: 'backprop-playground', version: 1, session: 'x', type: 'ready', state, title: 'forged' };
        window.postMessage(message, '*');
        document.querySelector('body > iframe').contentWindow.eval(`parent.postMessage(${JSON.stringify(message)}, '*')`);
    })()";
    notes.ask(forged).await?;
    ensure!(notes.ask("element.getState()").await?["step"] == 8, "an answer of another session was taken");
    let types = notes.ask("events.map(({ type, detail }) => `${type} ${detail.step}`)").await?;
    ensure!(types == json!(["ready 0"]), "{types}");
    Ok(())
}

pub async fn a_page_without_the_element_can_send_messages(page: &Page) -> Result<()> {
    let notes = Notes::open(page, "").await?;
    let talk = "
        const frame = document.createElement('iframe');
        const heard = [];
        addEventListener('message', ({ source, data }) => {
            if (source === frame.contentWindow && data.source === 'backprop-playground') heard.push(data);
        });
        frame.src = `${args[0]}index.html#samples=100&embed`;
        document.body.append(frame);
        const wait = async (is) => {
            while (!heard.some(is)) await new Promise((resolve) => setTimeout(resolve, 10));
            return heard.splice(0, heard.findIndex(is) + 1).at(-1);
        };
        const { session } = await wait(({ type }) => type === 'ready');
        const say = (message) => frame.contentWindow.postMessage({ source: 'backprop-playground', version: 1, ...message }, '*');
        say({ type: 'hello' });
        const again = await wait(({ type }) => type === 'ready');
        say({ type: 'step', session: 'another', id: 1, count: 5 });
        say({ type: 'step', session, count: 5 });
        say({ type: 'fly', session, id: 2 });
        say({ type: 'step', session, id: 3, count: 0 });
        say({ type: 'step', session, id: 4, count: 71 });
        const refused = await wait(({ id }) => id === 2);
        const range = await wait(({ id }) => id === 3);
        const answer = await wait(({ id }) => id === 4);
        return [again.session === session, refused.error.code, range.error.max, answer.state.step];";
    let answers = page.async_script(talk, [json!(notes.lessons.address)]).await?;
    ensure!(answers == json!([true, "unknownCommand", 1_000_000_000, 71]), "{answers}");
    Ok(())
}
