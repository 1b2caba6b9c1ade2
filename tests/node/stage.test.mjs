// The page's pictures take nonsense without a trap: every method of Stage, with arguments that
// nobody should pass. There is no canvas in Node; what is drawn is looked at in browsers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dice, hostile } from './hostile.mjs';
import { backprop } from './package.mjs';

const CALLS = 5000;
const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);

const LOOK = { dark: false, palette: 'blueOrange', scale: 1, font: 'serif' };
const LABELS = { epoch: 'a', train: 'b', test: 'c', mse: 'd', accuracy: 'e', x1: 'f', x2: 'g' };

test(`${CALLS} calls at Stage do not trap and leave it usable`, (t) => {
  t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
  const random = dice(seed);
  const snap = () => {
    if (random.chance(0.7)) throw new Error('own');
    return random.pick([0, 1, NaN, 'text']);
  };
  const { any, getter } = hostile(random, snap, [backprop, globalThis]);
  const stage = new backprop.Stage({ samples: 10, layers: [2, 3, 2] });
  const view = stage.view();
  const methods = Object.getOwnPropertyNames(backprop.Stage.prototype)
    .filter((name) => !/^(constructor|free|__)/.test(name));
  assert.ok(methods.length > 10, `only ${methods}`);

  /** Arguments that are anything, or an object of which one part is. */
  const words = (method) => {
    const good = { setLook: LOOK, setLabels: LABELS }[method];
    if (!good || random.chance(0.3)) return Array.from({ length: 5 }, any);
    return [getter({ ...good }, random.pick(Object.keys(good)))];
  };
  for (let i = 0; i < CALLS; i++) {
    const method = random.pick(methods);
    try {
      stage[method](...words(method));
    } catch (error) {
      const trapped = error instanceof WebAssembly.RuntimeError;
      if (trapped) assert.fail(`${method}: ${error.message}`);
    }
    assert.deepEqual(stage.view(), view, `after ${method}`);
  }
});
