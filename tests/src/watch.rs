//! Events that must not happen in any scenario: uncaught errors, errors on the console, violations
//! of the content security policy, failed requests, and requests to another origin.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thirtyfour::bidi::RawEvent;

/// The script that records the events inside a document, in `window.__seen`.
pub const SCRIPT: &str = include_str!("watch.js");

/// A record of the browser's own events, whichever document is open.
#[derive(Clone, Default)]
pub struct Watch {
    seen: Arc<Mutex<Vec<String>>>,
    forgiven: Arc<Mutex<Vec<String>>>,
    own: Arc<Mutex<Vec<String>>>,
}

impl Watch {
    /// Watches a page that is served at `address`.
    pub fn over(address: &str) -> Self {
        let watch = Self::default();
        watch.admit(address);
        watch
    }

    /// Admits everything below this address as the page's own: the scenario has put it there.
    pub fn admit(&self, address: &str) {
        let mut own = lock(&self.own);
        if !own.iter().any(|known| known == address) {
            own.push(address.to_owned());
        }
    }

    /// The events to subscribe to.
    pub fn events() -> Value {
        json!({ "events": [
            "log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError",
        ] })
    }

    /// Records an event.
    pub fn hear(&self, RawEvent { method, params }: &RawEvent) {
        let url = params["request"]["url"].as_str().unwrap_or_default();
        let text = match method.as_str() {
            "log.entryAdded" if params["level"] == "error" => {
                format!("on the console: {} {}", params["text"], params["stackTrace"])
            }
            "network.beforeRequestSent" if !self.is_ours(url) => format!("request to another origin: {url}"),
            // Firefox's word for requests that were under way when the page was left.
            "network.fetchError" if params["errorText"] == "NS_BINDING_ABORTED" => return,
            "network.fetchError" => format!("failed request: {url} {}", params["errorText"]),
            "network.responseCompleted" if params["response"]["status"].as_u64() >= Some(400) => {
                format!("failed request: {url} {}", params["response"]["status"])
            }
            _ => return,
        };
        lock(&self.seen).push(text);
    }

    fn is_ours(&self, url: &str) -> bool {
        let inert = ["data:", "blob:", "about:"];
        let own = lock(&self.own);
        own.iter().any(|address| url.starts_with(address.as_str()))
            || inert.iter().any(|scheme| url.starts_with(scheme))
    }

    /// From now on, events that contain this text may happen: the scenario causes them.
    pub fn forgive(&self, text: &str) {
        lock(&self.forgiven).push(text.to_owned());
    }

    /// Clears the record for another scenario.
    pub fn begin(&self) {
        lock(&self.seen).clear();
        lock(&self.forgiven).clear();
        lock(&self.own).truncate(1);
    }

    /// Adds the events that a document has recorded.
    pub fn add(&self, kept: &Value) {
        let texts = kept.as_array().into_iter().flatten().filter_map(Value::as_str);
        lock(&self.seen).extend(texts.map(str::to_owned));
    }

    /// Checks that every recorded event was permitted.
    ///
    /// # Errors
    /// If anything happened that must not.
    pub fn verdict(&self) -> Result<()> {
        let forgiven = lock(&self.forgiven);
        let seen = lock(&self.seen);
        let left = seen.iter().filter(|text| !forgiven.iter().any(|part| text.contains(part.as_str())));
        let left: Vec<&str> = left.map(String::as_str).collect();
        ensure!(left.is_empty(), "this must not happen:\n  {}", left.join("\n  "));
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
