//! A language is one file. Two pseudolocales are made here from the English one, half as long again,
//! one left to right, one right to left. No English is left over, nothing is cut off, and numbers,
//! formulas and axes stay as they are.

use super::fits::{CROWDED, CUT_OFF, TOO_WIDE, finds_nothing};
use anyhow::{Context, Result, ensure};
use page_tests::folders::{copy, own};
use page_tests::lessons::links;
use page_tests::page::Page;
use page_tests::site::Site;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::{env, fs};

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const ACCENTED: &str = "áƀçđéƒǧĥíĵķļḿñóƥɋřšťúṽŵẋýž";
const HEBREW: &str = "אבגדהוזחטיכלמנסעפצקרשתםןףץ";

/// A text in another alphabet, in brackets, two fifths longer. Placeholders and punctuation stay where
/// they are.
fn pseudo(text: &str, alphabet: &str, filler: &str) -> String {
    let mut inside = false;
    let letter = |c: char| {
        let at = LATIN.chars().position(|latin| latin == c.to_ascii_lowercase());
        at.and_then(|at| alphabet.chars().nth(at)).unwrap_or(c)
    };
    let changed: String = text
        .chars()
        .map(|c| {
            inside = (inside || c == '{') && c != '}';
            if inside { c } else { letter(c) }
        })
        .collect();
    let more = vec![filler; text.chars().count() * 2 / 5];
    let more: Vec<String> = more.chunks(6).map(<[&str]>::concat).collect();
    let space = if more.len() > 1 { " " } else { "" };
    format!("⟦{changed}{space}{}⟧", more.join(" "))
}

/// A pseudolocale made from the English locale.
fn locale(english: &Map<String, Value>, direction: &str) -> Map<String, Value> {
    let (alphabet, filler) = if direction == "rtl" { (HEBREW, "א") } else { (ACCENTED, "~") };
    let own = |key: &str| match key {
        "language.html" => Some(if direction == "rtl" { "he" } else { "eo" }.to_owned()),
        "language.dir" => Some(direction.to_owned()),
        "language.name" => Some(if direction == "rtl" { "xr" } else { "xl" }.to_owned()),
        _ => None,
    };
    let word = |(key, text): (&String, &Value)| {
        let text = text.as_str().unwrap_or_default();
        (key.clone(), json!(own(key).unwrap_or_else(|| pseudo(text, alphabet, filler))))
    };
    english.iter().map(word).collect()
}

/// A copy of the page with the two locales, served. Its folder is removed with it.
struct Copy {
    site: Site,
    folder: PathBuf,
}

impl Copy {
    fn start() -> Result<Self> {
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the root")?.join("www");
        let folder = env::temp_dir().join(own(&format!("page-tests-pseudolocales-{}", std::process::id())));
        let _ = fs::remove_dir_all(&folder);
        copy(&www, &folder)?;
        let english = fs::read_to_string(www.join("locales/en.json"))?;
        let english: Map<String, Value> = serde_json::from_str(&english)?;
        for (id, direction) in [("xl", "ltr"), ("xr", "rtl")] {
            let words = Value::Object(locale(&english, direction)).to_string();
            fs::write(folder.join(format!("locales/{id}.json")), words)?;
        }
        Ok(Self { site: Site::start_for(&folder)?, folder })
    }

    async fn open(&self, page: &Page, hash: &str) -> Result<()> {
        page.visit(&self.site.address, hash).await?;
        page.until("the page is ready", "window.playground").await?;
        page.until("it shows numbers", "Object.keys(__test.numbers()).length > 0").await
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Texts with words of more than two letters, except in elements that are the same in every language,
/// such as code and formulas.
const LEFT_OVER: &str = "
    const same = 'data, math, code, pre, script, select.language, .log, textarea, [data-same]';
    const left = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const { data, parentElement } = walk.currentNode;
        if (!/[a-z]{3}/i.test(data) || parentElement.closest(same) || !parentElement.checkVisibility()) continue;
        left.push(data.trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [aria-valuetext]')) {
        for (const name of ['aria-label', 'title', 'aria-valuetext']) {
            const text = element.getAttribute(name) ?? '';
            if (/[a-z]{3}/i.test(text)) left.push(`${name}: ${text}`);
        }
    }
    return left;";

/// Words that are the same in every language: functions as they are typed, keys of links, names.
const SAME: [&str; 21] = [
    "sin",
    "cos",
    "exp",
    "ln",
    "sqrt",
    "sigmoid",
    "tanh",
    "relu",
    "leakyRelu",
    "elu",
    "gelu",
    "softplus",
    "silu",
    "max",
    "noise",
    "float",
    "NumPy",
    "RMSProp",
    "Adam",
    "Shift",
    "min",
];

const NETWORK: &str = "samples=100&layers=2,25,50,25,2&step=70&noise=9";

pub async fn in_a_language_of_long_words_nothing_is_cut_off_and_no_english_is_left(
    page: &Page,
) -> Result<()> {
    all_fits_in(page, "xl").await
}

pub async fn from_right_to_left_nothing_is_cut_off_and_no_english_is_left(page: &Page) -> Result<()> {
    all_fits_in(page, "xr").await?;
    // Axes, formulas and numbers still run from left to right.
    let directions = "
        const of = (selector) => [...new Set([...document.querySelectorAll(selector)].map((element) => getComputedStyle(element).direction))];
        return [of('html'), of('h2'), of('canvas, math, data, input[type=text], input[type=range]')];";
    let found = page.script(directions, []).await?;
    ensure!(found == json!([["rtl"], ["rtl"], ["ltr"]]), "{found}");
    Ok(())
}

async fn all_fits_in(page: &Page, language: &str) -> Result<()> {
    let copy = Copy::start()?;
    for lesson in links(NETWORK) {
        page.resize(1280, 900, 1.0).await?;
        copy.open(page, &format!("{lesson}&lang={language}")).await?;
        let left: Vec<String> = serde_json::from_value(page.script(LEFT_OVER, []).await?)?;
        let english = |text: &String| {
            text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 2 && !SAME.contains(&word))
        };
        let left: Vec<&String> = left.iter().filter(|text| english(text)).collect();
        ensure!(left.is_empty(), "{lesson} in {language}: English is left: {left:?}");
        for width in [1280, 360] {
            page.resize(width, 900, 1.0).await?;
            page.settled().await?;
            for check in [TOO_WIDE, CROWDED, CUT_OFF] {
                finds_nothing(page, check, &format!("{lesson} in {language} at {width} px")).await?;
            }
        }
    }
    Ok(())
}

pub async fn a_language_is_offered_as_soon_as_its_file_is_there(page: &Page) -> Result<()> {
    let copy = Copy::start()?;
    copy.open(page, "samples=100").await?;
    let offered =
        "return [...document.querySelectorAll('select.language option')].map((option) => option.value)";
    ensure!(
        page.script(offered, []).await? == json!(["en", "xl", "xr", "zh"]),
        "other languages are offered"
    );
    page.choose("Language", "xr").await?;
    page.until(
        "it is there",
        "document.documentElement.dir === 'rtl' && document.documentElement.lang === 'he'",
    )
    .await?;
    page.until("the link says so", "location.hash.includes('lang=xr')").await?;
    page.script("location.hash = 'lesson=network&lang=zh'", []).await?;
    page.until(
        "Chinese is back",
        "document.documentElement.dir === 'ltr' && document.documentElement.lang === 'zh-Hans'",
    )
    .await
}
