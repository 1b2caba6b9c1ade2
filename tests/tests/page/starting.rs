//! A page whose files do not come: it says so, instead of loading for ever.

use anyhow::{Context, Result, ensure};
use page_tests::answers::Instead;
use page_tests::page::Page;
use page_tests::plain::Plain;

/// The time after which the page complains of files that do not arrive at all is short.
const SOONER: &str = "() => {
    const { setTimeout } = window;
    window.setTimeout = (run, time, ...more) => setTimeout(run, time === 15_000 ? 500 : time, ...more);
}";
const COMPLAINS: &str = "[...document.querySelectorAll('#boot p')].some((line) => line.checkVisibility() && /wrong type/.test(line.innerText))";

pub async fn scripts_of_the_wrong_type_are_complained_of_at_once(page: &Page) -> Result<()> {
    for end in [".js", "js/page/main.js", "shell/page.js", "network/lesson.js", "pkg/backprop_playground.js"]
    {
        let server = Plain::mistyping(end)?;
        // A classic script has no type to be refused for.
        page.watch.forgive("");
        page.set_out(&format!("{}#lesson=network", server.address)).await?;
        page.until("it complains", COMPLAINS).await.with_context(|| end.to_owned())?;
    }
    Ok(())
}

pub async fn files_that_never_arrive_are_complained_of_after_a_while(page: &Page) -> Result<()> {
    page.preload(SOONER).await?;
    page.answer_instead("pkg/backprop_playground_bg.wasm", Instead::Silence).await?;
    page.set_out(&page.address).await?;
    page.until("it complains", COMPLAINS).await?;
    let first = page.script("return document.querySelector('#boot p').innerText", []).await?;
    ensure!(first == "Loading…", "it no longer says that it loads: {first}");
    Ok(())
}
