//! A window of 1280 × 1024 at 400 %, wider text spacing, forced colours, reduced motion, and the
//! focus, which nothing may cover.

use super::axe::open;
use super::fits::{CROWDED, CUT_OFF, TOO_WIDE, finds_nothing};
use anyhow::{Result, ensure};
use page_tests::lessons::links;
use page_tests::page::Page;
use page_tests::scenario::is_full;
use serde_json::{Value, json};
use thirtyfour::Key;

const SMALL: &str = "samples=100&layers=2,3,4,2";

/// The elements that stay in front of the scrolled page and take much of the window.
const IN_FRONT: &str = "
    scrollTo(0, 400);
    return [...document.querySelectorAll('body *')].filter((element) => {
        const { position } = getComputedStyle(element);
        const { height } = element.getBoundingClientRect();
        return ['sticky', 'fixed'].includes(position) && height > innerHeight / 4;
    }).map((element) => element.outerHTML.slice(0, 120));";

pub async fn at_400_percent_nothing_stays_in_front(page: &Page) -> Result<()> {
    page.resize(320, 256, 1.0).await?;
    for lesson in &links(SMALL) {
        open(page, lesson).await?;
        finds_nothing(page, IN_FRONT, lesson).await?;
    }
    Ok(())
}

/// The focused control: the number of nine places in it that are in the window, the number of those
/// that nothing covers, whether it looks focused, and its HTML.
const SEEN: &str = "
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const whole = focused.closest('label') ?? focused;
    const { left, top, width, height } = whole.getBoundingClientRect();
    let [inside, seen] = [0, 0];
    for (const fx of [0.1, 0.5, 0.9]) {
        for (const fy of [0.1, 0.5, 0.9]) {
            const hit = document.elementFromPoint(left + width * fx, top + height * fy);
            if (hit) inside += 1;
            if (hit && (whole.contains(hit) || (hit.contains(whole) && !hit.closest('.notices')))) seen += 1;
        }
    }
    const marked = [focused, focused.parentElement].some((element) => [null, '::before', '::after'].some((part) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, part);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    }));
    return [inside, seen, marked, focused.outerHTML.slice(0, 120)];";

pub async fn tab_goes_through_everything_and_nothing_covers_the_focus(page: &Page) -> Result<()> {
    const MOST: usize = 100;
    for (s, (width, height)) in [(320, 256), (1280, 800)].into_iter().enumerate() {
        page.resize(width, height, 1.0).await?;
        // The network in both sizes, the others alternating.
        let due = |l: usize, lesson: &str| lesson == SMALL || (l + s).is_multiple_of(2) || is_full();
        for (_, lesson) in links(SMALL).iter().enumerate().filter(|(l, lesson)| due(*l, lesson)) {
            open(page, lesson).await?;
            page.script("document.activeElement.blur(); getSelection().collapse(document.body, 0)", [])
                .await?;
            let mut stops = Vec::new();
            while stops.len() < MOST {
                page.press(Key::Tab + "").await?;
                let found: Option<(usize, usize, bool, String)> =
                    serde_json::from_value(page.script(SEEN, []).await?)?;
                let Some((inside, seen, marked, what)) = found else { break };
                ensure!(
                    inside > 0 && 2 * seen >= inside,
                    "{lesson} at {width} × {height}: of {inside} places in {what} {seen} are visible"
                );
                ensure!(marked, "{lesson} at {width} × {height}: the focus on {what} is invisible");
                if stops.first() == Some(&what) && stops.len() > 10 {
                    break;
                }
                stops.push(what);
            }
            ensure!((15..MOST).contains(&stops.len()), "{lesson}: Tab makes {} stops", stops.len());
        }
    }
    Ok(())
}

/// The text spacing of WCAG 1.4.12.
const SPACED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`*:not(math, math *) { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];";

pub async fn text_may_be_set_wider(page: &Page) -> Result<()> {
    for lesson in &links(SMALL) {
        open(page, lesson).await?;
        page.script(SPACED, []).await?;
        for width in [360, 1280] {
            page.resize(width, 900, 1.0).await?;
            page.settled().await?;
            for check in [TOO_WIDE, CROWDED, CUT_OFF] {
                finds_nothing(page, check, &format!("{lesson} at {width} px")).await?;
            }
        }
    }
    Ok(())
}

/// Whether forced colours tell apart: a pressed button and another; a disabled button and another; the
/// current lesson and another.
const SYSTEM: &str = "
    const [pressed, other] = ['true', 'false'].map((state) => document.querySelector(`.starts [aria-pressed=${state}]`));
    const [disabled, enabled] = ['Step back', 'Step'].map((name) => __test.named('button', name)[0]);
    const current = document.querySelector('nav [aria-current]');
    const look = (element) => {
        const { outlineStyle, outlineColor, color } = getComputedStyle(element);
        return [outlineStyle, outlineColor, color].join();
    };
    return [look(pressed) !== look(other), look(disabled) !== look(enabled),
        look(current) !== look(document.querySelector('nav a:not([aria-current])'))];";

pub async fn in_the_systems_colours_states_can_still_be_told_apart(page: &Page) -> Result<()> {
    if !page.emulate(&[("forced-colors", "active")]).await? {
        println!("        not settable in {:?}", page.browser);
        return Ok(());
    }
    open(page, "lesson=himmelblau").await?;
    let apart: Value = page.script(SYSTEM, []).await?;
    ensure!(apart == json!([true, true, true]), "pressed, disabled, current: {apart}");
    let drawn = "const canvas = document.querySelector('[data-layer=lines]');
        return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)";
    ensure!(page.script(drawn, []).await? == json!(true), "the map is empty");
    page.emulate(&[]).await.map(drop)
}

pub async fn reduced_motion_is_respected(page: &Page) -> Result<()> {
    const MOVING: &str = "
        return [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
            return transitionDuration.split(', ').some((time) => parseFloat(time) > 0) || animationName !== 'none'
                || scrollBehavior === 'smooth';
        }).length";
    if !page.emulate(&[("prefers-reduced-motion", "no-preference")]).await? {
        println!("        not settable in {:?}", page.browser);
        return Ok(());
    }
    open(page, "samples=100").await?;
    ensure!(page.script(MOVING, []).await? != json!(0), "nothing ever moves: this check proves nothing");
    page.emulate(&[("prefers-reduced-motion", "reduce")]).await?;
    ensure!(page.script(MOVING, []).await? == json!(0), "something moves");
    page.emulate(&[]).await.map(drop)
}
