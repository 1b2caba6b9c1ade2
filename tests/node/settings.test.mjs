// Settings in JavaScript: the table, the defaults, and links.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULTS, backprop } from './package.mjs';

const { Trainer, readSettings, writeSettings } = backprop;

/** Settings that all differ from the defaults. */
const OTHERS = {
  dataset: 'circles',
  samples: 40,
  noise: 0.05,
  factor: 0.25,
  testSize: 0.25,
  networkSeed: 7,
  dataSeed: 4294967295,
  splitSeed: 0,
  layers: [2, 3, 1, 4, 2],
  activation: 'leakyRelu',
  outputActivation: 'linear',
  leakySlope: 0.25,
  learningRate: 1e-3,
  optimizer: 'momentum',
  momentum: 0.5,
  epochs: 12,
  trainBias: true,
};

test('without settings the run is the chapter’s', () => {
  assert.deepEqual(new Trainer().config(), DEFAULTS);
  assert.deepEqual(new Trainer(undefined).config(), DEFAULTS);
  assert.deepEqual(new Trainer({}).config(), DEFAULTS);
});

test('a configuration comes back as it went in', () => {
  const config = new Trainer(OTHERS).config();
  assert.deepEqual(config, OTHERS);
  assert.deepEqual(new Trainer(config).config(), config);
});

test('settings that are not at their defaults make the link, and the link makes the settings', () => {
  assert.deepEqual(writeSettings({}), []);
  const pairs = writeSettings(OTHERS);
  assert.deepEqual(pairs.map(([key]) => key), Object.keys(OTHERS));
  assert.deepEqual(readSettings(pairs), { config: OTHERS, problems: [] });
});

test('the table of settings is the documented one', () => {
  const rows = Trainer.fields().map(({ name, kind, min, max, above, values }) =>
    [name, kind, ...(values.length > 0 ? values : [above ? '>' : '>=', min, max])]);
  const activations =
    ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'linear', 'elu', 'gelu', 'softplus', 'silu'];
  const seed = ['integer', '>=', 0, 2 ** 32 - 1];
  assert.deepEqual(rows, [
    ['dataset', 'choice', 'moons', 'circles'],
    ['samples', 'integer', '>=', 4, 20000],
    ['noise', 'number', '>=', 0, 1],
    ['factor', 'number', '>=', 0, 0.99],
    ['testSize', 'number', '>=', 0.05, 0.95],
    ['networkSeed', ...seed],
    ['dataSeed', ...seed],
    ['splitSeed', ...seed],
    ['layers', 'sizes', '>=', 1, 128],
    ['activation', 'choice', ...activations],
    ['outputActivation', 'choice', ...activations],
    ['leakySlope', 'number', '>=', 0, 1],
    ['learningRate', 'number', '>', 0, 10],
    ['optimizer', 'choice', 'sgd', 'momentum'],
    ['momentum', 'number', '>=', 0, 0.9999],
    ['epochs', 'integer', '>=', 0, 100000],
    ['trainBias', 'flag', '>=', undefined, undefined],
  ]);
  for (const { name, default: value, live, alters } of Trainer.fields()) {
    assert.deepEqual(value, DEFAULTS[name]);
    assert.equal(live, ['learningRate', 'epochs'].includes(name), name);
    assert.equal(alters, name === 'learningRate', name);
  }
});

test('sliders stay inside the ranges, and the learning rate’s is logarithmic from 1e-5', () => {
  for (const { name, min, max, slider } of Trainer.fields().filter((field) => field.slider)) {
    assert.ok(min <= slider[0] && slider[0] < slider[1] && slider[1] <= max, name);
  }
  const rate = Trainer.fields().find((field) => field.name === 'learningRate');
  assert.deepEqual([rate.scale, rate.slider.slice(0, 2)], ['log', [1e-5, 10]]);
});

/** Values at the ends of the ranges, which are allowed. */
const ALLOWED = [
  { samples: 4, testSize: 0.75 },
  { samples: 20000 },
  { noise: 0 },
  { noise: 1 },
  { dataSeed: 0, splitSeed: 0, networkSeed: 0 },
  { dataSeed: 2 ** 32 - 1, splitSeed: 2 ** 32 - 1, networkSeed: 2 ** 32 - 1 },
  { testSize: 0.05 },
  { testSize: 0.95 },
  { layers: [2, 1, 2] },
  { layers: [2, 128, 1, 128, 1, 128, 1, 2] },
  { leakySlope: 0 },
  { leakySlope: 1 },
  { learningRate: Number.MIN_VALUE },
  { learningRate: 10 },
  { epochs: 0 },
  { epochs: 100000 },
];

test('the ends of the ranges belong to them', () => {
  for (const settings of ALLOWED) {
    const trainer = new Trainer(settings);
    assert.deepEqual(trainer.config(), { ...DEFAULTS, ...settings });
    trainer.free();
  }
});

test('a link with wrong values gives defaults in their place and says which', () => {
  const { config, problems } = readSettings([
    ['samples', 'many'],
    ['noise', '7'],
    ['activation', 'relu'],
    ['layers', '2,5,x'],
    ['trainBias', 'yes'],
    ['epochs', '50'],
  ]);
  assert.deepEqual(config, { ...DEFAULTS, activation: 'relu', epochs: 50 });
  assert.deepEqual(problems.map(({ code, field, value }) => [code, field, value]), [
    ['wrongType', 'samples', 'many'],
    ['outOfRange', 'noise', '7'],
    ['wrongType', 'layers', '2,5,x'],
    ['wrongType', 'trainBias', 'yes'],
  ]);
  assert.deepEqual([problems[1].min, problems[1].max], [0, 1]);
});

test('a link whose settings do not fit together says so and falls back', () => {
  const { config, problems } = readSettings([['samples', '4'], ['testSize', '0.9']]);
  assert.deepEqual([config.samples, config.testSize], [4, 0.3]);
  assert.deepEqual(problems.map(({ field }) => field), ['testSize']);
});
