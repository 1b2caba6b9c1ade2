// All numbers of an update, from JavaScript: it is the update that `step` makes, its first one is
// NumPy's, and it agrees with difference quotients. A run that stops being finite reports where.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLUMNS } from '../../www/js/page/lessons/network/health/columns.js';
import { backprop, reference } from './package.mjs';

const { Trainer } = backprop;

/** Relative to NumPy, whose sums have another order. */
const TOLERANCE = 1e-12;

const bits = (numbers) => Buffer.from(Float64Array.from(numbers).buffer).toString('hex');
const close = (got, expected) => {
  assert.ok(Math.abs(got - expected) <= TOLERANCE, `${got} is not within ${TOLERANCE} of ${expected}`);
};

test('after is before plus update, and the next step makes it, bit for bit', () => {
  for (const settings of [{}, { trainBias: true }, { optimizer: 'momentum' }, { activation: 'tanh' }, { activation: 'relu', layers: [2, 7, 2] }]) {
    const trainer = new Trainer({ samples: 60, ...settings });
    trainer.step(17);
    const { before, m, change, after } = trainer.update();
    assert.equal(trainer.trace().step, 17);
    assert.equal(m !== undefined, settings.optimizer === 'momentum');
    assert.equal(bits(before), bits(trainer.parameters()));
    assert.equal(bits(after), bits(before.map((w, i) => w + change[i])));
    trainer.step(1);
    assert.equal(bits(after), bits(trainer.parameters()));
  }
});

test('biases that do not learn have a gradient and no update', () => {
  const trainer = new Trainer({ samples: 20, layers: [2, 3, 2] });
  const { layers } = trainer.trace();
  const { gradient, change } = trainer.update();
  assert.equal(bits(gradient.subarray(0, 6)), bits(layers[0].gradient));
  for (const [l, [from, to]] of [[6, 9], [15, 17]].entries()) {
    assert.ok(layers[l].delta.some((x) => x !== 0), 'it is their δ');
    assert.ok([gradient, change].every((numbers) => numbers.subarray(from, to).every((x) => x === 0)));
  }
});

test('the chapter’s first update has NumPy’s numbers, with the signs of a textbook', () => {
  const first = reference('run_chapter').first_step;
  const trace = new Trainer().trace();
  [...trace.input].forEach((x, i) => close(x, first.input[i]));
  assert.deepEqual([...trace.target], first.target);
  trace.layers.forEach(({ a, delta }, layer) => {
    a.forEach((x, i) => close(x, first.outputs[layer][i]));
    delta.forEach((x, i) => close(-x, first.deltas[layer][i]));
  });
  const [o, t] = [trace.layers[3].a, trace.target];
  close(trace.loss, ((o[0] - t[0]) ** 2 + (o[1] - t[1]) ** 2) / 2);
});

test('backpropagation agrees with the central difference for every parameter', () => {
  const config = { layers: [2, 9, 7, 2], trainBias: true };
  const [trainer, stage] = [new Trainer(config), new backprop.Stage(config)];
  trainer.train(2);
  stage.setState(trainer.state());
  const { gradient } = trainer.update();
  const all = stage.worstGradient(0, gradient.length);
  gradient.forEach((expected, index) => {
    const check = stage.checkGradient(index);
    assert.deepEqual([check.index, check.gradient], [index, expected]);
    assert.ok(check.relative <= all.relative);
  });
  assert.ok(all.relative < 1e-4, `${all.relative}`);
  assert.equal(stage.worstGradient(3, 0), undefined);
  for (const index of [gradient.length, -1, 0.5, '1', NaN]) {
    assert.throws(() => stage.checkGradient(index), ({ field }) => field === 'index');
  }
});

test('the stage, given the state, traces the trainer’s update', () => {
  const config = { samples: 40, layers: [2, 3, 2], optimizer: 'momentum' };
  const [trainer, stage] = [new Trainer(config), new backprop.Stage(config)];
  trainer.step(31);
  trainer.set('learningRate', 0.5);
  assert.equal(stage.setState(trainer.state()), true);
  assert.equal(stage.setState(trainer.state()), false);
  const { update, ...trace } = stage.traceUpdate(trainer.now());
  assert.deepEqual([trace, update], [trainer.trace(), trainer.update()]);
  assert.deepEqual(stage.parameters(), trainer.parameters());
  for (const state of [new Float64Array(17), trainer.parameters(), undefined]) {
    assert.throws(() => stage.setState(state), ({ field }) => field === 'state');
  }
});

test('a run that overflows stops at the sample that does it and says which number it was', () => {
  const trainer = new Trainer({ samples: 40, activation: 'relu', outputActivation: 'linear', learningRate: 10 });
  trainer.train(1000);
  const { step, layer, quantity, cause } = trainer.divergence();
  assert.equal(trainer.metrics().step, step);
  assert.ok(trainer.parameters().every(Number.isFinite), 'the last good state');
  assert.ok(layer >= 1 && layer <= 4 && ['z', 'a', 'delta', 'gradient', 'weight'].includes(quantity));
  assert.equal(cause, 'learningRate');
  trainer.seek(0);
  assert.equal(trainer.divergence(), undefined);
  trainer.set('learningRate', 0.001);
  trainer.train(10);
  assert.equal(trainer.divergence(), undefined);
});

test('the health of the layers is given over time, in the columns that the page shows', () => {
  assert.deepEqual(COLUMNS.map(({ name }) => name), Trainer.healthColumns());
  const trainer = new Trainer({ samples: 100, layers: [2, 6, 4, 2] });
  trainer.train(40);
  const rows = trainer.healthOverTime(10);
  const width = 1 + 5 * 3;
  assert.equal(rows.length % width, 0);
  assert.ok(rows.length / width <= 10 && rows[0] === 0);
  for (let layer = 1; layer < width; layer += 5) {
    for (const share of rows.subarray(layer + 2, layer + 4)) assert.ok(share >= 0 && share <= 1);
  }
});

test('the stage, given the state, has the trainer’s health, and finds what stands in the way', () => {
  const config = { samples: 100, layers: [2, 16, 16, 16, 16, 16, 2] };
  const trainer = new Trainer(config);
  trainer.train(3);
  const stage = new backprop.Stage(config);
  assert.equal(stage.healthNow(), undefined);
  stage.setState(trainer.state());
  const { trainLoss } = trainer.metrics();
  const past = trainer.healthOverTime(60);
  stage.setHealth(past, trainer.now(), trainLoss);
  const { values, ends, lastEpoch, findings } = stage.healthNow();
  assert.equal(bits(values), bits(past.subarray(-5 * 6)));
  assert.deepEqual(findings[0], { finding: 'vanishing', layer: 1, column: 1 });
  assert.equal(lastEpoch, 10);
  for (const column of [0, 1, 4]) {
    const [low, high] = ends.subarray(2 * column);
    for (let l = 0; l < 6; l += 1) assert.ok(low <= values[5 * l + column] && values[5 * l + column] <= high);
  }
  assert.deepEqual([...ends.subarray(4, 8)], [0, 1, 0, 1]);
  // Only rows of the right width, and known settings, are accepted.
  const row = new Float64Array(1 + 5 * 6);
  for (const [rows, now, field] of [
    [new Float64Array(30), {}, 'rows'], ['rows', {}, 'rows'], [row, { learningRate: NaN }, 'learningRate'], [row, 1, 'config'],
  ]) {
    assert.throws(() => stage.setHealth(rows, now, 1), (error) => error.field === field);
  }
});
