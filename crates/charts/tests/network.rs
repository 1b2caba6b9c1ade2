//! The network's picture: SVG documents against committed ones.

mod golden;

use backprop_charts::look::{Look, Palette};
use backprop_charts::network::{Layout, edges, held, matrix, tiles};
use backprop_charts::picture::{Colors, Item};
use backprop_charts::svg::document;
use backprop_core::config::{Config, Value};
use backprop_core::data::Sample;
use backprop_core::network::Activity;
use backprop_core::network::trace::Trace;
use backprop_core::numeric::field::{Field, View};
use backprop_core::run::Trainer;
use golden::matches_golden;

const SIZES: [usize; 3] = [2, 4, 2];
/// In CSS pixels.
const SIZE: (u32, u32) = (240, 160);
/// Nodes along a tile's edge.
const NODES: usize = 14;

fn trained() -> Trainer {
    let mut config = Config::default();
    config.set("samples", &Value::Number(24.0)).expect("valid");
    config.set("layers", &Value::Numbers(SIZES.map(|size| size as f64).to_vec())).expect("valid");
    let mut trainer = Trainer::new(config).expect("valid");
    trainer.train(400);
    trainer
}

fn layout() -> Layout {
    Layout::new(&SIZES, SIZE.0.into(), SIZE.1.into())
}

/// Every neuron's output over the plane.
fn outputs(trainer: &Trainer) -> Vec<Field> {
    let view = View::around(&trainer.data().points, 0.5);
    let mut activity = Activity::of(trainer.network());
    let neurons = (0..SIZES.len()).flat_map(|layer| (0..SIZES[layer]).map(move |index| (layer, index)));
    let mut field = |(layer, index)| {
        Field::sample(view, NODES, NODES, |point| {
            trainer.network().forward(&point, &mut activity);
            activity.layer(layer).nth(index).expect("a neuron")
        })
    };
    neurons.map(&mut field).collect()
}

#[test]
fn documents_are_the_committed_ones() {
    let (trainer, layout) = (trained(), layout());
    let (network, fields) = (trainer.network(), outputs(&trainer));
    let light = Look::new(false, Palette::BlueOrange, 1.0, "sans-serif");
    let dark = Look::new(true, Palette::BlueOrange, 1.0, "sans-serif");
    let weights = document(SIZE, "weights", &light, |sheet| {
        for layer in 0..layout.spaces() {
            sheet.paint(&edges(&layout, layer, &network.weights(layer), None, &sheet.look))?;
        }
        sheet.paint(&tiles(&layout, &fields, &sheet.look))
    });
    matches_golden("network.svg", &weights.expect("drawn"));

    let trace = Trace::of(network, Sample::after(0, trainer.data(), trainer.split()));
    // The gradient of both layers, a neuron of the hidden one in front, and every δ.
    let flow = document(SIZE, "gradient", &dark, |sheet| {
        for (l, layer) in trace.layers.iter().enumerate() {
            sheet.paint(&edges(&layout, l, &layer.gradient, Some(SIZES[0]), &sheet.look))?;
            sheet.paint(&held(&layout, l + 1, &layer.delta, &sheet.look))?;
        }
        Ok::<_, backprop_charts::svg::SvgError>(())
    });
    matches_golden("flow.svg", &flow.expect("drawn"));
}

#[test]
fn the_highest_output_is_blue_and_the_lowest_orange() {
    let trainer = trained();
    let look = Look::new(false, Palette::BlueOrange, 2.0, "");
    let fields = outputs(&trainer);
    let colors = [0.0, 1.0].map(|share| look.palette.color(share, &look));
    for (item, field) in tiles(&layout(), &fields, &look).iter().zip(&fields) {
        let Item::Image(image) = item else { panic!("no image") };
        let pixels = image.colors.pixels(NODES, NODES);
        let [low, high] = field.range().expect("numbers");
        // The grid's nodes lie on the edges of the image: the pixels in its corners are near four of them.
        for (pixel, node) in [(0, NODES * (NODES - 1)), (NODES * NODES - 1, NODES - 1)] {
            let share = (field.values[node] - low) / (high - low);
            let near = |color: plotters::style::RGBColor| {
                let [r, g, b, _] = pixels[pixel];
                u32::from(r.abs_diff(color.0))
                    + u32::from(g.abs_diff(color.1))
                    + u32::from(b.abs_diff(color.2))
            };
            if (share - 0.5).abs() > 0.3 {
                assert_eq!(near(colors[0]) < near(colors[1]), share > 0.5, "{share}");
            }
        }
    }
}

#[test]
fn a_matrix_has_a_cell_for_every_value_in_the_colour_of_its_sign() {
    let look = Look::new(false, Palette::BlueOrange, 1.0, "");
    let Item::Image(image) = matrix(&[1.0, 0.0, 0.0, -1.0, 0.0, 0.5], 3, [9, 4], &look) else {
        panic!("no image")
    };
    let Colors::Cells(columns, cells) = &image.colors else { panic!("no cells") };
    assert_eq!((*columns, cells.len()), (3, 6));
    let pixels = image.colors.pixels(9, 4);
    let [positive, none, negative] = [pixels[0], pixels[4], pixels[2 * 9]];
    assert!(positive[2] > positive[0] && negative[0] > negative[2]);
    assert_eq!(none, backprop_charts::picture::opaque(look.paper));
}
