//! Paths as the page hands them over: all places in one list, and how much of each path is shown.

use crate::convert;
use crate::error::{Failure, argument};
use backprop_charts::walk::Walk;
use backprop_core::config::Code;
use backprop_core::optimizer::Optimizer;
use wasm_bindgen::prelude::*;

/// Places of several paths, one after the other.
pub struct Walks {
    places: Vec<[f64; 2]>,
    /// Whose path it is, how many places it has, how many are shown.
    parts: Vec<(Optimizer, usize, usize)>,
}

impl Walks {
    /// `places` are x and y in turn; `parts` has three numbers for each path: the optimizer by its
    /// place among all, the count of its places, and how many of them are shown.
    pub fn new(places: &JsValue, parts: &JsValue) -> Result<Self, Failure> {
        let numbers = convert::numbers(places, "places")?;
        let places = numbers.as_chunks::<2>().0.to_vec();
        let mut left = places.len();
        let mut list = Vec::new();
        for &[optimizer, count, shown] in convert::numbers(parts, "parts")?.as_chunks::<3>().0 {
            let count = count as usize;
            let known = Optimizer::ALL.get(optimizer as usize).filter(|_| optimizer >= 0.0);
            let Some(&optimizer) = known.filter(|_| count <= left) else {
                let value = format!("{optimizer}, {count}");
                return Err(argument(Code::OutOfRange, "parts", value, None, "paths among the places"));
            };
            left -= count;
            list.push((optimizer, count, (shown as usize).min(count)));
        }
        Ok(Self { places, parts: list })
    }

    /// What is shown of each path.
    pub fn shown(&self) -> Vec<Walk<'_>> {
        let paths = self.whole();
        let shown = self.parts.iter().zip(paths);
        shown.map(|(&(optimizer, _, shown), path)| Walk { optimizer, places: &path[..shown] }).collect()
    }

    /// The paths to their ends.
    pub fn whole(&self) -> Vec<&[[f64; 2]]> {
        let mut rest = self.places.as_slice();
        let mut cut = |count: usize| {
            let (path, others) = rest.split_at(count);
            rest = others;
            path
        };
        self.parts.iter().map(|&(_, count, _)| cut(count)).collect()
    }
}
