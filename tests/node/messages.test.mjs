// Compares the hand-written checks on both sides with the published schema, over thousands of
// almost valid messages. The schema's verdicts are those of Python's jsonschema.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { KEYS, isFrameMessage } from '../../www/embed.js';
import { readHostMessage } from '../../www/js/shared/host-messages.js';
import { FROM_FRAME, TO_FRAME, attack, mistaken, random } from './messages.mjs';
import { backprop } from './package.mjs';

const MESSAGES = process.env.BACKPROP_QUICK ? 4000 : 40_000;
/** Messages read, but not checked against the schema, which does not cover values outside JSON. */
const ATTACKS = 50_000;
const SCHEMA = fileURLToPath(new URL('../../docs/embedding-messages.schema.json', import.meta.url));
const SCRIPT = fileURLToPath(new URL('validate.py', import.meta.url));
const python = process.env.BACKPROP_PYTHON;
if (!python) throw new Error('BACKPROP_PYTHON must name a Python with jsonschema');

/** The schema's verdict on each message. */
function valid(definition, messages) {
  const input = messages.map((message) => `${JSON.stringify(message)}\n`).join('');
  const { stdout, status, error } = spawnSync(python, [SCRIPT, SCHEMA, definition], { input, maxBuffer: 2 ** 27 });
  assert.equal(status, 0, error?.message ?? 'Python failed');
  return String(stdout).trim().split('\n').map((line) => line === '1');
}

const isCommand = (message) => ['hello', 'command'].includes(readHostMessage(message)?.type);

for (const [definition, check, right] of [['toFrame', isCommand, TO_FRAME], ['fromFrame', isFrameMessage, FROM_FRAME]]) {
  test(`${definition}: check and schema agree over ${MESSAGES} messages`, (t) => {
    const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
    t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
    const next = random(seed);
    const wrong = Array.from({ length: MESSAGES }, () => mistaken(next, right));
    const messages = [...right, ...wrong].map((message) => JSON.parse(JSON.stringify(message)));
    const expected = valid(definition, messages);
    assert.ok(expected.slice(0, right.length).every(Boolean), 'a right message is refused by the schema');
    const allowed = expected.filter(Boolean).length;
    assert.ok(allowed > MESSAGES / 50 && allowed < MESSAGES / 2, `${allowed} are right, so the mistakes are not hard`);
    const differ = messages.filter((message, i) => check(message) !== expected[i]);
    assert.deepEqual(differ, []);
  });
}

test(`${ATTACKS} random messages are commands, or refused by name, or none of ours`, (t) => {
  const seed = Number(process.env.BACKPROP_FUZZ_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
  t.diagnostic(`BACKPROP_FUZZ_SEED=${seed}`);
  const next = random(seed);
  const seen = { command: 0, refused: 0, hello: 0, none: 0 };
  for (let i = 0; i < ATTACKS; i += 1) {
    const message = attack(next, 'a-session');
    const read = readHostMessage(message);
    seen[read?.type ?? 'none'] += 1;
    assert.equal(isFrameMessage(message), false, 'a message to the frame is taken for one of the frame');
    if (read?.type === 'command') assert.ok(['play', 'pause', 'undo', 'getState', 'step', 'setState'].includes(read.command.type));
    if (read?.type === 'refused') assert.ok(['unknownCommand', 'wrongType', 'outOfRange'].includes(read.problem.code) && read.problem.field);
    if (read && read.type !== 'hello') assert.ok(Number.isSafeInteger(read.id) && typeof read.session === 'string');
  }
  t.diagnostic(JSON.stringify(seen));
  assert.ok(Object.values(seen).every((count) => count > ATTACKS / 500), JSON.stringify(seen));
  assert.deepEqual(Object.keys(Object.prototype), []);
});

test('the two directions are not mistaken for each other', () => {
  assert.ok(!FROM_FRAME.some(isCommand));
  assert.ok(!TO_FRAME.some(isFrameMessage));
});

test('what JSON has no word for is refused or ignored', () => {
  const odd = [NaN, Infinity, 1n, undefined, Symbol('a'), () => {}, new Date(0), new Map(), new ArrayBuffer(4)];
  for (const value of odd) {
    assert.equal(readHostMessage(value), undefined);
    assert.equal(isFrameMessage(value), false);
    const { id, type } = readHostMessage({ ...TO_FRAME.at(-1), state: { learningRate: value } });
    assert.deepEqual([id, type], [9, 'refused'], String(value));
  }
});

test('a wrong command with an envelope is refused by name, a wrong envelope is ignored', () => {
  const command = TO_FRAME.find(({ type }) => type === 'step');
  const problemOf = (change) => readHostMessage({ ...command, ...change })?.problem;
  assert.deepEqual(problemOf({ type: 'jump' }), { code: 'unknownCommand', field: 'type', value: 'jump' });
  assert.deepEqual(problemOf({ count: 0 }), { code: 'outOfRange', field: 'count', value: 0, min: 1, max: 1e9 });
  assert.equal(problemOf({ count: '1' }).code, 'wrongType');
  for (const change of [{ source: 'another' }, { version: 2 }, { session: 1 }, { id: -1 }, { id: '1' }, { type: 1 }]) {
    assert.equal(readHostMessage({ ...command, ...change }), undefined, JSON.stringify(change));
  }
});

test('every setting is an attribute of the element', () => {
  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const settings = backprop.Trainer.fields().map(({ name }) => name);
  const others = ['step', 'changes', 'rates', 'play', 'focus', 'palette', 'speed'];
  assert.deepEqual(KEYS.network.map(camel).toSorted(), [...settings, ...others].toSorted());
});
