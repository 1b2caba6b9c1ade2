//! JavaScript run in a document: once, or until an expression is true.

use crate::page::{Page, SOON};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The longest time that one call polls inside a document.
const POLL: Duration = Duration::from_secs(3);
/// The pause between two calls.
const PAUSE: Duration = Duration::from_millis(15);

impl Page {
    /// Runs a function body in the page and returns what it returns.
    ///
    /// # Errors
    /// If it throws.
    pub async fn script(&self, body: &str, arguments: impl Into<Vec<Value>>) -> Result<Value> {
        let returned = self.driver.execute(body, arguments.into()).await;
        Ok(returned.with_context(|| format!("in the script {body}"))?.json().clone())
    }

    /// Runs the body of an asynchronous function in the page and returns what it returns.
    ///
    /// # Errors
    /// If it throws, or takes longer than three minutes.
    pub async fn async_script(&self, body: &str, arguments: impl Into<Vec<Value>>) -> Result<Value> {
        // Through BiDi it runs among the page's own objects and modules; Firefox isolates scripts
        // of the classic protocol. JSON carries values through both.
        let function = format!(
            "async (text) => {{ const args = JSON.parse(text);
            return JSON.stringify(await (async () => {{ {body} }})()) ?? 'null'; }}"
        );
        let arguments = Value::Array(arguments.into()).to_string();
        let params = json!({
            "functionDeclaration": function,
            "awaitPromise": true,
            "target": { "context": self.context },
            "arguments": [{ "type": "string", "value": arguments }],
        });
        let answer = self.command("script.callFunction", params).await?;
        ensure!(answer["type"] == "success", "the script threw {}", answer["exceptionDetails"]["text"]);
        Ok(serde_json::from_str(answer["result"]["value"].as_str().context("a text")?)?)
    }

    /// Waits until the JavaScript expression is truthy.
    ///
    /// # Errors
    /// If that takes too long.
    pub async fn until(&self, what: &str, expression: &str) -> Result<()> {
        self.until_within(SOON, what, expression).await
    }

    /// Waits until the JavaScript expression is truthy, for that long at most.
    ///
    /// # Errors
    /// If it is not by then.
    pub async fn until_within(&self, patience: Duration, what: &str, expression: &str) -> Result<()> {
        // The page polls itself: repeated calls would cost it, and the other lanes, much more. A
        // document that is left takes its answer with it, so a call polls only for a while.
        let look = format!(
            "const [wait, done] = arguments;
             const end = Date.now() + wait;
             const look = () => {{
                 try {{
                     if ({expression}) return done(true);
                 }} catch (error) {{
                     return done(String(error));
                 }}
                 return Date.now() < end ? setTimeout(look, 10) : done(false);
             }};
             look();"
        );
        let end = Instant::now() + patience;
        loop {
            let wait = end.saturating_duration_since(Instant::now()).min(POLL);
            let found = self.driver.execute_async(&look, vec![json!(wait.as_millis() as u64)]).await;
            let found = found.map_or_else(|error| json!(error.to_string()), |found| found.json().clone());
            if found == json!(true) {
                return Ok(());
            }
            if Instant::now() >= end {
                let shown = self.script("return document.body?.innerText ?? ''", []).await?;
                bail!("not within {patience:?}: {what} ({found}); the page says {shown}");
            }
            if found != json!(false) {
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    /// Waits until another document is there, in which the JavaScript expression is truthy. It
    /// polls from outside: Firefox does not answer a call to a document that is being left.
    ///
    /// # Errors
    /// If that takes too long.
    pub async fn arrives(&self, what: &str, expression: &str) -> Result<()> {
        let (end, body) = (Instant::now() + SOON, format!("return Boolean({expression})"));
        while !matches!(self.script(&body, []).await, Ok(Value::Bool(true))) {
            ensure!(Instant::now() < end, "not soon: {what}");
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }
}
