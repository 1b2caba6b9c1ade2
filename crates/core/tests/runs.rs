//! Whole runs against NumPy: every logged MSE, every accuracy, the first update, the weights
//! before and after, and predictions. The numbers come from tests/data/make.py.

use backprop_core::config::{Config, Value as Setting};
use backprop_core::network::Activity;
use backprop_core::run::{LOG_EVERY, Trainer};
use reference::floats;
use serde_json::Value;

/// The reader of the unit tests, which use more of it.
#[allow(dead_code)]
#[path = "../src/reference.rs"]
mod reference;

/// Any sum may be taken in another order than NumPy's.
const TOLERANCE: f64 = 1e-12;

#[track_caller]
fn close(got: f64, expected: f64) {
    reference::close(got, expected, TOLERANCE * expected.abs().max(1.0));
}

/// Translates the chapter's names, which the reference files use.
fn config_of(run: &Value) -> Config {
    let mut config = Config::default();
    let settings = run["config"].as_object().expect("settings");
    for (theirs, value) in settings {
        let ours = match theirs.as_str() {
            "data_seed" => "dataSeed",
            "split_seed" => "splitSeed",
            "network_seed" => "networkSeed",
            "test_size" => "testSize",
            "sizes" => "layers",
            "hidden_activation" => "activation",
            "output_activation" => "outputActivation",
            "learning_rate" => "learningRate",
            "train_bias" => "trainBias",
            "log_every" => continue,
            same => same,
        };
        let value = match value {
            Value::Number(number) => Setting::Number(number.as_f64().expect("a number")),
            Value::Bool(on) => Setting::Flag(*on),
            Value::String(text) if text == "leaky_relu" => Setting::Text("leakyRelu".into()),
            Value::String(text) => Setting::Text(text.clone()),
            list => Setting::Numbers(floats(list)),
        };
        config.set(ours, &value).expect("a valid setting");
    }
    config
}

/// Applies `of` to the weights of every layer.
fn per_layer(trainer: &Trainer, of: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let parameters = trainer.network().parameters();
    let mut rest = parameters.as_slice();
    let mut numbers = Vec::new();
    for pair in trainer.config().layers().windows(2) {
        let (weights, tail) = rest.split_at(pair[0] * pair[1]);
        numbers.push(of(weights));
        rest = &tail[pair[1]..];
    }
    numbers
}

#[track_caller]
fn all_close(got: Vec<f64>, expected: &Value) {
    for (got, expected) in got.into_iter().zip(floats(expected)) {
        close(got, expected);
    }
}

fn first_step_matches(trainer: &mut Trainer, expected: &Value) {
    let index = trainer.split().train[0];
    assert_eq!(expected["target"][usize::from(trainer.data().labels[index])], 1.0);
    all_close(trainer.data().points[index].to_vec(), &expected["input"]);
    let first = |weights: &[f64]| weights[0];
    all_close(per_layer(trainer, first), &expected["weight_00_before"]);
    trainer.step(1);
    all_close(per_layer(trainer, first), &expected["weight_00_after"]);
    for layer in 0..4 {
        let (outputs, deltas) = (&expected["outputs"][layer], &expected["deltas"][layer]);
        all_close(trainer.last_pass().activity().layer(layer + 1).collect(), outputs);
        // The chapter's deltas are (target − output)·f′: the opposite sign.
        all_close(trainer.last_pass().delta(layer).map(|delta| -delta).collect(), deltas);
    }
}

fn run_matches(name: &str) {
    let run = reference::load(&format!("{name}.json"));
    let mut trainer = Trainer::new(config_of(&run)).expect("a valid configuration");
    let sum = |weights: &[f64]| weights.iter().sum();
    all_close(per_layer(&trainer, sum), &run["weight_sum_before"]);
    first_step_matches(&mut trainer, &run["first_step"]);

    let log = run["log_epoch_mse_accuracy"].as_array().expect("a log");
    assert_eq!(log.len() as u64, u64::from(trainer.config().epochs()) / LOG_EVERY + 1);
    let mut furthest: f64 = 0.0;
    for line in log {
        let line = floats(line);
        trainer.train(line[0] as u64 + 1 - trainer.epoch());
        let metrics = trainer.metrics();
        furthest = furthest.max((metrics.train_loss - line[1]).abs());
        close(metrics.train_loss, line[1]);
        assert_eq!(metrics.test_accuracy, line[2], "accuracy after #{}", line[0]);
        assert_eq!(trainer.curve().last(), Some(&metrics));
    }
    println!("{name}: no logged MSE is further than {furthest:e} from NumPy's");

    all_close(per_layer(&trainer, sum), &run["weight_sum_after"]);
    let mut activity = Activity::of(trainer.network());
    let points = run["predict_grid"].as_array().expect("points");
    for (point, expected) in points.iter().zip(run["predict"].as_array().expect("outputs")) {
        let point = floats(point);
        all_close(trainer.network().predict(&point, &mut activity).to_vec(), expected);
    }
}

#[test]
fn the_chapters_run_is_numpys() {
    run_matches("run_chapter");
}

#[test]
fn a_run_that_trains_biases_is_numpys() {
    run_matches("run_train_bias");
}

#[test]
fn a_run_with_tanh_is_numpys() {
    run_matches("run_tanh");
}

#[test]
fn a_run_with_relu_is_numpys() {
    run_matches("run_relu");
}

#[test]
fn a_run_with_momentum_is_numpys() {
    run_matches("run_momentum");
}

#[test]
fn a_run_with_leaky_relu_is_numpys() {
    run_matches("run_leaky");
}
