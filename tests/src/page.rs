//! The page in a browser: opening it, leaving it, and changing its surroundings. Scripts in a
//! document are in [`crate::script`]; input by a person and controls by name are in
//! [`crate::input`], numbers by quantity in [`crate::readings`].

use crate::answers::{Answers, Instead};
use crate::browser::{Browser, Driver};
use crate::watch::{SCRIPT, Watch};
use anyhow::{Context, Result};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thirtyfour::WebDriver;
use thirtyfour::bidi::BiDi;

/// The time that the page may take for immediate actions.
pub const SOON: Duration = Duration::from_secs(15);
/// True once the lesson is built and shown: before that, a control may be missing.
pub(crate) const READY: &str = "window.playground";
/// Counts the scenarios that have begun.
static SCENARIOS: AtomicUsize = AtomicUsize::new(0);
/// The time limit of a command: an asynchronous script may take three minutes.
const PATIENCE: Duration = Duration::from_mins(3);

/// A browser with the page in it.
pub struct Page {
    /// WebDriver, for everything that has no method here.
    pub driver: WebDriver,
    bidi: BiDi,
    /// The record of events that must not happen.
    pub watch: Watch,
    /// The kind of browser.
    pub browser: Browser,
    /// The page's address, without a hash.
    pub address: String,
    pub(crate) context: String,
    /// Commands, with parameters, that undo the scenario's changes when the next one begins.
    undo: Mutex<Vec<(&'static str, Value)>>,
    answers: Answers,
}

impl Page {
    /// Opens a browser for a page that is served at `address`.
    ///
    /// # Errors
    /// If the browser does not start.
    pub async fn open_browser(driver: &Driver, address: &str) -> Result<Self> {
        let session = driver.session().await?;
        let (watch, answers) = (Watch::over(address), Answers::default());
        let bidi = session.bidi().await.context("the driver offers no BiDi")?;
        let (mut events, hearing, answering, line) =
            (bidi.subscribe_raw(), watch.clone(), answers.clone(), bidi.clone());
        tokio::spawn(async move {
            while let Some(event) = events.next().await {
                hearing.hear(&event);
                answering.hear(&line, &event);
            }
        });
        bidi.send_raw("session.subscribe", Watch::events()).await?;
        bidi.send_raw("script.addPreloadScript", json!({ "functionDeclaration": SCRIPT })).await?;
        let context = session.window().await?.to_string();
        Ok(Self {
            driver: session,
            bidi,
            watch,
            browser: driver.browser,
            address: address.to_owned(),
            context,
            undo: Mutex::default(),
            answers,
        })
    }

    /// The address of the page, `http://127.0.0.1:PORT/`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Closes the browser; true if it did close.
    pub async fn close(self) -> bool {
        matches!(tokio::time::timeout(SOON, self.driver.quit()).await, Ok(Ok(())))
    }

    /// Begins another scenario: an empty document in a window of 1280 × 900, nothing remembered.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn begin(&self) -> Result<()> {
        let undo = std::mem::take(&mut *self.undo.lock().unwrap_or_else(PoisonError::into_inner));
        for (command, params) in undo {
            self.command(command, params).await?;
        }
        self.answers.forget();
        self.leave().await?;
        // The first document of an origin finds none of the progress of the scenarios before.
        let id = SCENARIOS.fetch_add(1, Ordering::Relaxed);
        self.preload(&format!(
            "() => {{ try {{ if (localStorage.getItem('scenario') !== '{id}') {{
                localStorage.clear();
                localStorage.setItem('scenario', '{id}');
            }} }} catch {{}} }}"
        ))
        .await?;
        self.watch.begin();
        self.resize(1280, 900, 1.0).await
    }

    /// Goes to an empty document.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn leave(&self) -> Result<()> {
        Ok(self.driver.goto("about:blank").await?)
    }

    /// Checks everything that happened so far in the scenario.
    ///
    /// # Errors
    /// If anything happened that must not.
    pub async fn verdict(&self) -> Result<()> {
        self.collect().await?;
        self.watch.verdict()
    }

    /// Collects the events that the document has recorded, before it is left.
    pub(crate) async fn collect(&self) -> Result<()> {
        let kept = self.script("return window.__test ? window.__test.seen.splice(0) : []", []).await?;
        self.watch.add(&kept);
        Ok(())
    }

    /// Opens the page with this hash (without `#`) and waits until it shows its numbers.
    ///
    /// # Errors
    /// If it does not.
    pub async fn open(&self, hash: &str) -> Result<()> {
        self.open_lesson(hash, "train-loss").await
    }

    /// Opens a lesson with this hash (without `#`) and waits until it is built and shows this number.
    ///
    /// # Errors
    /// If it does not.
    pub async fn open_lesson(&self, hash: &str, quantity: &str) -> Result<()> {
        self.go(hash).await?;
        let shown = format!("{READY} && __test.numbers()['{quantity}']");
        self.until(&format!("the lesson shows {quantity}"), &shown).await
    }

    /// Opens any lesson with this hash and waits until it rests and shows numbers.
    ///
    /// # Errors
    /// If it does not.
    pub async fn open_any(&self, hash: &str) -> Result<()> {
        self.go(hash).await?;
        let shown = format!("{READY} && Object.keys(__test.numbers()).length > 0");
        self.until("the lesson shows numbers", &shown).await?;
        self.settled().await
    }

    /// Goes to the page with this hash, as a fresh document.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn go(&self, hash: &str) -> Result<()> {
        self.visit(&self.address, hash).await
    }

    /// Goes to another address with this hash, as a fresh document; everything there counts as the
    /// page's own until the scenario ends.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn visit(&self, address: &str, hash: &str) -> Result<()> {
        self.collect().await?;
        self.leave().await?;
        self.watch.admit(address);
        let hash = if hash.is_empty() { String::new() } else { format!("#{hash}") };
        self.driver.goto(format!("{address}{hash}")).await.context("the page does not load")
    }

    /// Goes to an address as a fresh document, and does not wait until everything has arrived.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn set_out(&self, address: &str) -> Result<()> {
        self.leave().await?;
        self.watch.admit(address);
        let params = json!({ "context": self.context, "url": address, "wait": "none" });
        self.command("browsingContext.navigate", params).await.map(drop)
    }

    /// A command of `WebDriver BiDi` and what it returns.
    ///
    /// # Errors
    /// If the browser refuses it, or does not answer within the time limit of any script.
    pub async fn command(&self, name: &str, params: Value) -> Result<Value> {
        let answer = tokio::time::timeout(PATIENCE, self.bidi.send_raw(name, params)).await;
        answer.with_context(|| format!("no answer to {name}"))?.with_context(|| name.to_owned())
    }

    /// Sets the viewport to this size, with that many device pixels per CSS pixel.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn resize(&self, width: u32, height: u32, ratio: f64) -> Result<()> {
        let viewport = json!({ "width": width, "height": height });
        let params = json!({ "context": self.context, "viewport": viewport, "devicePixelRatio": ratio });
        self.command("browsingContext.setViewport", params).await?;
        Ok(())
    }

    /// Runs a function in every document to come, before the page's own scripts, for the rest of
    /// the scenario.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn preload(&self, function: &str) -> Result<()> {
        let params = json!({ "functionDeclaration": function });
        let added = self.command("script.addPreloadScript", params).await?;
        self.undo_later("script.removePreloadScript", json!({ "script": added["script"] }));
        Ok(())
    }

    /// From now on, requests whose address ends so are answered by the test, for the rest of the scenario.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn answer_instead(&self, end: &'static str, instead: Instead) -> Result<()> {
        self.answers.add(end, instead);
        let address = format!("{}{end}", self.address);
        let params = json!({ "phases": ["beforeRequestSent"], "urlPatterns": [{ "type": "string", "pattern": address }] });
        let added = self.command("network.addIntercept", params).await?;
        self.undo_later("network.removeIntercept", json!({ "intercept": added["intercept"] }));
        Ok(())
    }

    fn undo_later(&self, command: &'static str, params: Value) {
        self.undo.lock().unwrap_or_else(PoisonError::into_inner).push((command, params));
    }

    /// The text of one of the page's files, as served.
    ///
    /// # Errors
    /// If there is no such file.
    pub async fn file(&self, path: &str) -> Result<String> {
        let text = self.async_script("return (await fetch(args[0])).text()", [json!(path)]).await?;
        text.as_str().map(str::to_owned).context("a text")
    }
}
