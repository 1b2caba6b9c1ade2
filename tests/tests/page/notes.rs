//! Course notes with elements in them, on one origin, while the lessons come from another.

use anyhow::{Context, Result, ensure};
use backprop_core::network::metrics::Metrics;
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::plain::Plain;
use serde_json::{Value, json};

/// Defines in the notes `element`, `other`, the events of both, and those that have bubbled up from them.
const LISTEN: &str = "
    const [element, other] = document.querySelectorAll('backprop-playground');
    const events = [], bubbled = [];
    for (const type of ['ready', 'change', 'epoch', 'error']) {
        for (const one of [element, other]) one?.addEventListener(type, ({ detail }) => events.push({ type, detail }));
        document.addEventListener(type, ({ target }) => bubbled.push(`${type} ${target.localName}`));
    }
    Object.assign(window, { element, other, events, bubbled });";

/// Open notes, and the servers of notes and lessons.
pub struct Notes<'a> {
    page: &'a Page,
    /// Where the lessons come from.
    pub lessons: Plain,
    _host: Plain,
}

impl<'a> Notes<'a> {
    /// Opens notes with these elements in them.
    pub async fn open(page: &'a Page, body: &str) -> Result<Self> {
        Self::open_from(page, Plain::elsewhere()?, "", body).await
    }

    /// The same with the lessons of this server, and the element from a folder of it (`folder/`).
    pub async fn open_from(page: &'a Page, lessons: Plain, folder: &str, body: &str) -> Result<Self> {
        let notes = Plain::elsewhere()?;
        for server in [&lessons, &notes] {
            page.watch.forgive(&format!("request to another origin: {}", server.address));
        }
        // An error event of an element looks like that of a picture.
        page.watch.forgive("failed to load <backprop-playground");
        // boot.js leads a page that cannot run here to its one file; on this server every page can run.
        lessons.put(
            "boot.js",
            "document.head.append(Object.assign(document.createElement('script'),
                { type: 'module', src: 'js/page/main.js' }));",
        );
        notes.put("favicon.ico", "");
        lessons.put("favicon.ico", "");
        let script = format!("{}{folder}embed.js", lessons.address);
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Notes</title>\
             <script type=module src=\"{script}\"></script><h1>Notes</h1>{body}<script>{LISTEN}</script>"
        );
        notes.put("notes.html", &html);
        page.driver.goto("about:blank").await?;
        page.driver.goto(format!("{}notes.html", notes.address)).await?;
        Ok(Self { page, lessons, _host: notes })
    }

    /// The value of a JavaScript expression in the notes, awaited if it is a promise.
    pub async fn ask(&self, expression: &str) -> Result<Value> {
        self.ask_with(expression, []).await
    }

    /// The same with arguments, in `args`.
    pub async fn ask_with(&self, expression: &str, arguments: impl Into<Vec<Value>>) -> Result<Value> {
        self.page.async_script(&format!("return await ({expression})"), arguments).await
    }

    /// The error that the promise is rejected with.
    pub async fn refused(&self, promise: &str) -> Result<Value> {
        let body = format!(
            "return ({promise}).then((state) => ({{ resolved: state }}), (error) => ({{
                ...error, message: error.message, isError: error instanceof Error }}))"
        );
        let refusal = self.page.async_script(&body, []).await?;
        ensure!(refusal["isError"] == json!(true), "{promise}: {refusal}");
        Ok(refusal)
    }

    /// Waits until the expression is truthy in the notes.
    pub async fn until(&self, what: &str, expression: &str) -> Result<()> {
        let body = format!(
            "const end = performance.now() + {};
            while (!({expression})) {{
                if (performance.now() > end) return false;
                await new Promise((resolve) => setTimeout(resolve, 15));
            }}
            return true;",
            SOON.as_millis()
        );
        let there = self.page.async_script(&body, []).await?;
        let events = self.page.async_script("return JSON.stringify(window.events)?.slice(-2000)", []).await?;
        ensure!(there == json!(true), "not soon: {what}; the events are {events}");
        Ok(())
    }
}

/// Checks that a state has exactly these numbers.
pub fn same_metrics(state: &Value, expected: &Metrics) -> Result<()> {
    let names = ["epoch", "step", "trainLoss", "testLoss", "trainAccuracy", "testAccuracy"];
    for (name, (_, expected)) in names.into_iter().zip(native::quantities(expected)) {
        let found = &state["metrics"][name];
        let number = found.as_f64().with_context(|| format!("{name} is {found} in {state}"))?;
        ensure!(number.to_bits() == expected.to_bits(), "{name} is {number} and {expected} natively");
    }
    Ok(())
}
