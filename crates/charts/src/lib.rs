//! The pictures of Backprop Playground as plotters scenes over any backend: a canvas in the page,
//! SVG natively and in exports. The same numbers give the same picture.
//!
//! A scene is a function of (area, numbers and labels, [`look::Look`]). It draws no background, so
//! that layers can lie over each other, and returns the [`frame::Frame`] it drew in, so that a
//! readout inverts exactly what was drawn. There is no word in here: labels are arguments. Text is
//! never measured, because backends measure differently and a page would have to lay out for it.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

pub mod activation;
pub mod axes;
pub mod basins;
pub mod boundary;
pub mod camera;
pub mod contour;
pub mod curve;
pub mod data;
pub mod frame;
pub mod levels;
pub mod look;
pub mod map;
pub mod multiples;
mod pen;
pub mod plane;
mod polyline;
pub mod relief;
pub mod scatter;
pub mod svg;
pub mod ticks;
pub mod walk;

/// Where a scene draws: a rectangle in whole device pixels.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// What a scene returns: where it drew, or what its backend had against it.
pub type Drawn<DB> = Outcome<DB, frame::Frame>;

/// The result of a part of a scene.
pub type Outcome<DB, T = ()> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
