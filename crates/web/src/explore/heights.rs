//! The heights of a surface at the nodes of a map and of meshes, for its pictures.

use backprop_charts::map::Shade;
use backprop_core::descent::surface::Surface;
use backprop_core::numeric::field::Field;

/// Nodes of the map along an axis.
const NODES: usize = 121;
/// Nodes of the mesh in space while it turns, and at rest.
const MESH: [usize; 2] = [25, 61];

/// A surface, sampled over its view.
pub struct Heights {
    /// Those at the nodes of the map, as 0 … 1.
    pub shares: Field,
    /// The meshes of the surface in space, coarse and fine.
    pub meshes: [Field; 2],
}

impl Heights {
    /// Some 19,000 values of the surface.
    pub fn of(surface: Surface) -> Self {
        let sample = |nodes| Field::sample(surface.view(), nodes, nodes, |[x, y]| surface.value(x, y));
        let map = sample(NODES);
        let shares = Shade::new(surface, &map).field(&map);
        Self { shares, meshes: MESH.map(sample) }
    }
}
