//! Bit equality with the browsers: after ten passes, every parameter's bits, hashed, are those in
//! tests/data/bits.txt. The same file is checked in each browser by crates/web/tests/bits.rs.
//!
//! `UPDATE_BITS=1` rewrites the file; do that only when the mathematics changed on purpose.

use backprop_core::activation::Activation;
use backprop_core::run::Trainer;

fn path() -> String {
    format!("{}/../../tests/data/bits.txt", env!("CARGO_MANIFEST_DIR"))
}

/// FNV-1a over the bits of all parameters.
fn fingerprint(activation: &str, train_bias: bool) -> String {
    let config = format!("activation={activation}&trainBias={train_bias}").parse().expect("settings");
    let mut trainer = Trainer::new(config).expect("valid settings");
    trainer.train(10);
    let bytes = trainer.network().parameters().into_iter().flat_map(|w| {
        assert!(w.is_finite());
        w.to_bits().to_le_bytes()
    });
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{activation} {train_bias} {hash:016x}")
}

#[test]
fn ten_passes_give_the_bits_that_the_browsers_give() {
    let names = Activation::ALL.map(Activation::name);
    let lines: Vec<String> =
        names.into_iter().flat_map(|name| [false, true].map(|bias| fingerprint(name, bias))).collect();
    if std::env::var_os("UPDATE_BITS").is_some() {
        std::fs::write(path(), lines.join("\n") + "\n").expect("tests/data can be written");
    }
    let expected = std::fs::read_to_string(path()).expect("tests/data/bits.txt");
    assert_eq!(lines, expected.lines().collect::<Vec<_>>());
}
