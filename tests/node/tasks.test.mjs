// The verdicts on answers to tasks: a wrong one gets its reason, and every reason has its words.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answers as activations } from '../../www/js/page/lessons/activations/tasks.js';
import { ANSWERS as chainRule } from '../../www/js/page/lessons/chain-rule/tasks.js';
import { answers as himmelblau } from '../../www/js/page/lessons/himmelblau/tasks.js';
import { ANSWERS as network } from '../../www/js/page/lessons/network/tasks.js';
import { backprop as pkg } from './package.mjs';

const locales = ['en', 'zh'].map((language) => JSON.parse(readFileSync(new URL(`../../www/locales/${language}.json`, import.meta.url), 'utf8')));
const functions = pkg.ActivationView.fields()[0].values;
const LESSONS = { activations: activations(pkg, functions), 'chain-rule': chainRule, himmelblau: himmelblau(pkg), network };

/** By lesson and task: answers with their verdicts: right (✓), wrong without a reason (–), or the reason. */
const JUDGED = {
  activations: {
    flat: [[2.89, '✓'], [-2.89, '✓'], [2.9, 'below'], [2.8, 'above'], [3, 'below'], [0, 'steepest'], [-0.3, 'steepest'], [99, 'below']],
    layers: [[5, '✓'], [4, 'above'], [0, 'above'], [6, 'below'], [4.5, 'whole'], [-1, 'whole']],
    whole: [[4, '✓'], [5, 'high'], [9, 'high'], [3, 'low'], [0, 'low'], [10, 'whole'], [-1, 'whole'], [2.5, 'whole']],
    silu: [[-1.28, '✓'], [1.28, 'off'], [0, 'off'], [-1.4, 'off']],
  },
  'chain-rule': {
    predict: [[2, '✓'], [1, 'factor'], [3, 'added'], [4, 'other'], [7, 'value'], [-2, 'sign'], [5, 'off'], [0.2, 'off']],
    count: [[3, '✓'], [5, 'high'], [4, 'high'], [2, 'low'], [0, 'low'], [6, 'whole'], [2.5, 'whole']],
  },
  himmelblau: { rate: [[0.019, '✓'], [0.02, 'high'], [0.018, 'low'], [0.0189, 'low'], [2, 'range'], [-0.019, 'range'], [0, 'range']] },
  network: {
    delta: [
      [-0.061, '✓'], [-0.0605, '✓'], [-0.06051, '✓'], [-0.06, 'digits'], [0.061, 'sign'], [-0.292, 'error'], [0.207, 'slope'],
      [-0.065, 'output'], [-0.121, 'double'], [1, '–'],
    ],
    strongest: [[3, '✓'], [1, 'largest'], [2, '–'], [25, '–']],
    check: [[5404, '✓'], [2702, 'once'], [2600, 'weights'], [5200, 'weights'], [2, 'back'], [100, '–']],
    vanish: [
      [80, '✓'], [73, '✓'], [88, '✓'], [70, 'low'], [90, 'high'], [59, 'gradients'], [22, 'layer'], [6, 'layer'], [0.0125, 'inverse'], [1, 'low'],
    ],
    bend: [[643, '✓'], [642, '✓'], [641, 'low'], [640, 'low'], [650, 'high']],
  },
};

test('every wrong answer gets its reason, with the numbers that its words ask for', () => {
  for (const [lesson, tasks] of Object.entries(JUDGED)) {
    assert.deepEqual(Object.keys(tasks), Object.keys(LESSONS[lesson]));
    for (const [id, cases] of Object.entries(tasks)) {
      for (const [answer, expected] of cases) {
        const judged = LESSONS[lesson][id](answer);
        assert.equal(judged === true ? '✓' : judged === false ? '–' : judged.why, expected, `${lesson} ${id} ${answer}`);
        if (typeof judged === 'boolean') continue;
        for (const words of locales) {
          const text = words[`${lesson}.task.${id}.not.${judged.why}`];
          const asked = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
          for (const name of asked) assert.ok(Number.isFinite(judged.numbers[name]), `${text} needs ${name}`);
        }
      }
      for (const words of locales) assert.ok(words[`${lesson}.task.${id}.hint`], `${lesson} ${id} has no hint`);
    }
  }
});

test('the numbers of the network’s tasks are those of the chapter’s run, and so are those of the likely slips', () => {
  const { delta, strongest, check, vanish } = network;
  const trainer = new pkg.Trainer();
  const output = trainer.trace().layers.at(-1);
  const [o, error, slope, right] = ['a', 'error', 'slope', 'delta'].map((name) => output[name][0]);
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  const slips = { sign: -right, error, slope, output: error * sigmoid(o) * (1 - sigmoid(o)), double: 2 * right };
  assert.equal(delta(right), true);
  for (const [why, slip] of Object.entries(slips)) assert.deepEqual(delta(slip), { why });
  const sizes = Array.from({ length: 25 }, (_, from) => Math.abs(output.gradient[2 * from]));
  assert.equal(strongest(1 + sizes.indexOf(Math.max(...sizes))), true);
  assert.equal(check(2 * trainer.parameters().length), true);
  trainer.train(1);
  const stage = new pkg.Stage();
  stage.setState(trainer.state());
  stage.setHealth(trainer.healthOverTime(1), trainer.now(), trainer.metrics().trainLoss);
  const columns = pkg.Trainer.healthColumns();
  const { values } = stage.healthNow();
  const times = (column, layer) => {
    const of = (/** @type {number} */ l) => values[l * columns.length + columns.indexOf(column)];
    return of(3) / of(layer);
  };
  assert.equal(vanish(Math.round(times('delta', 0))), true);
  for (const layer of [1, 2]) assert.deepEqual(vanish(times('delta', layer)), { why: 'layer' });
  assert.deepEqual(vanish(times('gradient', 0)), { why: 'gradients' });
});
