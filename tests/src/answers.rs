//! Requests that the test answers in place of the server: a worker rigged to fail, a file that is
//! not found.

use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thirtyfour::bidi::{BiDi, RawEvent};

/// The end of an address, and the text to answer with, or `None` for "not found".
type Answer = (&'static str, Option<String>);

/// The requests that the test answers.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<Vec<Answer>>>);

impl Answers {
    /// From now on, addresses with this ending are answered with this JavaScript, or with "not found".
    pub fn add(&self, end: &'static str, text: Option<String>) {
        self.lock().push((end, text));
    }

    /// From now on, the test answers no request.
    pub fn forget(&self) {
        self.lock().clear();
    }

    /// Answers a request that was held back, or lets it continue.
    pub fn hear(&self, bidi: &BiDi, RawEvent { method, params }: &RawEvent) {
        if method != "network.beforeRequestSent" || params["isBlocked"] != true {
            return;
        }
        let (url, id) = (&params["request"]["url"], &params["request"]["request"]);
        let answers = self.lock();
        let instead = answers.iter().find(|(end, _)| url.as_str().is_some_and(|url| url.ends_with(end)));
        let (command, params) = match instead {
            None => ("network.continueRequest", json!({ "request": id })),
            Some((_, text)) => ("network.provideResponse", response(id, text.as_deref())),
        };
        let bidi = bidi.clone();
        // The reply is not awaited; a closed connection ends the scenario anyway.
        tokio::spawn(async move { bidi.send_raw(command, params).await });
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Answer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn response(request: &Value, text: Option<&str>) -> Value {
    let kind = json!({ "name": "Content-Type", "value": { "type": "string", "value": "text/javascript" } });
    json!({
        "request": request,
        "statusCode": if text.is_some() { 200 } else { 404 },
        "reasonPhrase": "as the test wants it",
        "headers": [kind],
        "body": { "type": "string", "value": text.unwrap_or_default() },
    })
}
