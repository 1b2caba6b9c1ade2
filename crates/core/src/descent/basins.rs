//! Basins: the minimum that the descent from each start on a grid reaches. Coarse first, then finer, in
//! pieces of any size, so that a picture appears at once and the work can stop at any time.

use super::surface::Surface;
use super::walk::{STEPS, Walker};
use crate::numeric::field::View;
use crate::optimizer::Optimizer;

/// The code of a start whose descent has not been computed yet.
pub const UNKNOWN: u8 = 255;
/// The code of a start whose descent has diverged.
pub const DIVERGED: u8 = 254;
/// The code of a start whose descent has reached no minimum within its steps.
pub const AWAY: u8 = 253;

/// Side of the coarsest squares, in starts.
const COARSEST: usize = 16;

/// A square grid of starts and the codes found so far.
#[derive(Clone, Debug)]
pub struct Basins {
    surface: Surface,
    optimizer: Optimizer,
    rate: f64,
    side: usize,
    codes: Vec<u8>,
    /// Side of the squares being filled, and how many of them are done.
    square: usize,
    done: usize,
}

impl Basins {
    /// A grid of `side × side` starts over the surface's view, all unknown.
    pub fn new(surface: Surface, optimizer: Optimizer, rate: f64, side: usize) -> Self {
        let codes = vec![UNKNOWN; side * side];
        Self { surface, optimizer, rate, side, codes, square: COARSEST, done: 0 }
    }

    /// Row by row from the top, as images have them: the index of the minimum, or one of the codes
    /// above. While the grid is not complete, a start has the code of a neighbour.
    pub fn codes(&self) -> &[u8] {
        &self.codes
    }

    /// Side of the squares that share one code, in starts; 1 once every start is done.
    pub fn grain(&self) -> usize {
        match self.square {
            0 => 1,
            square if self.done == self.across() * self.across() => square,
            square => (square * 2).min(self.side),
        }
    }

    /// The number of squares along an edge.
    fn across(&self) -> usize {
        self.side.div_ceil(self.square)
    }

    /// Computes up to `walks` more descents; false when none is left.
    pub fn advance(&mut self, walks: usize) -> bool {
        let mut left = walks;
        while self.square > 0 && left > 0 {
            let across = self.across();
            if self.done == across * across {
                self.square /= 2;
                self.done = 0;
                continue;
            }
            let [row, column] = [self.done / across, self.done % across];
            self.done += 1;
            // Starts of a coarser pass are done already.
            let known = self.square < COARSEST && row % 2 == 0 && column % 2 == 0;
            if !known {
                self.fill([row * self.square, column * self.square]);
                left -= 1;
            }
        }
        self.square > 0
    }

    /// Computes the descent from the start in this row and column, for the whole square.
    fn fill(&mut self, [top, left]: [usize; 2]) {
        let code = arrival(self.surface, self.optimizer, self.rate, self.start([top, left]));
        let end = |from: usize| (from + self.square).min(self.side);
        for row in top..end(top) {
            self.codes[row * self.side + left..row * self.side + end(left)].fill(code);
        }
    }

    /// The start in a row and column: the centre of its pixel.
    pub fn start(&self, [row, column]: [usize; 2]) -> [f64; 2] {
        let View { x, y } = self.surface.view();
        let at = |[from, to]: [f64; 2], i: usize| from + (to - from) * ((i as f64 + 0.5) / self.side as f64);
        [at(x, column), at([y[1], y[0]], row)]
    }
}

/// The code of one start.
fn arrival(surface: Surface, optimizer: Optimizer, rate: f64, start: [f64; 2]) -> u8 {
    let mut walker = Walker::new(surface, optimizer, rate, start);
    for _ in 0..STEPS {
        if !walker.step_fast() {
            if !walker.at().iter().all(|x| x.is_finite()) {
                return DIVERGED;
            }
            if optimizer == Optimizer::Sgd {
                break; // a fixed point stays fixed
            }
        }
    }
    walker.minimum().map_or(AWAY, |index| index as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descent::{Arrival, Descent};
    use std::collections::BTreeSet;

    const RATE: f64 = 0.01;

    fn basins(side: usize, piece: usize) -> Basins {
        let mut basins = Basins::new(Surface::Himmelblau, Optimizer::Sgd, RATE, side);
        while basins.advance(piece) {}
        basins
    }

    #[test]
    fn every_start_has_the_code_of_its_descent() {
        let basins = basins(37, 5);
        for (index, &code) in basins.codes().iter().enumerate() {
            let start = basins.start([index / 37, index % 37]);
            let walker = Walker::new(Surface::Himmelblau, Optimizer::Sgd, RATE, start);
            let expected = match Descent::new(walker, STEPS).arrival {
                Arrival::Minimum(index) => index as u8,
                Arrival::Away => AWAY,
                Arrival::Diverged(_) => DIVERGED,
            };
            assert_eq!(code, expected, "{start:?}");
        }
        let found: BTreeSet<u8> = basins.codes().iter().copied().collect();
        assert!([0, 1, 2, 3].iter().all(|code| found.contains(code)), "{found:?}");
    }

    #[test]
    fn the_pieces_do_not_matter() {
        assert_eq!(basins(50, 1).codes(), basins(50, 1_000_000).codes());
    }

    #[test]
    fn a_coarse_picture_is_there_after_one_start_of_each_square() {
        let mut basins = Basins::new(Surface::Himmelblau, Optimizer::Sgd, RATE, 64);
        assert!(basins.advance(16));
        assert!(!basins.codes().contains(&UNKNOWN));
        assert_eq!(basins.grain(), 16);
        let corner = basins.codes()[0];
        assert!(basins.codes()[..16].iter().all(|&code| code == corner));
    }

    #[test]
    fn no_start_is_walked_twice() {
        let mut basins = Basins::new(Surface::Bowl { conditioning: 10.0 }, Optimizer::Adam, RATE, 32);
        assert!(basins.advance(32 * 32 - 1));
        basins.advance(1);
        assert!(!basins.advance(1));
    }

    #[test]
    fn where_there_is_no_minimum_nobody_arrives() {
        let mut basins = Basins::new(Surface::Saddle, Optimizer::Sgd, RATE, 16);
        while basins.advance(100) {}
        assert!(basins.codes().iter().all(|&code| code == AWAY));
    }
}
