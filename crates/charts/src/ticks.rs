//! Round numbers for axes: steps of 1, 2 or 5 times a power of ten, their labels, and ranges that
//! grow in such steps.

/// The multiples of a round step that lie in a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ticks {
    step: Step,
    first: i64,
    last: i64,
    /// Labels with a power of ten, because plain ones would be too long.
    powers: bool,
}

/// `mantissa · 10^exponent`, with a mantissa of 1, 2 or 5.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    mantissa: u8,
    exponent: i32,
}

impl Step {
    /// The smallest step at or above `size`, which is positive and finite.
    fn at_least(size: f64) -> Self {
        let mut exponent = size.log10().floor() as i32;
        // log10 may be off by one unit in the last place right at a power of ten.
        if (Self { mantissa: 10, exponent }).times(1) < size {
            exponent += 1;
        }
        let fits = |&mantissa: &u8| Self { mantissa, exponent }.times(1) >= size;
        match [1, 2, 5].into_iter().find(fits) {
            Some(mantissa) => Self { mantissa, exponent },
            None => Self { mantissa: 1, exponent: exponent + 1 },
        }
    }

    /// The multiple, as near to its decimal digits as a double can be.
    fn times(self, count: i64) -> f64 {
        let whole = count as f64 * f64::from(self.mantissa);
        if self.exponent < 0 {
            whole / 10_f64.powi(-self.exponent)
        } else {
            whole * 10_f64.powi(self.exponent)
        }
    }

    fn floor(self, x: f64) -> i64 {
        let near = (x / self.times(1)).round();
        // A tick that a sum of doubles has missed by a hair still counts.
        if (self.times(near as i64) - x).abs() <= self.times(1) * 1e-9 {
            return near as i64;
        }
        (x / self.times(1)).floor() as i64
    }

    fn ceil(self, x: f64) -> i64 {
        -self.floor(-x)
    }
}

impl Ticks {
    /// At most `most` + 1 ticks in `[low, high]`; none if that is not a range of numbers.
    pub fn new([low, high]: [f64; 2], most: usize) -> Option<Self> {
        let span = high - low;
        // Ticks closer to each other than doubles can tell apart are none.
        let finest = (low.abs().max(high.abs()) * 1e-12).max(1e-300);
        if !(span.is_finite() && span > finest) {
            return None;
        }
        let step = Step::at_least(span / most.max(1) as f64);
        let powers = low.abs().max(high.abs()) >= 1e6 || step.exponent < -4;
        Some(Self { step, first: step.ceil(low), last: step.floor(high), powers })
    }

    /// The ticks from low to high.
    pub fn values(self) -> impl DoubleEndedIterator<Item = f64> {
        (self.first..=self.last).map(move |count| self.step.times(count))
    }

    /// The label of a tick: all with the same decimals, a proper minus sign.
    pub fn label(&self, value: f64) -> String {
        let decimals = (-self.step.exponent).max(0) as usize;
        let text = match format!("{value:.6e}").split_once('e') {
            // No more digits than the number has.
            Some((digits, power)) if self.powers && value != 0.0 => {
                format!("{}e{power}", digits.trim_end_matches('0').trim_end_matches('.'))
            }
            _ if self.powers => "0".to_owned(),
            _ => format!("{value:.decimals$}"),
        };
        text.replace('-', "−")
    }
}

/// `[low, high]` with `high` moved up to the next tick.
pub fn round_up([low, high]: [f64; 2], most: usize) -> [f64; 2] {
    Ticks::new([low, high], most)
        .map_or([low, low + 1.0], |ticks| [low, ticks.step.times(ticks.step.ceil(high))])
}

/// `[low, high]` with `low` moved down to the next tick.
pub fn round_down([low, high]: [f64; 2], most: usize) -> [f64; 2] {
    let [low, high] = round_up([-high, -low], most);
    [-high, -low]
}

/// The end of an axis of counts up to `last`: the next of 10, 20, 50, 100, …, so that a growing curve
/// rescales a few times in a run and not with every point.
///
/// Up to one percent more is shown as it is: a run to 1000 makes one pass more, for which half the
/// picture should not be empty.
pub fn round_end(last: f64) -> f64 {
    let round = Step::at_least((last / 1.01).clamp(10.0, 1e15)).times(1);
    if last.is_finite() { round.max(last) } else { round }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(range: [f64; 2], most: usize) -> Vec<String> {
        let ticks = Ticks::new(range, most).expect("a range");
        ticks.values().map(|value| ticks.label(value)).collect()
    }

    #[test]
    fn ticks_are_round_and_labelled_alike() {
        assert_eq!(labels([0.0, 0.3], 4), ["0.0", "0.1", "0.2", "0.3"]);
        assert_eq!(labels([-1.58, 2.7], 5), ["−1", "0", "1", "2"]);
        assert_eq!(labels([0.4, 1.0], 4), ["0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels([0.0, 1001.0], 6), ["0", "200", "400", "600", "800", "1000"]);
        assert_eq!(labels([0.0, 0.035], 4), ["0.00", "0.01", "0.02", "0.03"]);
        assert_eq!(labels([0.0, 10.0], 4), ["0", "5", "10"]);
    }

    #[test]
    fn very_large_and_very_small_numbers_are_short() {
        assert_eq!(labels([0.0, 4e6], 4), ["0", "1e6", "2e6", "3e6", "4e6"]);
        assert_eq!(labels([0.0, 3e-6], 3), ["0", "1e−6", "2e−6", "3e−6"]);
        assert_eq!(labels([0.0, 2e300], 2), ["0", "1e300", "2e300"]);
    }

    #[test]
    fn an_invalid_range_has_no_ticks() {
        for range in [
            [1.0, 1.0],
            [2.0, 1.0],
            [0.0, f64::INFINITY],
            [f64::NAN, 1.0],
            [0.0, 5e-324],
            [1e17, 1e17 + 16.0],
        ] {
            assert_eq!(Ticks::new(range, 4), None);
        }
    }

    #[test]
    fn ranges_are_rounded_outwards() {
        assert_eq!(round_up([0.0, 0.25], 4), [0.0, 0.3]);
        assert_eq!(round_up([0.0, 0.3], 3), [0.0, 0.3]);
        assert_eq!(round_down([0.495, 1.0], 4), [0.4, 1.0]);
    }

    #[test]
    fn an_axis_of_counts_grows_in_a_few_steps() {
        let ends: Vec<f64> = (0..=1001).map(|last| round_end(f64::from(last))).collect();
        assert!(ends.iter().zip(0..).all(|(&end, last)| end >= f64::from(last) && end >= 10.0));
        let rescaled = ends.windows(2).filter(|pair| pair[1] > pair[0] * 1.02).count();
        assert_eq!(rescaled, 6, "10, 20, 50, 100, 200, 500, 1000");
        assert_eq!(ends[1001], 1001.0);
    }
}
