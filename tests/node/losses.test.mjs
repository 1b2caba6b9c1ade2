// What a change cuts off, and a run that another has replaced: the training loop brings back all of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TrainingLoop } from '../../www/js/worker/training-loop.js';
import { backprop } from './package.mjs';

const CONFIG = { samples: 20, layers: [2, 4, 3, 2], activation: 'tanh', learningRate: 0.1 };
/** The training samples, so the steps of an epoch. */
const EPOCH = 14;

/** A training loop whose slices run when `rest` is called. */
function loop() {
  let task = null;
  const answers = [];
  const scheduler = { schedule: (run) => { task = run; }, cancel: () => { task = null; }, dispose: () => {} };
  const training = new TrainingLoop({ Trainer: backprop.Trainer, scheduler, post: (message) => answers.push(message) });
  let order = 0;
  let runId = 0;
  const rest = () => {
    while (task) {
      const run = task;
      task = null;
      run();
    }
  };
  const tell = (message) => {
    order += 1;
    training.receive({ order, ...message });
    rest();
  };
  const open = (more = {}) => {
    runId += 1;
    tell({ type: 'open', runId, config: CONFIG, changes: '', step: 0, play: false, speed: 'full', ...more });
    return runId;
  };
  const look = () => {
    training.receive({ type: 'ask', runId, version: -1, generation: -1, curveFrom: 0, logFrom: 0 });
    const answer = answers.at(-1);
    assert.equal(answer.type, 'snapshot', JSON.stringify(answer));
    const { state, curve, log, changes, now, furthest, cut, canUndo, canRedo, metrics } = answer;
    return { run: { state: [...state], curve: [...curve], log, changes, now, furthest, canUndo, canRedo, metrics }, cut, busy: answer.busy };
  };
  return { tell, open, look, dispose: () => training.dispose() };
}

test('a change in the past says how far the run had come, and one undo brings it back however often it was changed since', () => {
  const { tell, open, look, dispose } = loop();
  open({ step: 25 * EPOCH });
  tell({ type: 'seek', step: 3 * EPOCH });
  const before = look();
  assert.deepEqual([before.cut, before.run.furthest], [0, 25 * EPOCH]);
  // A slider that moves, then training, another rate, a weight.
  for (const value of [0.2, 0.3]) tell({ type: 'set', name: 'learningRate', value });
  assert.equal(look().cut, 25 * EPOCH);
  tell({ type: 'step', samples: 5 });
  tell({ type: 'set', name: 'learningRate', value: 0.4 });
  tell({ type: 'parameter', index: 3, value: -2 });
  tell({ type: 'parameter', index: 3, value: -3 });
  assert.deepEqual([look().cut, look().run.furthest], [25 * EPOCH, 3 * EPOCH + 5]);
  tell({ type: 'undo', cut: true });
  const { run, cut } = look();
  assert.deepEqual({ ...run, canRedo: false }, before.run);
  assert.equal(cut, 0);
  dispose();
});

test('a change at the end of a run, an undone one, and where to pause cut nothing off', () => {
  const { tell, open, look, dispose } = loop();
  open({ step: 3 * EPOCH });
  tell({ type: 'set', name: 'learningRate', value: 0.2 });
  assert.equal(look().cut, 0);
  tell({ type: 'seek', step: EPOCH });
  tell({ type: 'set', name: 'epochs', value: 7 });
  assert.equal(look().cut, 0);
  tell({ type: 'parameter', index: 0, value: 1 });
  assert.equal(look().cut, 3 * EPOCH);
  tell({ type: 'undo' });
  assert.equal(look().cut, 0);
  // What cuts off again is said again.
  tell({ type: 'redo' });
  assert.equal(look().cut, 3 * EPOCH);
  dispose();
});

test('a run that was replaced comes back as it was left: state, curve, log, changes, what can be undone', () => {
  const { tell, open, look, dispose } = loop();
  const first = open({ step: 4 * EPOCH + 3 });
  tell({ type: 'set', name: 'learningRate', value: 0.3 });
  tell({ type: 'step', samples: 20 });
  tell({ type: 'seek', step: 2 * EPOCH + 1 });
  const { run } = look();
  open({ config: { ...CONFIG, layers: [2, 3, 2] } });
  tell({ type: 'step', samples: 9 });
  assert.notDeepEqual(look().run, run);
  const second = look().run;
  const other = open({ again: first, step: run.metrics.step });
  assert.deepEqual(look(), { run, cut: 0, busy: false });
  // And the other way round: nothing of the second was lost either.
  open({ again: other - 1, step: 9 });
  assert.deepEqual(look().run, second);
  dispose();
});

test('a run that is no longer there is replayed', () => {
  const { tell, open, look, dispose } = loop();
  open({ step: 40, changes: '20:learningRate:0.3' });
  const { run } = look();
  for (let i = 0; i < 20; i += 1) open({ config: { ...CONFIG, networkSeed: i } });
  open({ again: 1, step: 40, changes: '20:learningRate:0.3' });
  assert.deepEqual(look().run, run);
  tell({ type: 'pause' });
  dispose();
});
