//! Loss and accuracy over epochs, on the training part and on the test part.

use super::Stage;
use crate::canvas::Sheet;
use crate::convert;
use crate::error::{Failure, put};
use crate::types::{Canvas, Floats, MeasureName};
use backprop_charts::curve::{CurveData, Extent, Line, Reading, Series, curve, frame, nearest};
use backprop_core::choices;
use wasm_bindgen::prelude::*;

/// The words on axes and curves.
#[derive(Default)]
pub(super) struct Labels {
    pub epoch: String,
    pub train: String,
    pub test: String,
    pub mse: String,
    pub accuracy: String,
    pub x1: String,
    pub x2: String,
}

impl Labels {
    /// Returns whether the plane's axes have the same names.
    pub fn has_axes_of(&self, other: &Self) -> bool {
        self.x1 == other.x1 && self.x2 == other.x2
    }
}

choices! {
    /// One of the two pictures of curves.
    Which {
        /// Mean squared errors.
        Loss = "loss",
        /// Shares of right answers.
        Accuracy = "accuracy",
    }
}

/// Training and test values by epoch.
type Curves = [Vec<[f64; 2]>; 2];

impl Which {
    /// The column of the training value; the test value is in the next.
    fn column(self) -> usize {
        match self {
            Self::Loss => 2,
            Self::Accuracy => 4,
        }
    }
}

#[wasm_bindgen]
impl Stage {
    /// All points of the curve so far, and the metrics as they are now: rows of six, as
    /// `Trainer.curve()` gives them.
    #[wasm_bindgen(js_name = setCurve)]
    pub fn set_curve(&mut self, rows: &Floats, now: &Floats) -> Result<(), Failure> {
        let rows = convert::numbers(rows, "rows")?;
        let now = convert::numbers(now, "now")?;
        self.curve = rows.as_chunks().0.to_vec();
        let last = self.curve.last().map_or(-1.0, |row| row[0]);
        self.curve.extend(now.as_chunks::<6>().0.iter().filter(|row| row[0] > last));
        Ok(())
    }

    /// One of the two pictures: `loss` or `accuracy`.
    #[wasm_bindgen(js_name = drawCurve)]
    pub fn draw_curve(&self, canvas: &Canvas, which: &MeasureName) -> Result<(), Failure> {
        let which = convert::choice(which, "which")?;
        let area = Sheet::clean(canvas)?.area()?;
        let (points, labels) = (self.points(which), self.labels());
        let data = curve_data(which, &points, &labels);
        curve(&area, &data, &self.look()).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The point of the curve nearest to a place, and its position, in CSS pixels.
    #[wasm_bindgen(
        js_name = curveAt,
        unchecked_return_type = "{ epoch: number, train: number, test: number, px: number, trainPy: number, testPy: number } | undefined"
    )]
    pub fn curve_at(
        &self,
        which: &MeasureName,
        px: f64,
        width: f64,
        height: f64,
    ) -> Result<JsValue, Failure> {
        let which = convert::choice(which, "which")?;
        let (look, labels) = (self.look(), self.labels());
        let scale = look.scale;
        let points = self.points(which);
        let data = curve_data(which, &points, &labels);
        let frame = frame(look.size([width, height]), &data, &look);
        let place = frame.clamp([px * scale, 0.0]);
        let Some(Reading { x, values }) = nearest(&data, &frame, place) else {
            return Ok(JsValue::UNDEFINED);
        };
        let [train, test] = [0, 1].map(|series| values[series].unwrap_or(f64::NAN));
        let place = |value| frame.clamp(frame.to_px([x, value])).map(|px| px / scale);
        let ([px, train_py], [_, test_py]) = (place(train), place(test));
        let object = js_sys::Object::new().into();
        for (key, value) in [
            ("epoch", x),
            ("train", train),
            ("test", test),
            ("px", px),
            ("trainPy", train_py),
            ("testPy", test_py),
        ] {
            put(&object, key, value);
        }
        Ok(object)
    }

    fn points(&self, which: Which) -> Curves {
        [0, 1].map(|part| self.curve.iter().map(|row| [row[0], row[which.column() + part]]).collect())
    }
}

fn curve_data<'a>(which: Which, [train, test]: &'a Curves, labels: &'a Labels) -> CurveData<'a> {
    let (title, y) = match which {
        Which::Loss => (&labels.mse, Extent::From(0.0)),
        Which::Accuracy => (&labels.accuracy, Extent::UpTo(1.0)),
    };
    CurveData {
        title,
        x_label: &labels.epoch,
        series: vec![
            Series { label: &labels.train, line: Line::Main, points: train },
            Series { label: &labels.test, line: Line::Second, points: test },
        ],
        x: None,
        y,
        mark: None,
    }
}
