//! Requests that the test answers in place of the server: a worker rigged to fail, a file that is
//! not found, or that nobody sends.

use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thirtyfour::bidi::{BiDi, RawEvent};

/// What the test answers in place of the server.
#[derive(Clone)]
pub enum Instead {
    /// This JavaScript.
    Script(String),
    /// "Not found".
    Missing,
    /// Nothing, ever.
    Silence,
}

/// The end of an address, and the answer.
type Answer = (&'static str, Instead);

/// The requests that the test answers.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<Vec<Answer>>>);

impl Answers {
    /// From now on, addresses with this ending are answered so.
    pub fn add(&self, end: &'static str, instead: Instead) {
        self.lock().push((end, instead));
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
            Some((_, Instead::Silence)) => return,
            Some((_, instead)) => ("network.provideResponse", response(id, instead)),
        };
        let bidi = bidi.clone();
        // The reply is not awaited; a closed connection ends the scenario anyway.
        tokio::spawn(async move { bidi.send_raw(command, params).await });
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Answer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn response(request: &Value, instead: &Instead) -> Value {
    let (status, text) = match instead {
        Instead::Script(text) => (200, text.as_str()),
        Instead::Missing | Instead::Silence => (404, ""),
    };
    let kind = json!({ "name": "Content-Type", "value": { "type": "string", "value": "text/javascript" } });
    json!({
        "request": request,
        "statusCode": status,
        "reasonPhrase": "as the test wants it",
        "headers": [kind],
        "body": { "type": "string", "value": text },
    })
}
