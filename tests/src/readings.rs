//! Reads the page as a person does: its numbers, its log, its messages, the address.

use crate::native;
use crate::page::{Page, SOON};
use anyhow::{Context, Result, ensure};
use backprop_core::network::metrics::Metrics;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

impl Page {
    /// The numbers on the page, by quantity, from their `value` attributes.
    ///
    /// # Errors
    /// If one of them is not a JavaScript number, or appears twice with different values.
    pub async fn numbers(&self) -> Result<BTreeMap<String, f64>> {
        let found = self.script("return __test.numbers()", []).await?;
        let texts = found.as_object().context("an object of numbers")?.iter();
        let numbers = texts.filter_map(|(name, text)| {
            let text = text.as_str().filter(|text| !text.is_empty())?;
            // JavaScript and Rust spell infinite numbers differently.
            Some((name.clone(), text.replace("Infinity", "inf").parse().ok()?))
        });
        Ok(numbers.collect())
    }

    /// One number of the page.
    ///
    /// # Errors
    /// If the page does not show it.
    pub async fn number(&self, quantity: &str) -> Result<f64> {
        self.numbers().await?.get(quantity).copied().with_context(|| format!("the page shows no {quantity}"))
    }

    /// Checks that the page shows exactly these numbers of a run.
    ///
    /// # Errors
    /// If one of them differs in a bit.
    pub async fn shows(&self, expected: &Metrics) -> Result<()> {
        let shown = self.numbers().await?;
        for (quantity, expected) in native::quantities(expected) {
            let found = shown.get(quantity).copied().with_context(|| format!("there is no {quantity}"))?;
            let same = found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan());
            ensure!(same, "{quantity} is {found} on the page and {expected} natively");
        }
        Ok(())
    }

    /// Waits until the run rests at this step.
    ///
    /// # Errors
    /// If it does not in time.
    pub async fn rests_at(&self, step: u64, patience: Duration) -> Result<()> {
        let expression =
            format!("__test.named('button', 'Train').length === 1 && __test.numbers().step === '{step}'");
        self.until_within(patience, &format!("it rests at step {step}"), &expression).await
    }

    /// Waits until the run is beyond this step.
    ///
    /// # Errors
    /// If that takes too long.
    pub async fn gets_beyond(&self, step: u64) -> Result<()> {
        let expression = format!("Number(__test.numbers().step) > {step}");
        self.until(&format!("it gets beyond step {step}"), &expression).await
    }

    /// Presses Pause, waits until the run rests, and returns the step.
    ///
    /// # Errors
    /// If it does not rest.
    pub async fn pause(&self) -> Result<u64> {
        // Found and clicked in one script: a run is over after a third of a second, and a button
        // that has become Train meanwhile would start it again.
        self.script("__test.named('button', 'Pause')[0]?.click()", []).await?;
        self.until("the button is Train again", "__test.named('button', 'Train').length === 1").await?;
        self.settled_step().await
    }

    /// Waits until the page reports that it is idle: all requests are answered, all is drawn, the
    /// address is written.
    ///
    /// # Errors
    /// If that takes too long.
    pub async fn settled(&self) -> Result<()> {
        // A change of size or position is reported in the next frame.
        const IDLE: &str = "
            const [soon, done] = arguments;
            const end = performance.now() + soon;
            const frame = () => new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 100); });
            const look = async () => {
                for (let quiet = 0; quiet < 2; quiet = window.playground?.idle() ? quiet + 1 : 0) {
                    if (performance.now() > end) return false;
                    await frame();
                }
                return true;
            };
            look().then(done);";
        let end = Instant::now() + SOON;
        while self.driver.execute_async(IDLE, vec![json!(3000)]).await?.json() != &json!(true) {
            ensure!(Instant::now() < end, "the page does not come to rest");
        }
        Ok(())
    }

    /// The step at which the page comes to rest.
    ///
    /// # Errors
    /// If it does not, or shows no step.
    pub async fn settled_step(&self) -> Result<u64> {
        self.settled().await?;
        let step = self.script("return __test.numbers().step", []).await?;
        Ok(step.as_str().context("a step")?.parse()?)
    }

    /// The lines of the log.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn log(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.script("return __test.log()", []).await?)?)
    }

    /// The messages of the page outside its lesson: notices and complaints.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn said(&self) -> Result<String> {
        Ok(serde_json::from_value(self.script("return __test.said()", []).await?)?)
    }

    /// The keys and values of the address's hash; a bare key has the value `true`.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn link(&self) -> Result<BTreeMap<String, String>> {
        let pairs = "return location.hash.slice(1).split('&').filter(Boolean).map((part) => {
            const [key, ...value] = part.split('=').map(decodeURIComponent);
            return [key, value.length > 0 ? value.join('=') : 'true'];
        })";
        Ok(serde_json::from_value::<Vec<(String, String)>>(self.script(pairs, []).await?)?
            .into_iter()
            .collect())
    }
}
