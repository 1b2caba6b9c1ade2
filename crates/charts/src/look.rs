//! The look of every picture: colours, palette, font and device pixels, for both themes.
//!
//! Neutral paper and ink, hairlines, and two data colours: blue for class 0, orange for class 1.
//! They differ in hue along the blue–yellow axis, which colour-blind eyes keep, and both stand out
//! from the paper by 3 : 1 or more.

use plotters::style::RGBColor;

/// Bands of the boundary picture, as in the chapter's `contourf(…, 25)`.
pub const LEVELS: usize = 25;

/// The share of a class colour at the ends of the field; the rest is paper, so that points of
/// the same class stay visible on it.
const FIELD_STRENGTH: f64 = 0.72;

/// Diverging colours for a value from 0 (class 0) over 0.5 to 1 (class 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Blue over paper to orange.
    BlueOrange,
    /// The chapter's: `matplotlib`'s Spectral, red over pale yellow to violet.
    Spectral,
}

/// Everything about a picture that is not its numbers and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The background that pictures are made for; they do not paint it.
    pub paper: RGBColor,
    /// Lines and titles.
    pub ink: RGBColor,
    /// Labels and secondary parts.
    pub muted: RGBColor,
    /// Hairlines.
    pub grid: RGBColor,
    /// The colour of anything live or in focus.
    pub accent: RGBColor,
    /// The points of class 0 and of class 1; they go with the palette.
    pub classes: [RGBColor; 2],
    /// Positive and negative values, the same in every palette.
    pub signs: [RGBColor; 2],
    /// The colours of a field.
    pub palette: Palette,
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// An additional factor of font sizes; 1, except where a backend shrinks text.
    pub text_scale: f64,
    /// Font families as CSS lists them.
    pub font: String,
    /// True if paper is darker than ink.
    pub dark: bool,
}

/// `ColorBrewer`'s Spectral in 11 classes, which matplotlib interpolates linearly.
const SPECTRAL: [RGBColor; 11] = [
    rgb(0x9e_01_42),
    rgb(0xd5_3e_4f),
    rgb(0xf4_6d_43),
    rgb(0xfd_ae_61),
    rgb(0xfe_e0_8b),
    rgb(0xff_ff_bf),
    rgb(0xe6_f5_98),
    rgb(0xab_dd_a4),
    rgb(0x66_c2_a5),
    rgb(0x32_88_bd),
    rgb(0x5e_4f_a2),
];

impl Look {
    /// The page's look in a theme. `scale` is device pixels per CSS pixel.
    pub fn new(dark: bool, palette: Palette, scale: f64, font: &str) -> Self {
        let hues = |light: u32, on_dark: u32| rgb(if dark { on_dark } else { light });
        let signs = [hues(0x2a_6b_d6, 0x6a_a5_ff), hues(0xd9_70_0c, 0xf2_98_4c)];
        let classes = match palette {
            Palette::BlueOrange => signs,
            Palette::Spectral => [SPECTRAL[1], SPECTRAL[9]],
        };
        Self {
            paper: hues(0xff_ff_ff, 0x1b_1e_23),
            ink: hues(0x1b_1d_21, 0xe9_eb_ee),
            muted: hues(0x5c_63_70, 0x9d_a5_b0),
            grid: hues(0xe4_e5_e3, 0x31_36_3d),
            accent: signs[0],
            classes,
            signs,
            palette,
            scale,
            text_scale: 1.0,
            font: font.to_owned(),
            dark,
        }
    }

    /// A length in CSS pixels as whole device pixels.
    pub fn px(&self, css: f64) -> i32 {
        (css * self.scale).round() as i32
    }

    /// An area in CSS pixels as whole device pixels, as a canvas of that size has them.
    pub fn size(&self, css: [f64; 2]) -> (u32, u32) {
        let [width, height] = css.map(|edge| (edge * self.scale) as u32);
        (width, height)
    }

    /// The width of a stroke in CSS pixels as device pixels, at least one.
    pub fn stroke(&self, css: f64) -> u32 {
        self.px(css).max(1) as u32
    }

    /// The colours of `count` bands of a field, in the order of their values.
    pub fn bands(&self, count: usize) -> Vec<RGBColor> {
        (0..count).map(|band| self.palette.color((band as f64 + 0.5) / count as f64, self)).collect()
    }
}

impl Palette {
    /// The colour of `t`, 0 … 1 (outside it is clipped); no number has the hairlines' grey.
    pub fn color(self, t: f64, look: &Look) -> RGBColor {
        if t.is_nan() {
            return look.grid;
        }
        match self {
            Self::BlueOrange => {
                let [low, high] = look.classes.map(|class| mix(look.paper, class, FIELD_STRENGTH));
                interpolate(&[low, look.paper, high], t)
            }
            Self::Spectral => interpolate(&SPECTRAL, t),
        }
    }
}

/// The band of `t` among `bands` equal ones, 0 … bands − 1; `None` if `t` is not a number.
pub fn band(t: f64, bands: usize) -> Option<usize> {
    (!t.is_nan()).then(|| ((t.clamp(0.0, 1.0) * bands as f64) as usize).min(bands - 1))
}

/// The middle of the band that `t` is in, so that a filled field has as many colours as bands.
pub fn level(t: f64, bands: usize) -> f64 {
    band(t, bands).map_or(f64::NAN, |band| (band as f64 + 0.5) / bands as f64)
}

/// `part` of `to`, the rest of `from`.
pub fn mix(from: RGBColor, to: RGBColor, part: f64) -> RGBColor {
    let channel = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    RGBColor(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

/// Piecewise linear through equally spaced colours.
fn interpolate(colors: &[RGBColor], t: f64) -> RGBColor {
    let at = t.clamp(0.0, 1.0) * (colors.len() - 1) as f64;
    let from = (at as usize).min(colors.len() - 2);
    mix(colors[from], colors[from + 1], at - from as f64)
}

const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks() -> impl Iterator<Item = Look> {
        [Palette::BlueOrange, Palette::Spectral]
            .into_iter()
            .flat_map(|palette| [false, true].map(|dark| Look::new(dark, palette, 1.0, "sans-serif")))
    }

    /// Relative luminance of WCAG.
    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let [a, b] = [a, b].map(luminance);
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn data_colours_stand_out_from_the_paper_and_text_can_be_read() {
        for look in looks() {
            for color in [look.classes, look.signs].concat() {
                assert!(contrast(color, look.paper) >= 3.0, "{color:?} on {:?}", look.paper);
            }
            assert!(contrast(look.ink, look.paper) >= 7.0);
            assert!(contrast(look.muted, look.paper) >= 4.5);
        }
    }

    #[test]
    fn the_25_levels_grow_monotonically_away_from_the_middle() {
        for look in looks() {
            let light: Vec<f64> = look.bands(LEVELS).into_iter().map(luminance).collect();
            let towards_paper = if look.palette == Palette::BlueOrange && look.dark { -1.0 } else { 1.0 };
            for band in 0..LEVELS / 2 {
                assert!((light[band + 1] - light[band]) * towards_paper > 0.0, "{look:?}: {light:?}");
                let mirrored = LEVELS - 1 - band;
                assert!((light[mirrored - 1] - light[mirrored]) * towards_paper > 0.0, "{look:?}: {light:?}");
            }
        }
    }

    #[test]
    fn spectral_is_matplotlibs() {
        let look = Look::new(false, Palette::Spectral, 1.0, "");
        // matplotlib 3.10, plt.get_cmap("Spectral")(t), rounded to bytes, at its own sample points.
        for (t, expected) in [(0.0, 0x9e_01_42), (1.0, 0x5e_4f_a2), (0.2, 0xf4_6d_43), (0.5, 0xff_ff_bf)] {
            assert_eq!(Palette::Spectral.color(t, &look), rgb(expected));
        }
    }

    #[test]
    fn class_0_is_blue_class_1_is_orange_and_between_is_paper() {
        for dark in [false, true] {
            let look = Look::new(dark, Palette::BlueOrange, 1.0, "");
            let [low, middle, high] = [0.0, 0.5, 1.0].map(|t| look.palette.color(t, &look));
            assert!(low.2 > low.0 && high.0 > high.2);
            assert_eq!(middle, look.paper);
        }
    }

    #[test]
    fn a_level_is_the_middle_of_its_band() {
        assert_eq!(level(0.0, 25), 0.02);
        assert_eq!(level(0.5, 25), 0.5);
        assert_eq!(level(1.0, 25), 0.98);
        assert_eq!(level(7.0, 25), 0.98);
        assert_eq!(band(f64::NAN, 25), None);
    }
}
