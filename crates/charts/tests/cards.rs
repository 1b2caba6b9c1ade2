//! The pictures on the start page's cards: drawn from each lesson's own numbers, small, for light and for dark.

mod golden;

use backprop_core::activation::Activation;
use backprop_core::config::Config;
use backprop_core::descent::surface::Surface;
use backprop_core::descent::{Descent, Walker};
use backprop_core::network::Activity;
use backprop_core::numeric::field::{Field, View};
use backprop_core::optimizer::Optimizer;
use backprop_core::run::Trainer;
use golden::matches_golden;
use std::fmt::Write;

const SIZE: [f64; 2] = [160.0, 96.0];
/// The largest picture, in bytes: all of them are loaded with the start page.
const LARGEST: usize = 3000;
/// Paper and ink are the page's; a: blue; b: orange; g: muted.
const STYLE: &str = "path,circle{fill:none;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}\
    .a{stroke:#2a6bd6}.b{stroke:#d9700c}.g{stroke:#5c6370;stroke-width:1}.f{fill:#fff}text{font:11px sans-serif;text-anchor:middle;fill:#1b1d21}\
    @media(prefers-color-scheme:dark){.a{stroke:#6aa5ff}.b{stroke:#f2984c}.g{stroke:#9da5b0}.f{fill:#1b1e23}text{fill:#e9ebee}}";

/// The place of a point of the view in the picture.
fn place(View { x, y }: View, point: [f64; 2]) -> [f64; 2] {
    let share = |value: f64, [low, high]: [f64; 2]| (value - low) / (high - low);
    [share(point[0], x) * SIZE[0], (1.0 - share(point[1], y)) * SIZE[1]]
}

/// A path through the points of each line; a single point is a dot.
fn path(class: &str, view: View, lines: &[Vec<[f64; 2]>]) -> String {
    let mut d = String::new();
    for line in lines {
        for (i, &point) in line.iter().enumerate() {
            let [x, y] = place(view, point).map(|length| (length * 2.0).round() / 2.0);
            let _ = write!(d, "{}{x} {y}", ["M", "L"][usize::from(i > 0)]);
        }
        if line.len() == 1 {
            d.push_str("h0");
        }
    }
    format!("<path class=\"{class}\" d=\"{d}\"/>")
}

fn is_the_card(name: &str, content: &str) {
    let [width, height] = SIZE;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><style>{STYLE}</style>{content}</svg>\n"
    );
    assert!(svg.len() <= LARGEST, "{name} has {} bytes", svg.len());
    matches_golden(&format!("../../../../www/css/cards/{name}.svg"), &svg);
}

#[test]
fn a_function_and_its_derivative() {
    let view = View { x: [-6.0, 6.0], y: [-0.1, 1.1] };
    let curve = |f: &dyn Fn(f64) -> f64| {
        let line: Vec<[f64; 2]> = (0..=40).map(|i| -6.0 + 0.3 * f64::from(i)).map(|z| [z, f(z)]).collect();
        vec![line]
    };
    let value = path("a", view, &curve(&|z| Activation::Sigmoid.value(z, 0.0)));
    let slope = path("b", view, &curve(&|z| Activation::Sigmoid.slope_at(z, 0.0)));
    is_the_card(
        "activations",
        &format!("{}{slope}{value}", path("g", view, &[vec![[-6.0, 0.0], [6.0, 0.0]]])),
    );
}

#[test]
fn a_graph_with_two_paths() {
    let view = View { x: [0.0, SIZE[0]], y: [SIZE[1], 0.0] };
    let nodes = [([24.0, 48.0], "x"), ([76.0, 20.0], "·"), ([76.0, 76.0], "·"), ([136.0, 48.0], "+")];
    let edges: Vec<Vec<[f64; 2]>> =
        [(0, 1), (0, 2), (1, 3), (2, 3)].map(|(from, to)| vec![nodes[from].0, nodes[to].0]).to_vec();
    let lowered = |line: &Vec<[f64; 2]>| line.iter().map(|&[x, y]| [x, y + 5.0]).collect();
    let back: Vec<Vec<[f64; 2]>> = edges.iter().map(lowered).collect();
    let mut content = path("a", view, &edges) + &path("b", view, &back);
    for ([x, y], name) in nodes {
        let _ = write!(
            content,
            "<circle class=\"g f\" cx=\"{x}\" cy=\"{y}\" r=\"14\"/><text x=\"{x}\" y=\"{}\">{name}</text>",
            y + 4.0
        );
    }
    is_the_card("chain-rule", &content);
}

#[test]
fn contours_and_a_descent() {
    let surface = Surface::Himmelblau;
    let view = View { x: [-6.5, 6.5], y: [-4.6, 4.6] };
    let field = Field::sample(view, 24, 16, |[x, y]| surface.value(x, y));
    let contours: Vec<Vec<[f64; 2]>> = [20.0, 80.0]
        .iter()
        .flat_map(|&level| field.iso_line(level))
        .map(|segment| segment.to_vec())
        .collect();
    let walk = |start| {
        let descent = Descent::new(Walker::new(surface, Optimizer::Sgd, 0.01, start), 60);
        let places = descent.moves.iter().step_by(2).take(14);
        places.map(|step| step.from).collect::<Vec<[f64; 2]>>()
    };
    is_the_card(
        "himmelblau",
        &(path("g", view, &contours) + &path("b", view, &[walk([-0.5, -0.8]), walk([0.2, 0.2])])),
    );
}

#[test]
fn moons_and_a_border_that_a_small_network_learned() {
    let config: Config = "samples=70&noise=0.1&layers=2,3,2&activation=tanh&trainBias=true&learningRate=0.3"
        .parse()
        .expect("settings");
    let mut trainer = Trainer::new(config).expect("valid");
    trainer.train(300);
    let view = View { x: [-1.7, 2.7], y: [-1.0, 1.5] };
    let mut activity = Activity::of(trainer.network());
    let field = Field::sample(view, 25, 17, |point| {
        let outputs = trainer.network().predict(&point, &mut activity);
        outputs[1] - outputs[0]
    });
    let border: Vec<Vec<[f64; 2]>> = field.iso_line(0.0).iter().map(|segment| segment.to_vec()).collect();
    let dots = |class: u8| -> Vec<Vec<[f64; 2]>> {
        let data = trainer.data();
        let own = data.points.iter().zip(&data.labels).filter(|&(_, &label)| label == class);
        own.map(|(&point, _)| vec![point]).collect()
    };
    is_the_card(
        "network",
        &(path("a", view, &dots(0)) + &path("b", view, &dots(1)) + &path("g", view, &border)),
    );
}
