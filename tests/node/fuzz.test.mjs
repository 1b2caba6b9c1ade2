// Ten thousand attacks on the package, see fuzz.mjs, or a hundred thousand (`cargo xtask test --full`).
// BACKPROP_FUZZ_SEED repeats a run, and BACKPROP_FUZZ_ROUNDS sets its length.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attack } from './fuzz.mjs';
import { backprop } from './package.mjs';

const rounds = Number(process.env.BACKPROP_FUZZ_ROUNDS ?? (process.env.BACKPROP_FULL ? 100_000 : 10_000));
const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);

test(`${rounds} configurations and calls neither trap nor change a bit elsewhere`, (t) => {
  t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
  const report = attack(backprop, seed, rounds);
  t.diagnostic(JSON.stringify(report.outcomes));
  assert.deepEqual(report.failures, []);
  assert.equal(report.rounds, rounds);
  for (const [outcome, count] of Object.entries(report.outcomes)) {
    assert.ok(count > rounds / 50, `only ${count} calls were ${outcome}`);
  }
});
