//! What the pictures of data and training show: pixels and labels on a small raster, and SVG
//! documents against committed ones.

mod golden;
mod raster;

use backprop_charts::boundary::{boundary, fill, share};
use backprop_charts::curve::{CurveData, Extent, Line, Mark, Series, curve, nearest};
use backprop_charts::data::data;
use backprop_charts::look::{LEVELS, Look, Palette, band};
use backprop_charts::multiples::{Multiples, Scale, Small, frames, multiples};
use backprop_charts::plane::{Plane, PlaneLabels};
use backprop_charts::svg::document;
use backprop_core::config::{Config, Value};
use backprop_core::network::Activity;
use backprop_core::network::health::LayerHealth;
use backprop_core::numeric::field::{Field, View};
use backprop_core::run::Trainer;
use golden::matches_golden;
use plotters::style::RGBColor;
use raster::Raster;

const LABELS: PlaneLabels =
    PlaneLabels { title: "title", axes: ["x", "y"], classes: ["zero", "one"], parts: ["train", "test"] };

fn light() -> Look {
    Look::new(false, Palette::BlueOrange, 1.0, "sans-serif")
}

/// A small network after a few passes.
fn trained() -> Trainer {
    let mut config = Config::default();
    for (name, value) in [("samples", 24.0), ("learningRate", 0.5), ("networkSeed", 3.0)] {
        config.set(name, &Value::Number(value)).expect("valid");
    }
    config.set("layers", &Value::Numbers(vec![2.0, 6.0, 2.0])).expect("valid");
    let mut trainer = Trainer::new(config).expect("valid");
    trainer.train(400);
    trainer
}

fn plane(trainer: &Trainer) -> Plane<'_> {
    Plane {
        view: View::around(&trainer.data().points, 0.4),
        points: &trainer.data().points,
        classes: &trainer.data().labels,
        split: trainer.split(),
        labels: LABELS,
    }
}

fn shares(trainer: &Trainer, nodes: usize) -> Field {
    let mut activity = Activity::of(trainer.network());
    Field::sample(plane(trainer).view, nodes, nodes, |point| {
        share(trainer.network().predict(&point, &mut activity))
    })
}

fn losses(train: &[[f64; 2]]) -> CurveData<'_> {
    let series = vec![Series { label: "train", line: Line::Main, points: train }];
    CurveData { title: "loss", x_label: "epoch", series, x: None, y: Extent::From(0.0), mark: None }
}

/// The gradient of the first layer, which has vanished, and how much of it is saturated.
fn health(trainer: &Trainer) -> Multiples {
    let rows = trainer.health_over_time(60);
    let small = |value: fn(&LayerHealth) -> f64, scale, limits, beyond| {
        let points: Vec<[f64; 2]> =
            rows.iter().map(|(epoch, layers)| [*epoch as f64, value(&layers[0])]).collect();
        Small { now: points[points.len() - 1], points, scale, limits, beyond }
    };
    let gradients = rows.iter().map(|(_, layers)| layers[0].gradient);
    let row = vec![
        small(|layer| layer.gradient, Scale::log(gradients), Vec::new(), true),
        small(|layer| layer.saturated, Scale::Linear([0.0, 1.0]), vec![0.9], false),
    ];
    Multiples { x: [0.0, 500.0], row, reading: Some(100.0) }
}

#[test]
fn documents_are_the_committed_ones() {
    let trainer = trained();
    let (plane, field) = (plane(&trainer), shares(&trainer, 41));
    let dark = Look::new(true, Palette::Spectral, 1.0, "sans-serif");
    let [train, test] = [0, 1].map(|part| {
        let loss =
            |point: &backprop_core::network::metrics::Metrics| [point.train_loss, point.test_loss][part];
        trainer.curve().iter().map(|point| [point.epoch as f64, loss(point)]).collect::<Vec<_>>()
    });
    let mut curves = losses(&train);
    curves.series.push(Series { label: "test", line: Line::Second, points: &test });
    curves.mark = Some(Mark { x: [0.0, 101.0], label: "part" });
    let size = (240, 180);
    let documents = [
        ("data.svg", document(size, "data", &light(), |area, look| data(area, &plane, look).map(drop))),
        (
            "boundary.svg",
            document(size, "<b>", &light(), |area, look| boundary(area, &plane, &field, look).map(drop)),
        ),
        (
            "spectral.svg",
            document(size, "b", &dark, |area, look| boundary(area, &plane, &field, look).map(drop)),
        ),
        ("curve.svg", document(size, "c", &light(), |area, look| curve(area, &curves, look).map(drop))),
        ("curve-dark.svg", document(size, "c", &dark, |area, look| curve(area, &curves, look).map(drop))),
        (
            "multiples.svg",
            document((240, 44), "m", &light(), |area, look| multiples(area, &health(&trainer), look)),
        ),
    ];
    for (name, document) in documents {
        matches_golden(name, &document.expect("drawn"));
    }
}

#[test]
fn a_training_point_has_its_class_colour_and_a_test_point_a_hole() {
    let trainer = trained();
    let plane = plane(&trainer);
    let raster = Raster::new(600, 500);
    let frame = data(&raster.area(), &plane, &light()).expect("drawn");
    // Points of the training part may lie under later ones; the last cannot lie under its own part.
    let last = *trainer.split().train.last().expect("a point");
    let color = light().classes[usize::from(trainer.data().labels[last])];
    assert_eq!(raster.at(frame.to_px(trainer.data().points[last])), color);
    let last = *trainer.split().test.last().expect("a point");
    assert_eq!(raster.at(frame.to_px(trainer.data().points[last])), light().paper);
}

#[test]
fn the_field_has_the_colour_of_its_level_everywhere_even_in_holes() {
    let view = View { x: [-3.0, 3.0], y: [-2.0, 2.0] };
    let wave = |[x, y]: [f64; 2]| f64::midpoint(1.0, (2.0 * x).sin() * (2.5 * y).cos() * 0.9 + 0.05 * x);
    let field = Field::sample(view, 121, 81, wave);
    let raster = Raster::new(360, 240);
    let frame =
        backprop_charts::frame::Frame { left: 0, top: 0, right: 360, bottom: 240, x: view.x, y: view.y };
    fill(&raster.area(), &frame, &field, &light()).expect("drawn");
    let colors = light().bands();
    let places = (0..240).flat_map(|y| (0..360).map(move |x| [f64::from(x), f64::from(y)]));
    let right = places.filter(|&px| {
        let expected = band(wave(frame.from_px(px)), LEVELS).expect("a number");
        // At an edge between two bands a pixel may be either, or a mixture.
        let near = |[dx, dy]: [f64; 2]| band(wave(frame.from_px([px[0] + dx, px[1] + dy])), LEVELS);
        let around = [[-1.5, 0.0], [1.5, 0.0], [0.0, -1.5], [0.0, 1.5]];
        around.iter().any(|&step| near(step) != Some(expected)) || raster.at(px) == colors[expected]
    });
    let right = right.count();
    assert!(right as f64 > 0.995 * 360.0 * 240.0, "{right}");
}

#[test]
fn a_field_without_numbers_is_grey() {
    let view = View { x: [0.0, 1.0], y: [0.0, 1.0] };
    let raster = Raster::new(50, 50);
    let frame =
        backprop_charts::frame::Frame { left: 0, top: 0, right: 50, bottom: 50, x: view.x, y: view.y };
    fill(&raster.area(), &frame, &Field::sample(view, 5, 5, |_| f64::NAN), &light()).expect("drawn");
    assert_eq!(raster.at([25.0, 25.0]), light().grid);
}

#[test]
fn the_classes_meet_in_the_line_and_differ_beside_it() {
    let trainer = trained();
    let raster = Raster::new(600, 500);
    let field = shares(&trainer, 61);
    let frame = boundary(&raster.area(), &plane(&trainer), &field, &light()).expect("drawn");
    let bands = light().bands();
    let shown: Vec<usize> = [[frame.left + 3, frame.top + 3], [frame.right - 3, frame.bottom - 3]]
        .iter()
        .map(|px| {
            let color = raster.at(px.map(f64::from));
            bands.iter().position(|&band| band == color).expect("a colour of the field")
        })
        .collect();
    assert!(shown[0] < LEVELS / 2 && shown[1] > LEVELS / 2, "{shown:?}");
    let middle = backprop_charts::contour::lines(&field, 0.5).concat();
    let ink = middle.iter().filter(|&&point| raster.at(frame.to_px(point)) == light().ink).count();
    assert!(ink * 10 > middle.len() * 8, "{ink} of {}", middle.len());
}

#[test]
fn a_curve_passes_its_points_and_ends_where_numbers_do() {
    let mut points: Vec<[f64; 2]> = (0..=8).map(|i| [f64::from(i), 0.25 - 0.02 * f64::from(i)]).collect();
    points[6][1] = f64::NAN;
    let raster = Raster::new(400, 200);
    let frame = curve(&raster.area(), &losses(&points), &light()).expect("drawn");
    assert_eq!((frame.x, frame.y), ([0.0, 10.0], [0.0, 0.3]));
    for point in &points[1..5] {
        assert_eq!(raster.at(frame.to_px(*point)), light().accent);
    }
    assert_ne!(raster.at(frame.to_px([7.0, 0.11])), light().accent);
    assert_ne!(raster.at(frame.to_px([5.5, 0.14])), light().accent);
    let texts = raster.texts();
    assert!(
        ["loss", "train", "0.3", "epoch 10"].iter().all(|text| texts.iter().any(|t| t == text)),
        "{texts:?}"
    );
}

#[test]
fn a_long_curve_is_few_strokes() {
    let noisy = |seed: u64| -> Vec<[f64; 2]> {
        let value = |i: u64| 0.2 + 0.05 * ((i * i * seed) % 101) as f64 / 101.0;
        (0..1100).map(|i| [i as f64, value(i)]).collect()
    };
    let (train, test) = (noisy(7), noisy(13));
    let mut data = losses(&train);
    data.series.push(Series { label: "test", line: Line::Second, points: &test });
    let raster = Raster::new(640, 360);
    curve(&raster.area(), &data, &light()).expect("drawn");
    assert!(raster.paths() <= 100, "{}", raster.paths());
}

#[test]
fn a_readout_says_the_values_under_the_pointer() {
    let points = [[0.0, 0.25], [1.0, 0.2], [2.0, 0.1], [3.0, f64::NAN]];
    let data = losses(&points);
    let raster = Raster::new(400, 200);
    let frame = curve(&raster.area(), &data, &light()).expect("drawn");
    let at = |x: f64| nearest(&data, &frame, frame.to_px([x, 0.05]));
    let reading = at(1.4).expect("inside");
    assert_eq!((reading.x, reading.values.as_slice()), (1.0, &[Some(0.2)][..]));
    assert_eq!(at(9.0).expect("inside").x, 2.0);
    assert_eq!(nearest(&data, &frame, [0.0, 0.0]), None);
}

#[test]
fn a_little_curve_passes_its_points_and_shows_where_the_run_is_and_its_limits() {
    let points: Vec<[f64; 2]> = (0..=4).map(|k| [f64::from(k), 10_f64.powi(-k)]).collect();
    let scale = Scale::log(points.iter().map(|point| point[1]));
    let small = |beyond| Small { points: points.clone(), now: points[2], scale, limits: vec![3e-4], beyond };
    let data = Multiples { x: [0.0, 4.0], row: vec![small(false), small(true)], reading: None };
    let raster = Raster::new(420, 120);
    multiples(&raster.area(), &data, &light()).expect("drawn");
    let frames = frames((420, 120), 2, data.x, &light());
    for (frame, color) in frames.iter().zip([light().accent, light().signs[1]]) {
        for epoch in [1.0, 2.0, 3.0] {
            assert_eq!(raster.at(frame.to_px([epoch, 1.0 - epoch / 4.0])), color);
        }
        let limit = frame.to_px([0.0, (3e-4_f64.log10() + 4.0) / 4.0])[1];
        let dashed = (0..20).filter(|&dx| raster.at([f64::from(frame.left + dx), limit]) == light().muted);
        assert!((8..16).contains(&dashed.count()));
    }
}

#[test]
fn twice_the_device_pixels_are_the_same_picture_larger() {
    let points = [[0.0, 0.25], [5.0, 0.1]];
    let [small, large] = [1.0, 2.0].map(|scale| {
        let look = Look { scale, ..light() };
        backprop_charts::curve::frame((400 * scale as u32, 200 * scale as u32), &losses(&points), &look)
    });
    assert_eq!(
        [large.left, large.top, large.right, large.bottom],
        [small.left, small.top, small.right, small.bottom].map(|px| 2 * px)
    );
}

#[test]
fn nothing_is_drawn_on_the_background() {
    let raster = Raster::new(300, 200);
    curve(&raster.area(), &losses(&[]), &light()).expect("drawn");
    assert_eq!(raster.at([299.0, 0.0]), RGBColor(0, 0, 0));
    raster.area().fill(&light().paper).expect("drawn");
    assert_eq!(raster.at([299.0, 0.0]), light().paper);
}
