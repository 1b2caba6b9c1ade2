// What is not read in an expression is refused with what to write instead, and that is read.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explainExpression } from '../../www/js/page/lessons/chain-rule/expression-error.js';
import { backprop } from './package.mjs';

const texts = JSON.parse(readFileSync(new URL('../../www/locales/en.json', import.meta.url), 'utf8'));
const words = { say: (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) };

function refusal(text) {
  try {
    new backprop.Tape(text).free();
  } catch (problem) {
    return explainExpression(words, problem);
  }
  return assert.fail(`${text} is read`);
}

test('signs and functions that are not read are refused with what to write instead', () => {
  for (const text of ['√x', '∛x', '|x|', 'x…', '[x]', '{x}', 'abs(x)', 'Tan(x)', 'min(x, y)', 'pow(x, 2)', 'σ(x)']) {
    const [, instead] = /Write (.*) instead\.$/.exec(refusal(text)) ?? assert.fail(`${text}: ${refusal(text)}`);
    if (instead !== '( )') new backprop.Tape(instead).free();
  }
});

test('what has no other way to be written is only refused', () => {
  for (const text of ['x?', 'frob(x)', 'x+']) assert.doesNotMatch(refusal(text), /instead/);
});
