//! Notices: they leave by themselves, unless they are being read; they cover no control; Escape dismisses them;
//! each is read out once.

use crate::host::Host;
use crate::timeline::{LINK, opened};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use std::time::Duration;
use thirtyfour::{By, Key};

/// Their time passes 25 times as fast.
const HURRY: &str = "() => {
    const { setInterval } = window;
    window.setInterval = (run, time, ...more) => setInterval(run, time === 250 ? 10 : time, ...more);
}";
/// Longer than any of them stays, at that speed.
const LONGER: Duration = Duration::from_millis(2500);

const SHOWN: &str = "document.querySelector('[data-notice=lost]')";

/// Every control in sight that the notices overlap, by its name; pictures, which are larger, remain usable beside them.
const COVERED: &str = "
    const box = (element) => element.getBoundingClientRect();
    const notices = [...document.querySelectorAll('.notice')].map(box);
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter((control) => !control.closest('.notices') && control.checkVisibility())
        .filter((control) => notices.some((notice) => {
            const { left, right, top, bottom } = box(control);
            return left < notice.right && right > notice.left && top < notice.bottom && bottom > notice.top;
        })).map((control) => __test.nameOf(control))";

pub async fn they_leave_by_themselves_but_not_while_they_are_read(page: &Page) -> Result<()> {
    page.preload(HURRY).await?;
    opened(page, 50).await?;
    page.enter("Layers", "2, 6, 2").await?;
    page.until("it is said", SHOWN).await?;
    let notice = page.driver.find(By::Css("[data-notice=lost]")).await?;
    page.actions().move_to_element_center(&notice).perform().await?;
    tokio::time::sleep(LONGER).await;
    ensure!(
        page.script(&format!("return Boolean({SHOWN})"), []).await? == true,
        "it leaves under the pointer"
    );
    page.script("document.querySelector('[data-notice=lost] button').focus()", []).await?;
    let elsewhere = page.control("button", "Reset").await?;
    page.actions().move_to_element_center(&elsewhere).perform().await?;
    tokio::time::sleep(LONGER).await;
    ensure!(
        page.script(&format!("return Boolean({SHOWN})"), []).await? == true,
        "it leaves while it has the focus"
    );
    page.script("document.activeElement.blur()", []).await?;
    page.until_within(LONGER, "it leaves by itself", &format!("!{SHOWN}")).await?;
    // What stands for a state stays as long as that.
    page.open("samples=200&activation=relu&outputActivation=linear&learningRate=1").await?;
    page.click("Train").await?;
    page.until("it stops", "document.querySelector('[data-notice=diverged]')").await?;
    tokio::time::sleep(LONGER).await;
    ensure!(page.said().await?.contains("Stopped at step"), "the trouble leaves by itself");
    Ok(())
}

pub async fn they_cover_no_control_on_a_phone_and_on_a_desk(page: &Page) -> Result<()> {
    for width in [360, 1280] {
        page.resize(width, 800, 1.0).await?;
        for language in ["en", "zh"] {
            page.open(&format!("{LINK}&step=140&lang={language}")).await?;
            for (name, act) in [
                ("layers", "document.querySelector('[data-control=layers] select')"),
                ("biases", "document.querySelector('[data-control=trainBias] input')"),
                ("seed", "document.querySelector('[data-control=dataSeed] button')"),
            ] {
                let act = format!(
                    "const control = {act}; control.scrollIntoView({{ block: 'center' }}); control.focus();
                    if (control.matches('select')) {{
                        control.selectedIndex = 1;
                        control.dispatchEvent(new Event('change', {{ bubbles: true }}));
                    }} else control.click();"
                );
                page.script(
                    "for (const one of document.querySelectorAll('.notice > .quiet')) one.click()",
                    [],
                )
                .await?;
                page.script("document.querySelectorAll('.buttons button')[2].click()", []).await?;
                page.until("the run has begun", "__test.numbers().step > 0").await?;
                page.script(&act, []).await?;
                page.until("it is said", SHOWN).await?;
                page.settled().await?;
                let covered = page.script(COVERED, []).await?;
                ensure!(
                    covered.as_array().is_some_and(Vec::is_empty),
                    "{width} {language} {name}: under it lies {covered}"
                );
                page.until("the new run is shown", "__test.numbers().step == 0").await?;
                let middle = "const { left, right } = document.querySelector('[data-notice=lost]').getBoundingClientRect();
                    return Math.abs(left + right - document.documentElement.clientWidth) < 2 && left >= 0";
                ensure!(
                    page.script(middle, []).await? == true,
                    "{width} {language} {name}: it is not in the middle"
                );
            }
        }
    }
    Ok(())
}

pub async fn escape_dismisses_the_newest_and_the_focus_goes_back(page: &Page) -> Result<()> {
    opened(page, 50).await?;
    page.script("location.hash += '&nosuch=1'", []).await?;
    page.until("the link is complained of", "document.querySelector('[data-notice=link-unknown]')").await?;
    page.enter("Layers", "2, 6, 2").await?;
    page.until("it is said", SHOWN).await?;
    // In a field Escape first restores the field.
    page.press("9").await?;
    page.press(Key::Escape + "").await?;
    ensure!(
        page.script(&format!("return Boolean({SHOWN})"), []).await? == true,
        "the field and the notice are one to Escape"
    );
    page.press(Key::Escape + "").await?;
    page.until(
        "the newest has gone",
        &format!("!{SHOWN} && document.querySelector('[data-notice=link-unknown]')"),
    )
    .await?;
    let button = page.driver.find(By::Css("[data-notice=link-unknown] .quiet")).await?;
    page.script("arguments[0].focus()", vec![button.to_json()?]).await?;
    page.press(Key::Escape + "").await?;
    page.until("none is left", "!document.querySelector('.notice')").await?;
    page.until("the focus is back", "document.activeElement === __test.named('text', 'Layers')[0]").await
}

/// Counts how often each notice is added to what is read out.
const COUNT: &str = "() => {
    window.__added = [];
    new MutationObserver((changes) => {
        for (const { addedNodes, target } of changes) for (const node of addedNodes) {
            const region = target.closest?.('[role=status]');
            if (region?.checkVisibility()) window.__added.push(region.ariaAtomic === 'true' ? region.textContent : node.textContent);
        }
    }).observe(document, { subtree: true, childList: true, characterData: true });
}";

pub async fn each_is_read_out_once(page: &Page) -> Result<()> {
    page.preload(COUNT).await?;
    opened(page, 50).await?;
    page.script("location.hash += '&nosuch=1'", []).await?;
    page.until("the link is complained of", "document.querySelector('[data-notice=link-unknown]')").await?;
    page.enter("Layers", "2, 6, 2").await?;
    page.until("another one stands beside it", SHOWN).await?;
    let atomic = page.script("return document.querySelector('.notices').ariaAtomic", []).await?;
    ensure!(atomic == "false", "with every other one, all are read out again");
    page.script("scrollTo(0, 200)", []).await?;
    page.resize(700, 700, 1.0).await?;
    page.settled().await?;
    let said = page.script("return window.__added", []).await?;
    let times = |what: &str| {
        said.as_array().map_or(0, |all| {
            all.iter().filter(|text| text.as_str().is_some_and(|text| text.contains(what))).count()
        })
    };
    ensure!(times("nosuch") == 1 && times("Layers:") == 1, "read out: {said}");
    Ok(())
}

pub async fn in_a_tall_frame_they_are_where_the_reader_is(page: &Page) -> Result<()> {
    let body = format!(
        "<p style='height: 1500px'>Notes</p>{}",
        Host::frame(page, &format!("{LINK}&step=140"), 3000)
    );
    let host = Host::open(page, &body).await?;
    host.scroll(1500).await?;
    host.enter().await?;
    page.until("the run is there", "__test.numbers().step == 140").await?;
    host.leave().await?;
    for top in [1500, 2200] {
        host.scroll(top).await?;
        host.enter().await?;
        page.script("document.querySelectorAll('.buttons button')[2].click()", []).await?;
        page.until("the run has begun", "__test.numbers().step > 0").await?;
        page.script("document.querySelector('[data-control=trainBias] input').click()", []).await?;
        page.until("it is said", SHOWN).await?;
        page.settled().await?;
        let place = page
            .script(
                &format!("const {{ top, bottom }} = {SHOWN}.getBoundingClientRect(); return [top, bottom]"),
                [],
            )
            .await?;
        host.leave().await?;
        let at = page.script("const { top } = document.querySelector('iframe').getBoundingClientRect(); return arguments[0].map((y) => y + top)", [place]).await?;
        let [above, below] = [0, 1].map(|end| at[end].as_f64().unwrap_or(-1.0));
        ensure!(above >= 0.0 && below <= 900.0, "at {top} it stands from {above} to {below} in the window");
    }
    Ok(())
}
