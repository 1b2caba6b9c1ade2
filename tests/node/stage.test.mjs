// The Stage, from which the page draws, in Node: there is no canvas here, so all drawings are refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dice, hostile } from './hostile.mjs';
import { backprop } from './package.mjs';

const CALLS = 5000;
const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
const { Stage } = backprop;

test(`${CALLS} calls at Stage do not trap and leave it usable`, (t) => {
  t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
  const random = dice(seed);
  const small = { samples: 10, layers: [2, 3, 2] };
  const stage = new Stage(small);
  const look = { dark: false, palette: 'blueOrange', scale: 1, font: 'serif' };
  const labels = { epoch: 'a', train: 'b', test: 'c', mse: 'd', accuracy: 'e', x1: 'f', x2: 'g' };
  const snap = () => {
    if (random.chance(0.3)) random.pick([() => stage.setLook(look), () => stage.setLabels(labels), () => stage.view()])();
    if (random.chance(0.7)) throw new Error('own');
    return random.pick([0, 1, NaN, 'text']);
  };
  const { any, getter } = hostile(random, snap, [backprop, globalThis]);
  const methods = Object.getOwnPropertyNames(Stage.prototype).filter((name) => !/^(constructor|free|__)/.test(name));
  const nearlyGood = (good) => getter({ ...good }, random.pick(Object.keys(good)));
  const seen = () => [...stage.view(), JSON.stringify(stage.counts()), stage.boundaryAt(150, 60, 300, 150, -1).o0];
  const before = seen();
  let refused = 0;
  for (let i = 0; i < CALLS; i++) {
    const method = random.pick(methods);
    const good = { setLook: look, setLabels: labels, after: small }[method];
    const first = good && random.chance(0.7) ? nearlyGood(good) : any();
    try {
      stage[method](first, ...Array.from({ length: 4 }, any));
    } catch (error) {
      if (method.startsWith('draw')) refused += 1;
      if (error instanceof WebAssembly.RuntimeError) assert.fail(`call ${i}, ${method}: ${error.message}`);
      assert.notEqual(error?.code, 'dead', method);
    }
  }
  assert.deepEqual(seen(), before);
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
    const [after, fresh] = [stage.after(config), new Stage(config)];
    assert.deepEqual(after.view(), fresh.view());
    assert.deepEqual(after.counts(), fresh.counts());
    assert.deepEqual(after.boundaryAt(99, 60, 300, 200, 2), fresh.boundaryAt(99, 60, 300, 200, 2));
  }
  assert.throws(() => stage.after({ samples: 3 }), { code: 'outOfRange', field: 'samples' });
});

test('the picture of the points has another version exactly if it is another', () => {
  const look = { dark: false, palette: 'blueOrange', scale: 1, font: 'serif' };
  const stage = new Stage({ samples: 40, layers: [2, 3, 2] });
  stage.setLook(look);
  const version = stage.pointsVersion();
  stage.setLook({ ...look });
  stage.setState(new Float64Array(19));
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
