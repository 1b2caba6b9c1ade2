//! Helpers for the panel of one update: goes to a moment, and compares its numbers with the native ones.

use anyhow::{Context, Result, ensure};
use backprop_core::loss::target;
use backprop_core::network::trace::Trace;
use backprop_core::run::Trainer;
use page_tests::page::Page;
use thirtyfour::Key;

/// The moments of an update of a network with two hidden layers: phase and layer.
pub const MOMENTS: [(&str, usize); 11] = [
    ("forward", 1),
    ("forward", 2),
    ("forward", 3),
    ("loss", 3),
    ("delta", 3),
    ("delta", 2),
    ("delta", 1),
    ("gradient", 3),
    ("gradient", 2),
    ("gradient", 1),
    ("update", 3),
];

/// Opens the panel.
pub async fn open(page: &Page) -> Result<()> {
    page.click("Step through one update").await?;
    page.until("the panel shows a sample", "__test.numbers()['trace-step']").await
}

/// Waits until the panel shows the sample after `step` samples.
pub async fn after(page: &Page, step: u64) -> Result<()> {
    page.until(
        &format!("the panel has sample {step}"),
        &format!("__test.numbers()['trace-step'] === '{step}'"),
    )
    .await
}

/// Moves the scrubber of the panel to a moment.
pub async fn step_to(page: &Page, at: usize) -> Result<()> {
    let scrubber = page.control("slider", "Position").await?;
    scrubber.send_keys(Key::Home + "").await?;
    if at > 0 {
        scrubber.send_keys(Key::Right.value().to_string().repeat(at)).await?;
    }
    Ok(())
}

/// The rows of the table, three numbers each.
pub async fn terms(page: &Page) -> Result<Vec<[f64; 3]>> {
    // As texts: a driver's JSON does not carry every bit.
    const ROWS: &str = "return [...document.querySelectorAll('.terms tbody tr')]
        .map((row) => [...row.querySelectorAll('data')].map((data) => data.value))";
    let rows: Vec<[String; 3]> = serde_json::from_value(page.script(ROWS, []).await?)?;
    rows.iter().map(|[a, b, c]| Ok([a.parse()?, b.parse()?, c.parse()?])).collect()
}

/// Checks that the panel shows exactly the native numbers of a moment, with these neurons in front,
/// inputs first.
pub async fn expect_moment(page: &Page, trainer: &Trainer, at: usize, front: [usize; 4]) -> Result<()> {
    let trace = trainer.trace();
    let (phase, layer) = MOMENTS[at];
    let shown = page.numbers().await?;
    let is_of_it = |name: &&String| name.starts_with("trace-") || name.starts_with("slot-");
    let found: Vec<&String> = shown.keys().filter(is_of_it).collect();
    let expected = numbers(&trace, trainer, phase, layer, front);
    ensure!(found.len() == expected.len(), "at {phase} {layer} the panel shows {found:?}");
    for (quantity, expected) in expected {
        let found = shown.get(quantity).with_context(|| format!("no {quantity} at {phase} {layer}"))?;
        ensure!(*found == expected, "{quantity} at {phase} {layer} is {found}, natively {expected}");
    }
    let (found, expected) = (terms(page).await?, rows(&trace, trainer, phase, layer, front[layer]));
    ensure!(found == expected, "the terms at {phase} {layer} are {found:?}, natively {expected:?}");
    Ok(())
}

/// The inputs of a layer.
fn inputs(trace: &Trace, layer: usize) -> &[f64] {
    if layer == 1 { &trace.sample.input } else { &trace.layers[layer - 2].a }
}

/// The numbers of the formula, by quantity.
fn numbers(
    trace: &Trace,
    trainer: &Trainer,
    phase: &str,
    layer: usize,
    front: [usize; 4],
) -> Vec<(&'static str, f64)> {
    let numbers = &trace.layers[layer - 1];
    let (from, to) = (front[layer - 1], front[layer]);
    let at = from * numbers.delta.len() + to;
    let (update, weights) = (trainer.update(), trainer.network().places(layer - 1));
    let place = weights.start + at;
    let sample = &trace.sample;
    let mut all = vec![
        ("trace-step", sample.step as f64),
        ("trace-x1", sample.input[0]),
        ("trace-x2", sample.input[1]),
    ];
    all.extend(match phase {
        "forward" => {
            vec![
                ("trace-bias", update.before[weights.end + to]),
                ("trace-z", numbers.z[to]),
                ("trace-a", numbers.a[to]),
            ]
        }
        "loss" => vec![
            ("trace-o0", numbers.a[0]),
            ("trace-o1", numbers.a[1]),
            ("trace-t0", target(0, sample.class)),
            ("trace-t1", target(1, sample.class)),
            ("trace-loss", trace.loss),
        ],
        "delta" => vec![
            ("trace-slope", numbers.slope[to]),
            ("trace-error", numbers.error[to]),
            ("trace-error-sum", numbers.error[to]),
            ("trace-delta", numbers.delta[to]),
        ],
        "gradient" => vec![
            ("trace-input", inputs(trace, layer)[from]),
            ("trace-delta", numbers.delta[to]),
            ("trace-gradient", numbers.gradient[at]),
        ],
        _ => vec![
            ("trace-before", update.before[place]),
            ("trace-rate", trainer.now().learning_rate()),
            ("trace-gradient", update.gradient[place]),
            ("trace-update", update.parts[place].change),
            ("trace-after", update.after[place]),
        ],
    });
    if let ("update", Some(m)) = (phase, update.parts[place].m) {
        all.extend([("slot-m", m), ("trace-momentum", trainer.config().momentum())]);
    }
    if phase == "delta" && layer == trace.layers.len() {
        all.extend([("trace-a", numbers.a[to]), ("trace-t", target(to, sample.class))]);
    }
    all
}

/// The rows of the table.
fn rows(trace: &Trace, trainer: &Trainer, phase: &str, layer: usize, to: usize) -> Vec<[f64; 3]> {
    let numbers = &trace.layers[layer - 1];
    let size = numbers.delta.len();
    let before = inputs(trace, layer);
    let (update, weights) = (trainer.update(), trainer.network().weights(layer - 1));
    let start = trainer.network().places(layer - 1).start;
    let product = |w: f64, x: f64| [w, x, w * x];
    match phase {
        "forward" => before.iter().enumerate().map(|(i, &a)| product(weights[i * size + to], a)).collect(),
        "delta" if layer < trace.layers.len() => {
            let deltas = &trace.layers[layer].delta;
            let weights = trainer.network().weights(layer);
            deltas.iter().enumerate().map(|(j, &d)| product(weights[to * deltas.len() + j], d)).collect()
        }
        "loss" => [0, 1].map(|k| [numbers.a[k], target(k, trace.sample.class), numbers.error[k]]).to_vec(),
        "delta" => [0, 1].map(|k| [numbers.a[k], target(k, trace.sample.class), numbers.delta[k]]).to_vec(),
        _ => (0..before.len())
            .map(|i| {
                let at = i * size + to;
                if phase == "gradient" {
                    return [before[i], numbers.delta[to], numbers.gradient[at]];
                }
                let at = start + at;
                [update.before[at], update.parts[at].change, update.after[at]]
            })
            .collect(),
    }
}
