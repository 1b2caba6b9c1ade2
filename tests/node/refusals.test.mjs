// Bad settings and bad arguments: each is refused with an Error that names field, value and range,
// and leaves the trainer unchanged.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backprop, fresh } from './package.mjs';

const { Stage, Tape, Trainer, numpyProgram, writeSettings } = backprop;

/** Refusals: the setting, the value, the code, and the value in the error's message. */
const REFUSED = [
  ['dataset', 'spirals', 'outOfRange', 'spirals'],
  ['dataset', 1, 'wrongType', '1'],
  ['samples', 3, 'outOfRange', '3'],
  ['samples', 20001, 'outOfRange', '20001'],
  ['samples', 10.5, 'wrongType', '10.5'],
  ['samples', '10', 'wrongType', '10'],
  ['samples', NaN, 'outOfRange', 'NaN'],
  ['samples', null, 'wrongType', 'null'],
  ['samples', undefined, 'wrongType', 'undefined'],
  ['samples', 10n, 'wrongType', 'bigint'],
  ['noise', -0.01, 'outOfRange', '-0.01'],
  ['noise', 1.01, 'outOfRange', '1.01'],
  ['noise', Infinity, 'outOfRange', 'inf'],
  ['noise', {}, 'wrongType', 'object'],
  ['dataSeed', -1, 'outOfRange', '-1'],
  ['splitSeed', 2 ** 32, 'outOfRange', '4294967296'],
  ['networkSeed', 0.5, 'wrongType', '0.5'],
  ['testSize', 0.04, 'outOfRange', '0.04'],
  ['testSize', 0.96, 'outOfRange', '0.96'],
  ['layers', [2, 2], 'outOfRange', '2,2'],
  ['layers', [2, 0, 2], 'outOfRange', '2,0,2'],
  ['layers', [2, 129, 2], 'outOfRange', '2,129,2'],
  ['layers', [3, 5, 2], 'outOfRange', '3,5,2'],
  ['layers', [2, 5, 1], 'outOfRange', '2,5,1'],
  ['layers', [2, 1.5, 2], 'outOfRange', '2,1.5,2'],
  ['layers', [2, 1, 1, 1, 1, 1, 1, 1, 2], 'outOfRange', '2,1,1,1,1,1,1,1,2'],
  ['layers', [2, '5', 2], 'wrongType', 'object'],
  ['layers', '2,5,2', 'wrongType', '2,5,2'],
  ['layers', { length: -1 }, 'wrongType', 'object'],
  ['activation', 'Sigmoid', 'outOfRange', 'Sigmoid'],
  ['outputActivation', Symbol('tanh'), 'wrongType', 'symbol'],
  ['leakySlope', 1.5, 'outOfRange', '1.5'],
  ['learningRate', 0, 'outOfRange', '0'],
  ['learningRate', 10.5, 'outOfRange', '10.5'],
  ['trainBias', 1, 'wrongType', '1'],
  ['trainBias', 'true', 'wrongType', 'true'],
  ['epochs', -1, 'outOfRange', '-1'],
  ['epochs', 100001, 'outOfRange', '100001'],
];

/** The error that `call` throws, after checking what all errors have in common. */
function refusal(call) {
  const errors = [];
  try {
    call();
  } catch (error) {
    errors.push(error);
  }
  assert.equal(errors.length, 1, 'nothing was thrown');
  const [error] = errors;
  assert.ok(error instanceof Error && Object.getPrototypeOf(error) === Error.prototype);
  assert.ok(error.message.includes(error.field), error.message);
  assert.ok(error.code === 'unknownField' || error.message.includes(error.value), error.message);
  return error;
}

test('a bad setting is refused by name, value and range', () => {
  for (const [field, value, code, shown] of REFUSED) {
    const error = refusal(() => new Trainer({ [field]: value }));
    const { min, max } = Trainer.fields().find(({ name }) => name === field);
    assert.deepEqual([error.code, error.field, error.value], [code, field, shown]);
    assert.deepEqual([error.min, error.max], [min, max], field);
    assert.ok(min === undefined || error.message.includes(`${max}`), error.message);
  }
});

test('a key that is not a setting is refused by name, and the message lists those that are', () => {
  for (const key of ['learningrate', '__proto__x', '']) {
    const error = refusal(() => new Trainer({ [key]: 1 }));
    assert.deepEqual([error.code, error.field], ['unknownField', key]);
    assert.ok(error.message.includes('learningRate'));
  }
});

test('a split that leaves no training point is refused with the share that this many points allow', () => {
  const error = refusal(() => new Trainer({ samples: 4, testSize: 0.8 }));
  assert.deepEqual([error.code, error.field, error.max], ['outOfRange', 'testSize', 0.75]);
});

test('counts are whole numbers from 0 to a billion samples', () => {
  const trainer = new Trainer({ samples: 10, layers: [2, 3, 2] });
  const most = Math.floor(1e9 / 7);
  for (const [call, field, max] of [
    [(n) => trainer.step(n), 'samples', 1e9],
    [(n) => trainer.train(n), 'epochs', most],
  ]) {
    for (const n of [-1, 0.5, NaN, Infinity, max + 1, 2 ** 53]) {
      const error = refusal(() => call(n));
      assert.deepEqual([error.code, error.field, error.min, error.max], ['outOfRange', field, 0, max]);
    }
    for (const n of ['1', null, 1n, {}, [1]]) assert.equal(refusal(() => call(n)).code, 'wrongType');
  }
  assert.equal(refusal(() => trainer.train()).code, 'wrongType');
  assert.equal(trainer.metrics().step, 0);
});

test('what predict cannot take is refused and the trainer stays usable', () => {
  const trainer = new Trainer({ samples: 10, layers: [2, 3, 2] });
  const before = trainer.predict(new Float64Array([1, 2]));
  for (const [points, code] of [
    [new Float64Array([1]), 'outOfRange'],
    [new Float64Array(), 'outOfRange'],
    [new Float64Array([1, NaN]), 'outOfRange'],
    [new Float64Array([Infinity, 1]), 'outOfRange'],
    [[1, 2], 'wrongType'],
    [undefined, 'wrongType'],
    ['1,2', 'wrongType'],
    [{ length: -1 }, 'wrongType'],
    [new DataView(new ArrayBuffer(16)), 'wrongType'],
    [new BigInt64Array(2), 'wrongType'],
    [detached(), 'outOfRange'],
    [new Float64Array(2_000_002), 'outOfRange'],
  ]) {
    const error = refusal(() => trainer.predict(points));
    assert.deepEqual([error.code, error.field], [code, 'points']);
    assert.deepEqual(trainer.predict(new Float64Array([1, 2])), before);
  }
});

test('what throws when it is read, and texts without end, are refused and leave the trainer as it was', () => {
  const trainer = new Trainer({ samples: 10, layers: [2, 3, 2] });
  const before = trainer.predict(new Float64Array([1, 2]));
  const own = new Error('own');
  const throwing = () => { throw own; };
  const text = 'x'.repeat(2 ** 24);
  const calls = [
    () => new Trainer({ get samples() { return throwing(); } }),
    () => new Trainer(new Proxy({}, { ownKeys: throwing })),
    () => new Trainer({ layers: new Proxy([], { get: throwing }) }),
    ...[revoked({}), { layers: revoked([]) }].flatMap((settings) => [
      () => new Trainer(settings),
      () => new Stage({ samples: 10 }).after(settings),
      () => writeSettings(settings),
      () => numpyProgram(settings, ''),
    ]),
    () => new Tape('x', revoked({})),
    () => new Trainer({ activation: text }),
    () => new Trainer({ [text]: 1 }),
    () => trainer.step(text),
  ];
  for (const call of calls) {
    assert.throws(call, (error) => {
      assert.ok(error === own || (error instanceof Error && !(error instanceof WebAssembly.RuntimeError)), String(call));
      return error.message.length < 10_000;
    });
    assert.deepEqual(trainer.predict(new Float64Array([1, 2])), before);
  }
});

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

test('a hundred thousand refusals leave nothing behind', async () => {
  const { backprop, wasm } = await fresh();
  const [trainer, stage] = [new backprop.Trainer({ samples: 10 }), new backprop.Stage({ samples: 10 })];
  const calls = [
    () => new backprop.Trainer({ samples: 3 }),
    () => new backprop.Trainer({ sampels: 10 }),
    () => trainer.step(-1),
    () => trainer.predict(new BigInt64Array(2)),
    () => trainer.predict([1, 2]),
    () => stage.drawNeurons({}),
    () => new backprop.Tape('x +'),
    () => backprop.writeSettings({ samples: 3 }),
  ];
  const memory = wasm.memory.buffer.byteLength;
  for (let i = 0; i < 100_000; i++) assert.ok(codeOf(calls[i % calls.length]), `time ${i}`);
  const grown = wasm.memory.buffer.byteLength - memory;
  assert.ok(grown < 2 ** 20, `the memory has grown by ${grown} bytes`); // the glue keeps a slot for what it catches
});

/** The code of the error that `call` throws. */
function codeOf(call) {
  try {
    call();
    return undefined;
  } catch ({ code }) {
    return code;
  }
}

/** An array whose memory has been transferred. */
function detached() {
  const array = new Float64Array(2);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

test('an array that is too long is refused before it is copied', () => {
  const trainer = new Trainer({ samples: 10, layers: [2, 3, 2] });
  const long = new Uint8Array(2 ** 29); // as numbers it would take four gigabytes
  const began = performance.now();
  assert.equal(refusal(() => trainer.predict(long)).code, 'outOfRange');
  const took = performance.now() - began;
  assert.ok(took < 200, `it took ${took} ms`);
});

test('a live value of another type is refused with the range of the table', () => {
  const trainer = new Trainer({ samples: 10, layers: [2, 3, 2] });
  for (const field of ['learningRate', 'epochs']) {
    const call = (value) => trainer.set(field, value);
    const { min, max } = Trainer.fields().find(({ name }) => name === field);
    for (const value of ['1', null, undefined, {}, true, 1n, Symbol('1')]) {
      const error = refusal(() => call(value));
      assert.deepEqual([error.code, error.field, error.min, error.max], ['wrongType', field, min, max]);
    }
    const error = refusal(() => call(NaN));
    assert.deepEqual([error.code, error.min, error.max], ['outOfRange', min, max]);
  }
});

test('a refused live value changes nothing', () => {
  const trainer = new Trainer({ samples: 10, layers: [2, 3, 2] });
  trainer.step(2);
  for (const rate of [0, -1, 10.01, NaN, Infinity, '1', null]) {
    assert.equal(refusal(() => trainer.set('learningRate', rate)).field, 'learningRate');
  }
  for (const epochs of [-1, 1.5, 100001, NaN, '1']) {
    assert.equal(refusal(() => trainer.set('epochs', epochs)).field, 'epochs');
  }
  for (const name of ['noise', 'nosuch', '']) {
    assert.deepEqual([refusal(() => trainer.set(name, 1)).code, refusal(() => trainer.set(name, 1)).field], ['unknownField', name]);
  }
  for (const name of [undefined, 7, null, {}]) assert.equal(refusal(() => trainer.set(name, 1)).field, 'name');
  assert.equal(trainer.now().learningRate, 0.01);
  assert.equal(trainer.changes(), '');
  assert.equal(trainer.config().epochs, 1000);
});
