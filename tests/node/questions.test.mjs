// "Predict, then reveal": the questions about an update, and their right answers, checked against
// the numbers of the package's own traces.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { firstParameterOf } from '../../www/js/page/lessons/network/inspector-names.js';
import { RULES, questionOf } from '../../www/js/page/lessons/network/update/questions.js';
import { backprop } from './package.mjs';

const NETWORKS = [
  { layers: [2, 4, 3, 2], activation: 'tanh' }, { layers: [2, 25, 50, 25, 2] }, { layers: [2, 5, 2], activation: 'elu' },
  { layers: [2, 1, 2], activation: 'gelu', outputActivation: 'linear' }, { layers: [2, 8, 8, 2], activation: 'relu', trainBias: true },
  { layers: [2, 6, 2], optimizer: 'momentum' },
];
/** Every rule has been answered. */
const ALL = new Set(Object.keys(RULES));
const PHASES = ['forward', 'loss', 'delta', 'gradient', 'update'];

/** The numbers of both answers, of which the larger is right; or one number and a threshold. */
function judged({ kind, layer, about, answers }, { layers, update, ...trace }, sizes) {
  const { z, a, error, delta, gradient } = layers[layer - 1];
  const change = update.change.subarray(firstParameterOf(layer, sizes));
  const size = (values) => answers.map(({ index }) => Math.abs(values[index]));
  const edge = (values, { from, to }) => values[from * delta.length + to];
  const edgeSize = (values) => answers.map((answer) => Math.abs(edge(values, answer)));
  return {
    sum: () => [z[about.index], 0],
    output: () => answers.map(({ index }) => a[index]),
    loss: () => [trace.loss, 0.25],
    further: () => size(error),
    delta: () => [delta[about.index], 0],
    steeper: () => size(delta),
    gradient: () => [edge(gradient, about), 0],
    gradients: () => edgeSize(gradient),
    move: () => [edge(change, about), 0],
    moves: () => edgeSize(change),
  }[kind]();
}

test('whatever is asked has one right answer, which the numbers of the trace give, and neither place is favoured', (t) => {
  const counts = {};
  let rights = [0, 0];
  for (const settings of NETWORKS) {
    const trainer = new backprop.Trainer({ samples: 20, learningRate: 0.1, ...settings });
    for (let sample = 0; sample < 24; sample += 1) {
      const trace = { ...trainer.trace(), update: trainer.update() };
      const last = trace.layers.length;
      for (const phase of PHASES) {
        for (let layer = phase === 'loss' || phase === 'update' ? last : 1; layer <= last; layer += 1) {
          const { delta, gradient } = trace.layers[layer - 1];
          const inputs = gradient.length / delta.length;
          for (let turn = 0; turn < 8; turn += 1) {
            const place = { trace, layers: settings.layers, layer, last, to: (turn * 3 + sample) % delta.length, from: (turn + sample) % inputs };
            for (const pinned of [false, true]) {
              const question = questionOf(phase, place, turn, pinned, ALL);
              if (!question) continue;
              const [first, second] = judged(question, trace, settings.layers);
              assert.notEqual(first, second, `${question.kind} of ${phase} asks about two equal numbers`);
              assert.equal(question.right, first > second ? 0 : 1, `${question.kind} of ${phase}, ${first} and ${second}`);
              assert.ok(question.to < delta.length && question.answers.length === 2);
              counts[question.kind] = (counts[question.kind] ?? 0) + 1;
              if (!pinned) rights[question.right] += 1;
            }
          }
        }
      }
      trainer.step();
    }
    trainer.free();
  }
  t.diagnostic(JSON.stringify({ ...counts, rights }));
  assert.deepEqual(Object.keys(counts).length, 10);
  assert.ok(Object.values(counts).every((count) => count > 100), JSON.stringify(counts));
  const [zero, one] = rights;
  assert.ok(zero + one > 440 && zero > (zero + one) / 3 && one > (zero + one) / 3, `right are ${rights}`);
});

test('the right place alternates without a pattern: never the same three times in a row', () => {
  const trainer = new backprop.Trainer({ samples: 20, layers: [2, 4, 3, 2], activation: 'tanh' });
  const trace = { ...trainer.trace(), update: trainer.update() };
  const place = { trace, layers: [2, 4, 3, 2], layer: 1, last: 3, to: 0, from: 0 };
  const rights = Array.from({ length: 64 }, (_, turn) => questionOf('gradient', place, turn, false, ALL)?.right);
  assert.ok(!rights.some((right, i) => i > 1 && right === rights[i - 1] && right === rights[i - 2]), rights.join(''));
  assert.ok(!/^(.+)\1\1/.test(rights.join('')), rights.join(''));
});

test('each rule is asked where it is used, until it is answered, its right answer at every place, every other with a reason', () => {
  const [english, chinese] = ['en', 'zh'].map((language) => JSON.parse(readFileSync(new URL(`../../www/locales/${language}.json`, import.meta.url), 'utf8')));
  const trainer = new backprop.Trainer({ samples: 20, layers: [2, 4, 3, 2], activation: 'tanh' });
  const trace = { ...trainer.trace(), update: trainer.update() };
  const ask = (phase, layer, turn, known) => {
    return questionOf(phase, { trace, layers: [2, 4, 3, 2], layer, last: 3, to: 1, from: 0 }, turn, false, known);
  };
  for (const [phase, layer, kind] of [
    ['forward', 1, 'into'], ['delta', 3, 'slope'], ['delta', 2, 'back'], ['gradient', 2, 'input'], ['update', 3, 'against'],
  ]) {
    const [right, ...wrong] = RULES[kind];
    const places = new Set();
    for (let turn = 0; turn < 6; turn += 1) {
      const question = ask(phase, layer, turn, new Set());
      assert.equal(question.kind, kind);
      assert.deepEqual(question.answers.toSorted(), RULES[kind].toSorted());
      assert.equal(question.answers[question.right], right);
      places.add(question.right);
    }
    assert.equal(places.size, RULES[kind].length);
    assert.notEqual(ask(phase, layer, 0, new Set([kind])).kind, kind);
    for (const words of [english, chinese]) {
      for (const answer of RULES[kind]) assert.ok(words[`predict.${answer}`], answer);
      for (const answer of wrong) assert.ok(words[`predict.why.${answer}`] ?? words[`predict.why.${kind}`], `${answer} has no reason`);
    }
  }
  assert.ok(!(ask('loss', 3, 0, new Set()).kind in RULES), 'no rule is asked about the loss');
});
