//! Derivatives by their definition, to hold computed ones against.

/// (f(x + h) − f(x − h)) / 2h, with h = ∛ε · max(1, |x|).
///
/// The formula's error grows with h², that of rounding with ε / h: the sum is least where h is about the cube
/// root of ε. What h comes to after rounding is what is divided by.
/// Source: Press et al., *Numerical Recipes*, section 5.7.
pub fn central_difference(x: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    let h = libm::cbrt(f64::EPSILON) * if x.abs() > 1.0 { x.abs() } else { 1.0 };
    let (right, left) = (x + h, x - h);
    (f(right) - f(left)) / (right - left)
}
