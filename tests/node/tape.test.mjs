// The tape in JavaScript: the nodes of an expression, the results of its passes, and that
// every call succeeds or throws an ordinary error.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dice, hostile } from './hostile.mjs';
import { backprop } from './package.mjs';

const { Tape } = backprop;

const CHAPTER = 'y1 = x*w1 + b1; y2 = y1*w2 + b2';
const VALUES = { x: 1, w1: 2, b1: 1, w2: 2, b2: 1 };

/** Everything readable of a tape at its last moment. */
const state = (tape) => JSON.stringify([
  tape.nodes(), Object.entries(tape.frame(tape.moments(), 'x')).map(([key, value]) => [key, ArrayBuffer.isView(value) ? [...value] : value]),
]);

const named = (tape, list) => Object.fromEntries(tape.nodes().map(({ name }, i) => [name, list[i]]));

test('the chapter’s graph has the chapter’s numbers', () => {
  const tape = new Tape(CHAPTER, VALUES);
  const frame = tape.frame(tape.moments(), 'w1');
  assert.deepEqual(named(tape, frame.values), { ...VALUES, v1: 2, y1: 3, v2: 6, y2: 7 });
  const gradients = { x: 4, w1: 2, v1: 2, b1: 2, y1: 2, w2: 3, v2: 1, b2: 1, y2: 1 };
  for (const list of [frame.gradients, frame.derivatives]) assert.deepEqual(named(tape, list), gradients);
  const { total, sum, paths: [path] } = frame.paths;
  assert.deepEqual([total, sum, path.factors.map(({ value }) => value)], [1, 2, [2, 1]]);
  assert.equal(tape.derivative('y2', 'y1') * tape.derivative('y1', 'w1'), tape.derivative('y2', 'w1'));
  assert.ok(frame.quotients.length === 5 && Math.abs(frame.quotients[0] - 4) < 1e-8);
  assert.ok(frame.relatives.every((share) => share < 1e-9));
  assert.equal(tape.frame(0).paths, undefined);
  assert.equal(tape.formula('y2'), 'y1 * w2 + b2');
});

test('a moment says what arrives and what is added where', () => {
  const tape = new Tape(CHAPTER, VALUES);
  const [x, w1, v1] = ['x', 'w1', 'v1'].map((name) => tape.nodes().findIndex((node) => node.name === name));
  assert.deepEqual(tape.frame(tape.moments()).moment, {
    kind: 'backward', node: v1, pass: 0, step: 4, steps: 4, incoming: 2,
    contributions: [
      { operand: x, slope: 2, product: 4, before: 0, after: 4 },
      { operand: w1, slope: 1, product: 2, before: 0, after: 2 },
    ],
  });
  assert.deepEqual(tape.frame(0).moment, { kind: 'start' });
});

test('passes add up until they are recorded again, and only what is watched takes part', () => {
  const tape = new Tape('x*x', { x: 3 });
  tape.record('v1', 3);
  assert.equal(tape.frame(tape.moments()).gradients[0], 18);
  tape.set('x', 5);
  assert.equal(tape.frame(tape.moments()).gradients[0], 30);
  tape.watch('x', false);
  tape.record('v1');
  assert.deepEqual([tape.frame(0).watched, tape.moments()], [[false, false], 2]);
});

test('an expression that cannot be read is a typed error', () => {
  const problem = (text, values) => {
    try {
      new Tape(text, values);
    } catch (error) {
      assert.ok(error instanceof Error);
      return { ...error };
    }
    throw new Error(`${text} was read`);
  };
  assert.deepEqual(problem('x + * y'), {
    code: 'unexpected', field: 'expression', value: '*', found: '*', start: 4, end: 5, expected: ['operand'],
  });
  assert.deepEqual(problem('f(x)').functions, Tape.functions());
  assert.equal(problem('('.repeat(10_000)).limit, 100);
  assert.equal(problem('x'.repeat(2 ** 29 - 24)).code, 'tooLong');
  assert.equal(problem('x', { y: 1 }).code, 'unknownField');
  assert.equal(problem('x', { x: Infinity }).code, 'outOfRange');
  assert.equal(problem('x', { x: '1' }).code, 'wrongType');
  assert.equal(problem(7).code, 'wrongType');
});

test('whatever is passed, nothing traps and no other tape changes', () => {
  const random = dice(7);
  const { pick, chance } = random;
  const own = new Error('own');
  const snap = () => {
    if (chance(0.5)) throw own;
    return pick([0, NaN, 'x', {}, new Tape('x')]);
  };
  const { any } = hostile(random, snap, [Tape, backprop, new Tape('x')]);
  const witness = new Tape(CHAPTER, VALUES);
  const before = state(witness);
  const methods = Object.getOwnPropertyNames(Tape.prototype).filter((name) => !/^(constructor|free|__)/.test(name));
  const freed = new Tape('x');
  freed.free();
  let victim = new Tape(CHAPTER, VALUES);
  const good = () => pick(['x', 'w1', 'v1', 'y2', 0, 3, true, 1e308, undefined]);
  for (let round = 0; round < 5000; round += 1) {
    const argument = () => (chance(0.3) ? good() : any());
    const method = pick(methods);
    const call = pick([
      () => new Tape(argument(), argument()),
      () => new Tape(CHAPTER, chance(0.5) ? { x: any() } : any()),
      () => victim[method](argument(), argument()),
      () => victim[method](good(), good()),
      () => freed[method](argument()),
      () => Tape.prototype[method].call(any(), argument()),
    ]);
    try {
      call();
    } catch (error) {
      const ordinary = error === own || (error instanceof Error && !(error instanceof WebAssembly.RuntimeError));
      assert.ok(ordinary, `round ${round}, ${method}: ${error?.stack ?? String(error)}`);
    }
    if (round % 500 === 499) victim = new Tape(CHAPTER, VALUES);
  }
  assert.equal(state(witness), before);
});
