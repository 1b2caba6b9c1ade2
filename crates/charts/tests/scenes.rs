//! The pictures of data and training: pixels and labels on a small raster, and SVG
//! documents against committed ones.

mod golden;
mod raster;

use backprop_charts::boundary::{self, boundary, share};
use backprop_charts::curve::{CurveData, Extent, Line, Mark, Series, curve, nearest};
use backprop_charts::frame::Frame;
use backprop_charts::levels;
use backprop_charts::look::{LEVELS, Look, Palette, band};
use backprop_charts::multiples::{Multiples, Scale, Small, frames, multiples};
use backprop_charts::picture::{Colors, Item, Path, Pixel, Shape, opaque};
use backprop_charts::plane::{Plane, PlaneLabels};
use backprop_charts::scatter::data;
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

/// Fills a raster with the outlines of a field's levels; the pixels that a canvas gets of it.
fn filled(raster: &Raster, frame: &Frame, field: &Field) -> Vec<Pixel> {
    let Item::Image(image) = boundary::field(field, [0.0, 1.0], frame, &light()) else { panic!("no image") };
    let Colors::Levels(levels) = &image.colors else { panic!("no levels") };
    levels::fill(&raster.area(), &image, levels, &light()).expect("drawn");
    image.colors.pixels(image.width, image.height)
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
        (
            "data.svg",
            document(size, "data", &light(), |sheet| {
                sheet.paint(&data(&plane, true, sheet.size(), &sheet.look))
            }),
        ),
        (
            "boundary.svg",
            document(size, "<b>", &light(), |sheet| {
                sheet.paint(&boundary(&plane, &field, sheet.size(), &sheet.look))
            }),
        ),
        (
            "spectral.svg",
            document(size, "b", &dark, |sheet| {
                sheet.paint(&boundary(&plane, &field, sheet.size(), &sheet.look))
            }),
        ),
        (
            "curve.svg",
            document(size, "c", &light(), |sheet| {
                sheet.scene(|area, look| curve(area, &curves, look)).map(drop)
            }),
        ),
        (
            "curve-dark.svg",
            document(size, "c", &dark, |sheet| {
                sheet.scene(|area, look| curve(area, &curves, look)).map(drop)
            }),
        ),
        (
            "multiples.svg",
            document((240, 44), "m", &light(), |sheet| {
                sheet.scene(|area, look| multiples(area, &health(&trainer), look))
            }),
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
    let frame = plane.frame((600, 500), &light());
    let picture = data(&plane, true, (600, 500), &light());
    let fill_at = |place: [f64; 2]| {
        let mut fills = picture.iter().filter_map(|item| match item {
            Item::Path(Path { shape: Shape::Circles(places, _), under, .. }) => {
                places.contains(&place).then_some((*under)?.color)
            }
            _ => None,
        });
        (fills.next(), fills.next())
    };
    for (index, &point) in plane.points.iter().enumerate() {
        let own = light().classes[usize::from(plane.classes[index])];
        let expected = if plane.split.train.contains(&index) { own } else { light().paper };
        assert_eq!(fill_at(frame.to_px(point)), (Some(expected), None));
    }
}

#[test]
fn thousands_of_points_are_few_groups_in_an_area_of_any_size() {
    let mut config = Config::default();
    config.set("samples", &Value::Number(5000.0)).expect("valid");
    let trainer = Trainer::new(config).expect("valid");
    let groups = |size| data(&plane(&trainer), false, size, &light()).len();
    assert!((9..=13).contains(&groups((600, 500))), "{}", groups((600, 500)));
    assert_eq!(groups((1, 1)), groups((600, 500)));
}

#[test]
fn the_field_has_the_colour_of_its_level_everywhere_even_in_holes() {
    let view = View { x: [-3.0, 3.0], y: [-2.0, 2.0] };
    let wave = |[x, y]: [f64; 2]| f64::midpoint(1.0, (2.0 * x).sin() * (2.5 * y).cos() * 0.9 + 0.05 * x);
    let field = Field::sample(view, 121, 81, wave);
    let raster = Raster::new(360, 240);
    let frame = Frame { left: 0, top: 0, right: 360, bottom: 240, x: view.x, y: view.y };
    let pixels = filled(&raster, &frame, &field);
    let colors = light().bands(LEVELS);
    let places = (0..240).flat_map(|y| (0..360).map(move |x| [f64::from(x), f64::from(y)]));
    let right = places.filter(|&px| {
        let expected = band(wave(frame.from_px(px)), LEVELS).expect("a number");
        // At an edge between two bands a pixel may be either, or a mixture.
        let near = |[dx, dy]: [f64; 2]| band(wave(frame.from_px([px[0] + dx, px[1] + dy])), LEVELS);
        let around = [[-1.5, 0.0], [1.5, 0.0], [0.0, -1.5], [0.0, 1.5]];
        let pixel = pixels[px[1] as usize * 360 + px[0] as usize];
        around.iter().any(|&step| near(step) != Some(expected))
            || (raster.at(px) == colors[expected] && pixel == opaque(colors[expected]))
    });
    let right = right.count();
    assert!(right as f64 > 0.995 * 360.0 * 240.0, "{right}");
}

#[test]
fn a_field_without_numbers_is_grey() {
    let view = View { x: [0.0, 1.0], y: [0.0, 1.0] };
    let raster = Raster::new(50, 50);
    let frame = Frame { left: 0, top: 0, right: 50, bottom: 50, x: view.x, y: view.y };
    let pixels = filled(&raster, &frame, &Field::sample(view, 5, 5, |_| f64::NAN));
    assert_eq!(raster.at([25.0, 25.0]), light().grid);
    assert_eq!(pixels[0], opaque(light().grid));
}

#[test]
fn the_classes_meet_in_the_line_and_differ_beside_it() {
    let trainer = trained();
    let field = shares(&trainer, 61);
    let (plane, raster) = (plane(&trainer), Raster::new(600, 500));
    let frame = plane.frame((600, 500), &light());
    let pixels = filled(&raster, &frame, &field);
    let bands: Vec<Pixel> = light().bands(LEVELS).into_iter().map(opaque).collect();
    let shown = [pixels[0], pixels[pixels.len() - 1]]
        .map(|pixel| bands.iter().position(|&band| band == pixel).expect("a colour of the field"));
    assert!(shown[0] < LEVELS / 2 && shown[1] > LEVELS / 2, "{shown:?}");
    let picture = boundary(&plane, &field, (600, 500), &light());
    let Some(Item::Path(Path { shape: Shape::Lines(lines), .. })) = picture.last() else { panic!("no line") };
    let mut activity = Activity::of(trainer.network());
    for &end in lines.as_flattened() {
        let share = share(trainer.network().predict(&frame.from_px(end), &mut activity));
        assert!((share - 0.5).abs() < 0.05, "{share} at {end:?}");
    }
    assert!(lines.len() > 60, "{}", lines.len());
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
