//! Numbers in sentences: every computed one can be checked, and is rounded as the log rounds it.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::{Value, json};

/// The text of descriptions, notices and spoken milestones without the numbers, and the numbers by
/// quantity.
const SENTENCES: &str = "
    const plain = (node) => node.nodeName === 'DATA' ? ''
        : node.nodeType === Node.TEXT_NODE ? node.data : [...node.childNodes].map(plain).join('');
    const kinds = '[data-description]:not([data-description=network]), [role=status]';
    const elements = [...document.querySelectorAll(kinds)].filter((element) => element.textContent);
    const numbers = elements.flatMap((element) => [...element.querySelectorAll('data')])
        .map((data) => [data.dataset.quantity, data.value]);
    return [elements.map(plain), Object.fromEntries(numbers)];";

async fn sentences(page: &Page) -> Result<(Vec<String>, serde_json::Map<String, Value>)> {
    Ok(serde_json::from_value(page.script(SENTENCES, []).await?)?)
}

pub async fn numbers_in_sentences_can_be_checked(page: &Page) -> Result<()> {
    let link = "samples=2001&testSize=0.31&layers=2,3,2";
    page.open(&format!("{link}&epochs=100000")).await?;
    page.click("Train").await?;
    page.gets_beyond(20_000).await?;
    let step = page.pause().await?;
    let (texts, numbers) = sentences(page).await?;
    ensure!(texts.len() >= 4, "only {texts:?}");
    let digits: Vec<&String> =
        texts.iter().filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect();
    ensure!(digits.is_empty(), "numbers that cannot be checked: {digits:?}");
    let native = native::trained(link, step, "")?;
    let (now, first) = (native.metrics(), native.curve()[0]);
    let split = native.split();
    for (quantity, expected) in [
        ("train-points", split.train.len() as f64),
        ("test-points", split.test.len() as f64),
        ("described-epoch", now.epoch as f64),
        ("described-step", now.step as f64),
        ("described-train-loss", now.train_loss),
        ("described-test-loss", now.test_loss),
        ("described-train-accuracy", now.train_accuracy),
        ("described-test-accuracy", now.test_accuracy),
        ("first-loss", first.train_loss),
        ("first-accuracy", first.train_accuracy),
        ("noted-epoch", now.epoch as f64),
        ("noted-step", now.step as f64),
    ] {
        let shown = page.number(quantity).await.or_else(|error| {
            let text = numbers.get(quantity).and_then(Value::as_str).ok_or(error)?;
            text.parse().context("a number")
        })?;
        ensure!(shown.to_bits() == expected.to_bits(), "{quantity} is {shown}, natively {expected}");
    }
    Ok(())
}

pub async fn readouts_round_as_the_log_does(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    // Fractions of small test parts, where ties are, powers of two, and numbers of every size.
    let fractions = (1..=320_u32).flat_map(|n| (0..=n).step_by(7).map(move |k| f64::from(k) / f64::from(n)));
    let halves = (0..4000).map(|k| f64::from(k) / 256.0 - 7.0);
    let sizes =
        (0..4000_u32).map(|k| f64::from(k.wrapping_mul(2_654_435_761)) * 0.5_f64.powi((k % 60) as i32) / 1e6);
    let values: Vec<f64> = fractions.chain(halves).chain(sizes).filter(|x| x.abs() < 1e4).collect();
    let body = "const { fixed, percent } = await import(new URL('js/page/ui/numbers.js', location));
        return args[0].map((x) => [percent(x), fixed(x, 2), fixed(x, 4), fixed(x, 6)]);";
    let texts: Vec<[String; 4]> = serde_json::from_value(page.async_script(body, [json!(values)]).await?)?;
    ensure!(texts.len() == values.len() && values.len() > 10_000, "{} texts", texts.len());
    for (x, texts) in values.iter().zip(&texts) {
        let minus = |text: String| text.replace('-', "−");
        let expected = [
            format!("{:.2}%", x * 100.0),
            minus(format!("{x:.2}")),
            minus(format!("{x:.4}")),
            minus(format!("{x:.6}")),
        ];
        ensure!(*texts == expected, "{x} is shown as {texts:?}, in the log as {expected:?}");
    }
    // 17 of 32 is 53.125 %.
    let fraction = page.async_script(
        "const { percent } = await import(new URL('js/page/ui/numbers.js', location)); return percent(17 / 32);",
        [],
    );
    ensure!(fraction.await? == json!("53.12%"), "a tie goes up");
    page.rests_at(0, SOON).await
}
