//! A figure of each function, with a probe wherever one was asked for that lies in the view.

use super::options::Options;
use super::support::figure;
use anyhow::Context;
use backprop_charts::activation::{Shape, ShapeLabels, probe, shape};
use backprop_core::activation::{Activation, VIEW};
use std::path::Path;

/// In CSS pixels.
const SIZE: (u32, u32) = (640, 400);

/// Writes `sigmoid.svg` and so on into the folder, which is made if it is not there.
pub fn write(options: &Options, folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for activation in Activation::ALL {
        let name = activation.name();
        let labels = ShapeLabels {
            title: name.into(),
            z: "z".into(),
            value: "f(z)".into(),
            slope: "f′(z)".into(),
            sketch: String::new(),
            saturated: "saturated".into(),
        };
        let drawn =
            Shape { activation, leak: options.leak, labels: &labels, slope: true, sketch: false, ends: true };
        figure(folder, &format!("{name}.svg"), (name, SIZE), |sheet| {
            sheet.scene(|area, look| {
                shape(area, &drawn, look)?;
                let mut seen = options.z.iter().filter(|&&z| (VIEW[0]..=VIEW[1]).contains(&z));
                seen.try_for_each(|&z| probe(area, &drawn, z, look).map(drop))
            })
        })?;
    }
    Ok(())
}
