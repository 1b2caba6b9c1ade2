//! The native program for activations: its numbers against the core's and NumPy's, its exits, its
//! figures; and the scene it draws, pixel by pixel and against committed documents.

mod golden;
mod native;
mod raster;

#[path = "../examples/activations/main.rs"]
#[expect(dead_code, reason = "its main is not called here")]
mod program;

use backprop_charts::activation::{Shape, ShapeLabels, SketchState, probe, shape, sketch};
use backprop_charts::look::{Look, Palette};
use backprop_charts::svg::document;
use backprop_core::activation::{Activation, VIEW};
use golden::matches_golden;
use native::stdout;
use raster::Raster;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

fn activations(args: &[&str]) -> Output {
    native::run("activations", args)
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn reference() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/activations.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the file")).expect("JSON")
}

#[test]
fn json_has_an_object_a_line_for_every_function_and_numpys_numbers() {
    let reference = reference();
    let places: Vec<String> = numbers(&reference["z"]).iter().map(f64::to_string).collect();
    let output = activations(&[&format!("--z={}", places.join(",")), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(lines.len(), Activation::ALL.len());
    for (line, activation) in lines.iter().zip(Activation::ALL) {
        assert_eq!(line["activation"], activation.name());
        assert_eq!(line["z"], reference["z"]);
        let theirs = if activation == Activation::LeakyRelu { "leaky_relu" } else { activation.name() };
        for key in ["value", "derivative"] {
            for (got, expected) in numbers(&line[key]).into_iter().zip(numbers(&reference[theirs][key])) {
                assert!((got - expected).abs() <= 1e-15 * expected.abs().max(1.0), "{theirs} {got}");
            }
        }
    }
}

#[test]
fn text_is_a_table_of_every_function() {
    let output = activations(&["--z", "-2,0", "--leaky-slope=0.25"]);
    let text = stdout(&output);
    assert_eq!(text.lines().filter(|line| line.contains("f′(z)")).count(), Activation::ALL.len());
    let leaky: Vec<&str> = text.lines().skip_while(|line| *line != "leakyRelu").skip(2).take(2).collect();
    let words: Vec<Vec<&str>> = leaky.iter().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["-2", "-0.500000000", "0.250000000"]);
    assert_eq!(words[1], ["0", "0.000000000", "0.250000000"]);
}

#[test]
fn a_bad_option_is_explained_on_standard_error() {
    let output = activations(&["--z=1,two"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("--z") && message.contains("two"), "{message}");
}

#[test]
fn a_figure_of_every_function_is_written() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("activations");
    let output = activations(&[&format!("--out={}", folder.display()), "--z=-9,1"]);
    assert_eq!(output.status.code(), Some(0));
    for activation in Activation::ALL {
        let figure = std::fs::read_to_string(folder.join(format!("{}.svg", activation.name())));
        let figure = figure.expect("a figure");
        assert!(figure.starts_with("<svg ") && figure.trim_end().ends_with("</svg>"));
        assert!(figure.len() < 60_000, "{activation:?}: {}", figure.len());
        let shaded = !activation.saturated(VIEW, 0.01).is_empty();
        assert_eq!(figure.contains("saturated"), shaded, "{activation:?}");
    }
}

fn labels() -> ShapeLabels {
    let [title, z, value, slope, sketch, saturated] =
        ["title", "z", "f", "f′", "mine", "flat"].map(String::from);
    ShapeLabels { title, z, value, slope, sketch, saturated }
}

fn of(activation: Activation, labels: &ShapeLabels) -> Shape<'_> {
    Shape { activation, leak: 0.1, labels, slope: true, sketch: false, ends: true }
}

fn look(dark: bool) -> Look {
    Look::new(dark, Palette::BlueOrange, 1.0, "sans-serif")
}

#[test]
fn documents_are_the_committed_ones() {
    let labels = labels();
    let drawn = of(Activation::Tanh, &labels);
    let tanh = document((360, 240), "tanh", &look(false), |sheet| {
        sheet.scene(|area, look| {
            shape(area, &drawn, look)?;
            probe(area, &drawn, -0.9, look).map(drop)
        })
    });
    matches_golden("activation.svg", &tanh.expect("drawn"));
    let drawn = Shape { sketch: true, ..of(Activation::LeakyRelu, &labels) };
    let leaky = document((360, 240), "leaky", &look(true), |sheet| {
        sheet.scene(|area, look| {
            shape(area, &drawn, look)?;
            sketch(area, &drawn, &[0.0, 0.1, 0.5, 0.9, 1.0], SketchState::Selected(2), look).map(drop)
        })
    });
    matches_golden("activation-dark.svg", &leaky.expect("drawn"));
}

#[test]
fn f_is_blue_its_derivative_orange_and_the_flat_part_of_the_axis_marked() {
    let labels = labels();
    for activation in Activation::ALL {
        let raster = Raster::new(720, 480);
        let frame = shape(&raster.area(), &of(activation, &labels), &look(false)).expect("drawn");
        let [blue, orange] = look(false).signs;
        assert!(raster.paths() <= 5, "{}", raster.paths());
        for z in [-5.0, -2.5, -0.4, 0.6, 3.1] {
            let (value, slope) = (activation.value(z, 0.1), activation.slope_at(z, 0.1));
            assert_eq!(raster.at(frame.to_px([z, slope])), orange, "{activation:?}′ {z}");
            if (value - slope).abs() > 0.1 {
                assert_eq!(raster.at(frame.to_px([z, value])), blue, "{activation:?} {z}");
            }
            let flat = slope.abs() < 0.05;
            let axis = raster.at([frame.to_px([z, 0.0])[0], f64::from(frame.bottom - 2)]);
            assert_eq!(axis == orange, flat, "{activation:?} {z}");
        }
    }
}

#[test]
fn a_hidden_derivative_is_not_given_away() {
    let labels = labels();
    let raster = Raster::new(720, 480);
    let drawn = Shape { slope: false, ..of(Activation::Sigmoid, &labels) };
    let frame = shape(&raster.area(), &drawn, &look(false)).expect("drawn");
    probe(&raster.area(), &drawn, 0.0, &look(false)).expect("drawn");
    let [_, orange] = look(false).signs;
    let places = (0..480).flat_map(|y| (0..720).map(move |x| [f64::from(x), f64::from(y)]));
    assert!(places.into_iter().all(|place| raster.at(place) != orange));
    assert!(!raster.texts().iter().any(|text| text == "f′" || text == "flat"));
    let whole = of(Activation::Sigmoid, &labels).frame((720, 480), &look(false));
    assert_eq!(frame, whole, "the axis gives the height of f′ away");
}

#[test]
fn a_sketch_passes_its_points() {
    let labels = labels();
    let raster = Raster::new(720, 480);
    let drawn = Shape { slope: false, sketch: true, ..of(Activation::Sigmoid, &labels) };
    let frame = sketch(&raster.area(), &drawn, &[0.0, 0.4, 0.2], SketchState::Selected(1), &look(false))
        .expect("drawn");
    assert_eq!(raster.at(frame.to_px([0.0, 0.4])), look(false).signs[1]);
    assert_eq!(raster.at(frame.to_px([6.0, 0.2])), look(false).paper, "a ring is hollow");
    sketch(&raster.area(), &drawn, &[0.3, 0.3], SketchState::Finished, &look(false)).expect("drawn");
    let points = [-6.0, 6.0].map(|z| frame.to_px([z, 0.3 - 4.0 / frame.height()]));
    assert!(points.iter().all(|&point| raster.at(point) != look(false).paper), "no ring is left");
}
