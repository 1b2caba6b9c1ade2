// The files of the package: the type declarations, and the instructions in the WebAssembly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, declarations } from './package.mjs';

test('the TypeScript types say more than any', () => {
  const [commented] = declarations.match(/^export class Trainer \{[^]*?^\}/m);
  const trainer = commented.replace(/\/\*[^]*?\*\//g, '');
  assert.doesNotMatch(trainer, /\bany\b/);
  for (const line of [
    'constructor(config?: Partial<Config>)',
    'static fields(): Field[]',
    'config(): Config',
    'step(samples?: number): void',
    'train(epochs: number): void',
    'predict(points: Float64Array): Float64Array',
    'metrics(): Metrics',
    'parameters(): Float64Array',
  ]) {
    assert.ok(trainer.includes(line), `${line} is not in the declarations`);
  }
});

test('the WebAssembly holds 128-bit vectors', () => {
  assert.ok(localTypes(bytes).has(0x7b), 'no function has a local of type v128');
});

/** The types of the local variables of all functions of a WebAssembly file. */
function localTypes(bytes) {
  let at = 8; // after the magic number and the version
  const number = () => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80);
    return value;
  };
  const types = new Set();
  while (at < bytes.length) {
    const [section, size] = [bytes[at++], number()];
    const end = at + size;
    for (let functions = section === 10 ? number() : 0; functions > 0; functions--) {
      const next = number() + at;
      for (let groups = number(); groups > 0; groups--) {
        number();
        types.add(bytes[at++]);
      }
      at = next;
    }
    at = end;
  }
  return types;
}
