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
    strongest: [[3, '✓'], [1, 'largest'], [2, '–'], [25, '–']],
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
