//! The surfaces to descend: value, gradient, minima, and the part of the plane that is shown.
//!
//! Each value is written once, over [`Scalar`], so that a tape can be recorded from the very
//! formula that is drawn; each gradient is derived by hand. Sources of the first three: Himmelblau,
//! *Applied Nonlinear Programming* (1972); Rosenbrock, *The Computer Journal* 3 (1960); Beale, *On
//! an iterative method for finding a local minimum* (1958).

use super::hidden::Pose;
use crate::numeric::field::View;
use std::ops::{Add, Mul, Sub};

/// The operands of a formula: numbers, or the variables of a tape.
pub trait Scalar: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    /// A constant of the same kind; for a variable, on the same tape.
    fn constant(self, value: f64) -> Self;
}

impl Scalar for f64 {
    fn constant(self, value: f64) -> Self {
        value
    }
}

/// A function of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Surface {
    /// (x² + y − 11)² + (x + y² − 7)²: four minima, all of value 0.
    Himmelblau,
    /// (1 − x)² + 100 (y − x²)²: one minimum at the end of a long, bent, flat valley.
    Rosenbrock,
    /// (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: a plateau with steep corners.
    Beale,
    /// ½ (x² + κy²): κ times as steep across as along.
    Bowl {
        /// κ, the ratio of the curvatures.
        conditioning: f64,
    },
    /// x² − y²: the gradient vanishes at 0, which is not a minimum.
    Saddle,
    /// Himmelblau's function elsewhere, to be found by its slopes; not in [`ALL`](Self::ALL).
    Hidden(Pose),
}

/// Sensible learning rates for a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// A small one: every descent is slow.
    pub low: f64,
    /// One at which most descents reach a minimum.
    pub usual: f64,
    /// A large one: most descents diverge.
    pub high: f64,
}

/// The range of κ, ends included.
pub const CONDITIONING: [f64; 2] = [1.0, 100.0];
/// The default κ of a bowl.
pub const USUAL_CONDITIONING: f64 = 10.0;

impl Surface {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Himmelblau,
        Self::Rosenbrock,
        Self::Beale,
        Self::Bowl { conditioning: USUAL_CONDITIONING },
        Self::Saddle,
    ];

    /// The hidden surface of a seed.
    pub fn hidden(seed: u32) -> Self {
        Self::Hidden(Pose::new(seed))
    }

    /// The name in links, options and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Himmelblau => "himmelblau",
            Self::Rosenbrock => "rosenbrock",
            Self::Beale => "beale",
            Self::Bowl { .. } => "bowl",
            Self::Saddle => "saddle",
            Self::Hidden(_) => "hidden",
        }
    }

    /// The surface of that [`name`](Self::name); a bowl has the usual κ.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|surface| surface.name() == name)
    }

    /// f(x, y).
    pub fn value<T: Scalar>(self, x: T, y: T) -> T {
        let c = |value| x.constant(value);
        let squared = |a: T| a * a;
        match self {
            Self::Himmelblau => squared(x * x + y - c(11.0)) + squared(x + y * y - c(7.0)),
            Self::Rosenbrock => squared(c(1.0) - x) + c(100.0) * squared(y - x * x),
            Self::Beale => {
                squared(c(1.5) - x + x * y)
                    + squared(c(2.25) - x + x * y * y)
                    + squared(c(2.625) - x + x * y * y * y)
            }
            Self::Bowl { conditioning } => c(0.5) * (x * x + c(conditioning) * (y * y)),
            Self::Saddle => x * x - y * y,
            Self::Hidden(pose) => {
                let [u, v] = pose.place(x, y);
                Self::Himmelblau.value(u, v)
            }
        }
    }

    /// The formula as a student would type it.
    pub fn expression(self) -> String {
        match self {
            Self::Himmelblau => "(x^2 + y - 11)^2 + (x + y^2 - 7)^2".into(),
            Self::Rosenbrock => "(1 - x)^2 + 100*(y - x^2)^2".into(),
            Self::Beale => "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2".into(),
            Self::Bowl { conditioning } => format!("0.5*(x^2 + {conditioning}*y^2)"),
            Self::Saddle => "x^2 - y^2".into(),
            Self::Hidden(pose) => pose.expression(),
        }
    }

    /// The numbers whose squares add up to the value, in the order of the formula. The bowl and the
    /// saddle are squares of x and y themselves and have none.
    pub fn residuals(self, [x, y]: [f64; 2]) -> Vec<f64> {
        match self {
            Self::Himmelblau => vec![x * x + y - 11.0, x + y * y - 7.0],
            Self::Rosenbrock => vec![1.0 - x, y - x * x],
            Self::Beale => vec![1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y],
            Self::Bowl { .. } | Self::Saddle => Vec::new(),
            Self::Hidden(pose) => Self::Himmelblau.residuals(pose.place(x, y)),
        }
    }

    /// `[∂f/∂x, ∂f/∂y]`.
    pub fn gradient(self, [x, y]: [f64; 2]) -> [f64; 2] {
        match self {
            Self::Himmelblau => {
                let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
                [4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
            }
            Self::Rosenbrock => {
                let (a, b) = (1.0 - x, y - x * x);
                [-2.0 * a - 400.0 * x * b, 200.0 * b]
            }
            Self::Beale => {
                let (y2, y3) = (y * y, y * y * y);
                let (a, b, c) = (1.5 - x + x * y, 2.25 - x + x * y2, 2.625 - x + x * y3);
                let along = 2.0 * (a * (y - 1.0) + b * (y2 - 1.0) + c * (y3 - 1.0));
                [along, 2.0 * x * (a + 2.0 * y * b + 3.0 * y2 * c)]
            }
            Self::Bowl { conditioning } => [x, conditioning * y],
            Self::Saddle => [2.0 * x, -2.0 * y],
            Self::Hidden(pose) => pose.gradient(Self::Himmelblau.gradient(pose.place(x, y))),
        }
    }

    /// The minima, to the last digit of a double.
    pub fn minima(&self) -> &[[f64; 2]] {
        match self {
            Self::Himmelblau => &[
                [3.0, 2.0],
                [-2.805_118_086_952_745, 3.131_312_518_250_573],
                [-3.779_310_253_377_747, -3.283_185_991_286_169_4],
                [3.584_428_340_330_491_7, -1.848_126_526_964_403_6],
            ],
            Self::Rosenbrock => &[[1.0, 1.0]],
            Self::Beale => &[[3.0, 0.5]],
            Self::Bowl { .. } => &[[0.0, 0.0]],
            Self::Saddle => &[],
            Self::Hidden(pose) => &pose.minima,
        }
    }

    /// The part of the plane that is shown, square if the surface allows it.
    pub fn view(self) -> View {
        let square = |half: f64| View { x: [-half, half], y: [-half, half] };
        match self {
            Self::Himmelblau | Self::Hidden(_) => square(6.0),
            Self::Rosenbrock => View { x: [-2.0, 2.0], y: [-1.0, 3.0] },
            Self::Beale => square(4.5),
            Self::Bowl { .. } => square(5.0),
            Self::Saddle => square(3.0),
        }
    }

    /// Starts worth seeing; Himmelblau's are the chapter's four, in its order.
    pub fn starts(self) -> &'static [[f64; 2]] {
        match self {
            Self::Himmelblau => &[[1.0, 0.0], [-4.0, 0.0], [4.0, 0.0], [-2.0, 2.0]],
            Self::Rosenbrock => &[[-1.2, 1.0], [0.0, 2.0], [1.5, -0.5]],
            Self::Beale => &[[1.0, 1.0], [-2.0, -1.0], [4.0, -0.5]],
            Self::Bowl { .. } => &[[4.0, 1.0], [-4.0, 3.0], [0.0, -4.0]],
            Self::Saddle => &[[2.0, 0.0], [2.0, 0.001], [-1.0, 1.0]],
            Self::Hidden(_) => &[[0.0, 0.0]],
        }
    }

    /// Learning rates for gradient descent here.
    pub fn rates(self) -> Rates {
        match self {
            Self::Himmelblau | Self::Beale | Self::Hidden(_) => Rates { low: 0.001, usual: 0.01, high: 0.05 },
            Self::Rosenbrock => Rates { low: 0.0001, usual: 0.001, high: 0.005 },
            // Along y a step multiplies by 1 − ηκ: one step suffices at 1/κ, and 2/κ or more diverges.
            Self::Bowl { conditioning: k } => Rates { low: 0.05 / k, usual: 1.0 / k, high: 2.5 / k },
            Self::Saddle => Rates { low: 0.01, usual: 0.05, high: 1.2 },
        }
    }
}
