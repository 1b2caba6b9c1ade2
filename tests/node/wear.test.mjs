// A refusal leaves nothing behind, however often: no memory, no stack, no lock. The generated glue
// throws across WebAssembly's frames; whatever that forgets to give back adds up, and ends in a trap
// only after tens of thousands of calls.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fresh } from './package.mjs';

/** Enough to use up a stack of a megabyte by 16 bytes a call. */
const OFTEN = 70_000;
/** Texts that are no shorter than what engines allow at most. */
const LONGEST = 'x'.repeat(2 ** 29 - 24);

/** What may grow: the glue keeps a slot of a few bytes for each exception of the caller's own. */
const SLACK = 2 ** 22;

const small = { samples: 10, layers: [2, 3, 2] };

const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const throwing = () => { throw new Error('own'); };
const none = new Float64Array();
const gone = new Float64Array(2);
structuredClone(gone.buffer, { transfer: [gone.buffer] });
/** The well-known symbol, where the engine has it. */
const dispose = Symbol.dispose ?? 'free';

const refused = ({ Tape, Trainer, numpyProgram, writeSettings }, { trainer, freed, stage }) => ({
  'an unknown setting': () => new Trainer({ sampels: 10 }),
  'a setting out of range': () => new Trainer({ samples: 3 }),
  'a setting of a wrong type': () => new Trainer({ noise: {} }),
  'settings that do not fit together': () => new Trainer({ samples: 4, testSize: 0.9 }),
  'settings that are no object': () => new Trainer(7),
  'a getter that throws': () => new Trainer({ get samples() { return throwing(); } }),
  'a proxy that throws': () => new Trainer(new Proxy({}, { ownKeys: throwing })),
  'a revoked proxy': () => new Trainer(revoked({})),
  'layers that are a revoked proxy': () => new Trainer({ layers: revoked([]) }),
  'layers whose length throws': () => new Trainer({ layers: new Proxy([], { get: throwing }) }),
  'a negative count': () => trainer.step(-1),
  'a text for a count': () => trainer.train('1'),
  'an odd number of coordinates': () => trainer.predict(new Float64Array(1)),
  'no coordinates': () => trainer.predict(none),
  'a NaN among the coordinates': () => trainer.predict(new Float64Array([1, NaN])),
  'a list for an array': () => trainer.predict([1, 2]),
  'an array of big integers': () => trainer.predict(new BigInt64Array(2)),
  'an expression that ends too early': () => new Tape('x +'),
  'an expression that is too deep': () => new Tape('('.repeat(200)),
  'a value for a name that is not there': () => new Tape('x', { y: 1 }),
  'values that are a revoked proxy': () => new Tape('x', revoked({})),
  'a learning rate out of range': () => trainer.setLearningRate(0),
  'epochs out of range': () => trainer.setEpochs(-1),
  'a step after free': () => freed.step(),
  'training after free': () => freed.train(1),
  'a prediction after free': () => freed.predict(new Float64Array(2)),
  'metrics after free': () => freed.metrics(),
  'parameters after free': () => freed.parameters(),
  'a log after free': () => freed.log(),
  'a second free': () => freed.free(),
  'a method of something else': () => Trainer.prototype.step.call({}),
  'a second disposal': () => freed[dispose](),
  'a forged pointer': () => Trainer.prototype.step.call({ __wbg_ptr: 1234 }),
  'a forged trainer': () => Trainer.prototype.step.call(Object.create(Trainer.prototype, { __wbg_ptr: { value: 1234 } })),
  'a pointer that is assigned': () => { Object.create(Trainer.prototype).__wbg_ptr = 1234; },
  'a pointer that is changed': () => { trainer.__wbg_ptr = 1234; },
  'a pointer that is wrapped': () => Trainer.__wrap(1234),
  'a pointer that is redefined': () => Object.defineProperty(trainer, '__wbg_ptr', { value: 1234 }),
  'a stage in place of a trainer': () => Trainer.prototype.step.call(stage),
  'a look that calls back': () => stage.setLook({ get dark() { return stage.setLook({}); } }),
  'a picture on no canvas': () => stage.drawNeurons({}),
  'an array whose memory is gone': () => trainer.predict(gone),
  'a link of bad settings': () => writeSettings({ samples: 3 }),
  'a setting among others in a revoked proxy': () => writeSettings(revoked({})),
  'a program of bad settings': () => numpyProgram({ samples: 3 }, none),
  'a program with bad rates': () => numpyProgram({}, [1]),
});

/** Error objects are not what is measured here. */
Error.stackTraceLimit = 0;

/** A new instance of the package, a trainer, one that has been freed, and a stage. */
async function instance() {
  const { backprop, wasm } = await fresh();
  const freed = new backprop.Trainer(small);
  freed.free();
  const [trainer, stage] = [new backprop.Trainer(small), new backprop.Stage(small)];
  return { backprop, wasm, trainer, objects: { trainer, freed, stage } };
}

const { backprop, objects } = await instance();
for (const what of Object.keys(refused(backprop, objects))) {
  test(`${what} may be refused ${OFTEN} times`, async () => {
    const { backprop, wasm, trainer, objects } = await instance();
    const call = refused(backprop, objects)[what];
    const before = trainer.predict(new Float64Array([1, 2]));
    const memory = wasm.memory.buffer.byteLength;
    for (let i = 1; i <= OFTEN; i++) {
      const error = thrown(call);
      const fine = error instanceof Error && !(error instanceof WebAssembly.RuntimeError);
      if (!fine) assert.fail(`time ${i}: ${error ?? 'not refused'}`);
    }
    assert.deepEqual(trainer.predict(new Float64Array([1, 2])), before);
    new backprop.Trainer(small).free();
    const grown = wasm.memory.buffer.byteLength - memory;
    assert.ok(grown < SLACK, `the memory has grown by ${grown} bytes`);
  });
}

function thrown(call) {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}

for (const [what, call] of Object.entries({
  'a setting': ({ Trainer }) => new Trainer({ activation: LONGEST }),
  'a key': ({ Trainer }) => new Trainer({ [LONGEST]: 1 }),
  'an argument': ({ Trainer }) => new Trainer(small).step(LONGEST),
  'a link': ({ readSettings }) => {
    const [problem] = readSettings([['noise', LONGEST]]).problems;
    throw new Error(problem.value);
  },
})) {
  test(`${what} of half a gigabyte is refused like any other`, async () => {
    const { backprop, wasm } = await instance();
    const error = thrown(() => call(backprop));
    assert.ok(error instanceof Error && !(error instanceof WebAssembly.RuntimeError), String(error));
    assert.ok(error.message.length < 10_000, `the message has ${error.message.length} characters`);
    assert.ok(wasm.memory.buffer.byteLength < 2 ** 26, `the memory has ${wasm.memory.buffer.byteLength} bytes`);
    new backprop.Trainer(small).free();
  });
}
