//! *Copy as NumPy* gives a program that prints the page's log: the programs of several runs, run by
//! real NumPy and scikit-learn, against the log of the native trainer, digit for digit.
//!
//! `BACKPROP_PYTHON` names a Python that has both; `cargo xtask test --only numpy` sets it.

use backprop_core::optimizer::Optimizer;
use backprop_core::run::program;
use page_tests::native;
use std::io::Write;
use std::process::{Command, Stdio};

/// The output of the program, line by line.
fn printed(program: &str) -> Vec<String> {
    let python = std::env::var_os("BACKPROP_PYTHON")
        .expect("BACKPROP_PYTHON must name a Python with numpy and scikit-learn");
    let mut child = Command::new(python)
        .arg("-")
        .env("OPENBLAS_NUM_THREADS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python that BACKPROP_PYTHON names can be started");
    child.stdin.take().expect("a pipe").write_all(program.as_bytes()).expect("Python reads the program");
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "Python failed on\n{program}");
    let text = String::from_utf8(output.stdout).expect("a log is text");
    text.lines().map(str::to_owned).collect()
}

/// Compares the logs of the run with these settings and these changes on the way, written as in a link.
fn logs_agree(link: &str, changes: &str) {
    let config = native::config(link).expect("valid settings");
    let train = (config.samples() - config.test_samples()) as u64;
    let steps = (u64::from(config.epochs()) + 1) * train;
    let native = native::trained(link, steps, changes).expect("valid settings");
    let expected = native::log(&native);
    assert_eq!(expected.len() as u32, 2 * (config.epochs() / 10 + 1));
    assert_eq!(printed(&program::numpy(native.config(), &native.changes())), expected, "{link}");
}

#[test]
fn the_chapters_run() {
    logs_agree("epochs=20", "");
}

#[test]
fn tanh() {
    logs_agree("activation=tanh&samples=300&epochs=30", "");
}

#[test]
fn relu_with_biases() {
    logs_agree("activation=relu&learningRate=0.005&trainBias=true&samples=300&epochs=30", "");
}

#[test]
fn leaky_relu_with_a_slope_of_its_own() {
    logs_agree("activation=leakyRelu&leakySlope=0.2&learningRate=0.005&samples=300&epochs=30", "");
}

#[test]
fn leaky_relu_at_the_output() {
    logs_agree("outputActivation=leakyRelu&leakySlope=0.5&samples=200&epochs=20", "");
}

#[test]
fn elu() {
    logs_agree("activation=elu&learningRate=0.005&samples=300&epochs=30", "");
}

#[test]
fn gelu_with_biases() {
    logs_agree("activation=gelu&trainBias=true&samples=300&epochs=30", "");
}

#[test]
fn softplus_with_a_linear_output() {
    logs_agree("activation=softplus&outputActivation=linear&learningRate=0.002&samples=300&epochs=30", "");
}

#[test]
fn silu_at_the_output_too() {
    logs_agree("activation=silu&outputActivation=silu&samples=300&epochs=30", "");
}

#[test]
fn linear_output() {
    logs_agree("activation=tanh&outputActivation=linear&learningRate=0.002&samples=300&epochs=30", "");
}

#[test]
fn linear_throughout() {
    logs_agree("activation=linear&outputActivation=linear&learningRate=0.001&samples=200&epochs=20", "");
}

#[test]
fn biases_that_learn() {
    logs_agree("trainBias=true&learningRate=0.1&samples=300&epochs=30", "");
}

#[test]
fn other_layers() {
    logs_agree("layers=2,7,1,9,3,2&activation=tanh&samples=300&epochs=30&learningRate=0.05", "");
}

#[test]
fn other_seeds_noise_and_split() {
    let seeds = "dataSeed=4294967295&splitSeed=0&networkSeed=12345";
    logs_agree(&format!("{seeds}&noise=0.05&testSize=0.45&samples=301&epochs=30&learningRate=0.1"), "");
}

#[test]
fn a_learning_rate_that_changes_on_the_way() {
    logs_agree(
        "samples=300&epochs=30&learningRate=0.5",
        "1:learningRate:0.25,210:learningRate:0.05,1000:learningRate:1e-5,3333:learningRate:1.5",
    );
}

/// The page's run stops before the sample at which NumPy overflows; up to there the logs agree.
#[test]
fn a_run_that_diverges() {
    let link = "activation=linear&outputActivation=linear&learningRate=0.4&samples=40&epochs=200";
    let native = native::trained(link, 201 * 28, "").expect("valid");
    let stopped = native.divergence().expect("it overflows").step;
    let (ours, theirs) = (native::log(&native), printed(&program::numpy(native.config(), &[])));
    assert!(stopped < 201 * 28 && ours.len() < theirs.len());
    assert_eq!(theirs[..ours.len()], ours);
    assert!(theirs[ours.len()].ends_with("MSE: nan"), "then NumPy says {}", theirs[ours.len()]);
}

#[test]
fn weights_set_by_hand() {
    let changes = "0:p0:2.5,0:p11:-1,70:p20:0.125,300:learningRate:0.2,333:p34:1e-3";
    logs_agree("samples=100&layers=2,4,3,2&epochs=20&learningRate=0.5", changes);
}

#[test]
fn momentum_that_changes_on_the_way() {
    let link = "dataset=circles&factor=0.4&samples=200&noise=0.1&layers=2,6,4,2&activation=tanh";
    logs_agree(
        &format!("{link}&optimizer=momentum&momentum=0.8&epochs=30"),
        "700:learningRate:0.02,900:p3:1",
    );
    logs_agree(&format!("{link}&optimizer=momentum&trainBias=true&epochs=10"), "");
}

/// The rules of `optimizer/mod.rs`, in Python: η = 0.1, g = 2, then g = −1, on two arrays in turn.
#[test]
fn every_optimizers_program_makes_its_steps() {
    for (optimizer, expected) in [
        (Optimizer::Sgd, [-0.2, 0.1]),
        (Optimizer::Momentum, [-0.2, -0.08]),
        (Optimizer::RmsProp, [-0.316_227_761, 0.147_441_954]),
        (Optimizer::Adam, [-0.1, -0.026_633_704]),
    ] {
        let mut rule = optimizer.python().to_owned();
        for (name, value) in
            [("momentum", "0.9"), ("decay", "0.9"), ("beta1", "0.9"), ("beta2", "0.999"), ("epsilon", "1e-8")]
        {
            rule = rule.replace(&format!("${{{name}}}"), value);
        }
        let program = format!(
            "import numpy as np\n{rule}\na, b = np.zeros(2), np.zeros(1)\nfor g in 2.0, -1.0:\n    for w in a, b:\n        \
             before = w.copy()\n        descend(w, -g * np.ones_like(w), 0.1)\n        print((w - before)[0])\n"
        );
        for (line, step) in printed(&program).iter().zip([0, 0, 1, 1]) {
            let got: f64 = line.parse().expect("a number");
            assert!((got - expected[step]).abs() < 5e-9, "{optimizer:?}: {got}");
        }
    }
}

#[test]
fn no_epochs_but_the_first() {
    logs_agree("samples=4&testSize=0.05&epochs=0&noise=0", "");
}
