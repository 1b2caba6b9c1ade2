//! The pictures of Backprop Playground: their parts, layout and look. The same numbers give the same
//! picture on a page's canvas and as SVG.
//!
//! A picture is a [list](picture) of axes, batches of shapes and images, a function of (numbers and labels,
//! size, [`look::Look`]); or a scene, drawn with plotters over any backend, where it is curves and text. A
//! scene draws no background, so that layers can lie over each other, and returns the [`frame::Frame`] it
//! drew in, so that a readout inverts exactly what was drawn. No words are in here: labels are arguments.
//! Text is never measured, because backends measure differently and a page would have to lay out for it.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

pub mod activation;
pub mod axes;
pub mod basins;
pub mod boundary;
pub mod camera;
mod contour;
pub mod curve;
pub mod frame;
pub mod knobs;
pub mod levels;
pub mod look;
pub mod map;
pub mod multiples;
pub mod network;
mod pen;
pub mod picture;
pub mod plane;
mod png;
mod polyline;
pub mod relief;
pub mod scatter;
pub mod strip;
pub mod svg;
pub mod ticks;
pub mod walk;

/// The area in which a scene draws: a rectangle in whole device pixels.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// The result of a scene: the frame in which it drew, or the error of its backend.
pub type Drawn<DB> = Outcome<DB, frame::Frame>;

/// The result of a part of a scene.
pub type Outcome<DB, T = ()> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
