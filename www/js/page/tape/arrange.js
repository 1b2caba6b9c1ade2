/**
 * Lays out the nodes of a graph in layers: every operation after its operands, a variable right
 * before its first use. Edges that cross layers get a place in each, so that they pass between the
 * nodes. Works on numbers only; the flow runs along one axis and spreads across the other.
 */

/** The number of passes that order the layers, and of those that move nodes towards their neighbours. */
const SWEEPS = 12;
/** The room for a passing edge, as a fraction of a node's. */
const PASSING = 0.3;
/** The weight of a variable; an operation has 1. Small, so that the operations stay in a line. */
const LEAF_WEIGHT = 0.05;

/**
 * @typedef {{ layer: number, size: number, weight: number, before: Spot[], after: Spot[],
 *   along: number, across: number }} Spot
 */

/**
 * @param {{ operands: number[] }[]} nodes operands first; each operand is an index among these
 * @param {{ along: number, across: number, between: number, beside: number }} sizes of a node along
 *   and across the flow, and the gaps along and across
 * @returns {{ along: number, across: number, spots: { along: number, across: number }[],
 *   edges: { from: number, to: number, operand: number, via: { along: number, across: number }[] }[] }}
 *   the extent, the centre of each node, and the edges with the places they pass
 */
export function arrange(nodes, sizes) {
  const layers = layersOf(nodes);
  /** @type {Spot[]} */
  const spots = layers.map((layer, i) => spot(layer, sizes.across, nodes[i].operands.length > 0 ? 1 : LEAF_WEIGHT));
  const all = [...spots];
  const edges = nodes.flatMap(({ operands }, to) => operands.map((from, operand) => {
    const via = [];
    let last = spots[from];
    for (let layer = layers[from] + 1; layer < layers[to]; layer += 1) {
      const passing = spot(layer, sizes.across * PASSING, spots[from].weight);
      join(last, passing);
      via.push(passing);
      last = passing;
    }
    join(last, spots[to]);
    all.push(...via);
    return { from, to, operand, via };
  }));
  const columns = columnsOf(all);
  order(columns);
  place(columns, sizes);
  const low = Math.min(...all.map(({ across, size }) => across - size / 2));
  for (const one of all) one.across -= low;
  return {
    along: columns.length * (sizes.along + sizes.between) - sizes.between,
    across: Math.max(...all.map(({ across, size }) => across + size / 2)),
    spots, edges,
  };
}

/** @returns {Spot} */
function spot(layer, size, weight) {
  return { layer, size, weight, before: [], after: [], along: 0, across: 0 };
}

function join(from, to) {
  from.after.push(to);
  to.before.push(from);
}

/** @returns {number[]} */
function layersOf(nodes) {
  const layers = nodes.map(() => 0);
  const first = nodes.map(() => Infinity);
  for (const [to, { operands }] of nodes.entries()) {
    for (const from of operands) layers[to] = Math.max(layers[to], layers[from] + 1);
  }
  for (const [to, { operands }] of nodes.entries()) {
    for (const from of operands) first[from] = Math.min(first[from], layers[to]);
  }
  return layers.map((layer, i) => {
    const free = nodes[i].operands.length === 0 && Number.isFinite(first[i]);
    return free ? first[i] - 1 : layer;
  });
}

function columnsOf(spots) {
  /** @type {Spot[][]} */
  const columns = [];
  for (const one of spots) (columns[one.layer] ??= []).push(one);
  return columns;
}

/** Orders each layer by the neighbours of its nodes, alternately in the layers before and after. */
function order(columns) {
  const ranks = new Map();
  const rank = (column) => column.forEach((one, i) => ranks.set(one, i - (column.length - 1) / 2));
  columns.forEach(rank);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const onwards = sweep % 2 === 0;
    for (const column of onwards ? columns : columns.toReversed()) {
      const goal = (one) => mean((onwards ? one.before : one.after).map((other) => ranks.get(other)), ranks.get(one));
      const goals = new Map(column.map((one) => [one, goal(one)]));
      column.sort((a, b) => goals.get(a) - goals.get(b));
      rank(column);
    }
  }
}

/** Places each node as close to its neighbours as the others in its layer allow. */
function place(columns, { along, between, beside }) {
  for (const [layer, column] of columns.entries()) {
    let end = 0;
    for (const one of column) {
      one.along = layer * (along + between) + along / 2;
      one.across = end + one.size / 2;
      end += one.size + beside;
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      settle(column, column.map((one) => pulled(one)), beside);
    }
  }
}

/** The weighted mean of the positions of a node's neighbours. */
function pulled({ before, after, across }) {
  const neighbours = [...before, ...after];
  const weight = neighbours.reduce((sum, one) => sum + one.weight, 0);
  return weight > 0 ? neighbours.reduce((sum, one) => sum + one.weight * one.across, 0) / weight : across;
}

/**
 * Moves nodes to the positions nearest to the goals (weighted least squares) that keep order and distance:
 * neighbours that would overlap are pooled and share their mean (isotonic regression).
 */
function settle(column, goals, beside) {
  const offsets = [];
  let offset = 0;
  for (const [i, one] of column.entries()) {
    if (i > 0) offset += (column[i - 1].size + one.size) / 2 + beside;
    offsets.push(offset);
  }
  /** @type {{ sum: number, weight: number, count: number }[]} */
  const pools = [];
  const at = (pool) => pool.sum / pool.weight;
  for (const [i, { weight }] of column.entries()) {
    pools.push({ sum: weight * (goals[i] - offsets[i]), weight, count: 1 });
    while (pools.length > 1 && at(pools[pools.length - 2]) > at(pools[pools.length - 1])) {
      const last = /** @type {{ sum: number, weight: number, count: number }} */ (pools.pop());
      const pool = pools[pools.length - 1];
      pool.sum += last.sum;
      pool.weight += last.weight;
      pool.count += last.count;
    }
  }
  const places = pools.flatMap((pool) => Array.from({ length: pool.count }, () => at(pool)));
  for (const [i, one] of column.entries()) one.across = places[i] + offsets[i];
}

function mean(numbers, otherwise) {
  return numbers.length > 0 ? numbers.reduce((sum, x) => sum + x, 0) / numbers.length : otherwise;
}
