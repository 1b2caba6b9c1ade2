//! The page inside another: how a host sees it, and entering and leaving its frame.

use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::json;

/// Finds the nth frame of the document, those inside open shadow roots included.
const FRAME: &str = "
  const frames = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
    element instanceof HTMLIFrameElement ? [element] : element.shadowRoot ? frames(element.shadowRoot) : []);
  const frame = frames(document)[arguments[0]];
  frame?.scrollIntoView({ block: 'nearest' });
  return frame ?? null;";

impl Page {
    /// Enters the nth frame of the host, in the order of its document: from now on input and
    /// queries go to that frame.
    ///
    /// # Errors
    /// If there is no such frame.
    pub async fn enter_frame(&self, place: usize) -> Result<()> {
        self.collect().await?;
        let frame = self.driver.execute(FRAME, vec![json!(place)]).await?;
        let frame = frame.element().with_context(|| format!("the host has no frame {place}"))?;
        Ok(frame.enter_frame().await?)
    }

    /// Leaves the frame: input and queries go to the host again.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn leave_frame(&self) -> Result<()> {
        self.collect().await?;
        Ok(self.driver.enter_default_frame().await?)
    }

    /// The height of the nth frame in CSS pixels, as the host shows it.
    ///
    /// # Errors
    /// If there is no such frame.
    pub async fn frame_height(&self, place: usize) -> Result<f64> {
        let frame = self.driver.execute(FRAME, vec![json!(place)]).await?;
        let rect = frame.element().with_context(|| format!("the host has no frame {place}"))?.rect().await?;
        Ok(rect.height)
    }
}
