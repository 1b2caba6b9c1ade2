//! One weight in the inspector: found by name, its numbers those of the native run, set, undone, and
//! its gradient checked.

use anyhow::{Context, Result, ensure};
use backprop_core::network::check::Check;
use page_tests::native;
use page_tests::page::{Page, SOON};
use thirtyfour::{By, Key};

/// 14 training samples, 41 parameters.
const LINK: &str = "samples=20&layers=2,4,3,2&activation=tanh&learningRate=0.1";
/// The index of w2[3,2]: 2·4 + 4 parameters precede the weights of layer 2, which are rows of 3.
const W2_3_2: usize = 12 + 2 * 3 + 1;

async fn find(page: &Page, name: &str) -> Result<()> {
    page.enter("Weight, bias, neuron", name).await?;
    page.until("its numbers are there", "__test.numbers()['parameter-gradient']").await
}

pub async fn a_weight_is_found_by_its_name_with_the_numbers_of_the_native_run(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=30")).await?;
    page.rests_at(30, SOON).await?;
    find(page, "w2[3,2]").await?;
    let trainer = native::trained(LINK, 30, "")?;
    let next = trainer.update().parts[W2_3_2].change;
    let difference = Check::of(trainer.network(), trainer.next_sample()).at(W2_3_2);
    let numbers = page.numbers().await?;
    for (quantity, expected) in [
        ("parameter-gradient", difference.gradient),
        ("parameter-quotient", difference.central),
        ("parameter-difference", difference.relative),
        ("parameter-next", next),
    ] {
        let shown = numbers.get(quantity).with_context(|| format!("no {quantity}"))?;
        ensure!(shown.to_bits() == expected.to_bits(), "{quantity} is {shown}, natively {expected}");
    }
    let value = page.control("text", "Value").await?.value().await?.context("a value")?;
    ensure!(value.parse() == Ok(trainer.network().parameter(W2_3_2)), "the field shows {value}");
    let caption = page.script("return document.querySelector('.boundary h2').textContent", []).await?;
    ensure!(caption == "Hidden layer 2, neuron 2", "{caption} is in front");

    // One sample later the next update is the last one.
    page.click("Step one sample").await?;
    page.rests_at(31, SOON).await?;
    page.until("the last update is there", "__test.numbers()['parameter-last']").await?;
    let last = page.number("parameter-last").await?;
    ensure!(last == next, "the last update was {last}");
    Ok(())
}

pub async fn a_weight_can_be_set_trained_on_and_undone(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=30")).await?;
    page.rests_at(30, SOON).await?;
    find(page, "w2[3,2]").await?;
    page.enter("Value", "−0,75").await?;
    let mut edited = native::trained(LINK, 30, "")?;
    edited.set_parameter(W2_3_2, -0.75)?;
    let loss = edited.metrics().train_loss;
    page.until("the loss follows", &format!("Number(__test.numbers()['train-loss']) === {loss:?}")).await?;
    page.click("Step one epoch").await?;
    page.rests_at(42, SOON).await?;
    edited.step(12);
    page.shows(&edited.metrics()).await?;

    page.click("Undo").await?;
    page.rests_at(30, SOON).await?;
    page.shows(&native::trained(LINK, 30, "")?.metrics()).await?;
    page.click("Redo").await?;
    page.until("it is set again", &format!("Number(__test.numbers()['train-loss']) === {loss:?}")).await
}

pub async fn a_wrong_name_or_value_is_reported_and_the_run_is_untouched(page: &Page) -> Result<()> {
    page.open(LINK).await?;
    for name in ["w9[1,1]", "w2[5,1]", "w2[1]", "nonsense"] {
        page.enter("Weight, bias, neuron", name).await?;
        page.until("it is refused", "__test.said().includes('w3[3,1]')").await?;
        page.press(Key::Escape + "").await?;
    }
    // A wrong name stays, to be mended.
    page.enter("Weight, bias, neuron", "w9[1,1]").await?;
    page.press(Key::Tab + "").await?;
    let kept = page.control("text", "Weight, bias, neuron").await?.value().await?;
    ensure!(kept.as_deref() == Some("w9[1,1]"), "the wrong name became {kept:?}");
    find(page, "b2[3]").await?;
    for value in ["much", "1e999"] {
        page.enter("Value", value).await?;
        page.until("it is refused", "__test.said().includes('finite number')").await?;
        page.press(Key::Escape + "").await?;
    }
    page.shows(&native::trainer(LINK)?.metrics()).await
}

pub async fn the_whole_network_is_checked_against_difference_quotients(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=9")).await?;
    page.rests_at(9, SOON).await?;
    page.click("Check").await?;
    page.until("there is a result", "__test.numbers()['check-difference']").await?;
    let trainer = native::trained(LINK, 9, "")?;
    let worst =
        Check::of(trainer.network(), trainer.next_sample()).worst(0..usize::MAX).context("parameters")?;
    ensure!(page.number("check-difference").await? == worst.relative, "it is not {worst:?}");
    ensure!(worst.relative < 1e-4, "{worst:?}");
    ensure!(page.said().await?.contains("Fine: below 1e−4"), "there is no verdict: {}", page.said().await?);
    Ok(())
}

pub async fn a_term_that_is_clicked_pins_its_weight_and_a_neuron_its_bias(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&step=30")).await?;
    page.rests_at(30, SOON).await?;
    page.click("Step through one update").await?;
    page.until("there are terms", "document.querySelectorAll('.terms tbody tr').length === 2").await?;
    page.driver.find(By::Css(".terms tbody tr:nth-child(2) th")).await?.click().await?;
    let field = page.control("text", "Weight, bias, neuron").await?;
    ensure!(field.value().await?.as_deref() == Some("w1[2,1]"), "{:?} is pinned", field.value().await?);
    let trace = native::trained(LINK, 30, "")?.trace();
    let (a, gradient) = (trace.layers[0].a[0], trace.layers[0].gradient[4]);
    ensure!(page.number("neuron-a").await? == a, "a is not {a}");
    ensure!(page.number("parameter-gradient").await? == gradient, "the gradient is not {gradient}");

    page.click("Hidden layer 2, neuron 3").await?;
    page.until("its bias is pinned", "__test.named('text', 'Weight, bias, neuron')[0].value === 'n2[3]'")
        .await?;
    let delta = trace.layers[1].delta[2];
    page.until("its δ is there", &format!("Number(__test.numbers()['neuron-delta']) === {delta:?}")).await
}

pub async fn no_number_of_another_moment_stays(page: &Page) -> Result<()> {
    page.open(&format!("{LINK}&epochs=100000")).await?;
    find(page, "w2[3,2]").await?;
    page.click("Check").await?;
    page.until("there is a result", "__test.numbers()['check-difference']").await?;
    // At the same step, but no longer the same network.
    page.enter("Value", "0.5").await?;
    page.until("the result is gone", "!__test.numbers()['check-difference']").await?;
    page.click("Train").await?;
    page.gets_beyond(500).await?;
    ensure!(
        !page.numbers().await?.contains_key("parameter-gradient"),
        "a stale number is shown while it trains"
    );
    let step = page.pause().await?;
    page.until("they are back", "__test.numbers()['parameter-last']").await?;
    let mut trainer = native::trainer(LINK)?;
    trainer.set_parameter(W2_3_2, 0.5)?;
    trainer.step(step);
    let last = trainer.last_update().map(|update| update.parts[W2_3_2].change);
    ensure!(last == Some(page.number("parameter-last").await?), "natively the last update was {last:?}");
    Ok(())
}

pub async fn arrow_keys_walk_along_layers_and_neurons(page: &Page) -> Result<()> {
    page.open(LINK).await?;
    find(page, "w2[3,2]").await?;
    let field = page.control("text", "Weight, bias, neuron").await?;
    for (keys, name) in [
        (Key::Down + "", "w2[3,3]"),
        (Key::Down + "", "w2[3,3]"),
        (Key::Up + "", "w2[3,2]"),
        (Key::PageDown + "", "w3[3,1]"),
        (Key::PageUp + "", "w2[3,2]"),
    ] {
        field.send_keys(keys).await?;
        let shown = field.value().await?;
        ensure!(shown.as_deref() == Some(name), "{shown:?} instead of {name}");
    }
    Ok(())
}
