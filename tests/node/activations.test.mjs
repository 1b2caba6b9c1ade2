// The lesson's view of an activation, from Node: known numbers, typed refusals, and
// nonsense without a trap. There is no canvas in Node; pictures are tested in browsers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dice, hostile } from './hostile.mjs';
import { backprop, reference } from './package.mjs';

const CALLS = 5000;
const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
const { ActivationView, Trainer } = backprop;
const { values: NAMES } = Trainer.fields().find(({ name }) => name === 'activation');

const viewOf = (name, leak = 0.01) => {
  const view = new ActivationView();
  view.choose(name, leak);
  return view;
};
const close = (got, expected, what) => assert.ok(Math.abs(got - expected) <= 1e-15 * Math.max(1, Math.abs(expected)), `${what}: ${got} ${expected}`);

test('every activation of the network has NumPy’s values and derivatives', () => {
  const numpy = reference('activations');
  assert.equal(NAMES.length, 9);
  for (const name of NAMES) {
    const { value, derivative } = numpy[name === 'leakyRelu' ? 'leaky_relu' : name];
    const view = viewOf(name);
    for (const [i, z] of numpy.z.entries()) {
      const numbers = view.at(z);
      close(numbers['f-of-z'], value[i], `${name} at ${z}`);
      close(numbers['slope-of-z'], derivative[i], `${name}′ at ${z}`);
    }
    view.free();
  }
});

test('layers in a row multiply, and their place on the axis is the logarithm', () => {
  const left = viewOf('sigmoid').leftOfGradient(0, 3);
  assert.deepEqual([left[0], left[2], left[4]], [0.25, 0.0625, 0.015625]);
  close(left[1], (Math.log10(0.25) + 12) / 13, 'place');
  assert.deepEqual([...viewOf('relu').leftOfGradient(-1, 1)], [0, NaN]);
});

test('a sketch is measured against the derivative', () => {
  assert.equal(viewOf('linear').difference(Float64Array.of(1, 1)), 0);
  assert.equal(viewOf('linear').difference(Float64Array.of(0.5, 0.5, 0.5)), 0.5);
});

test('a refusal names the argument and changes nothing', () => {
  const view = viewOf('leakyRelu', 0.5);
  for (const [call, code, field] of [
    [() => view.choose('swish', 0.1), 'outOfRange', 'name'],
    [() => view.choose('relu', 2), 'outOfRange', 'leakySlope'],
    [() => view.choose('relu', '0.1'), 'wrongType', 'leakySlope'],
    [() => view.at('1'), 'wrongType', 'z'],
    [() => view.at(NaN), 'outOfRange', 'z'],
    [() => view.leftOfGradient(0, 1e9), 'outOfRange', 'layers'],
    [() => view.difference(new Float64Array(1)), 'outOfRange', 'sketch'],
    [() => view.difference(Float64Array.of(1, Infinity)), 'outOfRange', 'sketch'],
    [() => ActivationView.slope('swish', 1), 'outOfRange', 'name'],
  ]) {
    assert.throws(call, (error) => error.code === code && error.field === field, String(call));
    assert.equal(view.at(-1)['f-of-z'], -0.5);
  }
});

test(`${CALLS} calls do not trap and leave it usable`, (t) => {
  t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
  const random = dice(seed);
  const snap = () => {
    if (random.chance(0.7)) throw new Error('own');
    return random.pick([0, 1, NaN, 'text']);
  };
  const { any } = hostile(random, snap, [backprop, globalThis]);
  const methods = Object.getOwnPropertyNames(ActivationView.prototype).filter((name) => !/^(constructor|free|__)/.test(name));
  assert.ok(methods.length > 10, `only ${methods}`);
  const view = new ActivationView();
  for (let i = 0; i < CALLS; i++) {
    const method = random.pick([...methods, 'slope']);
    try {
      (method === 'slope' ? ActivationView : view)[method](...Array.from({ length: 5 }, any));
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) assert.fail(`${method}: ${error.message}`);
    }
  }
  view.choose('tanh', 0);
  assert.equal(view.at(0)['slope-of-z'], 1);
});
