//! A page of another origin with the lessons in frames, as course notes are.

use anyhow::{Context, Result};
use page_tests::page::Page;
use page_tests::plain::Plain;
use serde_json::Value;

/// An open host page, and its server. Scripts and input go to the host, or to its frame once that was
/// entered.
pub struct Host<'a> {
    page: &'a Page,
    _server: Plain,
}

impl<'a> Host<'a> {
    /// Opens a host with this body. It keeps the messages of its frames in `window.messages`.
    pub async fn open(page: &'a Page, body: &str) -> Result<Self> {
        let server = Plain::elsewhere()?;
        page.watch.forgive(&format!("request to another origin: {}", server.address));
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>Notes</title>
             <style>body {{ margin: 0 }} iframe {{ display: block; width: 100%; border: 0 }}</style>
             <script>window.messages = []; onmessage = ({{ data, source }}) => messages.push({{ data, from: source }})</script>
             {body}"
        );
        server.put("notes.html", &html);
        page.driver.goto("about:blank").await?;
        page.driver.goto(format!("{}notes.html", server.address)).await?;
        Ok(Self { page, _server: server })
    }

    /// The HTML of a frame that shows this link, at this height.
    pub fn frame(page: &Page, link: &str, height: u32) -> String {
        format!("<iframe src=\"{}#{link}\" style=\"height: {height}px\"></iframe>", page.address())
    }

    /// Enters the frame, and waits until it shows its lesson.
    pub async fn enter(&self) -> Result<()> {
        self.page.driver.enter_default_frame().await?;
        self.page.driver.enter_frame(0).await.context("there is no frame")?;
        self.page.until("the lesson is there", "window.playground").await
    }

    /// Leaves the frame for the host.
    pub async fn leave(&self) -> Result<()> {
        Ok(self.page.driver.enter_default_frame().await?)
    }

    /// Scrolls the host that far down, and stays in it.
    pub async fn scroll(&self, top: i64) -> Result<()> {
        self.leave().await?;
        self.page.script(&format!("scrollTo(0, {top})"), []).await.map(drop)
    }

    /// The value of a JavaScript expression in the host.
    pub async fn ask(&self, expression: &str) -> Result<Value> {
        self.leave().await?;
        self.page.script(&format!("return {expression}"), []).await
    }
}
