//! The page in `<iframe sandbox="allow-scripts">`: it has no origin there, and its server sends no
//! CORS headers, so only the one file can work.

use crate::stage::{self, PATH};
use anyhow::{Result, ensure};
use page_tests::lessons;
use page_tests::native;
use page_tests::page::Page;
use page_tests::plain::Plain;
use serde_json::json;
use std::fs;

pub async fn a_sandboxed_frame_shows_every_lesson_and_trains_in_its_worker(page: &Page) -> Result<()> {
    let folder = stage::site("sandbox")?;
    let server = Plain::start(&folder)?;
    page.watch.admit(&server.address);
    stage::count_workers(page).await?;
    for lesson in lessons::ids() {
        let frame = format!(
            "<iframe sandbox='allow-scripts' width='1000' height='800' src='{PATH}#lesson={lesson}&samples=200&epochs=100000'></iframe>"
        );
        fs::write(
            folder.join("notes.html"),
            format!("<!doctype html><title>Notes</title><link rel=icon href='data:,'>{frame}"),
        )?;
        // A new name, since the server allows the last one to be cached.
        page.visit(&format!("{}notes.html?{lesson}", server.address), "").await?;
        page.driver.enter_frame(0).await?;
        stage::shows(page).await?;
        if lesson == "network" {
            page.click("Train").await?;
            page.gets_beyond(1000).await?;
            page.until("the numbers came from the worker", "__heard.worker > 3").await?;
            let step = page.pause().await?;
            page.shows(&native::trained("samples=200", step, "")?.metrics()).await?;
        }
        let where_it_is = page.script("return [self.origin, location.pathname, __test.seen]", []).await?;
        let path = format!("/{PATH}backprop-playground.html");
        ensure!(where_it_is == json!(["null", path, []]), "{lesson}: {where_it_is}");
        page.driver.enter_default_frame().await?;
    }
    Ok(())
}
