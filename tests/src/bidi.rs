//! `WebDriver BiDi`, as far as these tests need it: commands with their answers, and events.
//!
//! JSON over the WebSocket that the driver names; see <https://w3c.github.io/webdriver-bidi/>.

use anyhow::{Context, Result, ensure};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;

/// How long a command may take.
const PATIENCE: Duration = Duration::from_secs(90);

type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// A connection. Cloning it gives another handle to the same one.
#[derive(Clone)]
pub struct Bidi {
    out: mpsc::UnboundedSender<String>,
    waiting: Waiting,
    last: Arc<AtomicU64>,
}

impl Bidi {
    /// Connects to the address that the capability `webSocketUrl` gives. `event` hears every event,
    /// in order.
    ///
    /// # Errors
    /// If there is no connection.
    pub async fn connect(url: &str, event: impl Fn(&Self, &Value) + Send + 'static) -> Result<Self> {
        let (socket, _) = tokio_tungstenite::connect_async(url).await.context("no connection to BiDi")?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut outbox) = mpsc::unbounded_channel();
        let bidi = Self { out, waiting: Waiting::default(), last: Arc::default() };
        tokio::spawn(async move {
            while let Some(text) = outbox.recv().await {
                if sink.send(Message::text::<String>(text)).await.is_err() {
                    break;
                }
            }
        });
        let handle = bidi.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let text = message.to_text().unwrap_or_default();
                let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
                match value["id"].as_u64() {
                    Some(id) => handle.answer(id, value),
                    None => event(&handle, &value),
                }
            }
        });
        Ok(bidi)
    }

    /// Sends a command and returns its result.
    ///
    /// # Errors
    /// If the browser refuses it or does not answer.
    pub async fn send(&self, method: &str, params: Value) -> Result<Value> {
        let (answer, answered) = oneshot::channel();
        let id = self.post(method, &params, Some(answer))?;
        let answer = tokio::time::timeout(PATIENCE, answered).await;
        self.lock().remove(&id);
        let answer = answer.with_context(|| format!("no answer to {method}"))??;
        ensure!(answer["type"] == "success", "{method}: {answer}");
        Ok(answer["result"].clone())
    }

    /// Sends a command whose answer nobody waits for.
    ///
    /// # Errors
    /// If the connection is closed.
    pub fn tell(&self, method: &str, params: &Value) -> Result<()> {
        self.post(method, params, None).map(drop)
    }

    fn post(&self, method: &str, params: &Value, answer: Option<oneshot::Sender<Value>>) -> Result<u64> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(answer) = answer {
            self.lock().insert(id, answer);
        }
        let message = json!({ "id": id, "method": method, "params": params });
        self.out.send(message.to_string()).context("the BiDi connection is closed")?;
        Ok(id)
    }

    fn answer(&self, id: u64, answer: Value) {
        if let Some(waiting) = self.lock().remove(&id) {
            let _ = waiting.send(answer);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, oneshot::Sender<Value>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
