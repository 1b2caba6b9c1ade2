// One update in every number, from JavaScript: it is the update that `step` makes, its first one is
// NumPy's, and it agrees with difference quotients. Where a run stops being finite is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backprop, reference } from './package.mjs';

const { Trainer } = backprop;

/** Against NumPy, whose sums have another order. */
const TOLERANCE = 1e-12;

const bits = (numbers) => Buffer.from(Float64Array.from(numbers).buffer).toString('hex');
const flat = (trace, weights, biases) =>
  trace.layers.flatMap((layer) => [...layer[weights], ...layer[biases]]);
const close = (got, expected) => {
  assert.ok(Math.abs(got - expected) <= TOLERANCE, `${got} is not within ${TOLERANCE} of ${expected}`);
};

test('after is before plus update, and the next step makes it, bit for bit', () => {
  for (const settings of [{}, { trainBias: true }, { activation: 'tanh' }, { activation: 'relu', layers: [2, 7, 2] }]) {
    const trainer = new Trainer({ samples: 60, ...settings });
    trainer.step(17);
    const trace = trainer.trace();
    const before = flat(trace, 'weightBefore', 'biasBefore');
    const update = flat(trace, 'weightUpdate', 'biasUpdate');
    const after = flat(trace, 'weightAfter', 'biasAfter');
    assert.equal(trace.step, 17);
    assert.equal(bits(before), bits(trainer.parameters()));
    assert.equal(bits(after), bits(before.map((w, i) => w + update[i])));
    trainer.step(1);
    assert.equal(bits(after), bits(trainer.parameters()));
  }
});

test('biases that do not learn have a gradient and no update', () => {
  const trace = new Trainer({ samples: 20 }).trace();
  for (const { biasGradient, biasUpdate, delta } of trace.layers) {
    assert.deepEqual(biasGradient, delta);
    assert.ok(biasGradient.some((x) => x !== 0) && biasUpdate.every((x) => x === 0));
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
  const trainer = new Trainer({ layers: [2, 9, 7, 2] });
  trainer.train(2);
  const gradient = flat(trainer.trace(), 'weightGradient', 'biasGradient');
  const all = trainer.worstGradient(0, gradient.length);
  gradient.forEach((expected, index) => {
    const check = trainer.checkGradient(index);
    assert.deepEqual([check.index, check.gradient], [index, expected]);
    assert.ok(check.relative <= all.relative);
  });
  assert.ok(all.relative < 1e-4, `${all.relative}`);
  assert.equal(trainer.worstGradient(3, 0), undefined);
  for (const index of [gradient.length, -1, 0.5, '1', NaN]) {
    assert.throws(() => trainer.checkGradient(index), ({ field }) => field === 'index');
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
  trainer.setLearningRate(0.001);
  trainer.train(10);
  assert.equal(trainer.divergence(), undefined);
});

test('the health of the layers is told now and over time', () => {
  const trainer = new Trainer({ samples: 100, layers: [2, 6, 4, 2] });
  trainer.train(40);
  const now = trainer.health();
  assert.equal(now.length, 3);
  for (const layer of now) {
    assert.deepEqual(Object.keys(layer), ['delta', 'gradient', 'saturated', 'dead', 'updateRatio']);
    for (const share of [layer.saturated, layer.dead]) assert.ok(share >= 0 && share <= 1);
  }
  const rows = trainer.healthOverTime(10);
  const width = 1 + 5 * 3;
  assert.equal(rows.length % width, 0);
  assert.ok(rows.length / width <= 10 && rows[0] === 0);
});

test('the stage, given the parameters, has the trainer’s health, and finds what stands in the way', () => {
  const config = { samples: 100, layers: [2, 16, 16, 16, 16, 16, 2] };
  const trainer = new Trainer(config);
  trainer.train(3);
  const stage = new backprop.Stage(config);
  assert.equal(stage.healthNow(), undefined);
  stage.setParameters(trainer.parameters());
  const { epoch, trainLoss } = trainer.metrics();
  stage.setHealth(trainer.healthOverTime(60), epoch, trainer.learningRate(), trainLoss);
  const { values, ends, lastEpoch, findings } = stage.healthNow();
  assert.equal(bits(values), bits(trainer.health().flatMap((layer) => Object.values(layer))));
  assert.deepEqual(findings[0], { finding: 'vanishing', layer: 1, column: 1 });
  assert.equal(lastEpoch, 10);
  for (const column of [0, 1, 4]) {
    const [low, high] = ends.subarray(2 * column);
    for (let l = 0; l < 6; l += 1) assert.ok(low <= values[5 * l + column] && values[5 * l + column] <= high);
  }
  assert.deepEqual([...ends.subarray(4, 8)], [0, 1, 0, 1]);
  // Nothing but rows of the right width, and a rate that there is.
  const row = new Float64Array(1 + 5 * 6);
  for (const [rows, rate, field] of [[new Float64Array(30), 1, 'rows'], ['rows', 1, 'rows'], [row, NaN, 'rate'], [row, '1', 'rate']]) {
    assert.throws(() => stage.setHealth(rows, 0, rate, 1), (error) => error.field === field);
  }
});
