// Numbers as people type them, in the page's fields and in settings.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readNumber } from '../../www/js/shared/read-number.js';
import { backprop } from './package.mjs';

const { cases } = JSON.parse(readFileSync(new URL('../data/typed_numbers.json', import.meta.url), 'utf8'));

/** The value of a setting's text, or `undefined`. */
function setting(text) {
  try {
    return backprop.readSetting('learningRate', text);
  } catch (problem) {
    if (problem.code === 'wrongType') return undefined;
    // It was read, but is out of range.
    return { refused: problem.value };
  }
}

test('fields and settings read a number as it is typed, and nothing else', () => {
  for (const [text, value] of cases) {
    assert.equal(readNumber(text), value ?? undefined, JSON.stringify(text));
    const read = setting(text);
    if (value === null || (value > 0 && value <= 10)) assert.equal(read, value ?? undefined, JSON.stringify(text));
    else assert.deepEqual(read, { refused: text });
  }
});
