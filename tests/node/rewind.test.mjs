// Going back and changing the past, from JavaScript: the same bits, undo, memory, and time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backprop } from './package.mjs';

const { Trainer } = backprop;

/** A small run with 7 training points. */
const small = (settings = {}) => new Trainer({ samples: 10, layers: [2, 5, 3, 2], ...settings });

/** The trainer's state, bit for bit. */
const bits = (trainer) => Buffer.from(trainer.state().buffer).toString('hex');

/** The target for a seek in milliseconds; the test only fails far beyond it. */
const SEEK_GOAL = 150;

const WAYS = [{}, { optimizer: 'momentum', trainBias: true }];

for (const settings of WAYS) test(`a seek gives the bits of the first time, back and on: ${JSON.stringify(settings)}`, () => {
  const trainer = small(settings);
  const states = [bits(trainer)];
  for (let step = 1; step <= 50; step += 1) {
    trainer.step();
    if (step === 20) trainer.set('learningRate', 0.4);
    if (step === 33) trainer.setParameter(3, -1.5);
    states.push(bits(trainer));
  }
  for (const step of [50, 0, 20, 19, 33, 32, 49, 7, 50]) {
    trainer.seek(step);
    assert.equal(trainer.timeline().step, step);
    assert.equal(bits(trainer), states[step]);
    assert.equal(trainer.now().learningRate, step < 20 ? 0.01 : 0.4);
  }
  trainer.seek(10);
  trainer.step(40);
  assert.equal(bits(trainer), states[50]);
});

test('beyond the furthest step there is nothing to seek', () => {
  const trainer = small();
  trainer.step(9);
  const before = bits(trainer);
  for (const step of [10, -1, 0.5, NaN, Infinity, '3', null, undefined]) {
    assert.throws(() => trainer.seek(step), ({ field, min, max }) => field === 'step' && min === 0 && max === 9);
  }
  assert.equal(bits(trainer), before);
});

test('a change in the past gives the future up, undo brings it back, redo takes it away again', () => {
  const trainer = small();
  trainer.step(40);
  const end = bits(trainer);
  trainer.seek(15);
  trainer.setParameter(0, 3);
  const { generation, furthest, canUndo } = trainer.timeline();
  assert.deepEqual([furthest, canUndo], [15, true]);
  assert.equal(trainer.changes(), '15:p0:3');
  trainer.step(25);
  const other = bits(trainer);
  assert.notEqual(other, end);
  assert.equal(trainer.undo(), true);
  assert.ok(trainer.timeline().generation > generation);
  assert.deepEqual([trainer.timeline().step, trainer.timeline().furthest], [15, 40]);
  trainer.seek(40);
  assert.equal(bits(trainer), end);
  assert.equal(trainer.redo(), true);
  assert.equal(trainer.parameters()[0], 3);
  trainer.seek(40);
  assert.equal(bits(trainer), other);
  assert.equal(trainer.redo(), false);
});

test('a refused parameter leaves the run and its future as they are', () => {
  const trainer = small();
  trainer.step(20);
  trainer.seek(5);
  const before = bits(trainer);
  const last = trainer.parameters().length - 1;
  for (const [index, value, field] of [
    [last + 1, 1, 'index'], [-1, 1, 'index'], [0.5, 1, 'index'], ['0', 1, 'index'],
    [0, NaN, 'value'], [0, Infinity, 'value'], [0, '1', 'value'], [0, undefined, 'value'],
  ]) {
    assert.throws(() => trainer.setParameter(index, value), (error) => error.code && error.field === field);
  }
  assert.equal(bits(trainer), before);
  assert.deepEqual([trainer.timeline().furthest, trainer.timeline().canUndo], [20, false]);
});

test('planned changes are made on the way, also those of the beginning, and refused ones are not planned', () => {
  const [planned, byHand] = [small(), small()];
  const changes = '0:p2:0.5,3:learningRate:0.5,8:p3:-1,9:learningRate:2e-9';
  planned.plan(changes);
  for (const [wrong, field] of [
    ['3', 'changes'], ['3:p0', 'changes'], ['2.5:p0:1', 'changes'], ['4:p999:1', 'changes'], ['4:p0:NaN', 'changes'],
    ['4:epochs:1', 'changes'], ['5:p0:1,4:p0:1', 'changes'], ['4:learningRate:11', 'learningRate'], [3, 'changes'],
  ]) {
    assert.throws(() => planned.plan(wrong), (error) => error.code && error.field === field, String(wrong));
  }
  planned.step(20);
  assert.throws(() => planned.plan('19:p0:1'), { code: 'outOfRange', field: 'step' });
  byHand.setParameter(2, 0.5);
  byHand.step(3);
  byHand.set('learningRate', 0.5);
  byHand.step(5);
  byHand.setParameter(3, -1);
  byHand.step(1);
  byHand.set('learningRate', 2e-9);
  byHand.step(11);
  assert.equal(bits(planned), bits(byHand));
  assert.equal(planned.changes(), changes);
  assert.equal(byHand.changes(), changes);
});

test('the curve and the log reach to the furthest step and are not measured twice', () => {
  const trainer = small();
  trainer.train(30);
  const [curve, log] = [trainer.curve(), trainer.log()];
  trainer.seek(40);
  trainer.train(5);
  assert.deepEqual(trainer.curve(), curve);
  assert.deepEqual(trainer.log(), log);
});

test('one weight over the epochs is what it was at their ends', () => {
  const trainer = small();
  const expected = [0, trainer.parameters()[4]];
  for (let epoch = 1; epoch <= 20; epoch += 1) {
    trainer.train(1);
    expected.push(epoch, trainer.parameters()[4]);
  }
  assert.deepEqual([...trainer.parameterOverTime(4)], expected);
});

test('any of the chapter’s thousand epochs is found at once, within 32 MB', () => {
  const trainer = new Trainer();
  trainer.train(1001);
  const { furthest, bytes } = trainer.timeline();
  assert.ok(bytes <= 32 * 2 ** 20, `${bytes} bytes`);
  let slowest = Infinity;
  for (let round = 0; round < 3; round += 1) {
    let longest = 0;
    for (let i = 0; i < 40; i += 1) {
      const epoch = (i * 389 + 17) % 1001;
      // Not only ends of passes: the steps before them are the furthest from a keyframe.
      const step = Math.min(furthest, epoch * 1400 + (i % 2) * 1399);
      const begin = performance.now();
      trainer.seek(step);
      longest = Math.max(longest, performance.now() - begin);
    }
    slowest = Math.min(slowest, longest);
  }
  console.log(`        slowest of 40 seeks: ${slowest.toFixed(1)} ms (goal ${SEEK_GOAL}), ${(bytes / 2 ** 20).toFixed(1)} MB`);
  assert.ok(slowest < 3 * SEEK_GOAL, `${slowest} ms`);
});
