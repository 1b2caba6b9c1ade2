// Calls at the bottom of an exhausted stack, see depth.mjs; each time on an instance whose code has
// not run yet, and on one whose code is hot.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descend } from './depth.mjs';
import { fresh } from './package.mjs';

test('calls at the bottom of an exhausted stack are refused and leave nothing locked', async (t) => {
  const { backprop } = await fresh();
  for (const state of ['cold', 'hot']) {
    const began = performance.now();
    const report = descend(backprop);
    t.diagnostic(`${report.calls} calls, ${state}, in ${Math.round(performance.now() - began)} ms`);
    assert.deepEqual(report.failures, [], state);
  }
});
