//! Text typed in the chain-rule lesson becomes a tape or is refused with its position, however hostile
//! it is; and a link restores everything.

use crate::chain_rule::{ENDED, LESSON, native, shows, waits_for, write};
use anyhow::{Context, Result, ensure};
use page_tests::page::Page;
use page_tests::scenario::is_full;
use serde_json::json;
use std::time::{Duration, Instant};

pub async fn what_is_typed_becomes_a_tape_with_the_native_numbers(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    for (text, quantity) in [
        ("a = tanh(w*x + b); (a - t)^2", "gradient-t"),
        ("x = 3; y = -x^2 + 2^3^-1", "gradient-y"),
        ("u = 0.5; v = max(u, u*u, 0.5); v/sin(u) + ln(sqrt(u))*relu(-u)", "gradient-v"),
        ("权重＝２；ｙ＝权重×（１＋权重²）÷3", "gradient-权重"),
        ("q = 1e-3; exp(q) - sigmoid(cos(q))", "gradient-q"),
    ] {
        write(page, text).await?;
        page.until(&format!("{text} is there"), &format!("'{quantity}' in __test.numbers()")).await?;
        // Variables keep the values that they had in the expression before.
        let values: &[(&str, f64)] = if text.starts_with('a') { &[("x", 1.0), ("w", 1.0)] } else { &[] };
        shows(page, &native(text, values, 1, None)).await.context(text)?;
    }
    page.choose("Examples", "Himmelblau’s function").await?;
    let himmelblau = "f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2";
    shows(page, &native(himmelblau, &[("x", -2.0), ("y", 2.0)], 1, None)).await
}

pub async fn ones_own_expression_comes_back_after_an_example(page: &Page) -> Result<()> {
    const OWN: &str = "q = sin(u) * w";
    page.open_lesson(ENDED, "y2").await?;
    for text in [OWN, "q = sin(u * w"] {
        write(page, text).await?;
        if text == OWN {
            page.enter("u", "0.5").await?;
        } else {
            page.until("it is refused", "document.querySelector('.expression .trouble').checkVisibility()")
                .await?;
        }
        page.choose("Examples", "a node used twice").await?;
        page.until("the example is there", "'value-a' in __test.numbers()").await?;
        page.choose("Examples", "corners and ties").await?;
        page.choose("Examples", "your own").await?;
        page.until(
            "the text is back",
            &format!("document.querySelector('.expression textarea').value === '{text}'"),
        )
        .await?;
        if text == OWN {
            shows(page, &native(OWN, &[("u", 0.5), ("w", 1.0)], 1, None)).await?;
        }
    }
    Ok(())
}

pub async fn an_error_points_at_its_place_and_says_what_was_expected(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    for (text, code, place, words) in [
        ("x + * y", "unexpected", [4, 5], "Character 5: expected a number, a name or “(”, found “*”."),
        ("sin(x", "unexpected", [5, 5], "or “)”."),
        ("2x", "unexpected", [1, 2], "an operator"),
        ("权重 # 2", "unknownCharacter", [3, 4], "“#”"),
        ("tan(x)", "unknownFunction", [0, 3], "sin, cos, exp, ln"),
        ("y = x; x = 2", "usedBefore", [7, 8], "first"),
        ("x = 1; x = 2", "reassigned", [7, 8], "“x”"),
    ] {
        write(page, text).await?;
        let message = "document.querySelector('.expression [role=alert]')";
        page.until(&format!("{text} is refused"), &format!("{message}.dataset.code === '{code}'")).await?;
        let found =
            page.script(&format!("return [+{message}.dataset.start, +{message}.dataset.end]"), []).await?;
        ensure!(found == json!(place), "{text}: the place is {found}");
        ensure!(page.said().await?.contains(words), "{text}: the page says {:?}", page.said().await?);
        let syntax = "return document.querySelector('.expression .hint').checkVisibility() && !!document.querySelector('.stale .node')";
        ensure!(
            page.script(syntax, []).await? == json!(true),
            "{text}: the syntax is hidden, or the graph looks new"
        );
        page.click("Show where").await?;
        let selected = "const { selectionStart, selectionEnd } = document.activeElement; return [selectionStart, selectionEnd]";
        ensure!(page.script(selected, []).await? == json!(place), "{text}: something else is selected");
        ensure!(page.number("value-y2").await? == 7.0, "the last good tape stays");
    }
    // A link to what is shown already takes back what was refused.
    page.script("location.hash = 'lesson=chain-rule&values='", []).await?;
    page.until(
        "the last good text is back",
        "!document.querySelector('.expression .trouble').checkVisibility()",
    )
    .await?;
    write(page, "2x").await?;
    write(page, "y2 = 2*x").await?;
    page.until("all is well", "!document.querySelector('.expression .trouble').checkVisibility()").await?;
    ensure!(
        page.script("return document.querySelectorAll('.stale').length", []).await? == json!(0),
        "the graph is dimmed"
    );
    waits_for(page, "gradient-x", 2.0).await
}

pub async fn hostile_expressions_are_refused_at_once(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    for (text, code, limit) in [
        ("'('.repeat(10000) + 'x' + ')'.repeat(10000)", "tooDeep", "100"),
        ("'-'.repeat(10000) + 'x'", "tooDeep", "100"),
        ("'x^'.repeat(10000) + 'x'", "tooDeep", "100"),
        ("'x'.repeat(1000000)", "tooLong", "40000"),
        ("'(x+1)*'.repeat(150000)", "tooLong", "40000"),
        ("'x+'.repeat(10000) + 'x'", "tooManyNodes", "2000"),
        ("'\\ud800'.repeat(50)", "unknownCharacter", "1"),
        ("'<img src=x onerror=alert(1)>'", "unknownCharacter", "1"),
    ] {
        let paste = format!(
            "const field = document.querySelector('[data-part=expression] textarea');
             field.value = {text};
             const began = performance.now();
             field.dispatchEvent(new Event('input'));
             field.dispatchEvent(new Event('change'));
             return performance.now() - began"
        );
        let took = page.script(&paste, []).await?.as_f64().context("milliseconds")?;
        ensure!(took < 1000.0, "{code} took {took} ms");
        // Its explanation is loaded with the first error.
        let seen = format!("document.querySelector('.expression [role=alert]').dataset.code === '{code}'");
        page.until(&format!("{text} is {code}"), &seen).await?;
        ensure!(page.said().await?.contains(limit), "{code}: the page says {:?}", page.said().await?);
        ensure!(page.number("value-y2").await? == 7.0, "the last good tape stays");
        ensure!(page.script("return document.querySelectorAll('img').length", []).await? == 0, "markup");
    }
    write(page, "x*x").await?;
    waits_for(page, "gradient-x", 2.0).await
}

pub async fn a_graph_too_large_to_draw_is_a_table(page: &Page) -> Result<()> {
    let long = format!("x{}", "*x".repeat(160));
    page.open_lesson(&format!("{LESSON}&expression={long}&values=x:1.1"), "gradient-x").await?;
    let count = "return [...document.querySelectorAll('.node')].length";
    ensure!(page.script(count, []).await? == 0, "there are nodes");
    ensure!(
        page.script("return document.body.innerText", []).await?.to_string().contains("Beyond 150"),
        "it says why"
    );
    let expected = native(&long, &[("x", 1.1)], 1, None);
    ensure!(page.number("gradient-x").await? == expected["gradient-x"], "another gradient");
    page.enter("x", "1").await?;
    waits_for(page, "gradient-x", 161.0).await?;
    let began = Instant::now();
    page.script(
        "location.hash = arguments[0]",
        [json!(format!("{LESSON}&expression={}x", "x%2B".repeat(999)))],
    )
    .await?;
    waits_for(page, "gradient-x", 1000.0).await?;
    ensure!(began.elapsed() < Duration::from_secs(5), "the largest tape took {:?}", began.elapsed());
    Ok(())
}

pub async fn a_link_restores_expression_values_root_and_watched(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    write(page, "a = w*x + b\nL = (a - t)^2").await?;
    page.enter("w", "0.25").await?;
    page.choose("Backward from", "a").await?;
    page.control("checkbox", "watch t").await?.click().await?;
    page.until("the link says so", "location.hash.includes('watch=w,x,b')").await?;
    let (numbers, link) = (page.numbers().await?, page.link().await?);
    ensure!(link["expression"] == "a = w*x + b\nL = (a - t)^2" && link["values"] == "w:0.25", "{link:?}");
    let hash = page.script("return location.hash.slice(1)", []).await?;
    page.open_lesson(hash.as_str().context("a hash")?, "gradient-w").await?;
    ensure!(page.numbers().await? == numbers, "{:?} instead of {numbers:?}", page.numbers().await?);
    ensure!(page.link().await? == link, "the link has become {:?}", page.link().await?);
    Ok(())
}

pub async fn a_wrong_link_falls_back_and_is_never_markup(page: &Page) -> Result<()> {
    let wrong = "expression=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&values=x:3,q:1,w1:one&root=nosuch&watch=x,%3Cb%3E";
    page.open_lesson(&format!("{LESSON}&{wrong}"), "y2").await?;
    let said = page.said().await?;
    for part in ["expression", "q:1", "w1:one", "nosuch", "<b>"] {
        ensure!(said.contains(part), "{part} is not in {said:?}");
    }
    ensure!(page.number("value-x").await? == 3.0, "what was right is kept");
    ensure!(page.number("y2").await? == 15.0, "the chapter's expression stands for the wrong one");
    ensure!(page.script("return document.querySelectorAll('img, main b').length", []).await? == 0, "markup");
    Ok(())
}

/// Follows random links; after half of them the page may run its own tasks.
const RANDOM_LINKS: &str = "
    let state = args[0];
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const pick = (list) => list[Math.floor(next() * list.length)];
    const pieces = ['x', 'y', 'w1', '__proto__', 'constructor', '权重', '1', '.5', '1e-3', '1e308', '+', '-', '*', '/', '^',
        '(', ')', '(', ')', 'tanh(', 'max(', ',', ';', '=', ' = ', '²', '−', '（', '<b>', '$', '%', '%E0', '&', '#', '\\n'];
    const some = (count) => Array.from({ length: Math.floor(next() * count) }, () => pick(pieces)).join('');
    const encode = (text) => next() < 0.8 ? encodeURIComponent(text) : text;
    for (let i = 0; i < args[1]; i++) {
        const values = Array.from({ length: Math.floor(next() * 4) }, () => `${pick(pieces)}:${pick(pieces)}`).join();
        const expression = pick([some(8), some(30), `__proto__ = 2; ${some(6)}`, 'x*constructor^y', 'y2 = x*w1 + b1']);
        location.hash = `lesson=chain-rule&lang=${pick(['en', 'zh'])}&expression=${encode(expression)}` +
            `&values=${encode(values)}&root=${encode(pick(pieces))}` + pick(['', `&watch=${pick(pieces)},x`, '&watch']);
        if (next() < 0.5) await new Promise((resolve) => setTimeout(resolve));
    }";

pub async fn random_links_leave_a_lesson_that_works(page: &Page) -> Result<()> {
    page.open_lesson(ENDED, "y2").await?;
    let seed = page.script("return crypto.getRandomValues(new Uint32Array(1))[0]", []).await?;
    println!("        seed {seed}");
    page.async_script(RANDOM_LINKS, [seed, json!(if is_full() { 600 } else { 120 })]).await?;
    ensure!(page.script("return document.querySelectorAll('main b').length", []).await? == 0, "markup");
    page.script("location.hash = arguments[0]", [json!(format!("{LESSON}&values=x:3"))]).await?;
    waits_for(page, "gradient-w1", 6.0).await?;
    shows(page, &native(backprop_core::expression::CHAPTER, &[("x", 3.0)], 1, None)).await
}
