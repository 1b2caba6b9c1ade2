//! The data set: its points, by class and part.

use crate::look::Look;
use crate::plane::Plane;
use crate::{Area, Drawn, scatter};
use plotters::prelude::DrawingBackend;

/// Draws the points over hairlines.
///
/// # Errors
/// The backend's.
pub fn data<DB: DrawingBackend>(area: &Area<DB>, plane: &Plane, look: &Look) -> Drawn<DB> {
    let frame = plane.axes(true, look).draw(area, look)?;
    scatter::points(area, &frame, plane, look)?;
    Ok(frame)
}
