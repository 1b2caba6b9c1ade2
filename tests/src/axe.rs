//! axe-core, from npm, for the tests only: checks the accessibility of the page as it stands.

use crate::browser::Browser;
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::sync::OnceLock;
use std::{env, fs};

/// All rules of WCAG 2.0 to 2.2, levels A and AA, and axe's best practices.
const RUN: &str = "
    if (!window.axe) throw new Error('axe-core has not arrived');
    const { violations, passes } = await axe.run({
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        rules: { 'target-size': { enabled: true } },
    });
    if (passes.length < 10) throw new Error(`only ${passes.length} rules had anything to look at`);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
        `${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\\s+/g, ' ')}`));";

/// The script, read once.
fn source() -> Result<&'static str> {
    static SOURCE: OnceLock<String> = OnceLock::new();
    if let Some(text) = SOURCE.get() {
        return Ok(text);
    }
    let path = env::var_os("BACKPROP_AXE")
        .context("BACKPROP_AXE must name axe.min.js; `cargo xtask test` sets it")?;
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(SOURCE.get_or_init(|| text))
}

impl Page {
    /// Checks that axe-core finds nothing wrong.
    ///
    /// # Errors
    /// If it finds anything; the message names the page's `state`.
    pub async fn is_accessible(&self, state: &str) -> Result<()> {
        if self.async_script("return Boolean(window.axe)", []).await? != json!(true) {
            self.async_script(source()?, []).await?;
        }
        let found: Vec<String> = serde_json::from_value(self.async_script(RUN, []).await?)?;
        ensure!(found.is_empty(), "{state}: axe-core finds\n  {}", found.join("\n  "));
        Ok(())
    }

    /// Emulates media features, such as `("prefers-color-scheme", "dark")`; an empty list restores
    /// the system's. Returns false if this browser cannot.
    ///
    /// # Errors
    /// If it can, but fails.
    pub async fn emulate(&self, features: &[(&str, &str)]) -> Result<bool> {
        if self.browser != Browser::Chromium {
            return Ok(false);
        }
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let params = json!({ "features": features });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", params).await?;
        Ok(true)
    }
}
