//! Reads the reference numbers under tests/data, for unit tests and for whole runs.

use serde_json::Value;

/// A reference file, by name.
pub fn load(name: &str) -> Value {
    let path = format!("{}/../../tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A list of numbers.
pub fn floats(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|x| x.as_f64().expect("a number")).collect()
}

/// A list of counts.
pub fn integers(value: &Value) -> Vec<usize> {
    let list = value.as_array().expect("a list");
    list.iter().map(|x| x.as_u64().expect("a count") as usize).collect()
}

/// Absolute distance, named in the failure.
#[track_caller]
pub fn close(got: f64, expected: f64, tolerance: f64) {
    let distance = (got - expected).abs();
    assert!(distance <= tolerance, "{got} is {distance:e} from {expected}, more than {tolerance:e}");
}

/// Distance in units of the last place of `expected`.
pub fn ulps(got: f64, expected: f64) -> f64 {
    let unit = f64::from_bits(expected.abs().to_bits() + 1) - expected.abs();
    ((got - expected) / unit).abs()
}
