//! Embedded lessons, without anything around them; and hidden parts.

use crate::fits::TOO_WIDE;
use anyhow::{Result, ensure};
use page_tests::lessons;
use page_tests::page::Page;
use serde_json::json;

/// The visible ones of the parts that an embedded lesson does without.
const AROUND: &str = "return ['header', 'text', 'tasks', 'footer'].filter((part) =>
    [...document.querySelectorAll(`[data-part=${part}]`)].some((element) => element.checkVisibility()))";

pub async fn an_embedded_lesson_has_nothing_around_it(page: &Page) -> Result<()> {
    for lesson in lessons::ids() {
        page.open_any(&format!("lesson={lesson}&embed")).await?;
        let around = page.script(AROUND, []).await?;
        ensure!(around == json!([]), "{lesson}: {around} can be seen");
    }
    Ok(())
}

pub async fn a_link_leads_from_an_embedded_lesson_to_the_whole_page(page: &Page) -> Result<()> {
    page.open("embed&hide=log&samples=100&step=70&lang=en").await?;
    page.rests_at(70, page_tests::page::SOON).await?;
    page.click("Step one sample").await?;
    page.rests_at(71, page_tests::page::SOON).await?;
    let link = page.control("link", "Open Backprop Playground (new tab)").await?;
    link.scroll_into_view().await?;
    page.actions().move_to_element_center(&link).perform().await?;
    let expected = format!("{}#lesson=network&samples=100&step=71&lang=en", page.address());
    ensure!(
        link.prop("href").await?.as_deref() == Some(&expected),
        "it leads to {:?}",
        link.prop("href").await?
    );
    let [target, rel] = [link.attr("target").await?, link.attr("rel").await?];
    ensure!(target.as_deref() == Some("_blank") && rel.as_deref() == Some("noopener"), "{target:?} {rel:?}");
    page.script("location.hash = 'samples=100'", []).await?;
    page.until("it is the whole page", "document.querySelector('header').checkVisibility()").await?;
    page.until("the link below the lesson is gone", "!document.querySelector('.embed-foot')").await
}

/// Hides the parts of a lesson one by one and lists the faults: the part can still be seen, another part
/// cannot, or the page is too wide.
const HIDE_EACH: &str = "
    const [lesson, more] = args;
    const tooWide = () => { TOO_WIDE };
    const { NOT_EMBEDDED, isHidden, partsOf } = await import(new URL('js/page/shell/parts.js', location.href.split('#')[0]));
    const frame = () => new Promise(requestAnimationFrame);
    const root = document.querySelector('main');
    const elements = (part) => [...document.querySelectorAll(`[data-part='${part}'], [data-part^='${part}.']`)];
    const parts = Object.keys(await partsOf(lesson));
    const seen = (part) => elements(part).some((element) => element.checkVisibility());
    const follow = async (hide) => {
        location.hash = `lesson=${lesson}${more}${hide ? `&hide=${hide}` : ''}`;
        const end = performance.now() + 5000;
        const names = [...(more ? NOT_EMBEDDED : []), hide].filter(Boolean);
        const hides = parts.filter((part) => isHidden(part, names)).join(' ');
        const arrived = () => (root.dataset.hides ?? '') === hides;
        while (!arrived() && performance.now() < end) await frame();
        // A canvas hears of its new size in the next frame.
        for (let i = 0; i < 3; i += 1) await frame();
    };
    await follow('');
    const before = parts.map((part) => [part, elements(part).filter((element) => element.checkVisibility())]);
    const wrong = [];
    for (const part of parts) {
        const hidden = elements(part);
        // The link to the whole page is there only in an embedded lesson.
        if (hidden.length === 0 && (more || part !== 'open')) wrong.push(`there is no ${part}`);
        await follow(part);
        if (seen(part)) wrong.push(`${part} can be seen`);
        for (const [other, visible] of before) {
            const left = visible.filter((element) => !hidden.some((outer) => outer.contains(element)));
            const related = `${part}.`.startsWith(`${other}.`) && !left.some((element) => element.checkVisibility());
            if (left.length > 0 && !related && !left.every((element) => element.checkVisibility())) {
                wrong.push(`without ${part} there is no ${other}`);
            }
        }
        const wide = tooWide();
        if (wide.length > 0) wrong.push(`without ${part} it scrolls sideways: ${wide}`);
    }
    return wrong;";

/// Hides every part of every lesson, in links with these keys.
async fn hide_each(page: &Page, more: &str) -> Result<()> {
    let script = HIDE_EACH.replace("TOO_WIDE", TOO_WIDE);
    for lesson in lessons::ids() {
        page.open_any(&format!("lesson={lesson}{more}")).await?;
        let wrong = page.async_script(&script, [json!(lesson), json!(more)]).await?;
        ensure!(wrong == json!([]), "{lesson}{more}: {wrong:#}");
    }
    Ok(())
}

pub async fn every_part_of_the_page_can_be_hidden(page: &Page) -> Result<()> {
    hide_each(page, "").await
}

pub async fn every_part_of_an_embedded_lesson_can_be_hidden(page: &Page) -> Result<()> {
    page.resize(800, 900, 1.0).await?;
    hide_each(page, "&embed").await
}

pub async fn an_unknown_part_is_reported_once(page: &Page) -> Result<()> {
    page.open("samples=100&hide=log,speling,controls.bogus,map").await?;
    page.until("the page says something", "__test.said() !== ''").await?;
    let said = page.said().await?;
    for name in ["speling", "controls.bogus"] {
        ensure!(said.matches(name).count() == 1, "{name} in {said:?}");
    }
    ensure!(said.contains("controls.data") && !said.contains("“log") && !said.contains("map"), "{said:?}");
    let log = page.script("return document.querySelector('[data-part=log]').checkVisibility()", []).await?;
    ensure!(log == json!(false), "the log can be seen");
    let kept = page.link().await?;
    ensure!(kept.get("hide").is_some_and(|hide| hide == "log,speling,controls.bogus,map"), "{kept:?}");
    Ok(())
}

pub async fn what_is_hidden_is_not_drawn_and_comes_back_with_its_picture(page: &Page) -> Result<()> {
    const SIZES: &str = "return ['field', 'loss', 'weights'].map((layer) =>
        document.querySelector(`canvas[data-layer=${layer}]`).width)";
    page.open("samples=100&epochs=100000&hide=boundary,loss,network").await?;
    page.click("Train").await?;
    page.gets_beyond(5000).await?;
    let step = page.pause().await?;
    ensure!(page.script(SIZES, []).await? == json!([300, 300, 300]), "something hidden was drawn");
    page.script(&format!("location.hash = 'samples=100&step={step}'"), []).await?;
    page.rests_at(step, page_tests::page::SOON).await?;
    page.settled_step().await?;
    let sizes = page.script(SIZES, []).await?;
    let all =
        sizes.as_array().is_some_and(|all| all.iter().all(|size| size.as_u64().is_some_and(|it| it != 300)));
    ensure!(all, "canvases have {sizes}");
    let painted = page
        .script(
            "const { width, height } = document.querySelector('canvas[data-layer=field]');
             const data = document.querySelector('canvas[data-layer=field]').getContext('2d')
                .getImageData(width / 2, height / 2, 1, 1).data;
             return data[3]",
            [],
        )
        .await?;
    ensure!(painted == json!(255), "the field is not painted");
    Ok(())
}
