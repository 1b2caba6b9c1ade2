//! English and Simplified Chinese: switching, links, and no word left out.

use anyhow::{Context, Result, ensure};
use page_tests::answers::Instead;
use page_tests::page::{Page, SOON};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

async fn words(page: &Page, language: &str) -> Result<Map<String, Value>> {
    let text = page.file(&format!("locales/{language}.json")).await?;
    serde_json::from_str(&text).context("a locale is an object of texts")
}

pub async fn the_other_language_is_one_click_away_and_goes_into_the_link(page: &Page) -> Result<()> {
    page.open("samples=100&step=5").await?;
    page.rests_at(5, SOON).await?;
    let numbers = page.numbers().await?;
    let chinese = words(page, "zh").await?;
    let train = chinese["transport.train"].as_str().context("a word")?;
    let is_chinese = format!(
        "document.documentElement.lang.startsWith('zh') && __test.named('button', '{train}').length === 1"
    );

    page.click("中文").await?;
    page.until("the page is Chinese", &is_chinese).await?;
    ensure!(page.numbers().await? == numbers, "the numbers have changed");
    page.until("the link says so", "location.hash.includes('lang=zh')").await?;
    let hash = page.script("return location.hash.slice(1)", []).await?;
    page.open(hash.as_str().context("a hash")?).await?;
    page.until("a new page is Chinese", &is_chinese).await?;

    page.click("EN").await?;
    let is_english = "document.documentElement.lang === 'en' && __test.named('button', 'Train').length === 1";
    page.until("the page is English again", is_english).await?;
    page.script("location.hash = 'lesson=network&lang=zh'", []).await?;
    page.until("a new hash makes it Chinese", &is_chinese).await
}

pub async fn both_languages_have_the_same_words_with_the_same_blanks(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    let (english, chinese) = (words(page, "en").await?, words(page, "zh").await?);
    let keys = |words: &Map<String, Value>| words.keys().cloned().collect::<BTreeSet<_>>();
    let difference: Vec<_> = keys(&english).symmetric_difference(&keys(&chinese)).cloned().collect();
    ensure!(difference.is_empty(), "in one language only: {difference:?}");
    for (key, text) in &english {
        let blanks = |text: &Value| {
            let parts = text.as_str().unwrap_or_default().split('{').skip(1);
            parts.map(|part| part.split('}').next().unwrap_or_default().to_owned()).collect::<BTreeSet<_>>()
        };
        ensure!(blanks(text) == blanks(&chinese[key]), "{key} has other blanks in Chinese");
        ensure!(!chinese[key].as_str().unwrap_or_default().is_empty(), "{key} is empty in Chinese");
    }
    Ok(())
}

pub async fn messages_outside_the_lesson_follow_the_language(page: &Page) -> Result<()> {
    page.open("noise=9&samples=100").await?;
    page.enter("Learning rate, exact value", "-1").await?;
    page.until("both are reported", "__test.said().includes('noise') && __test.said().includes('-1')")
        .await?;
    page.click("中文").await?;
    page.until(
        "no message is English",
        "document.documentElement.lang.startsWith('zh') && !/[a-z]{4} [a-z]/.test(__test.said())",
    )
    .await?;
    let said = page.said().await?;
    ensure!(said.contains("noise") && said.contains("-1") && said.contains("10"), "the page says {said:?}");
    Ok(())
}

pub async fn a_language_that_cannot_be_loaded_is_reported_and_the_page_goes_on(page: &Page) -> Result<()> {
    page.watch.forgive("locales/zh.json");
    page.answer_instead("locales/zh.json", Instead::Missing).await?;
    page.open("samples=100").await?;
    page.click("中文").await?;
    page.until("the page says so", "__test.said().includes('简体中文')").await?;
    ensure!(page.script("return document.documentElement.lang", []).await? == json!("en"), "not English");
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await?;
    let link = page.link().await?;
    ensure!(!link.contains_key("lang"), "the link asks for a language that is not there: {link:?}");
    Ok(())
}

/// All texts that a reader may see or hear.
pub const TEXTS: &str = "
    const texts = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode.data.trim());
    for (const element of document.querySelectorAll('[aria-label], [title], [alt], [aria-valuetext]')) {
        for (const name of ['aria-label', 'title', 'alt', 'aria-valuetext']) texts.push(element.getAttribute(name));
    }
    return texts.filter(Boolean);";

pub async fn no_key_or_blank_is_shown_in_place_of_a_word(page: &Page) -> Result<()> {
    for language in ["en", "zh"] {
        page.open(&format!("lang={language}&samples=100&epochs=10&noise=9&unknown=1&focus=1.2")).await?;
        let words = words(page, language).await?;
        // After a run the log has entries, and the pause is explained.
        let train = json!(words["transport.train"]);
        page.script("__test.named('button', arguments[0])[0].click()", [train]).await?;
        rests_after_the_log(page, &words).await?;
        let texts: Vec<String> = serde_json::from_value(page.script(TEXTS, []).await?)?;
        ensure!(texts.len() > 50, "the page has only {} texts", texts.len());
        for text in texts {
            ensure!(!words.contains_key(&text), "the key {text} is shown in {language}");
            ensure!(!text.contains('{') && !text.contains("undefined"), "{text:?} is shown in {language}");
        }
    }
    Ok(())
}

/// Waits for the end of a run of eleven passes over 70 samples.
async fn rests_after_the_log(page: &Page, words: &Map<String, Value>) -> Result<()> {
    let train = words["transport.train"].as_str().context("a word")?;
    let is_over =
        format!("__test.numbers().step === '770' && __test.named('button', '{train}').length === 1");
    page.until("the run is over", &is_over).await
}
