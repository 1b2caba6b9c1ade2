//! "Predict, then reveal": the right answers follow from the native numbers, and none of those is
//! visible before the answer.

use crate::keyboard::tab_to;
use crate::update_support::{MOMENTS, after, open, step_to};
use anyhow::{Context, Result, bail, ensure};
use backprop_core::network::trace::Trace;
use backprop_core::run::Trainer;
use page_tests::native;
use page_tests::page::{Page, SOON};
use page_tests::scenario::is_full;
use serde_json::json;
use thirtyfour::{By, Key};

const LINK: &str = "samples=20&layers=2,4,3,2&activation=tanh&learningRate=0.1";

/// A question and its answers.
struct Question {
    asked: String,
    answers: Vec<String>,
}

/// The right answers about rules.
const RULES: [&str; 5] = [
    "those that lead into it",
    "f′(z) · (o − t)",
    "Σ w·δ over the weights that lead away",
    "a of the neuron it comes from · δ of the one it leads to",
    "w − η · ∂L/∂w",
];

async fn question(page: &Page) -> Result<Option<Question>> {
    const ASKED: &str = "const box = document.querySelector('[data-part=predict]');
        const buttons = [...box.querySelectorAll('[data-answer]')].filter((button) => button.checkVisibility());
        return box.hidden ? null : [box.querySelector('.predict-ask'), ...buttons].map(({ textContent }) =>
            textContent.replaceAll('\\u2060', '').replaceAll('\\u00a0', ' '))";
    let found: Option<Vec<String>> = serde_json::from_value(page.script(ASKED, []).await?)?;
    Ok(found.map(|mut texts| Question { asked: texts.remove(0), answers: texts }))
}

/// Switches predictions on before the first moment of the sample after `step`.
async fn start_predicting(page: &Page, step: u64) -> Result<()> {
    page.open(&format!("{LINK}&step={step}")).await?;
    page.rests_at(step, SOON).await?;
    open(page).await?;
    page.control("checkbox", "Predict, then reveal").await?.click().await?;
    ensure!(question(page).await?.is_none(), "it asks about a moment that is shown already");
    step_to(page, MOMENTS.len() - 1).await?;
    page.click("Show me").await?;
    page.click("Step").await?;
    after(page, step + 1).await
}

/// Layer and index of a neuron by its name.
fn neuron(name: &str) -> Result<(usize, usize)> {
    if let Some(output) = name.strip_prefix("Output o") {
        return Ok((3, usize::from(!output.starts_with('₀'))));
    }
    let numbers: Vec<usize> =
        name.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let [layer, n] = numbers[..] else { bail!("{name} is not a neuron") };
    Ok((layer, n - 1))
}

/// The value of a weight, by its name w2[3,1].
fn weight(name: &str, values: impl Fn(usize) -> Vec<f64>, trace: &Trace) -> Result<f64> {
    let numbers: Vec<usize> =
        name.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let [layer, from, to] = numbers[..] else { bail!("{name} is not a weight") };
    // Outputs are counted from 0.
    let to = if layer == trace.layers.len() { to } else { to - 1 };
    Ok(values(layer)[(from - 1) * trace.layers[layer - 1].delta.len() + to])
}

/// The index of the right answer: 0 if `a` is above `b`, else 1.
fn larger(a: f64, b: f64) -> Result<usize> {
    ensure!(a != b, "{a} and {b} are asked about, and are equal");
    Ok(usize::from(a < b))
}

/// The right answer, from the native trace.
fn judge(Question { asked, answers }: &Question, trainer: &Trainer) -> Result<usize> {
    if let Some(right) = answers.iter().position(|answer| RULES.contains(&answer.as_str())) {
        return Ok(right);
    }
    let (trace, update) = (&trainer.trace(), trainer.update());
    let gradient = |layer: usize| trace.layers[layer - 1].gradient.clone();
    let update = |layer: usize| {
        let parts = &update.parts[trainer.network().places(layer - 1)];
        parts.iter().map(|parts| parts.change).collect()
    };
    let (name, rest) = asked.split_once(": ").unwrap_or(("", asked.as_str()));
    let both =
        |values: &dyn Fn(&str) -> Result<f64>| larger(values(&answers[0])?.abs(), values(&answers[1])?.abs());
    let of = |name: &str| neuron(name).map(|(layer, i)| (&trace.layers[layer - 1], i));
    match rest {
        "will its sum z be positive or negative?" => of(name).and_then(|(l, i)| larger(l.z[i], 0.0)),
        "will its δ be positive or negative?" => of(name).and_then(|(l, i)| larger(l.delta[i], 0.0)),
        "will ∂L/∂w be positive or negative?" => larger(weight(name, gradient, trace)?, 0.0),
        "which way will this weight move?" => larger(weight(name, update, trace)?, 0.0),
        "Which will have the larger output for this sample?" => {
            let [(a, i), (b, j)] = [of(&answers[0])?, of(&answers[1])?];
            larger(a.a[i], b.a[j])
        }
        "Which is further from its target?" => both(&|name| of(name).map(|(l, i)| l.error[i])),
        "Which has the larger δ in size?" => both(&|name| of(name).map(|(l, i)| l.delta[i])),
        "Both lead to the same neuron. Which has the larger gradient in size?" => {
            both(&|name| weight(name, gradient, trace))
        }
        "Both lead to the same neuron. Which will move further?" => both(&|name| weight(name, update, trace)),
        _ if asked.contains("0.25") => larger(trace.loss, 0.25),
        _ => bail!("an unknown question: {asked:?}"),
    }
}

pub async fn answers_are_judged_by_the_native_numbers(page: &Page) -> Result<()> {
    start_predicting(page, 20).await?;
    let (mut right, mut asked, mut kinds) = (0.0, 0.0, std::collections::BTreeSet::new());
    let mut firsts = 0;
    let samples = if is_full() { 4 } else { 2 };
    for sample in 21..21 + samples {
        let trainer = native::trained(LINK, sample, "")?;
        for moment in MOMENTS {
            let question = question(page).await?.with_context(|| format!("{moment:?} is not asked about"))?;
            let expected = judge(&question, &trainer)?;
            kinds.insert(question.asked.split(": ").last().unwrap_or_default().to_owned());
            firsts += 1 - expected;
            // Always the first answer: half of them are wrong.
            page.driver.find(By::Css("[data-answer='0']")).await?.click().await?;
            asked += 1.0;
            right += if expected == 0 { 1.0 } else { 0.0 };
            let numbers = page.numbers().await?;
            let counted = [numbers["predict-right"], numbers["predict-asked"]];
            ensure!(counted == [right, asked], "{} of {:?}: {counted:?}", question.asked, question.answers);
            let said = page.said().await?;
            let verdict = if expected == 0 { "Right." } else { "No." };
            ensure!(said.contains(verdict), "{} is answered by {said:?}", question.asked);
            let why = page
                .script("return document.querySelector('.predict-verdict').textContent.length", [])
                .await?;
            ensure!(expected == 0 || why.as_u64() > Some(60), "a wrong answer is not explained: {said:?}");
            page.click("Step").await?;
        }
        page.rests_at(sample + 1, SOON).await?;
        after(page, sample + 1).await?;
    }
    let most = if is_full() { 9 } else { 8 };
    ensure!(kinds.len() >= most, "only {} are asked: {kinds:?}", kinds.len());
    let part = firsts as f64 / asked;
    ensure!((0.33..0.67).contains(&part), "of {asked} questions the first answer is right {firsts} times");
    page.click("Step through one update").await?;
    page.click("Step through one update").await?;
    page.until("the panel is open again", "__test.numbers()['trace-step']").await?;
    ensure!(!page.numbers().await?.contains_key("predict-asked"), "the count outlives the panel");
    Ok(())
}

pub async fn nothing_of_a_moment_is_seen_before_it_is_answered(page: &Page) -> Result<()> {
    // The pictures, and the numbers of the update beside those of its sample.
    const SEEN: &str = "return [...document.querySelectorAll('[data-layer=tiles], [data-layer=weights]')]
        .map((canvas) => canvas.toDataURL()).join()";
    // What a question is about; what it follows from may be given.
    const RESULTS: &str = "const names = Object.keys(__test.numbers());
        const results = ['term-product', 'trace-a', 'trace-loss', 'trace-delta', 'trace-gradient', 'trace-after', 'trace-update'];
        return [results.filter((name) => names.includes(name)).join(),
        document.querySelectorAll('[data-rule][aria-current]').length,
        ['.matrix-plot', '.rules'].some((part) => document.querySelector(part).checkVisibility({ visibilityProperty: true }))]";
    start_predicting(page, 20).await?;
    for (at, moment) in MOMENTS.iter().enumerate() {
        page.settled_step().await?;
        let before = page.script(SEEN, []).await?;
        let results = page.script(RESULTS, []).await?;
        ensure!(results == json!(["", 0, false]), "at {moment:?}: {results}");
        page.driver.find(By::Css("[data-answer='0']")).await?.click().await?;
        page.settled_step().await?;
        ensure!(page.script(SEEN, []).await? != before, "at {moment:?} the picture shows nothing new");
        ensure!(page.script(RESULTS, []).await?[0] != "", "at {moment:?} there are no results");
        if at + 1 < MOMENTS.len() {
            page.click("Step").await?;
        }
    }
    Ok(())
}

pub async fn keys_answer_and_the_focus_is_not_lost(page: &Page) -> Result<()> {
    start_predicting(page, 20).await?;
    let focused = "return __test.nameOf(document.activeElement)";
    tab_to(page, "Show me").await?;
    page.press(Key::Enter + "").await?;
    ensure!(page.script(focused, []).await? == json!("Step"), "the focus is not on Step");
    for (i, key) in ["1", "2"].into_iter().enumerate() {
        page.press(Key::Enter + "").await?;
        let question = question(page).await?.context("nothing is asked")?;
        let expected = judge(&question, &native::trained(LINK, 21, "")?)?;
        page.press(key).await?;
        let verdict = if expected == i { "Right." } else { "No." };
        page.until("the verdict is said", &format!("__test.said().includes('{verdict}')")).await?;
        ensure!(page.script(focused, []).await? == json!("Step"), "the focus has left Step");
        ensure!(page.number("predict-asked").await? == i as f64 + 1.0, "it is not counted");
    }
    Ok(())
}

pub async fn showing_counts_nothing_and_going_back_asks_nothing(page: &Page) -> Result<()> {
    start_predicting(page, 20).await?;
    page.click("Show me").await?;
    ensure!(!page.numbers().await?.contains_key("predict-asked"), "it counts what it has shown itself");
    page.click("Step").await?;
    ensure!(question(page).await?.is_some(), "the second moment is not asked about");
    // Step, while it is asked, shows first.
    page.click("Step").await?;
    ensure!(question(page).await?.is_none(), "it still asks");
    ensure!(page.numbers().await?.contains_key("trace-z"), "the moment is not shown");
    page.click("Step back").await?;
    ensure!(question(page).await?.is_none(), "it asks on the way back");
    page.click("Step back").await?;
    page.rests_at(20, SOON).await?;
    after(page, 20).await?;
    ensure!(question(page).await?.is_none(), "it asks about the sample before");
    page.control("checkbox", "Predict, then reveal").await?.click().await?;
    page.click("Step").await?;
    page.rests_at(21, SOON).await?;
    after(page, 21).await?;
    ensure!(question(page).await?.is_none(), "it asks, and is switched off");
    ensure!(page.numbers().await?.contains_key("trace-z"), "the moment is not shown");
    Ok(())
}
