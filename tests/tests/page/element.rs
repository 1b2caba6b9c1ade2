//! `<backprop-playground>` in a page of another origin: attributes, promises and events give the
//! native run's numbers; errors are reported and change nothing.

use crate::notes::{Notes, same_metrics};
use anyhow::{Result, ensure};
use page_tests::native;
use page_tests::page::Page;
use serde_json::json;

const SMALL: &str = "samples=100 activation=tanh learning-rate=0.03";
const LINK: &str = "samples=100&activation=tanh&learningRate=0.03";

pub async fn attributes_are_settings_and_promises_give_the_native_numbers(page: &Page) -> Result<()> {
    let notes = Notes::open(page, &format!("<backprop-playground {SMALL}></backprop-playground>")).await?;
    let first = notes.ask("element.getState()").await?;
    same_metrics(&first, &native::trainer(LINK)?.metrics())?;
    ensure!(first["link"] == format!("#lesson=network&{LINK}") && first["playing"] == false, "{first}");
    let stepped = notes.ask("element.step(71)").await?;
    same_metrics(&stepped, &native::trained(LINK, 71, "")?.metrics())?;
    let playing = notes.ask("element.play()").await?;
    ensure!(playing["playing"] == true, "{playing}");
    notes.until("epochs are reported", "events.filter(({ type }) => type === 'epoch').length > 2").await?;
    let paused = notes.ask("element.pause()").await?;
    let step = paused["step"].as_u64().unwrap_or_default();
    ensure!(paused["playing"] == false && step > 71, "{paused}");
    same_metrics(&paused, &native::trained(LINK, step, "")?.metrics())?;
    let events = notes.ask("events.map(({ type }) => type)").await?.to_string();
    ensure!(events.contains("ready") && events.contains("change") && !events.contains("error"), "{events}");
    let epochs =
        notes.ask("events.filter(({ type }) => type === 'epoch').map(({ detail }) => detail.epoch)").await?;
    let grow = epochs
        .as_array()
        .is_some_and(|epochs| epochs.windows(2).all(|two| two[0].as_u64() < two[1].as_u64()));
    ensure!(grow, "the reported epochs are {epochs}");
    Ok(())
}

pub async fn the_state_of_one_element_can_be_set_on_another(page: &Page) -> Result<()> {
    let elements = format!(
        "<backprop-playground {SMALL}></backprop-playground>
         <backprop-playground lesson=himmelblau start=-2,2 lang=zh-Hans></backprop-playground>"
    );
    let notes = Notes::open(page, &elements).await?;
    notes.ask("element.step(100)").await?;
    let changed = notes.ask("element.setState({ learningRate: 0.5, focus: '2.17' })").await?;
    ensure!(changed["step"] == 100, "a live setting has begun another run: {changed}");
    let here = notes.ask("element.step(50)").await?;
    same_metrics(&here, &native::trained(LINK, 150, "100:learningRate:0.5")?.metrics())?;
    let chinese = notes.ask("other.getState()").await?;
    ensure!(chinese["language"] == "zh" && chinese["epoch"].is_null(), "{chinese}");
    let there = notes.ask("other.setState(JSON.parse(JSON.stringify(await element.getState())))").await?;
    ensure!(there == here, "{there} instead of {here}");
    let undone = notes.ask("element.undo()").await?;
    same_metrics(&undone, &native::trained(LINK, 100, "")?.metrics())?;
    let back = notes.ask_with("other.setState(args[0])", [chinese.clone()]).await?;
    ensure!(back == chinese, "{back} instead of {chinese}");
    for (lesson, setting) in [
        ("activations", json!({ "function": "gelu", "z": -1.25 })),
        ("chain-rule", json!({ "expression": "y = a*b + a" })),
    ] {
        let mut state = setting.clone();
        state["lesson"] = json!(lesson);
        let opened = notes.ask_with("element.setState(args[0])", [state]).await?;
        notes.ask("element.setState({ playing: false, step: 0 })").await?;
        let restored = notes.ask_with("element.setState(args[0])", [opened.clone()]).await?;
        ensure!(restored == opened && opened["lesson"] == lesson, "{restored} instead of {opened}");
    }
    Ok(())
}

pub async fn unsupported_commands_are_refused_and_steps_are_undone(page: &Page) -> Result<()> {
    let notes =
        Notes::open(page, "<backprop-playground lesson=himmelblau at=3></backprop-playground>").await?;
    ensure!(notes.ask("element.step(4)").await?["step"] == 7, "steps of a descent");
    ensure!(notes.ask("element.undo()").await?["step"] == 6, "a step back");
    ensure!(notes.ask("element.play()").await?["playing"] == true, "it descends");
    notes
        .until(
            "steps of the descent are reported",
            "events.some(({ type, detail }) => type === 'change' && detail.step > 8)",
        )
        .await?;
    ensure!(notes.ask("element.pause()").await?["playing"] == false, "it rests");
    ensure!(notes.ask("element.setState({ step: 0 })").await?["step"] == 0, "the beginning");
    ensure!(
        notes.refused("element.undo()").await?["code"] == "nothingToUndo",
        "there is no step before the first"
    );
    let beyond = notes.refused("element.setState({ step: 201 })").await?;
    ensure!(beyond["field"] == "step" && beyond["max"] == 200, "{beyond}");
    notes.ask("element.setState({ lesson: 'activations' })").await?;
    for call in ["play()", "step()", "undo()"] {
        let refused = notes.refused(&format!("element.{call}")).await?;
        ensure!(refused["code"] == "unsupported", "{call}: {refused}");
    }
    ensure!(
        notes.ask("element.pause()").await?["playing"] == false,
        "pausing a lesson that does not play is an error"
    );
    Ok(())
}

pub async fn refusals_have_code_field_value_and_range_and_change_nothing(page: &Page) -> Result<()> {
    let notes = Notes::open(page, &format!("<backprop-playground {SMALL}></backprop-playground>")).await?;
    let before = notes.ask("element.step(71)").await?;
    for (state, expected) in [
        (
            "{ samples: 3 }",
            json!({ "code": "outOfRange", "field": "samples", "value": "3", "min": 4, "max": 20000 }),
        ),
        (
            "{ learningRate: 0.1, noise: 'much' }",
            json!({ "code": "wrongType", "field": "noise", "value": "much" }),
        ),
        ("{ layers: [2, 0, 2] }", json!({ "field": "layers", "value": "2,0,2" })),
        ("{ samples: 4, testSize: 0.9 }", json!({ "field": "testSize" })),
        ("{ activation: 'swish' }", json!({ "code": "outOfRange", "field": "activation", "value": "swish" })),
        ("{ rates: '5:0.1,3:0.2' }", json!({ "field": "rates" })),
        ("{ changes: '5:p99999:0.1' }", json!({ "field": "changes" })),
        ("{ focus: '9.9' }", json!({ "code": "outOfRange", "field": "focus" })),
        ("{ lesson: 'nosuch' }", json!({ "code": "outOfRange", "field": "lesson", "value": "nosuch" })),
        ("{ lang: 'xx' }", json!({ "code": "outOfRange", "field": "lang", "value": "xx" })),
        ("{ speling: 1 }", json!({ "code": "unknownField", "field": "speling" })),
        ("{ constructor: 1 }", json!({ "code": "unknownField", "field": "constructor" })),
        (
            "{ lesson: 'himmelblau', learningRate: 0.1 }",
            json!({ "code": "unknownField", "field": "learningRate" }),
        ),
        (
            "{ lesson: 'chain-rule', expression: '<img src=x>' }",
            json!({ "field": "expression", "value": "<img src=x>" }),
        ),
        ("{ link: '#activation=tanh&epochs=-1' }", json!({ "field": "epochs", "value": "-1" })),
        ("{ learningRate: NaN }", json!({ "code": "wrongType", "field": "learningRate" })),
        ("{ f() {} }", json!({ "code": "wrongType", "field": "state" })),
        ("5", json!({ "code": "wrongType", "field": "state", "value": 5 })),
    ] {
        let refused = notes.refused(&format!("element.setState({state})")).await?;
        for (name, value) in expected.as_object().into_iter().flatten() {
            ensure!(&refused[name] == value, "{state}: {name} is not {value} in {refused}");
        }
        ensure!(refused["isError"] == true && refused["message"] != "", "{refused}");
    }
    for count in ["0", "-1", "0.5", "1e9 + 1", "'5'", "null"] {
        let refused = notes.refused(&format!("element.step({count})")).await?;
        ensure!(
            refused["field"] == "count" && refused["min"] == 1 && refused["max"] == 1_000_000_000,
            "{count}: {refused}"
        );
    }
    ensure!(notes.refused("element.undo()").await?["code"] == "nothingToUndo", "nothing was changed");
    let after = notes.ask("element.getState()").await?;
    ensure!(after == before, "{after} instead of {before}");
    Ok(())
}

pub async fn moved_with_move_before_it_keeps_its_run(page: &Page) -> Result<()> {
    let elements = format!("<backprop-playground {SMALL}></backprop-playground><section></section>");
    let notes = Notes::open(page, &elements).await?;
    if notes.ask("!document.body.moveBefore").await? == true {
        return Ok(());
    }
    let before = notes.ask("element.step(71)").await?;
    let moved = "(document.querySelector('section').moveBefore(element, null), element.getState())";
    ensure!(notes.ask(moved).await? == before, "the run has begun anew");
    same_metrics(&notes.ask("element.step(1)").await?, &native::trained(LINK, 72, "")?.metrics())
}

pub async fn changed_attributes_are_followed(page: &Page) -> Result<()> {
    let notes = Notes::open(
        page,
        &format!("<backprop-playground {SMALL} epochs=100000 z=2 play></backprop-playground>"),
    )
    .await?;
    notes.until("it trains", "events.some(({ type }) => type === 'epoch')").await?;
    let live = notes.ask("(element.setAttribute('learning-rate', '0.5'), element.getState())").await?;
    ensure!(live["playing"] == true && live["link"].to_string().contains(":0.5"), "{live}");
    let another = notes.ask("(element.setAttribute('activation', 'relu'), element.pause())").await?;
    ensure!(another["link"].to_string().contains("activation=relu"), "{another}");
    let usual = notes.ask(
        "(element.removeAttribute('play'), element.removeAttribute('activation'), element.setAttribute('step', '5'),
          element.removeAttribute('learning-rate'), element.getState())",
    );
    usual.await?;
    let usual = notes.ask("(async () => { for (;;) { const now = await element.getState(); if (now.step === 5) return now; } })()").await?;
    ensure!(
        usual["link"] == "#lesson=network&samples=100&epochs=100000&step=5" && usual["playing"] == false,
        "{usual}"
    );
    same_metrics(&usual, &native::trained("samples=100", 5, "")?.metrics())?;
    let wrong = "(element.setAttribute('samples', 'many'), element.getState())";
    ensure!(notes.ask(wrong).await? == usual, "a wrong attribute has changed something");
    let said = "events.filter(({ type }) => type === 'error').map(({ detail }) => `${detail.field} ${detail.value}`)";
    let said = notes.ask(said).await?;
    ensure!(said == json!(["samples many"]), "{said}");
    let lesson = notes.ask("(element.setAttribute('lesson', 'activations'), element.getState())").await?;
    ensure!(lesson["link"] == "#lesson=activations&z=2", "{lesson}");
    let chinese = notes.ask("(element.setAttribute('lang', 'zh-CN'), element.getState())").await?;
    ensure!(chinese["language"] == "zh" && chinese["link"] == "#lesson=activations&z=2&lang=zh", "{chinese}");
    let title = "element.shadowRoot.querySelector('iframe').title";
    notes.until("the frame has a Chinese name", &format!("/激活函数/.test({title})")).await?;
    notes.ask("element.setAttribute('title', 'Exercise 3')").await?;
    ensure!(notes.ask(title).await? == "Exercise 3", "the author's name for it");
    Ok(())
}

pub async fn wrong_attributes_are_reported_and_fall_back(page: &Page) -> Result<()> {
    let notes =
        Notes::open(page, "<backprop-playground samples=100 noise=7 lang=de focus=x></backprop-playground>")
            .await?;
    let state = notes.ask("element.getState()").await?;
    same_metrics(&state, &native::trainer("samples=100")?.metrics())?;
    notes
        .until("all errors are reported", "events.filter(({ type }) => type === 'error').length === 3")
        .await?;
    let fields = notes
        .ask("events.filter(({ type }) => type === 'error').map(({ detail }) => detail.field).sort()")
        .await?;
    ensure!(fields == json!(["focus", "lang", "noise"]), "{fields}");
    let bubbled = notes.ask("bubbled").await?;
    ensure!(bubbled == json!([]), "events of a lesson have reached the page around it: {bubbled}");
    Ok(())
}

pub async fn in_a_sandbox_it_trains_and_answers(page: &Page) -> Result<()> {
    // Firefox's words for a worker that cannot start there; the page trains without one.
    page.watch.forgive("may not load data from");
    let element = format!("<backprop-playground {SMALL} sandbox=allow-scripts></backprop-playground>");
    let notes = Notes::open(page, &element).await?;
    let stepped = notes.ask("element.step(71)").await?;
    same_metrics(&stepped, &native::trained(LINK, 71, "")?.metrics())?;
    notes.ask("element.play()").await?;
    notes.until("epochs are reported", "events.some(({ type }) => type === 'epoch')").await?;
    let paused = notes.ask("element.pause()").await?;
    same_metrics(&paused, &native::trained(LINK, paused["step"].as_u64().unwrap_or_default(), "")?.metrics())
}
