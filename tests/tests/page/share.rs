//! Share: its link restores the same state, its HTML works in another page, and both follow the
//! options.

use crate::host::Host;
use anyhow::{Context, Result, ensure};
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::collections::BTreeMap;
use thirtyfour::{By, Key};

/// Keeps text written to the clipboard in `window.__copied`, or refuses it.
const CLIPBOARD: &str = "() => navigator.clipboard && Object.defineProperty(navigator.clipboard, 'writeText', {
    value: async (text) => { if (REFUSED) throw new DOMException('no', 'NotAllowedError'); window.__copied = text; },
})";
/// A lesson, a state of it, and a number that it shows.
const STATES: [(&str, &str, &str); 4] = [
    ("activations", "function=gelu&z=-0.7512", "f-of-z"),
    ("chain-rule", "expression=y = x*w + b&values=x:3,w:-2&watch=x,w", "y"),
    ("himmelblau", "start=-2,2&rate=0.02&optimizer=momentum&at=17", "himmelblau-f"),
    ("network", "samples=100&activation=tanh&step=71&changes=30:learningRate:0.5&focus=2.3", "train-loss"),
];

async fn open_share(page: &Page) -> Result<()> {
    page.click("Share").await?;
    page.until("there is a dialog", "document.querySelector('dialog[open]')").await
}

async fn field(page: &Page, selector: &str) -> Result<String> {
    let value = page.script(&format!("return document.querySelector('dialog {selector}').value"), []).await?;
    value.as_str().map(str::to_owned).context("a text")
}

async fn link(page: &Page) -> Result<String> {
    field(page, "input[type=text]").await
}

async fn html(page: &Page) -> Result<String> {
    field(page, "textarea").await
}

/// The numbers, except those of the last event and of descriptions.
async fn lasting(page: &Page) -> Result<BTreeMap<String, f64>> {
    let passing = |quantity: &str| quantity.starts_with("noted-") || quantity.starts_with("described-");
    Ok(page.numbers().await?.into_iter().filter(|(quantity, _)| !passing(quantity)).collect())
}

/// Opens the lesson and waits until it shows its state.
async fn open(page: &Page, link: &str, number: &str) -> Result<BTreeMap<String, f64>> {
    page.open_lesson(link, number).await?;
    page.settled().await?;
    lasting(page).await
}

pub async fn the_link_restores_the_same_state_in_every_lesson(page: &Page) -> Result<()> {
    page.preload(&CLIPBOARD.replace("REFUSED", "false")).await?;
    for (lesson, state, number) in STATES {
        let given = format!("lesson={lesson}&{state}&lang=zh&hide=tasks");
        let before = open(page, &given.replace(' ', "%20"), number).await?;
        page.click("分享").await?;
        page.until("there is a dialog", "document.querySelector('dialog[open]')").await?;
        page.click("复制链接").await?;
        page.until("it is copied", "window.__copied").await?;
        let copied = page.script("return __copied", []).await?;
        ensure!(copied == json!(link(page).await?), "{copied} is copied, {} is shown", link(page).await?);
        let copied = copied.as_str().context("a text")?;
        let hash = copied.strip_prefix(page.address()).and_then(|rest| rest.strip_prefix('#'));
        let hash = hash.with_context(|| format!("{copied} is elsewhere"))?;
        for key in state.split('&').chain(["lang=zh", "hide=tasks"]).filter_map(|pair| pair.split('=').next())
        {
            ensure!(hash.contains(&format!("{key}=")), "{key} is not in {hash}");
        }
        let after = open(page, hash, number).await?;
        ensure!(after == before, "{lesson}: {after:?} instead of {before:?}");
        let seen =
            "[document.documentElement.lang, document.querySelector('[data-part=tasks]').checkVisibility()]";
        let seen = page.script(&format!("return {seen}"), []).await?;
        ensure!(seen == json!(["zh-Hans", false]), "{lesson}: {seen}");
    }
    Ok(())
}

pub async fn the_frames_html_works_in_a_page_of_another_origin(page: &Page) -> Result<()> {
    for (lesson, state, number) in STATES {
        let before = open(page, &format!("lesson={lesson}&{}", state.replace(' ', "%20")), number).await?;
        open_share(page).await?;
        let html = html(page).await?;
        page.resize(720, 900, 1.0).await?;
        let host = Host::open(page, &html).await?;
        host.enter().await?;
        page.until("it shows its numbers", &format!("__test.numbers()['{number}']")).await?;
        if lesson == "network" {
            page.rests_at(71, SOON).await?;
        }
        let shown = page.number(number).await?;
        ensure!(Some(&shown) == before.get(number), "{lesson}: {number} is {shown} in the frame");
        let sizes = "return [document.documentElement.scrollHeight, innerHeight]";
        let [content, frame]: [f64; 2] = serde_json::from_value(page.script(sizes, []).await?)?;
        ensure!(content <= frame, "{lesson}: in a frame of {frame} px it is {content} px high");
        let embedded = page.script("return document.documentElement.classList.contains('embed')", []).await?;
        ensure!(embedded == json!(true), "{lesson} is not embedded");
        let title = host.ask("document.querySelector('iframe').title").await?;
        ensure!(title.as_str().is_some_and(|it| it.starts_with("Backprop Playground · ")), "{title}");
        page.resize(1280, 900, 1.0).await?;
    }
    Ok(())
}

pub async fn link_and_html_follow_what_is_chosen(page: &Page) -> Result<()> {
    page.open("samples=100&trainBias&learningRate=0.03&step=70&hide=log").await?;
    page.rests_at(70, SOON).await?;
    open_share(page).await?;
    let base = page.address();
    let state = "lesson=network&samples=100&learningRate=0.03&trainBias&step=70";
    ensure!(link(page).await? == format!("{base}#{state}&lang=en&hide=log"), "{}", link(page).await?);

    let radio = page.driver.find(By::Css("dialog input[value=element]")).await?;
    radio.click().await?;
    let element = format!(
        "<script type=\"module\" src=\"{base}embed.js\"></script>\n<backprop-playground lesson=\"network\" \
         samples=\"100\" learning-rate=\"0.03\" train-bias=\"true\" step=\"70\" lang=\"en\" hide=\"log\">\
         </backprop-playground>"
    );
    ensure!(html(page).await? == element, "{}", html(page).await?);
    ensure!(page.control("text", "Height").await.is_err(), "an element has a height to choose");

    page.driver.find(By::Css("dialog input[value=frame]")).await?.click().await?;
    page.choose("Language", "the reader’s").await?;
    page.driver.find(By::Css("dialog summary")).await?.click().await?;
    for part in ["controls.data", "controls"] {
        let label = format!("//dialog//label[code[text()='{part}']]");
        let label = page.driver.find(By::XPath(label)).await?;
        label.scroll_into_view().await?;
        label.click().await?;
        let hide = if part == "controls" { "controls,log" } else { "controls.data,log" };
        ensure!(link(page).await? == format!("{base}#{state}&hide={hide}"), "{}", link(page).await?);
    }
    let height = page.control("text", "Height").await?;
    height.scroll_into_view().await?;
    height.clear().await?;
    height.send_keys("555").await?;
    let html = html(page).await?;
    let src = format!("{base}#{state}&embed&hide=controls,log").replace('&', "&amp;");
    ensure!(
        html.starts_with(&format!("<iframe src=\"{src}\" ")) && html.contains(" height=\"555\" "),
        "{html}"
    );
    Ok(())
}

pub async fn where_the_clipboard_is_refused_the_field_is_selected_and_it_says_so(page: &Page) -> Result<()> {
    page.preload(&CLIPBOARD.replace("REFUSED", "true")).await?;
    page.open("samples=100").await?;
    open_share(page).await?;
    for (button, start) in [("Copy the link", "http"), ("Copy the HTML", "<iframe")] {
        page.click(button).await?;
        let selected = format!(
            "(({{ value, selectionStart, selectionEnd }}) => value?.startsWith('{start}') && selectionStart === 0
                && selectionEnd === value.length)(document.activeElement)"
        );
        page.until("the text is selected in its field", &selected).await?;
    }
    ensure!(page.said().await?.contains("copy it by hand"), "the page says {:?}", page.said().await?);
    Ok(())
}

pub async fn hand_set_weights_are_linked_and_left_out_changes_are_reported(page: &Page) -> Result<()> {
    const WARNED: &str =
        "return document.querySelector('dialog').textContent.includes('leaves out the changes on the way')";
    page.open("samples=100").await?;
    page.enter("Weight, bias, neuron", "w1[1,1]").await?;
    page.enter("Value", "2.5").await?;
    page.until("the link has it", "location.hash.includes('changes=0:p0:2.5')").await?;
    open_share(page).await?;
    ensure!(link(page).await?.contains("&changes=0:p0:2.5"), "{}", link(page).await?);
    ensure!(page.script(WARNED, []).await? == json!(false), "it warns of one change");
    page.click("Close").await?;

    let most: Vec<String> = (0..200).map(|step| format!("{step}:p1:0.{step}1")).collect();
    page.open(&format!("samples=100&step=210&changes={}", most.join(","))).await?;
    page.rests_at(210, SOON).await?;
    ensure!(page.said().await?.is_empty(), "{:?}", page.said().await?);
    ensure!(page.link().await?.get("changes") == Some(&most.join(",")), "{:?}", page.link().await?);
    page.enter("Weight, bias, neuron", "w1[1,1]").await?;
    page.enter("Value", "2.5").await?;
    page.until("the link has none", "!location.hash.includes('changes')").await?;
    open_share(page).await?;
    ensure!(page.script(WARNED, []).await? == json!(true), "nothing says that the link is not all");
    Ok(())
}

pub async fn share_works_with_keys_and_gives_the_focus_back(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let share = page.control("button", "Share").await?;
    share.focus().await?;
    page.press(Key::Enter + "").await?;
    page.until("Copy has the focus", "document.activeElement?.textContent === 'Copy the link'").await?;
    page.press(Key::Space + "").await?;
    page.press(Key::Escape + "").await?;
    page.until("the dialog is gone", "!document.querySelector('dialog')").await?;
    page.until("Share has the focus", "document.activeElement?.textContent === 'Share'").await?;
    ensure!(page.number("step").await? == 0.0, "a key in the dialog has reached the lesson");
    Ok(())
}
