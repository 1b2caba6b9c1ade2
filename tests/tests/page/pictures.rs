//! Pictures show the computed numbers: colours, points, curves, readouts; and the texts that can be
//! copied.

use anyhow::{Context, Result, ensure};
use backprop_core::network::class_of;
use backprop_core::run::Trainer;
use backprop_core::run::program;
use page_tests::native;
use page_tests::page::{Page, SOON};
use serde_json::json;
use std::collections::BTreeMap;

/// Checks that the readout of the plane is the network's prediction there.
pub fn reads_as_predicted(shown: &BTreeMap<String, f64>, native: &mut Trainer) -> Result<()> {
    let read = |name: &str| shown.get(name).copied().with_context(|| format!("no {name} in the readout"));
    let place = [read("probe-x1")?, read("probe-x2")?];
    let expected = native.network().outputs(&place);
    let outputs = [read("probe-o0")?, read("probe-o1")?];
    ensure!(outputs[..] == expected, "at {place:?} the page shows {outputs:?}, natively {expected:?}");
    ensure!(read("probe-class")? == class_of(&expected) as f64, "at {place:?} the class is wrong");
    Ok(())
}

pub async fn the_readout_under_the_pointer_is_the_prediction(page: &Page) -> Result<()> {
    page.open("samples=300&step=2100").await?;
    page.rests_at(2100, SOON).await?;
    let mut native = native::trained("samples=300", 2100, "")?;
    let canvas = page.driver.find(thirtyfour::By::Css("[data-layer=points]")).await?;
    canvas.scroll_into_view().await?;
    for (dx, dy) in [(0, 0), (-50, 20), (40, -35)] {
        page.actions().move_to_element_with_offset(&canvas, dx, dy).perform().await?;
        page.until("there is a readout", "__test.numbers()['probe-x1']").await?;
        reads_as_predicted(&page.numbers().await?, &mut native)?;
    }
    // It follows the training while the pointer stays.
    page.script("__test.named('button', 'Step one epoch')[0].click()", []).await?;
    page.rests_at(2310, SOON).await?;
    native.step(210);
    reads_as_predicted(&page.numbers().await?, &mut native)
}

/// The colours, `[r, g, b, a]`, of a layer at points of the plane, which the package's own
/// `boundaryPosition` finds in the plot.
const PIXELS: &str = "
    const { Stage } = await import(new URL('pkg/backprop_playground.js', location));
    const [layer, config, points] = args;
    const stage = new Stage(config);
    const canvas = document.querySelector(`[data-layer=${layer}]`);
    const { width, height } = canvas.getBoundingClientRect();
    const context = canvas.getContext('2d');
    const colours = points.map(([x1, x2]) => {
        const [px, py] = stage.boundaryPosition(x1, x2, width, height);
        const [left, top] = [px / width * canvas.width, py / height * canvas.height].map(Math.floor);
        return [...context.getImageData(left, top, 1, 1).data];
    });
    stage.free();
    return colours;";

async fn pixels(page: &Page, layer: &str, points: &[[f64; 2]]) -> Result<Vec<[u8; 4]>> {
    let arguments = vec![json!(layer), json!({}), json!(points)];
    Ok(serde_json::from_value(page.async_script(PIXELS, arguments).await?)?)
}

pub async fn each_class_has_its_colour_on_its_side(page: &Page) -> Result<()> {
    page.open("step=140000").await?;
    page.rests_at(140_000, SOON).await?;
    let native = native::trained("", 140_000, "")?;
    let predict = |point: [f64; 2]| class_of(&native.network().outputs(&point));
    // Points well inside each moon; after a hundred passes the network is sure of them.
    let inside = [[-0.9, 0.9], [0.0, 1.2], [1.0, -0.8], [1.9, -0.2]];
    page.settled_step().await?;
    for (point, [red, _, blue, alpha]) in inside.iter().zip(pixels(page, "field", &inside).await?) {
        let class = predict(*point);
        ensure!(class == usize::from(point[1] < 0.0), "the native network has class {class} at {point:?}");
        let (own, other) = if class == 0 { (blue, red) } else { (red, blue) };
        ensure!(alpha == 255, "nothing is drawn at {point:?}");
        ensure!(own > other.saturating_add(30), "class {class} at {point:?}: red {red}, blue {blue}");
    }
    Ok(())
}

pub async fn every_point_of_the_data_is_drawn(page: &Page) -> Result<()> {
    page.open("lesson=network").await?;
    page.settled_step().await?;
    let native = native::trainer("")?;
    let points = &native.data().points;
    let drawn = pixels(page, "points", points).await?.iter().filter(|[.., alpha]| *alpha > 0).count();
    ensure!(drawn == points.len(), "{drawn} of {} points are drawn", points.len());
    // Beyond the data the layer is empty, or the check above would prove nothing.
    let view = [points.iter().map(|p| p[0]).fold(f64::INFINITY, f64::min) - 0.3, 0.0];
    ensure!(pixels(page, "points", &[view]).await?[0][3] == 0, "the layer of the points is filled");
    Ok(())
}

/// The results of drawing every picture of a stage on canvases of all kinds: `drawn`, or an error's code.
const CANVASES: &str = "
    const { Stage, Trainer } = await import(new URL('pkg/backprop_playground.js', location));
    const settings = { samples: 10, layers: [2, 3, 2] };
    const stage = new Stage(settings);
    const sized = (width, height) => Object.assign(document.createElement('canvas'), { width, height });
    const taken = sized(40, 40);
    taken.getContext('bitmaprenderer');
    const canvases = {
        plain: sized(300, 150), empty: sized(0, 0), flat: sized(300, 0), pixel: sized(1, 1), taken,
        image: document.createElement('img'), inherits: Object.create(sized(40, 40)), huge: sized(8001, 8000),
    };
    const pictures = {
        drawField: [-1, true], drawLine: [], drawPoints: [], drawWeights: [-1], drawNeurons: [], drawCurve: ['loss'],
    };
    const answer = (name, canvas) => {
        try {
            stage[name](canvas, ...pictures[name]);
            return 'drawn';
        } catch ({ code, field, message }) {
            return field === 'canvas' ? code : message;
        }
    };
    const answers = (canvas) => [...new Set(Object.keys(pictures).map((name) => answer(name, canvas)))].join();
    const seen = Object.fromEntries(Object.entries(canvases).map(([kind, canvas]) => [kind, answers(canvas)]));
    stage.setState(new Trainer(settings).state()); // nothing of it is locked
    stage.free();
    return seen;";

pub async fn a_wrong_canvas_is_refused_and_one_without_pixels_is_drawn_on(page: &Page) -> Result<()> {
    page.open("samples=100").await?;
    let seen = page.async_script(CANVASES, []).await?;
    let expected = json!({
        "plain": "drawn", "empty": "drawn", "flat": "drawn", "pixel": "drawn", "taken": "wrongType",
        "image": "wrongType", "inherits": "wrongType", "huge": "outOfRange",
    });
    ensure!(seen == expected, "{seen:#}");
    Ok(())
}

pub async fn training_changes_every_picture(page: &Page) -> Result<()> {
    const LAYERS: &str = "return Object.fromEntries([...document.querySelectorAll('canvas[data-layer]')]
        .map((canvas) => [canvas.dataset.layer, canvas.toDataURL()]))";
    page.open("samples=100&epochs=100000").await?;
    page.settled_step().await?;
    let before: BTreeMap<String, String> = serde_json::from_value(page.script(LAYERS, []).await?)?;
    page.click("Train").await?;
    page.gets_beyond(7000).await?;
    page.pause().await?;
    let after: BTreeMap<String, String> = serde_json::from_value(page.script(LAYERS, []).await?)?;
    for layer in ["field", "line", "tiles", "weights", "loss", "accuracy"] {
        let (before, after) = (before.get(layer), after.get(layer));
        ensure!(before.is_some() && before != after, "the picture {layer} stays as it was");
    }
    ensure!(before.get("points") == after.get("points"), "the points have moved");
    Ok(())
}

pub async fn pictures_far_out_of_sight_are_drawn_only_for_a_printer(page: &Page) -> Result<()> {
    const DRAWN: &str = "[...document.querySelectorAll('.curve canvas')].map((canvas) =>
        canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))";
    page.resize(360, 600, 1.0).await?;
    page.open("samples=100").await?;
    page.settled_step().await?;
    let drawn = page.script(&format!("return {DRAWN}"), []).await?;
    ensure!(drawn == json!([false, false]), "curves out of sight are drawn: {drawn}");
    let printed = format!("dispatchEvent(new Event('beforeprint')); return {DRAWN}");
    let printed = page.script(&printed, []).await?;
    ensure!(printed == json!([true, true]), "the printer gets {printed}");
    page.script("dispatchEvent(new Event('afterprint'))", []).await?;

    page.open("samples=100").await?;
    page.settled_step().await?;
    page.script("document.querySelector('.curve.loss').scrollIntoView()", []).await?;
    page.until("the curve in sight is drawn", &format!("{DRAWN}[0]")).await
}

pub async fn the_curves_read_out_the_numbers_of_the_native_run(page: &Page) -> Result<()> {
    page.open("samples=200&step=4200").await?;
    page.rests_at(4200, SOON).await?;
    page.settled_step().await?;
    let native = native::trained("samples=200", 4200, "")?;
    for layer in ["loss", "accuracy"] {
        let canvas = page.driver.find(thirtyfour::By::Css(format!("[data-layer={layer}]"))).await?;
        canvas.scroll_into_view().await?;
        page.actions().move_to_element_with_offset(&canvas, 7, 0).perform().await?;
        page.until("there is a readout", "__test.numbers()['curve-epoch']").await?;
        let shown = page.numbers().await?;
        let point = native.curve().iter().find(|point| point.epoch as f64 == shown["curve-epoch"]);
        let point = point.with_context(|| format!("no epoch {}", shown["curve-epoch"]))?;
        let expected = if layer == "loss" {
            [point.train_loss, point.test_loss]
        } else {
            [point.train_accuracy, point.test_accuracy]
        };
        let present = "return document.querySelectorAll('.marker.present:not([hidden])').length";
        ensure!(page.script(present, []).await? == 2, "the present epoch is not marked");
        let read = [shown["curve-train"], shown["curve-test"]];
        ensure!(read == expected, "{layer} at epoch {}: {read:?}, natively {expected:?}", point.epoch);
    }
    Ok(())
}

/// Keeps text written to the clipboard in `window.__copied`, or refuses it.
const CLIPBOARD: &str = "() => navigator.clipboard && Object.defineProperty(navigator.clipboard, 'writeText', {
    value: async (text) => { if (REFUSED) throw new DOMException('no', 'NotAllowedError'); window.__copied = text; },
})";

pub async fn copy_as_numpy_gives_the_program_of_this_very_run(page: &Page) -> Result<()> {
    page.preload(&CLIPBOARD.replace("REFUSED", "false")).await?;
    let link = "samples=100&activation=leakyRelu&leakySlope=0.2&layers=2,4,2&trainBias";
    page.open(&format!("{link}&step=140&rates=70:0.5")).await?;
    page.rests_at(140, SOON).await?;
    page.click("Copy as NumPy").await?;
    page.until("the program is copied", "window.__copied").await?;
    let copied = page.script("return __copied", []).await?;
    let expected = program::numpy(&native::config(link)?, &native::changes(link, "70:learningRate:0.5")?);
    ensure!(copied == json!(expected), "the program is {copied}");
    page.script("window.__copied = ''", []).await?;
    page.click("Copy").await?;
    page.until("the log is copied", "window.__copied").await?;
    let copied = page.script("return __copied.trim().split('\\n')", []).await?;
    let log = native::log(&native::trained(link, 140, "70:learningRate:0.5")?);
    ensure!(copied == json!(log), "the log is {copied}");
    Ok(())
}

pub async fn where_the_clipboard_is_refused_the_text_can_be_selected(page: &Page) -> Result<()> {
    page.preload(&CLIPBOARD.replace("REFUSED", "true")).await?;
    page.open("samples=100").await?;
    page.click("Copy as NumPy").await?;
    let selected = "(() => { const { value, selectionStart, selectionEnd } = document.activeElement;
        return value?.includes('import numpy') && selectionStart === 0 && selectionEnd === value.length; })()";
    page.until("the program is selected in a field", selected).await
}
