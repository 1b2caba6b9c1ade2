// Five thousand attacks on the page's pictures, see stage.mjs. There is no canvas in Node: here all
// of them are refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backprop } from './package.mjs';
import { attackStage } from './stage.mjs';

const CALLS = 5000;
const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
const { Stage } = backprop;

test(`${CALLS} calls at Stage do not trap and leave it usable`, (t) => {
  t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
  const { failures, drawn, refused } = attackStage(backprop, seed, CALLS);
  assert.deepEqual(failures, []);
  assert.equal(drawn, 0);
  assert.ok(refused > CALLS / 10, `only ${refused} drawings were refused`);
});

test('what is no canvas is refused by name and type', () => {
  const stage = new Stage({ samples: 10, layers: [2, 3, 2] });
  for (const canvas of [{}, undefined, 'canvas', { get width() { throw new Error('own'); } }]) {
    assert.throws(() => stage.drawField(canvas, -1, true), { code: 'wrongType', field: 'canvas' });
  }
});

test('a stage after another has the data and the network of its own settings', () => {
  const first = { samples: 40, layers: [2, 3, 2], networkSeed: 3 };
  const stage = new Stage(first);
  for (const change of [{ networkSeed: 4 }, { layers: [2, 5, 2] }, { noise: 0.7 }, { testSize: 0.5 }, { samples: 50, dataSeed: 1 }]) {
    const config = { ...first, ...change };
    const [after, anew] = [stage.after(config), new Stage(config)];
    assert.deepEqual(after.view(), anew.view());
    assert.deepEqual(after.counts(), anew.counts());
    assert.deepEqual(after.boundaryAt(99, 60, 300, 200, 2), anew.boundaryAt(99, 60, 300, 200, 2));
  }
  assert.throws(() => stage.after({ samples: 3 }), { code: 'outOfRange', field: 'samples' });
});

test('the picture of the points has another version exactly if it is another', () => {
  const look = { dark: false, palette: 'blueOrange', scale: 1, font: 'serif' };
  const stage = new Stage({ samples: 40, layers: [2, 3, 2] });
  stage.setLook(look);
  const version = stage.pointsVersion();
  stage.setLook({ ...look });
  stage.setParameters(new Float64Array(17));
  assert.equal(stage.after({ samples: 40, layers: [2, 5, 2], activation: 'tanh' }).pointsVersion(), version);
  assert.notEqual(stage.after({ samples: 40, layers: [2, 3, 2], noise: 0.1 }).pointsVersion(), version);
  assert.equal(stage.pointsVersion(), version);
  stage.setLook({ ...look, dark: true });
  assert.notEqual(stage.pointsVersion(), version);
});

test('the counts are those of the split', () => {
  for (const [samples, testSize, counts] of [[2000, 0.3, { train: 1400, test: 600 }], [10, 0.25, { train: 7, test: 3 }]]) {
    assert.deepEqual(new Stage({ samples, testSize, layers: [2, 1, 2] }).counts(), counts);
  }
});
