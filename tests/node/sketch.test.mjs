// The sketch of f′, drawn by samples of a pointer's positions.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Model, POINTS } from '../../www/js/page/lessons/activations/model.js';

const RANGE = [-6, 6];
const view = { choose() {}, reveal() {}, heights: () => [-2, 2] };

function drawn(places, f) {
  const model = new Model(view, RANGE, { name: 'tanh', z: 0, leakySlope: 0.01 });
  model.startSketch();
  places.forEach((z, i) => model.drawTo(z, f(z), i === 0));
  return [...model.sketch];
}

const zOf = (i) => RANGE[0] + ((RANGE[1] - RANGE[0]) * i) / (POINTS - 1);
const far = (sketch, f) => Math.max(...sketch.slice(1, -1).map((value, i) => Math.abs(value - f(zOf(i + 1)))));

test('a straight line is the line that was drawn, in both directions, however the pointer is sampled', () => {
  const line = (z) => 0.15 * z;
  for (const step of [0.03, 0.11, 0.37, 1.3]) {
    const places = [];
    for (let z = -5.97; z < 6; z += step) places.push(z);
    for (const way of [places, places.toReversed()]) assert.ok(far(drawn(way, line).slice(0, -2), line) < 1e-12, `${step}`);
  }
});

test('a curve is off by what lies between two samples, no more', () => {
  const slope = (z) => 1 - Math.tanh(z) ** 2;
  const places = Array.from({ length: 241 }, (_, i) => -6 + i * 0.05 + 0.013).filter((z) => z <= 6);
  for (const way of [places, places.toReversed()]) assert.ok(far(drawn(way, slope), slope) < 0.001);
});

test('a point is where the pen is when it moves up and down on it, at the edges as well', () => {
  for (const z of [-6, 0, 6]) {
    const model = new Model(view, RANGE, { name: 'tanh', z: 0, leakySlope: 0.01 });
    model.startSketch();
    const at = 2 * (z + 6);
    for (const [i, value] of [0.2, 0.9, -0.4].entries()) {
      model.drawTo(z, value, i === 0);
      assert.equal(model.sketch[at], value);
    }
  }
});

test('a touch sets the nearest point, and going back over a point draws it again', () => {
  const touched = drawn([1.1], () => 0.7);
  assert.deepEqual(touched.map((value, i) => (value ? zOf(i) : null)).filter((z) => z !== null), [1]);
  const model = new Model(view, RANGE, { name: 'tanh', z: 0, leakySlope: 0.01 });
  model.startSketch();
  for (const [i, [z, value]] of [[-0.1, 0], [1.1, 0], [1.1, 1], [-0.1, 1]].entries()) model.drawTo(z, value, i === 0);
  assert.deepEqual([...model.sketch].slice(12, 15), [1, 1, 1]);
});
