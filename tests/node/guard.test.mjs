// Freed objects and dead WebAssembly throw a descriptive error; and no hot loop ends the process.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { backprop, fresh } from './package.mjs';

const small = { samples: 10, layers: [2, 3, 2] };
const isOwn = (name) => name !== 'constructor' && !String(name).startsWith('__');

/** One object of every class, by class name. */
const objects = ({ ActivationView, Basins, Knobs, Stage, Tape, Terrain, Trainer }) => ({
  ActivationView: new ActivationView(),
  Basins: new Basins('bowl', undefined, 'adam', 0.1, 2),
  Knobs: new Knobs(),
  Stage: new Stage(small),
  Tape: new Tape('x'),
  Terrain: new Terrain('bowl'),
  Trainer: new Trainer(small),
});

test('after free every method of every class says that the object is freed', () => {
  const classes = Object.keys(backprop).filter((name) => backprop[name].prototype?.free);
  assert.deepEqual(Object.keys(objects(backprop)), classes.toSorted());
  for (const [name, object] of Object.entries(objects(backprop))) {
    object.free();
    for (const method of Reflect.ownKeys(backprop[name].prototype).filter(isOwn)) {
      const says = ({ code, message }) => code === 'freed' && message.startsWith(`${String(method)} of an object that is freed`);
      assert.throws(() => object[method](), says);
    }
  }
});

test('a method of something else is refused', () => {
  const { Stage, Trainer } = backprop;
  for (const self of [undefined, 5, {}, { __wbg_ptr: 1234 }, Object.create(Trainer.prototype), new Stage(small)]) {
    assert.throws(() => Trainer.prototype.step.call(self), { code: 'freed' });
  }
});

test('freeing a stage while it is at work is an error and no trap', () => {
  const stage = new backprop.Stage(small);
  const look = { get dark() { return stage.free(); }, palette: 'spectral', scale: 1, font: 'serif' };
  assert.throws(() => stage.setLook(look), (error) => !(error instanceof WebAssembly.RuntimeError));
  assert.throws(() => stage.view(), { code: 'freed' });
  new backprop.Stage(small).free();
});

/** A module whose WebAssembly has trapped in a method. */
async function trapped() {
  const { backprop } = await fresh();
  const all = objects(backprop);
  const lost = new backprop.Trainer(small);
  lost.__wbg_ptr = 2 ** 32 - 16; // beyond the memory
  assert.throws(() => lost.step(), WebAssembly.RuntimeError);
  return { backprop, all };
}

test('after a trap every method and constructor says that the WebAssembly is dead, and of what', async () => {
  const { backprop: dead, all } = await trapped();
  const says = (error) => {
    assert.deepEqual([error.code, error.cause instanceof WebAssembly.RuntimeError], ['dead', true], error.stack);
    return /died .*load the module again/.test(error.message);
  };
  for (const [name, object] of Object.entries(all)) {
    for (const method of Reflect.ownKeys(dead[name].prototype).filter(isOwn)) assert.throws(() => object[method](), says);
  }
  assert.throws(() => objects(dead), says);
  assert.throws(() => new dead.Trainer(), says);
  assert.throws(() => dead.Trainer.fields(), says);
});

test('another instance of the module lives on', async () => {
  const living = new backprop.Trainer(small);
  await trapped();
  living.step();
  assert.equal(living.metrics().step, 1);
  const { backprop: another } = await fresh();
  assert.equal(new another.Trainer(small).metrics().step, 0);
});

test('where the stack is used up a trainer goes on or says that it is dead, and is never just locked', async () => {
  const { backprop: deep } = await fresh();
  const trainer = new deep.Trainer(small);
  const codes = new Set();
  const call = () => {
    try {
      trainer.step();
    } catch (error) {
      codes.add(error.code ?? error.constructor.name);
    }
  };
  for (let words = 0; words < 20; words++) {
    const descend = (...list) => {
      try {
        descend(...list);
      } catch { /* the bottom */ }
      call();
    };
    descend(...Array.from({ length: words }, () => 0));
  }
  assert.deepEqual([...codes].toSorted(), ['RangeError', 'dead']);
});

for (const [method, property] of Object.entries({ metrics: 'trainLoss', trace: 'loss' })) {
  test(`300,000 calls of ${method}() in a hot loop leave the process alive`, () => {
    // Keeping the results in lists makes V8 discard its compiled loop in the middle of a call.
    const program = `
      import { fresh } from ${JSON.stringify(new URL('package.mjs', import.meta.url).href)};
      const { backprop } = await fresh();
      const trainer = new backprop.Trainer(${JSON.stringify(small)});
      const runs = [];
      for (let j = 0; j < 6000; j++) {
        const rows = [];
        for (let i = 0; i < 50; i++) rows.push([i, trainer.${method}()[${JSON.stringify(property)}]]);
        runs.push(rows);
      }`;
    const words = ['--input-type=module', '--eval', program];
    const { status, signal, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    assert.deepEqual([status, signal], [0, null], stderr);
  });
}
