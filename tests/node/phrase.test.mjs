// Texts of the locale, put together: what stands between sentences is the language's, and formulas
// are not broken across lines.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepTogether, sentences } from '../../www/js/page/ui/phrase.js';

test('sentences are joined as the language joins them', () => {
  const joined = (between, ...parts) => sentences({ say: () => `{one}${between}{next}` }, ...parts).join('');
  assert.equal(joined(' ', 'One.', ['Two', '.'], 'Three.'), 'One. Two. Three.');
  assert.equal(joined('', '一。', '二。'), '一。二。');
  assert.equal(joined(' '), '');
});

test('a formula is not broken across lines', () => {
  const pieces = (text) => keepTogether(text).split(/ |(?<=[/′])(?=[(∂])/);
  for (const formula of ['z = Σ w·x + b', 'x ← x − η · ∂f/∂x', 'L = ½ Σ (o − t)²', '(−3.78, −3.28)', '(∂f/∂x, ∂f/∂y)', 'δ = f′(z) · ∂L/∂a']) {
    assert.deepEqual(pieces(`so ${formula} is`), ['so', pieces(formula)[0], 'is'], formula);
    assert.equal(pieces(formula).length, 1, formula);
  }
  assert.equal(keepTogether('a word, and (some more, perhaps) of them'), 'a word, and (some more, perhaps) of them');
});
