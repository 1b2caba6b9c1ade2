//! The chain-rule lesson: its numbers are those of the native tape at every moment, values are typed
//! and dragged, nothing moves while it plays, and everything fits.

use anyhow::{Context, Result, ensure};
use backprop_core::expression::{CHAPTER, Expression};
use backprop_core::tape::{Op, Recording, relative_difference};
use page_tests::page::Page;
use serde_json::json;
use std::collections::BTreeMap;
use thirtyfour::{By, Key};

pub const LESSON: &str = "lesson=chain-rule&lang=en";
/// The lesson after its backward pass; without a moment it begins before the first operation.
pub const ENDED: &str = "lesson=chain-rule&lang=en&at=9";

/// The numbers that the page must show for an expression after some passes from its last statement, at
/// a moment; `None` is the last one.
pub fn native(text: &str, values: &[(&str, f64)], passes: usize, at: Option<usize>) -> BTreeMap<String, f64> {
    let Expression { mut tape, root, .. } = Expression::parse(text).expect(text);
    for &(name, value) in values {
        let leaf = tape.named(name).expect(name);
        tape.set(leaf, value);
    }
    let recording = Recording::of(&mut tape, &vec![root; passes]);
    let at = at.unwrap_or(recording.last());
    let (known, gradients, names) = (recording.known(at), recording.gradients(at), tape.names());
    let mut expected = BTreeMap::new();
    for id in tape.ids().filter(|&id| tape.op(id) != Op::Constant) {
        let name = &names[id.index()];
        if tape.is_watched(id) {
            expected.insert(format!("gradient-{name}"), gradients[id.index()]);
        }
        if known[id.index()] {
            expected.insert(format!("value-{name}"), tape.value(id));
        }
    }
    // The quotients wait for the gradients.
    for leaf in tape.leaves().filter(|_| at == recording.last()) {
        let (name, quotient) = (&names[leaf.index()], tape.difference_quotient(root, leaf));
        expected.insert(format!("difference-{name}"), quotient);
        let difference = relative_difference(gradients[leaf.index()], quotient);
        expected.insert(format!("relative-difference-{name}"), difference);
    }
    expected
}

/// Checks that the page shows exactly these numbers (-0 reads 0 there), and no other value or gradient.
pub async fn shows(page: &Page, expected: &BTreeMap<String, f64>) -> Result<()> {
    let shown = page.numbers().await?;
    for (quantity, expected) in expected {
        let found = shown.get(quantity).with_context(|| format!("there is no {quantity}: {shown:?}"))?;
        let same = found == expected || found.is_nan() && expected.is_nan();
        ensure!(same, "{quantity} is {found} on the page and {expected} natively");
    }
    let early = |name: &&String| {
        ["value-", "gradient-", "difference-", "relative-"].iter().any(|start| name.starts_with(start))
    };
    for quantity in shown.keys().filter(early) {
        ensure!(expected.contains_key(quantity), "{quantity} is shown too early");
    }
    Ok(())
}

/// Replaces the expression by typing.
pub async fn write(page: &Page, text: &str) -> Result<()> {
    let field = page.driver.find(By::Css("[data-part=expression] textarea")).await?;
    field.send_keys(Key::Control + "a").await?;
    field.send_keys(text).await?;
    page.press(Key::Tab + "").await
}

pub async fn waits_for(page: &Page, quantity: &str, value: f64) -> Result<()> {
    let expression = format!("Number(__test.numbers()['{quantity}']) === {value:?}");
    page.until(&format!("{quantity} is {value}"), &expression).await
}

pub async fn it_opens_at_its_beginning_with_a_question(page: &Page) -> Result<()> {
    page.open_lesson(LESSON, "value-x").await?;
    shows(page, &native(CHAPTER, &[], 1, Some(0))).await?;
    let told = "Object.keys(__test.numbers()).some((name) => /^(path|dy2|dy1)/.test(name))";
    ensure!(page.script(&format!("return {told}"), []).await? == json!(false), "the check has the answer");
    let answer = page.driver.find(By::Css("[data-answer=predict]")).await?;
    answer.send_keys("4" + Key::Enter).await?;
    let verdict = "document.querySelector('[data-task=predict] .verdict').textContent";
    page.until("4 gets its reason", &format!("{verdict}.includes('is multiplied by')")).await?;
    ensure!(page.script(&format!("return {told}"), []).await? == json!(false), "a wrong answer tells");
    answer.send_keys(Key::Backspace + "2" + Key::Enter).await?;
    waits_for(page, "dy2-dw1", 2.0).await?;

    // The end is said in the link, and brought back by it.
    page.click("Backward").await?;
    page.until("the link says the moment", "location.hash.includes('at=9')").await?;
    page.open_lesson(ENDED, "y2").await?;
    shows(page, &native(CHAPTER, &[], 1, None)).await?;
    // A teacher's frame shows what it showed.
    page.open_lesson(&format!("{LESSON}&embed"), "y2").await?;
    shows(page, &native(CHAPTER, &[], 1, None)).await
}

pub async fn it_has_the_chapters_numbers_and_the_check(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    shows(page, &native(CHAPTER, &[], 1, None)).await?;
    for (quantity, value) in
        [("y1", 3.0), ("y2", 7.0), ("dy2-dy1", 2.0), ("dy1-dw1", 1.0), ("path-1", 2.0), ("dy2-dw1", 2.0)]
    {
        ensure!(page.number(quantity).await? == value, "{quantity} is not {value}");
    }
    let check =
        page.script("return __test.text(document.querySelector('[data-part=check] math'))", []).await?;
    ensure!(check == "∂y2∂y1·∂y1∂w1=2·1=2", "the check reads {check}");
    for (variable, gradient) in [("x", 4.0), ("b1", 2.0), ("w2", 3.0), ("b2", 1.0)] {
        page.choose("derivative with respect to", variable).await?;
        waits_for(page, &format!("dy2-d{variable}"), gradient).await?;
    }
    Ok(())
}

pub async fn every_moment_of_the_tape_has_the_native_numbers(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    page.click("Reset").await?;
    for at in 0..=9 {
        shows(page, &native(CHAPTER, &[], 1, Some(at))).await.with_context(|| format!("at moment {at}"))?;
        if at == 8 {
            // y1 = v1 + b1: 2 arrives from y2 and goes on to both, times 1.
            for (quantity, value) in [("incoming-v1", 2.0), ("slope-v1", 1.0), ("after-b1", 2.0)] {
                ensure!(page.number(quantity).await? == value, "{quantity} is not {value}");
            }
        }
        page.click("Step").await?;
    }
    for at in (0..9).rev() {
        page.click("Step back").await?;
        shows(page, &native(CHAPTER, &[], 1, Some(at)))
            .await
            .with_context(|| format!("back at moment {at}"))?;
    }
    Ok(())
}

pub async fn it_plays_to_the_end_and_steps_back(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    page.choose("Speed", "fast").await?;
    // Watch every frame: on a busy machine all may be over before the next command.
    let watch = "window.begun = false;
        const look = () => { window.begun ||= !('value-y2' in __test.numbers()); requestAnimationFrame(look); };
        look()";
    page.script(watch, []).await?;
    page.click("Play").await?;
    page.until("it has started over", "window.begun").await?;
    page.until("it rests at the end", "__test.named('button', 'Play').length === 1").await?;
    shows(page, &native(CHAPTER, &[], 1, None)).await?;
    let described = "return document.querySelector('[data-part=tape-description]').textContent";
    let end = page.script(described, []).await?;
    page.click("Step back").await?;
    shows(page, &native(CHAPTER, &[], 1, Some(8))).await?;
    let before = page.script(described, []).await?;
    ensure!(end.as_str().is_some_and(|text| text.contains("x: value 1, gradient 4.")), "it says {end}");
    ensure!(before.as_str().is_some_and(|text| text.contains("x: value 1, gradient 0.")), "it says {before}");
    Ok(())
}

pub async fn backward_again_adds_and_zero_clears(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    page.click("Backward").await?;
    shows(page, &native(CHAPTER, &[], 2, None)).await?;
    ensure!(page.number("gradient-x").await? == 8.0, "twice 4 is 8");
    page.click("Backward").await?;
    shows(page, &native(CHAPTER, &[], 3, None)).await?;
    page.click("Zero gradients").await?;
    shows(page, &native(CHAPTER, &[], 1, Some(4))).await?;
    page.click("Backward").await?;
    shows(page, &native(CHAPTER, &[], 1, None)).await
}

pub async fn any_node_is_a_root_and_only_watched_leaves_have_gradients(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    page.choose("Backward from", "y1").await?;
    waits_for(page, "gradient-y2", 0.0).await?;
    for (quantity, value) in
        [("gradient-w1", 1.0), ("gradient-x", 2.0), ("difference-w2", 0.0), ("dy1-dw1", 1.0)]
    {
        ensure!(page.number(quantity).await? == value, "{quantity} is not {value}");
    }
    page.choose("Backward from", "y2").await?;
    for name in ["x", "w1", "b1"] {
        page.control("checkbox", &format!("watch {name}")).await?.click().await?;
    }
    let numbers = page.numbers().await?;
    ensure!(!numbers.contains_key("gradient-w1") && !numbers.contains_key("gradient-y1"), "{numbers:?}");
    ensure!(numbers["gradient-w2"] == 3.0 && numbers["gradient-y2"] == 1.0, "{numbers:?}");
    let link = page.until("the link says so", "location.hash.includes('watch=w2,b2')");
    link.await
}

pub async fn values_are_typed_stepped_and_dragged(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    page.enter("w2", "−3").await?;
    shows(page, &native(CHAPTER, &[("w2", -3.0)], 1, None)).await?;
    page.press(Key::Up + Key::Up).await?;
    page.press(Key::PageUp + "").await?;
    shows(page, &native(CHAPTER, &[("w2", -1.8)], 1, None)).await?;

    page.enter("w2", "two").await?;
    ensure!(page.said().await?.contains("two"), "the page says {:?}", page.said().await?);
    shows(page, &native(CHAPTER, &[("w2", -1.8)], 1, None)).await?;
    page.press(Key::Escape + "").await?;

    let handle = page.driver.find(By::Css("[data-node=x] .node-head")).await?;
    let drag = page.actions().move_to_element_center(&handle).click_and_hold().move_by_offset(10, 0);
    drag.move_by_offset(30, 0).release().perform().await?;
    shows(page, &native(CHAPTER, &[("w2", -1.8), ("x", 2.0)], 1, None)).await?;

    let field = page.control("text", "b1").await?;
    page.drag_by_finger(&field, -40).await?;
    shows(page, &native(CHAPTER, &[("w2", -1.8), ("x", 2.0), ("b1", 0.0)], 1, None)).await
}

pub async fn the_graph_uses_the_room_it_has(page: &Page) -> Result<()> {
    let room = "const scroller = document.querySelector('.tape-scroller');
        const [first, last] = ['x', 'y2'].map((name) => document.querySelector(`[data-node=${name}]`).getBoundingClientRect());
        return [first.width, (last.right - first.left) / scroller.clientWidth, scroller.scrollWidth - scroller.clientWidth]";
    for (width, node) in [(1280, 119.0), (1920, 150.0)] {
        page.resize(width, 1000, 1.0).await?;
        page.open_lesson(ENDED, "y2").await?;
        let [wide, share, beyond]: [f64; 3] = serde_json::from_value(page.script(room, []).await?)?;
        ensure!(wide >= node && share > 0.95 && beyond <= 0.0, "at {width} px: {wide} {share} {beyond}");
    }
    Ok(())
}

pub async fn while_it_plays_nothing_moves(page: &Page) -> Result<()> {
    let places = "return ['.node', '.step-line', '.check', '.tape-table', 'table'].flatMap((selector) =>
        [...document.querySelectorAll(selector)].map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return [selector, x, y + scrollY, width, height].join(' ');
        }))";
    for width in [360, 1280] {
        page.resize(width, 800, 1.0).await?;
        page.open_lesson(&format!("{LESSON}&values=x:0.123,w1:-4.567"), "y2").await?;
        page.click("Reset").await?;
        let before = page.script(places, []).await?;
        for at in 1..=9 {
            page.click("Step").await?;
            let now = page.script(places, []).await?;
            ensure!(now == before, "at {width} px, moment {at}: {now:#} instead of {before:#}");
        }
    }
    Ok(())
}

pub async fn what_the_lesson_says_follows_the_language(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    write(page, "x + * y").await?;
    page.until("it is refused", "__test.said().includes('Character 5')").await?;
    page.click("中文").await?;
    page.until("it is refused in Chinese", "__test.said().includes('第 5 个字符')").await?;
    let seen = "const main = document.querySelector('main');
        const texts = [...main.querySelectorAll('p, h2, label, button, option, th, span')].map(__test.text);
        const labels = [...main.querySelectorAll('[aria-label], [title]')]
            .map((element) => element.title || element.getAttribute('aria-label'));
        return [...texts, ...labels].filter((text) => /[a-z]{3,} [a-z]{2,}|^[a-z-]+\\.[a-z]+/i.test(text))";
    let english = page.script(seen, []).await?;
    ensure!(english == json!([]), "it still says {english:#}");
    let text = page.script("return document.querySelector('textarea').value", []).await?;
    ensure!(text == "x + * y", "the text being edited has become {text}");
    Ok(())
}
