// Surfaces, descents and basins, driven from JavaScript: the numbers of NumPy, and typed refusals of
// wrong arguments.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dice, hostile } from './hostile.mjs';
import { backprop, reference } from './package.mjs';

const { Basins, Terrain } = backprop;
const COLUMNS = Terrain.columns();
/** The numbers of one step of a descent, by name. */
const stepOf = (rows, step) => Object.fromEntries(COLUMNS.map((name, i) => [name, rows[step * COLUMNS.length + i]]));

test('the four descents of the chapter are NumPy’s', () => {
  const terrain = new Terrain('himmelblau');
  for (const { start, learning_rate: rate, rows_step_x_y_f: expected } of reference('himmelblau')) {
    const { rows, arrival } = terrain.descend('sgd', rate, ...start, 200);
    assert.equal(arrival, 'minimum');
    for (const [step, x, y, f] of expected) {
      const found = stepOf(rows, step);
      assert.ok(Math.abs(found['next-x'] - x) <= 1e-12 && Math.abs(found['next-y'] - y) <= 1e-12);
      assert.ok(Math.abs(found.f - f) <= 1e-12 * Math.max(1, Math.abs(f)));
    }
    // The next step starts where the last one ended.
    const [last, next] = [stepOf(rows, 199), stepOf(rows, 200)];
    assert.deepEqual([next.x, next.y], [last['next-x'], last['next-y']]);
    assert.equal(rows.length, 201 * COLUMNS.length);
  }
});

test('a divergence says at which step which number overflowed', () => {
  const { rows, ...report } = new Terrain('himmelblau').descend('sgd', 0.05, 4, 0, 200);
  assert.deepEqual(report, { arrival: 'diverged', step: 9, quantity: 'f' });
  assert.equal(rows.length, 10 * COLUMNS.length);
});

test('basins come coarse first and end with the codes of the descents', () => {
  const terrain = new Terrain('beale');
  const basins = new Basins('beale', undefined, 'momentum', 0.01, 32);
  assert.equal(basins.advance(4), true);
  assert.equal(basins.grain(), 16);
  while (basins.advance(100));
  assert.equal(basins.grain(), 1);
  const [low, high] = terrain.facts().x;
  const CODES = { away: 253, diverged: 254 };
  for (const [index, code] of basins.codes().entries()) {
    const [row, column] = [Math.floor(index / 32), index % 32];
    const x = low + (high - low) * ((column + 0.5) / 32);
    const y = high - (high - low) * ((row + 0.5) / 32);
    const { arrival, minimum } = terrain.descend('momentum', 0.01, x, y, 200);
    assert.equal(code, minimum ?? CODES[arrival], `start ${x}, ${y}`);
  }
});

test('a hidden surface is the same for the same seed, and its minima are where it is flat and 0', () => {
  const [one, same, other] = [7, 7, 8].map((seed) => Terrain.hidden(seed));
  assert.deepEqual(one.facts(), same.facts());
  assert.notDeepEqual(one.facts().minima, other.facts().minima);
  assert.ok(!Terrain.surfaces().includes(one.facts().name));
  for (const [x, y] of one.facts().minima) {
    const { f, dx, dy } = one.probe(x, y);
    assert.ok(f < 1e-25 && Math.hypot(dx, dy) < 1e-12, `${f} ${dx} ${dy}`);
  }
});

test('what does not fit is refused with a typed error', () => {
  const terrain = new Terrain('bowl', 3);
  const refused = [
    [() => new Terrain('hill'), 'outOfRange', 'surface'],
    [() => new Terrain(7), 'outOfRange', 'surface'],
    [() => new Terrain('bowl', 0), 'outOfRange', 'conditioning'],
    [() => Terrain.hidden(-1), 'outOfRange', 'hidden'],
    [() => Terrain.hidden('seven'), 'wrongType', 'hidden'],
    [() => new Terrain('bowl', '3'), 'wrongType', 'conditioning'],
    [() => terrain.descend('nesterov', 0.1, 1, 1, 10), 'outOfRange', 'optimizer'],
    [() => terrain.descend('adam', 0, 1, 1, 10), 'outOfRange', 'rate'],
    [() => terrain.descend('adam', NaN, 1, 1, 10), 'outOfRange', 'rate'],
    [() => terrain.descend('adam', 0.1, 1, 1, 1e9), 'outOfRange', 'steps'],
    [() => terrain.orbits('adam', 1, 1, [0.1]), 'wrongType', 'rates'],
    [() => new Basins('saddle', undefined, 'adam', 0.1, 1e6), 'outOfRange', 'side'],
    [() => new Basins('saddle', undefined, 'adam', 0.1, 4).advance(-1), 'outOfRange', 'walks'],
  ];
  for (const [call, code, field] of refused) {
    assert.throws(call, (error) => error instanceof Error && error.code === code && error.field === field, String(call));
  }
  assert.equal(terrain.facts().conditioning, 3);
});

test('places that are no numbers are walked from without a trap', () => {
  const terrain = new Terrain('himmelblau');
  for (const place of [NaN, Infinity, -Infinity, 1e308]) {
    assert.equal(terrain.descend('adam', 0.1, place, 0, 5).arrival, 'diverged');
    assert.equal(terrain.orbits('sgd', place, 0, Float64Array.of(0.1))[0], 3);
  }
});

test('whatever is passed, nothing traps and no other surface changes', () => {
  const random = dice(11);
  const { pick, chance } = random;
  const own = new Error('own');
  const snap = () => {
    if (chance(0.5)) throw own;
    return pick([0, NaN, 'adam', {}, new Terrain('saddle')]);
  };
  const { any } = hostile(random, snap, [Terrain, Basins, backprop, new Terrain('beale')]);
  const witness = new Terrain('himmelblau');
  const walk = () => [...witness.descend('adam', 0.02, -4, 0, 50).rows, ...witness.mapPosition(1, 2, 300, 300)].join();
  const before = walk();
  const methods = [Terrain, Basins].flatMap(({ prototype }) => {
    return Object.getOwnPropertyNames(prototype).filter((name) => !/^(constructor|free|__)/.test(name))
      .map((name) => [prototype, name]);
  });
  const victims = { [Terrain.name]: new Terrain('bowl', 20), [Basins.name]: new Basins('beale', undefined, 'adam', 0.1, 8) };
  const freed = { [Terrain.name]: new Terrain('bowl'), [Basins.name]: new Basins('beale', undefined, 'adam', 0.1, 8) };
  for (const object of Object.values(freed)) object.free();
  const good = () => pick(['bowl', 'adam', 'basin', 0.01, 3, 20, -4, undefined, Float64Array.of(0.1), Float64Array.of(1, 2, 3)]);
  for (let round = 0; round < 5000; round += 1) {
    const argument = () => (chance(0.4) ? good() : any());
    const [prototype, name] = pick(methods);
    const words = Array.from({ length: 6 }, argument);
    const kind = prototype.constructor.name;
    const call = pick([
      () => new Terrain(...words),
      () => new Basins(pick(['beale', argument()]), argument(), pick(['adam', argument()]), argument(), argument()),
      () => victims[kind][name](...words),
      () => victims[kind][name](...words),
      () => freed[kind][name](...words),
      () => prototype[name].call(any(), ...words),
    ]);
    try {
      call();
    } catch (error) {
      const ordinary = error === own || (error instanceof Error && !(error instanceof WebAssembly.RuntimeError));
      assert.ok(ordinary, `round ${round}, ${name}: ${error?.stack ?? String(error)}`);
    }
  }
  assert.equal(walk(), before);
});
