// A run, driven from JavaScript: its results, its counts, its return values. The reference numbers are
// those of the original NumPy program, from tests/data.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backprop, reference } from './package.mjs';

const { Trainer, numpyProgram, newSeed } = backprop;

/** Sums may be taken in another order than NumPy's. */
const TOLERANCE = 1e-12;

/** A small run: 10 samples, 7 of them for training. */
const small = (settings = {}) => new Trainer({ samples: 10, layers: [2, 3, 2], ...settings });

const close = (got, expected) =>
  assert.ok(Math.abs(got - expected) <= TOLERANCE, `${got} is not within ${TOLERANCE} of ${expected}`);

test('the first hundred passes have the losses and accuracies of the NumPy program', () => {
  const trainer = new Trainer();
  const lines = reference('run_chapter').log_epoch_mse_accuracy.slice(0, 11);
  for (const [epoch, mse, accuracy] of lines) {
    trainer.train(epoch + 1 - trainer.metrics().epoch);
    close(trainer.metrics().trainLoss, mse);
    assert.equal(trainer.metrics().testAccuracy, accuracy);
  }
  const printed = lines.map(([epoch, mse, accuracy]) => {
    return `Epoch: #${epoch}, MSE: ${mse.toFixed(6)}\nAccuracy: ${(accuracy * 100).toFixed(2)}%`;
  });
  assert.deepEqual(trainer.log(), printed);
  assert.deepEqual(trainer.log(9), printed.slice(9));
});

test('the first sample leads from the NumPy program’s weights to the NumPy program’s weights', () => {
  const first = reference('run_chapter').first_step;
  const trainer = new Trainer();
  const starts = [0, 2 * 25 + 25, 2 * 25 + 25 + 25 * 50 + 50, 2 * 25 + 25 + 25 * 50 + 50 + 50 * 25 + 25];
  const corners = () => starts.map((start) => trainer.parameters()[start]);
  corners().forEach((weight, layer) => close(weight, first.weight_00_before[layer]));
  trainer.step();
  corners().forEach((weight, layer) => close(weight, first.weight_00_after[layer]));
});

test('predictions after the NumPy program’s fifty passes are the NumPy program’s', () => {
  const run = reference('run_tanh');
  const trainer = new Trainer({ activation: 'tanh', networkSeed: 1 });
  trainer.train(run.config.epochs + 1);
  const outputs = trainer.predict(new Float64Array(run.predict_grid.flat()));
  assert.equal(outputs.length, run.predict.flat().length);
  run.predict.flat().forEach((expected, i) => close(outputs[i], expected));
});

test('epoch counts completed passes and step counts samples', () => {
  const trainer = small();
  const counts = () => [trainer.metrics().epoch, trainer.metrics().step, trainer.toNextEpoch()];
  assert.deepEqual(counts(), [0, 0, 7]);
  trainer.step();
  assert.deepEqual(counts(), [0, 1, 6]);
  trainer.step(0);
  trainer.train(0);
  assert.deepEqual(counts(), [0, 1, 6]);
  trainer.step(5);
  assert.deepEqual(counts(), [0, 6, 1]);
  trainer.step(2);
  assert.deepEqual(counts(), [1, 8, 6]);
});

test('train from the middle of a pass first finishes it', () => {
  const trainer = small();
  trainer.step(3);
  trainer.train(1);
  assert.deepEqual([trainer.metrics().epoch, trainer.metrics().step], [1, 7]);
  trainer.step(1);
  trainer.train(2);
  assert.deepEqual([trainer.metrics().epoch, trainer.metrics().step], [3, 21]);
});

test('however the calls are cut the bits are the same', () => {
  const [whole, cut] = [small(), small()];
  whole.train(4);
  for (const n of [1, 0, 13, 2]) cut.step(n);
  cut.train(2);
  assert.deepEqual(cut.parameters(), whole.parameters());
  assert.deepEqual(cut.curve(), whole.curve());
});

test('parameters are laid out layer by layer, weights row by row before biases', () => {
  const trainer = small({ layers: [2, 3, 5, 2], trainBias: false });
  const before = trainer.parameters();
  assert.equal(before.length, 2 * 3 + 3 + 3 * 5 + 5 + 5 * 2 + 2);
  trainer.train(3);
  const changed = Array.from(trainer.parameters(), (value, i) => value !== before[i]);
  const expected = [[6, 3], [15, 5], [10, 2]].flatMap(([weights, biases]) =>
    [...Array(weights).fill(true), ...Array(biases).fill(false)]);
  assert.deepEqual(changed, expected, 'exactly the weights move');
});

test('a prediction follows from the parameters as laid out', () => {
  const trainer = small({ layers: [2, 3, 2], activation: 'linear', outputActivation: 'linear' });
  const p = trainer.parameters();
  const [x1, x2] = [0.5, -1.25];
  const hidden = [0, 1, 2].map((j) => x1 * p[j] + x2 * p[3 + j] + p[6 + j]);
  const output = [0, 1].map((k) => hidden.reduce((sum, a, j) => sum + a * p[9 + 2 * j + k], p[15 + k]));
  trainer.predict(new Float64Array([x1, x2])).forEach((value, k) => close(value, output[k]));
});

test('predict takes n points and gives n pairs', () => {
  const trainer = small();
  const one = trainer.predict(new Float64Array([0.5, -0.25]));
  assert.ok(one instanceof Float64Array);
  assert.equal(one.length, 2);
  const three = trainer.predict(new Float64Array([9, 9, 0.5, -0.25, -1, 0]));
  assert.equal(three.length, 6);
  assert.deepEqual(three.slice(2, 4), one);
});

test('the curve has a row per pass and begins before any update', () => {
  const trainer = small();
  const start = trainer.metrics();
  trainer.train(130);
  assert.equal(trainer.curveLength(), 104);
  assert.deepEqual(Array.from(trainer.curve().slice(0, 6)), Object.values(start));
  const epochs = Array.from(trainer.curve(99)).filter((_, i) => i % 6 === 0);
  assert.deepEqual(epochs, [99, 100, 101, 111, 121]);
});

test('a live rate holds from the next sample on and is remembered', () => {
  const [trainer, twin] = [small({ learningRate: 0.5 }), small({ learningRate: 0.5 })];
  trainer.set('learningRate', 0.25);
  assert.equal(trainer.config().learningRate, 0.25, 'before the first sample it is the setting');
  trainer.set('learningRate', 0.5);
  trainer.step(4);
  twin.step(4);
  trainer.set('learningRate', 2);
  assert.equal(trainer.now().learningRate, 2);
  assert.equal(trainer.changes(), '4:learningRate:2');
  assert.equal(trainer.config().learningRate, 0.5);
  assert.deepEqual(trainer.parameters(), twin.parameters());
  trainer.step();
  twin.step();
  assert.notDeepEqual(trainer.parameters(), twin.parameters());
});

test('epochs changes live', () => {
  const trainer = small();
  trainer.step(3);
  trainer.set('epochs', 77);
  assert.equal(trainer.config().epochs, 77);
  assert.equal(trainer.metrics().step, 3);
});

test('what a getter returns is the caller’s own', () => {
  const trainer = small();
  const before = [trainer.config(), trainer.metrics(), trainer.parameters(), Trainer.fields()];
  trainer.config().layers.push(9);
  trainer.config().samples = 1;
  trainer.metrics().trainLoss = 0;
  trainer.parameters().fill(0);
  Trainer.fields()[0].name = 'x';
  trainer.step(0);
  assert.deepEqual([trainer.config(), trainer.metrics(), trainer.parameters(), Trainer.fields()], before);
  const kept = trainer.parameters();
  small({ samples: 20000, layers: [2, 128, 128, 2] }); // makes the WebAssembly's memory grow
  assert.deepEqual(kept, before[2]);
});

test('a program of the run and a new seed can be had', () => {
  const program = numpyProgram({ epochs: 20 }, '28000:learningRate:0.03');
  assert.match(program, /^EPOCHS = 20\b/m);
  assert.match(program, /\(28000, "learning_rate", 0\.03\)/);
  const seeds = Array.from({ length: 8 }, newSeed);
  assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32));
  assert.ok(new Set(seeds).size > 1);
});
