//! The chapter's four figures, with their English words.

use super::support::figure;
use backprop_charts::boundary::{boundary, share};
use backprop_charts::curve::{CurveData, Extent, Line, Mark, Series, curve};
use backprop_charts::plane::{Plane, PlaneLabels};
use backprop_charts::scatter::data;
use backprop_core::network::Activity;
use backprop_core::network::metrics::Metrics;
use backprop_core::numeric::field::{Field, View};
use backprop_core::run::Trainer;
use std::path::Path;

/// The chapter's figures end at this number.
const CHAPTER_EPOCHS: u64 = 100;
const CHAPTER_PART: &str = "chapter: #0–#100";
const PARTS: [&str; 2] = ["train", "test"];
const WORDS: PlaneLabels =
    PlaneLabels { title: "", axes: ["x₁", "x₂"], classes: ["class 0", "class 1"], parts: PARTS };

/// In CSS pixels.
const PLANE_SIZE: (u32, u32) = (640, 520);
const CURVE_SIZE: (u32, u32) = (640, 360);
/// Room around the points, in their unit.
const MARGIN: f64 = 0.4;
/// Nodes of the boundary's field.
const NODES: [usize; 2] = [241, 193];

/// Writes `data.svg`, `boundary.svg`, `mse.svg` and `accuracy.svg`; the curves up to number `last`
/// or of the whole run.
pub fn write(trainer: &Trainer, last: Option<u64>, folder: &Path) -> anyhow::Result<()> {
    let plane = |title| Plane {
        view: View::around(&trainer.data().points, MARGIN),
        points: &trainer.data().points,
        classes: &trainer.data().labels,
        split: trainer.split(),
        labels: PlaneLabels { title, ..WORDS },
    };
    let title = trainer.config().dataset().title();
    figure(folder, "data.svg", (title, PLANE_SIZE), |sheet| {
        sheet.paint(&data(&plane(title), true, sheet.size(), &sheet.look))
    })?;
    let title = "Boundary";
    let field = field(trainer, plane(title).view);
    figure(folder, "boundary.svg", (title, PLANE_SIZE), |sheet| {
        sheet.paint(&boundary(&plane(title), &field, sheet.size(), &sheet.look))
    })?;
    let loss = |point: &Metrics| [point.train_loss, point.test_loss];
    curves(trainer, last, (folder, "mse.svg"), ("MSE", Extent::From(0.0)), loss)?;
    let accuracy = |point: &Metrics| [point.train_accuracy, point.test_accuracy];
    curves(trainer, last, (folder, "accuracy.svg"), ("Accuracy", Extent::UpTo(1.0)), accuracy)
}

/// The field of the network's [`share`]s.
fn field(trainer: &Trainer, view: View) -> Field {
    let network = trainer.network();
    let mut activity = Activity::of(network);
    Field::sample(view, NODES[0], NODES[1], |point| share(network.predict(&point, &mut activity)))
}

/// A quantity of both parts over epochs.
fn curves(
    trainer: &Trainer,
    last: Option<u64>,
    (folder, name): (&Path, &str),
    (title, y): (&str, Extent),
    of: impl Fn(&Metrics) -> [f64; 2],
) -> anyhow::Result<()> {
    // Number k is printed after pass k + 1.
    let end = last.map_or(u64::MAX, |last| last + 1);
    let shown = || trainer.curve().iter().take_while(|point| point.epoch <= end);
    let points =
        [0, 1].map(|part| shown().map(|point| [point.epoch as f64, of(point)[part]]).collect::<Vec<_>>());
    let line = [Line::Main, Line::Second];
    let marked = last.is_none() && trainer.epoch() > CHAPTER_EPOCHS + 1;
    let picture = CurveData {
        title,
        x_label: "epoch",
        series: (0..2).map(|i| Series { label: PARTS[i], line: line[i], points: &points[i] }).collect(),
        x: last.map(|_| [0.0, end as f64]),
        y,
        mark: marked.then_some(Mark { x: [0.0, CHAPTER_EPOCHS as f64 + 1.0], label: CHAPTER_PART }),
    };
    figure(folder, name, (title, CURVE_SIZE), |sheet| {
        sheet.scene(|area, look| curve(area, &picture, look)).map(drop)
    })
}
