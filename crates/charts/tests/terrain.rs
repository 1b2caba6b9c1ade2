//! The pictures of surfaces: the map with minima and paths, the surface in space.

mod golden;
mod raster;

use backprop_charts::camera::Camera;
use backprop_charts::frame::Frame;
use backprop_charts::levels;
use backprop_charts::look::{Look, Palette, band};
use backprop_charts::map::{LEVELS, Mark, Shade, axes, colors, empty, floor, map, marks};
use backprop_charts::picture::{Colors, Item};
use backprop_charts::relief::{Relief, VIEW, relief};
use backprop_charts::svg::document;
use backprop_charts::walk::{Walk, color, walk};
use backprop_core::descent::surface::Surface;
use backprop_core::descent::{Descent, Walker};
use backprop_core::numeric::field::Field;
use backprop_core::optimizer::Optimizer;
use golden::matches_golden;
use plotters::style::RGBColor;
use raster::Raster;

const NAMES: [&str; 3] = ["x", "y", "f"];

fn look(dark: bool) -> Look {
    Look::new(dark, Palette::BlueOrange, 1.0, "sans-serif")
}

fn heights(surface: Surface, nodes: usize) -> Field {
    Field::sample(surface.view(), nodes, nodes, |[x, y]| surface.value(x, y))
}

fn shares(surface: Surface, nodes: usize) -> Field {
    let heights = heights(surface, nodes);
    Shade::new(surface, &heights).field(&heights)
}

fn frame(shares: &Field, edge: u32) -> Frame {
    axes(shares, ["x", "y"]).frame((edge, edge), &look(false))
}

fn path(optimizer: Optimizer, rate: f64, start: [f64; 2], steps: usize) -> Vec<[f64; 2]> {
    let descent = Descent::new(Walker::new(Surface::Himmelblau, optimizer, rate, start), steps);
    std::iter::once(start).chain(descent.moves.iter().map(|step| step.to)).collect()
}

#[test]
fn documents_are_the_committed_ones() {
    let surface = Surface::Himmelblau;
    let paths = Optimizer::ALL.map(|optimizer| (optimizer, path(optimizer, 0.01, [-4.0, 0.0], 60)));
    let walks: Vec<Walk> =
        paths.iter().map(|(optimizer, places)| Walk { optimizer: *optimizer, places }).collect();
    let lines: Vec<&[[f64; 2]]> = paths.iter().map(|(_, places)| places.as_slice()).collect();
    let minima: Vec<Mark> = surface
        .minima()
        .iter()
        .map(|&at| Mark { at, label: format!("{:.2}, {:.2}", at[0], at[1]) })
        .collect();
    let shares = shares(surface, 41);
    for (name, dark) in [("map.svg", false), ("map-dark.svg", true)] {
        let svg = document((240, 230), "map", &look(dark), |sheet| {
            let frame = axes(&shares, ["x", "y"]).frame(sheet.size(), &sheet.look);
            sheet.paint(&map(&shares, ["x", "y"], sheet.size(), &sheet.look))?;
            sheet.scene(|area, look| {
                walks.iter().try_for_each(|each| walk(area, &frame, each, look))?;
                marks(area, &frame, &minima, &lines, look)
            })
        });
        matches_golden(name, &svg.expect("drawn"));
    }
    let mesh = heights(surface, 17);
    let scene = Relief { surface, heights: &mesh, camera: Camera::new(VIEW[0], VIEW[1]), names: NAMES };
    let svg = document((240, 230), "relief", &look(false), |sheet| {
        sheet.scene(|area, look| relief(area, &scene, &walks, look))
    });
    matches_golden("relief.svg", &svg.expect("drawn"));
}

#[test]
fn the_map_has_the_colour_of_the_height_nearly_everywhere() {
    for surface in Surface::ALL {
        let heights = heights(surface, 121);
        let shade = Shade::new(surface, &heights);
        let raster = Raster::new(300, 300);
        let shares = shade.field(&heights);
        let frame = frame(&shares, 300);
        let Item::Image(image) = floor(&shares, &frame, &look(false)) else { panic!("no image") };
        let Colors::Levels(levels) = &image.colors else { panic!("no levels") };
        levels::fill(&raster.area(), &image, levels, &look(false)).expect("drawn");
        let pixels = image.colors.pixels(image.width, image.height);
        let tints = colors(&look(false));
        let (mut right, mut all) = (0, 0);
        for row in frame.top + 2..frame.bottom - 2 {
            for column in frame.left + 2..frame.right - 2 {
                let [x, y] = frame.from_px([f64::from(column), f64::from(row)]);
                let level = band(shade.of(surface.value(x, y)), LEVELS).expect("a number");
                all += 1;
                let pixel = pixels[(row - frame.top) as usize * image.width + (column - frame.left) as usize];
                let seen =
                    [raster.at([f64::from(column), f64::from(row)]), RGBColor(pixel[0], pixel[1], pixel[2])];
                right += usize::from(seen == [tints[level]; 2]);
            }
        }
        // The rest are the levels' edges.
        assert!(f64::from(all) * 0.75 < right as f64, "{surface:?}: {right} of {all}");
    }
}

#[test]
fn a_map_that_shows_nothing_yet_has_an_edge() {
    let shares = shares(Surface::Saddle, 5);
    let svg = document((100, 100), "", &look(false), |sheet| {
        sheet.paint(&empty(&shares, ["x", "y"], sheet.size(), &sheet.look))
    });
    let units = Look { scale: 10.0, ..look(false) };
    let Frame { left, top, right, bottom, .. } = axes(&shares, ["x", "y"]).frame((1000, 1000), &units);
    let svg = svg.expect("drawn");
    assert!(
        svg.contains(&format!("d=\"M{left} {top} {right} {top} {right} {bottom} {left} {bottom}Z\"")),
        "{svg}"
    );
}

#[test]
fn a_path_is_drawn_from_its_start_to_its_end_and_cut_at_the_frame() {
    let raster = Raster::new(400, 400);
    let shares = shares(Surface::Himmelblau, 41);
    let frame = frame(&shares, 400);
    let places = [[-2.0, 2.0], [1.0, 2.0], [1.0, -2.0], [1.0, 1e200], [f64::INFINITY, 0.0]];
    let drawn = Walk { optimizer: Optimizer::Momentum, places: &places };
    let before = raster.paths();
    walk(&raster.area(), &frame, &drawn, &look(false)).expect("drawn");
    assert_eq!(raster.paths() - before, 2, "one stroke, and one of paper under it");
    let blue = color(Optimizer::Momentum, &look(false));
    for place in [[-0.5, 2.0], [1.0, 0.0], [1.0, 5.5]] {
        assert_eq!(raster.at(frame.to_px(place)), blue, "{place:?}");
    }
    assert_eq!(raster.at(frame.to_px([-2.0, 2.0])), look(false).paper, "the start is a ring");
    assert_ne!(raster.at([frame.to_px([1.0, 0.0])[0], f64::from(frame.top) - 4.0]), blue);
}

#[test]
fn labels_of_the_minima_are_all_written_once() {
    let surface = Surface::Himmelblau;
    let raster = Raster::new(400, 400);
    let frame = frame(&shares(surface, 21), 400);
    let words = ["one", "two", "three", "four"];
    let minima: Vec<Mark> =
        surface.minima().iter().zip(words).map(|(&at, word)| Mark { at, label: word.into() }).collect();
    marks(&raster.area(), &frame, &minima, &[], &look(false)).expect("drawn");
    for word in words {
        assert_eq!(raster.texts().iter().filter(|text| *text == word).count(), 1);
    }
}

#[test]
fn the_surface_hides_the_path_behind_it_and_not_the_one_in_front() {
    let surface = Surface::Bowl { conditioning: 1.0 };
    let mesh = heights(surface, 31);
    // From the side the near wall of the bowl hides its inside; from above nothing does.
    let visible = |elevation: f64| {
        let raster = Raster::new(300, 300);
        let camera = Camera::new(elevation, -90.0);
        let scene = Relief { surface, heights: &mesh, camera, names: ["", "", ""] };
        let places = [[-1.5, 0.0], [1.5, 0.0], [1.0, 0.0]];
        let drawn = Walk { optimizer: Optimizer::RmsProp, places: &places };
        let ends = Walk { optimizer: Optimizer::RmsProp, places: &places[..0] };
        relief(&raster.area(), &scene, &[drawn, ends], &look(false)).expect("drawn");
        let own = color(Optimizer::RmsProp, &look(false));
        (0..300 * 300).filter(|i| raster.at([f64::from(i % 300), f64::from(i / 300)]) == own).count()
    };
    let (aside, above) = (visible(0.0), visible(80.0));
    // The mark at the end is always seen.
    assert!(above > aside + 60, "{above} {aside}");
}
