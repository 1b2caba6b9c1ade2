//! Changing settings while it runs and while it rests: some restart the run, some change it live,
//! some values are refused.

use anyhow::{Context, Result, ensure};
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use thirtyfour::Key;

pub async fn another_activation_restarts_with_the_same_seeds(page: &Page) -> Result<()> {
    let rest = "samples=100&networkSeed=3&dataSeed=5&splitSeed=8";
    page.open(rest).await?;
    for (value, shown) in [("leakyRelu", "leaky ReLU"), ("sigmoid", "sigmoid")] {
        page.click("Step one sample").await?;
        page.rests_at(1, SOON).await?;
        page.choose("Activation", shown).await?;
        page.rests_at(0, SOON).await?;
        let link = format!("{rest}&activation={value}");
        page.shows(&native::trainer(&link)?.metrics()).await?;
        page.click("Step one epoch").await?;
        page.rests_at(70, SOON).await?;
        page.shows(&native::trained(&link, 70, "")?.metrics()).await?;
        page.click("Reset").await?;
        page.rests_at(0, SOON).await?;
        page.settled_step().await?;
        let in_link = page.link().await?.remove("activation");
        let expected = (value != "sigmoid").then(|| value.to_owned());
        ensure!(in_link == expected, "the link has the activation {in_link:?}");
    }
    Ok(())
}

pub async fn the_learning_rate_changes_live_and_is_recorded(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    let slider = page.control("slider", "Learning rate").await?;
    page.click("Train").await?;
    page.gets_beyond(500).await?;
    for keys in [Key::Right + Key::Right, Key::Left + "", Key::Up + Key::Up] {
        let before = page.number("step").await?;
        slider.send_keys(keys).await?;
        page.gets_beyond(before as u64 + 1000).await?;
        page.control("button", "Pause").await.context("moving the slider stopped the training")?;
    }
    let step = page.pause().await?;
    let link = page.link().await?;
    ensure!(!link.contains_key("learningRate"), "the rate of step 0 is in the link: {link:?}");
    let text = link.get("changes").context("no changes in the link")?;
    let changes = native::changes("", text)?;
    let steps: Vec<u64> = changes.iter().map(|event| event.step).collect();
    ensure!(steps.len() >= 3 && steps.is_sorted() && *steps.last().context("one")? <= step, "{steps:?}");
    let exact = page.control("text", "Learning rate, exact value").await?.value().await?;
    let last = text.rsplit(':').next().context("one")?.parse::<f64>()?;
    ensure!(exact.as_deref() == Some(last.to_string().as_str()), "the field shows {exact:?}, not {last}");
    page.shows(&native::trained("", step, text)?.metrics()).await
}

pub async fn before_the_first_sample_the_slider_sets_the_rate_of_the_run(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let slider = page.control("slider", "Learning rate").await?;
    slider.send_keys(Key::Right + Key::Right).await?;
    page.settled_step().await?;
    let link = page.link().await?;
    let rate = link.get("learningRate").with_context(|| format!("no rate in the link {link:?}"))?.clone();
    ensure!(!link.contains_key("changes") && rate.parse::<f64>()? > 0.01, "the link is {link:?}");
    page.click("Step one epoch").await?;
    page.rests_at(70, SOON).await?;
    let native = native::trained(&format!("samples=100&learningRate={rate}"), 70, "")?;
    page.shows(&native.metrics()).await
}

pub async fn a_refused_value_is_named_with_its_range_and_the_run_goes_on(page: &Page) -> Result<()> {
    page.open("samples=100&epochs=100000&layers=2,3,2").await?;
    // At full speed Chromium would be slow to handle the keys.
    page.choose("Speed", "10 samples/s").await?;
    page.click("Train").await?;
    page.gets_beyond(0).await?;
    let cases = [
        ("Noise, exact value", "7", ["0", "1"], "0.2"),
        ("Learning rate, exact value", "0", ["0", "10"], "0.01"),
        ("Samples, exact value", "2.5", ["4", "20000"], "100"),
        ("Samples, exact value", "many", ["4", "20000"], "100"),
        ("Layers", "2,200,2", ["1", "128"], "2,3,2"),
    ];
    for (field, value, range, good) in cases {
        page.enter(field, value).await?;
        page.until("the page complains", &format!("__test.said().includes('{value}')")).await?;
        let said = page.said().await?;
        let named =
            said.lines().any(|line| line.contains(value) && range.iter().all(|end| line.contains(end)));
        ensure!(named, "{value:?} for {field} was answered with {said:?}");
        page.press(Key::Escape + "").await?;
        let shown = page.control("text", field).await?.value().await?;
        ensure!(shown.as_deref() == Some(good), "{field} shows {shown:?}, not {good}");
        let step = page.number("step").await?;
        page.gets_beyond(step as u64).await?;
    }
    let step = page.pause().await?;
    ensure!(
        page.link().await?.keys().eq(["epochs", "layers", "lesson", "samples", "speed", "step"]),
        "the link is {:?}",
        page.link().await?
    );
    page.shows(&native::trained("samples=100&layers=2,3,2", step, "")?.metrics()).await
}

pub async fn a_typed_value_restarts_the_run(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    page.click("Step one sample").await?;
    page.rests_at(1, SOON).await?;
    let mut link = "samples=100".to_owned();
    for (field, key, value) in [
        ("Noise, exact value", "noise", "0.05"),
        ("Layers", "layers", "2,7,5,2"),
        ("Test fraction, exact value", "testSize", "0.25"),
    ] {
        page.enter(field, value).await?;
        link = format!("{link}&{key}={value}");
        let metrics = native::trainer(&link)?.metrics();
        // The step is 0 before and after: only the loss tells one run from the other.
        let arrived = format!("__test.numbers()['train-loss'] === '{}'", metrics.train_loss);
        page.until("the numbers of the new run are shown", &arrived).await?;
        page.shows(&metrics).await?;
    }
    let biases = page.control("checkbox", "Update biases").await?;
    page.uncover(&biases).await?;
    biases.click().await?;
    page.click("Step one epoch").await?;
    page.rests_at(75, SOON).await?;
    page.shows(&native::trained(&format!("{link}&trainBias=true"), 75, "")?.metrics()).await
}

pub async fn a_new_seed_is_drawn_shown_and_linked(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let mut seeds = Vec::new();
    for _ in 0..2 {
        page.click("New seed").await?;
        page.settled_step().await?;
        let link = page.link().await?;
        let seed = link.get("networkSeed").with_context(|| format!("no seed in {link:?}"))?.clone();
        page.shows(&native::trainer(&format!("samples=100&networkSeed={seed}"))?.metrics()).await?;
        let fields = "return [...document.querySelectorAll('input')].map((input) => input.value)";
        let shown: Vec<String> = serde_json::from_value(page.script(fields, []).await?)?;
        ensure!(shown.contains(&seed), "the seed {seed} is not shown");
        seeds.push(seed);
    }
    ensure!(seeds[0] != seeds[1], "the seed {} was drawn twice", seeds[0]);
    Ok(())
}

pub async fn no_number_of_the_old_run_is_shown_under_new_settings(page: &Page) -> Result<()> {
    // In one task: the page then looks as it does until the first numbers of the new run come.
    const CHANGE: &str = "
        const places = () => JSON.stringify([...document.querySelectorAll('.readout, .now .cell')]
            .map((element) => { const { x, y, width } = element.getBoundingClientRect(); return [x, y, width]; }));
        const run = () => Object.keys(__test.numbers()).filter((name) => /^(epoch|step|(train|test)-)/.test(name));
        const before = [run().length, places()];
        const [select] = __test.named('select', 'Activation');
        select.value = 'tanh';
        select.dispatchEvent(new Event('change'));
        const left = [...document.querySelectorAll('[data-description]')].map(__test.text).join('');
        return { had: before[0], has: run(), log: __test.log(), left, moved: before[1] !== places() };";
    page.open("samples=20000&layers=2,128,128,128,128,2").await?;
    let seen = page.async_script(CHANGE, []).await?;
    let expected = json!({ "had": 8, "has": [], "log": [], "left": "", "moved": false });
    ensure!(seen == expected, "right after the change: {seen}");
    page.until_within(SOON, "the new numbers come", "__test.numbers()['train-loss']").await?;
    let link = "samples=20000&layers=2,128,128,128,128,2&activation=tanh";
    page.shows(&native::trainer(link)?.metrics()).await
}
