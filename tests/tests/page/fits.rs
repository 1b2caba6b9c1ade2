//! At every width and in both languages nothing sticks out of the page and nothing overlaps: in every
//! lesson, fresh and with everything opened, alone and embedded. Every state is checked in both languages
//! at the widths of phones; at each of the others in one of the languages, or with `--full` in both.

use crate::axe::{act, open};
use anyhow::{Result, ensure};
use page_tests::page::Page;
use page_tests::scenario::is_full;
use serde_json::json;

/// The elements that stick out to the right, if the page can be scrolled there.
pub const TOO_WIDE: &str = "
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) =>
        element.getBoundingClientRect().right > clientWidth + 0.5);
    return [`${scrollWidth} > ${clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 120))];";

/// Buttons, fields and their labels that lie over one another, or whose text is wider than they are.
pub const CROWDED: &str = "
    const shown = [...document.querySelectorAll('button:not(.neuron), select, input, label, h1, h2, dt, dd')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            && !element.closest('.visually-hidden') && element.getClientRects().length > 0);
    const problems = shown.filter((element) => element.tagName === 'BUTTON' && element.scrollWidth > element.clientWidth + 1)
        .map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`);
    const boxes = shown.map((element) => element.getBoundingClientRect());
    for (const [i, a] of shown.entries()) {
        for (let j = i + 1; j < shown.length; j += 1) {
            const [p, q, b] = [boxes[i], boxes[j], shown[j]];
            const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
            const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
            if (across <= 2 || down <= 2 || a.contains(b) || b.contains(a)) continue;
            problems.push(`${a.outerHTML.slice(0, 90)} over ${b.outerHTML.slice(0, 90)}`);
        }
    }
    return problems;";

/// Text that its box cuts off.
pub const CUT_OFF: &str = "
    return [...document.body.querySelectorAll('*')].filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const cuts = (overflow, content, box) => ['hidden', 'clip'].includes(overflow) && content > box + 3;
        return element.clientWidth > 1 && element.checkVisibility({ visibilityProperty: true })
            && !element.closest('.visually-hidden, .spare, svg, option, input, math, .probes, .layer-names') && element.textContent.trim()
            && (cuts(overflowX, element.scrollWidth, element.clientWidth) || cuts(overflowY, element.scrollHeight, element.clientHeight));
    }).map((element) => element.outerHTML.slice(0, 140));";

/// A phone at 400 %, phones, a tablet, screens; 1200 and 1280 lie on both sides of a change of layout.
const WIDTHS: [u32; 7] = [320, 360, 480, 800, 1200, 1280, 1920];
/// Up to this width every state is checked in both languages.
const PHONE: u32 = 360;

/// Checks that a script finds no faults.
pub async fn finds_nothing(page: &Page, check: &str, what: &str) -> Result<()> {
    let found = page.script(check, []).await?;
    ensure!(found == json!([]), "{what}: {found:#}");
    Ok(())
}

/// Checks states, each a link and an action after it, as the head of this file says.
async fn all_fit(page: &Page, states: &[(&str, &str)]) -> Result<()> {
    for (l, language) in ["en", "zh"].into_iter().enumerate() {
        for (s, (hash, does)) in states.iter().enumerate() {
            page.resize(1280, 800, 1.0).await?;
            open(page, &format!("{hash}&lang={language}")).await?;
            act(page, language, does).await?;
            let due = |w: usize| WIDTHS[w] <= PHONE || (l + s + w).is_multiple_of(2) || is_full();
            for (_, width) in WIDTHS.into_iter().enumerate().filter(|(w, _)| due(*w)) {
                page.resize(width, 800, 1.0).await?;
                page.settled().await?;
                for check in [TOO_WIDE, CROWDED] {
                    finds_nothing(page, check, &format!("{hash} at {width} px in {language}, {does}"))
                        .await?;
                }
            }
        }
    }
    Ok(())
}

pub async fn the_network_fits_at_every_width_in_both_languages(page: &Page) -> Result<()> {
    let deep = "samples=100&layers=2,9,9,9,9,9,9,2";
    all_fit(page, &[("samples=2000", ""), (deep, "await press('health.open')")]).await
}

pub async fn an_update_fits_at_every_width_in_both_languages(page: &Page) -> Result<()> {
    // The wordiest moments, and one with its question.
    let (open, step) = ("await press('update.open');", "await press('player.step');");
    let asked = format!("{open} await press('predict.name', 'checkbox'); {step}");
    all_fit(page, &[("samples=100", &format!("{open}{}", step.repeat(5))), ("samples=100", &asked)]).await
}

pub async fn activations_and_the_chain_rule_fit_at_every_width_in_both_languages(page: &Page) -> Result<()> {
    let states = [
        ("lesson=activations&function=leakyRelu", ""),
        ("lesson=activations&function=silu", ""),
        ("lesson=activations&function=tanh", ""),
        ("lesson=chain-rule", ""),
        ("lesson=chain-rule&expression=a%20%3D%20tanh(w*x%20%2B%20b)%3B%20L%20%3D%20(a%20-%20t)%5E2", ""),
    ];
    all_fit(page, &states).await
}

pub async fn himmelblau_fits_at_every_width_in_both_languages(page: &Page) -> Result<()> {
    // The longest numbers, and the longest formulas.
    let states = [
        ("lesson=himmelblau&race&optimizer=adam&at=40&rate=0.02&start=4,0", ""),
        ("lesson=himmelblau&surface=beale&optimizer=momentum&at=9", ""),
    ];
    all_fit(page, &states).await
}

pub async fn embedded_lessons_fit_at_every_width_in_both_languages(page: &Page) -> Result<()> {
    let states =
        ["activations", "chain-rule", "himmelblau", "network"].map(|it| format!("lesson={it}&embed"));
    all_fit(page, &states.each_ref().map(|state| (state.as_str(), ""))).await
}
