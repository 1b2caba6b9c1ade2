//! The start page's pictures: SVG documents against committed ones, and what they show.

mod golden;

use backprop_charts::knobs::{Places, Wave, abscissae, network, slope};
use backprop_charts::look::{Look, Palette};
use backprop_charts::picture::{Item, Path, Shape};
use backprop_charts::svg::document;
use backprop_core::knobs::{Knobs, RANGE};
use golden::matches_golden;

const SIZE: (u32, u32) = (600, 300);

fn light() -> Look {
    Look::new(false, Palette::BlueOrange, 1.0, "sans-serif")
}

fn paths<'a>(items: &'a [Item]) -> Vec<&'a Path> {
    items.iter().filter_map(|item| if let Item::Path(path) = item { Some(path) } else { None }).collect()
}

#[test]
fn documents_are_the_committed_ones() {
    let (mut knobs, light) = (Knobs::default(), light());
    let wave = Some(Wave { passed: 1.2, back: true });
    let picture = document(SIZE, "knobs", &light, |sheet| {
        // A document counts in finer units than CSS pixels.
        let [width, height] = [SIZE.0, SIZE.1].map(f64::from);
        sheet.paint(&network(&Places::new(3, width, height), &knobs.read(), 8, wave, &sheet.look))
    });
    matches_golden("knobs.svg", &picture.expect("drawn"));
    knobs.update();
    let losses = knobs.losses(8, &abscissae());
    let curve = document(SIZE, "slope", &light, |sheet| {
        let size = sheet.look.size([SIZE.0, SIZE.1].map(f64::from));
        sheet.paint(&slope(&knobs.read(), 8, &losses, size, &sheet.look))
    });
    matches_golden("slope.svg", &curve.expect("drawn"));
}

#[test]
fn the_tangent_has_the_printed_slope_and_touches_the_curve_where_the_knob_is() {
    let (knobs, look) = (Knobs::default(), light());
    let reading = knobs.read();
    for chosen in 0..knobs.count() {
        let items = slope(&reading, chosen, &knobs.losses(chosen, &abscissae()), SIZE, &look);
        let [_, foot, curve, tangent, point] = paths(&items)[..] else { panic!("five paths") };
        let (Shape::Lines(foot), Shape::Lines(curve), Shape::Lines(tangent), Shape::Circles(places, _)) =
            (&foot.shape, &curve.shape, &tangent.shape, &point.shape)
        else {
            panic!("lines and a circle")
        };
        let ends = tangent[0];
        let middle = [0, 1].map(|axis| f64::midpoint(ends[0][axis], ends[1][axis]));
        assert!((0..2).all(|axis| (middle[axis] - places[0][axis]).abs() < 1e-9));
        // Pixels per unit, from the curve's own ends.
        let across = (curve[curve.len() - 1][1][0] - curve[0][0][0]) / (RANGE[1] - RANGE[0]);
        let down = (foot[0][1][1] - foot[0][0][1]) / reading.loss;
        let drawn = -(ends[1][1] - ends[0][1]) / down / ((ends[1][0] - ends[0][0]) / across);
        assert!((drawn - reading.gradient[chosen]).abs() < 1e-9, "{chosen}: {drawn}");
    }
}

#[test]
fn a_wave_is_on_one_side_of_the_network_at_a_time_and_travels_its_way() {
    let places = Places::new(3, 600.0, 300.0);
    let (reading, look) = (Knobs::default().read(), light());
    let wave = |passed, back| {
        let items = network(&places, &reading, 0, Some(Wave { passed, back }), &look);
        // Eight weights come first.
        let Shape::Lines(lines) = paths(&items)[8].shape.clone() else { panic!("lines") };
        lines.iter().map(|line| line[1][0]).fold(0.0, f64::max)
    };
    let middle = places.tiles[2].left;
    assert!(wave(0.5, false) < middle && wave(1.5, false) > middle);
    assert!(wave(0.5, true) > middle && wave(1.5, true) < middle);
}

#[test]
fn numbers_keep_apart_down_to_a_phone() {
    for width in [300.0, 328.0, 480.0, 740.0, 1100.0] {
        let places = Places::new(3, width, 290.0);
        // A phone’s numbers are at most 44 pixels wide and 24 high.
        for (i, a) in places.numbers.iter().enumerate() {
            assert!(a[1] < 290.0 && a[0] > 0.0 && a[0] < width, "{width}: {a:?}");
            for b in &places.numbers[..i] {
                assert!((a[0] - b[0]).abs() >= 44.0 || (a[1] - b[1]).abs() >= 24.0, "{width}: {a:?} {b:?}");
            }
        }
    }
}
