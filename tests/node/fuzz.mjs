// Fuzzes the package: random configurations and calls, good and bad. Every call succeeds or throws an
// ordinary error, and a failed call changes no bit of any trainer.

import { dice, hostile } from './hostile.mjs';

/** A value of a field, mostly a cheap one. */
const VALID = {
  integer: ({ pick }, { min, max }) => pick([min, Math.min(42, max), max]),
  number: ({ pick, next }, { min, max, above }) => pick([above ? Number.MIN_VALUE : min, min + next() * (max - min), max]),
  choice: ({ pick }, { values }) => pick(values),
  flag: ({ chance }) => chance(0.5),
  sizes: ({ below, chance }) => {
    const widest = chance(0.003) ? 128 : 4;
    return [2, ...Array.from({ length: 1 + below(6) }, () => 1 + below(widest)), 2];
  },
};

/** A valid configuration that is cheap, mostly. */
function validConfig(random, fields) {
  const { pick, chance } = random;
  const config = { samples: 10, layers: [2, 3, 2] };
  for (const field of fields) if (chance(0.4)) config[field.name] = VALID[field.kind](random, field);
  config.samples = chance(0.003) ? 20000 : pick([4, 5, 10, 37]);
  return config;
}

/** Values that a field refuses regardless of the others. */
const OUTSIDE = {
  integer: ({ min, max }) => [min - 1, max + 1, min + 0.5, -4, '10'],
  number: ({ min, max, above }) => [above ? min : min - 1e-300 - Math.abs(min) / 1e9, -1, max * 1.0000000000000002, `${max}`],
  choice: () => ['', 'nosuch', 'constructor', 0],
  flag: () => [0, 'false', null],
  sizes: () => [[], [2], [2, 2], [2, 0, 2], [2, 129, 2], [2, 1.5, 2], [1, 3, 2], [2, 3, 3], [2, , 2], '2,3,2'],
};

/** Everything readable of a trainer, as one list of values. */
function state(trainer) {
  const { metrics, config } = { metrics: trainer.metrics(), config: trainer.config() };
  return [
    ...trainer.state(), trainer.changes(), ...Object.values(metrics), ...Object.values(trainer.now()).map(String),
    trainer.toNextEpoch(), trainer.curveLength(), ...Object.values(config).map(String),
    ...Object.values(trainer.timeline()), JSON.stringify(trainer.divergence()),
  ];
}

/** Bit equality; all NaN are one. */
const same = (a, b) => a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

/** Attacks for a number of rounds. Returns the outcomes of the calls, and the violations found. */
export function attack(backprop, seed, rounds) {
  const { Trainer, readSettings, writeSettings, numpyProgram } = backprop;
  const random = dice(seed);
  const fields = Trainer.fields();
  const names = fields.map(({ name }) => name);
  const { pick, below, chance } = random;
  const outcomes = { accepted: 0, refused: 0, own: 0 };
  const failures = [];
  const fail = (what) => failures.push(`seed ${seed}, round ${round}: ${what}`);
  const small = { samples: 10, layers: [2, 3, 2], learningRate: 0.5 };
  const probe = new Float64Array([0.5, -0.25, 1, 1]);
  let round = 0;

  // The expected state of the witness after each of its steps.
  const witness = new Trainer(small);
  const foretold = new Float64Array(4 * rounds);
  const prophet = new Trainer(small);
  for (let i = 0; i < rounds; i++) {
    prophet.step();
    foretold.set(prophet.predict(probe), 4 * i);
  }
  prophet.free();

  // The trainer under attack, and its twin, on which only successful calls are repeated.
  let victim = new Trainer(small);
  let twin = new Trainer(small);
  let spare = new Trainer(small);
  let thrown = [];
  let depth = 0;

  /** Called from inside hostile values: throws something, or calls back into the package. */
  const snap = () => {
    if (chance(0.5)) {
      const own = pick([new Error('own'), new RangeError('own'), 'own', 42, undefined, null, Symbol('own')]);
      thrown.push(own);
      throw own;
    }
    if (depth < 2) {
      depth += 1;
      try {
        pick([() => call(), () => new Trainer(small).free(), () => spare.free(), () => state(victim)])();
      } finally {
        depth -= 1;
      }
    }
    return pick([0, 1, NaN, 'text', {}]);
  };
  const { any, trapped, getter } = hostile(random, snap, [witness, Trainer, backprop, globalThis]);

  /** Runs a call and returns its outcome: 'accepted', 'refused', 'own'. */
  function outcome(what, run) {
    const before = thrown.length;
    let error;
    try {
      run();
      return 'accepted';
    } catch (caught) {
      error = caught;
    }
    if (thrown.slice(before).some((own) => Object.is(own, error))) return 'own';
    if (!(error instanceof Error) || error instanceof WebAssembly.RuntimeError) {
      fail(`${what} threw ${String(error)} ${error?.stack ?? ''}`);
    }
    return 'refused';
  }

  const attempt = (what, run) => {
    const ended = outcome(what, run);
    outcomes[ended] += 1;
    return ended;
  };

  const parameter = () => below(17); // of 2-3-2
  const value = () => random.next() * 4 - 2;
  const ahead = () => victim.timeline().step + 1 + below(40);

  /** Valid arguments, by method. */
  const good = {
    step: () => [pick([undefined, 0, 1, 2, 30])],
    train: () => [below(4)],
    set: () => pick([['learningRate', pick([Number.MIN_VALUE, 0.01, 10, random.next()])], ['epochs', below(100)]]),
    setParameter: () => [parameter(), value()],
    seek: () => [below(victim.timeline().furthest + 1)],
    undo: () => [],
    redo: () => [],
    plan: () => [`${ahead()}:${pick([`p${parameter()}:${value()}`, 'learningRate:0.1'])}`],
    predict: () => [Float64Array.from({ length: 2 * (1 + below(4)) }, value)],
    curve: () => [pick([undefined, 0, 1, 1e9])],
    log: () => [pick([undefined, 0, 1])],
    keyframeBefore: () => [below(100)],
    trace: () => [],
    update: () => [],
    now: () => [],
    state: () => [],
    healthOverTime: () => [below(20)],
    parameterOverTime: () => [parameter()],
    lastUpdate: () => [parameter()],
  };

  /** Calls the victim; a successful call is repeated on the twin. */
  function call() {
    const method = pick(Object.keys(good));
    const valid = chance(0.4);
    const words = good[method]();
    const passed = valid ? words : words.map((word) => (chance(0.8) ? any() : word));
    const ended = attempt(`${method}(${passed.map((word) => typeof word)})`, () => victim[method](...passed, ...extra()));
    if (valid && ended !== 'accepted') fail(`${method}(${passed.map(String)}) was refused`);
    // An empty text stands for no change.
    const plain = (word, i) => ['number', 'undefined'].includes(typeof word) || ArrayBuffer.isView(word) || word === words[i] || word === '';
    if (ended === 'accepted' && !passed.every(plain)) fail(`${method} took ${passed.map((word) => typeof word)}`);
    if (ended === 'accepted') twin[method](...passed);
  }
  const extra = () => (chance(0.1) ? [any(), any()] : []);

  /** Makes a trainer with good settings, or with at least one bad setting. */
  function construct() {
    const config = validConfig(random, fields);
    const bad = chance(0.5) && pick(fields);
    if (bad) config[bad.name] = pick(OUTSIDE[bad.kind](bad));
    const { samples, testSize = 0.3 } = config;
    const fits = Math.ceil(testSize * samples) < samples;
    let made;
    const ended = attempt('a constructor', () => { made = new Trainer(config, ...extra()); });
    if ((ended === 'accepted') !== (!bad && fits)) fail(`${ended}: ${JSON.stringify(config)}`);
    if (!made) return;
    const read = made.config();
    const as = (value) => JSON.stringify(value);
    for (const key of Object.keys(config)) {
      if (as(read[key]) !== as(config[key])) fail(`${key} went in as ${as(config[key])}, came back as ${as(read[key])}`);
    }
    if (chance(0.5)) made.free(); // and else the collector has it
  }

  /** Passes arbitrary settings to everything that takes settings. */
  function misconfigure() {
    const config = chance(0.3) ? any() : validConfig(random, fields);
    const isObject = typeof config === 'object' && config !== null;
    if (isObject && chance(0.8)) {
      const key = pick([...names, 'surprise', Symbol('key')]);
      outcome('a change of the settings', () => (chance(0.5) ? getter(config, key) : Reflect.set(config, key, any())));
    }
    const passed = isObject && chance(0.2) ? trapped(config) : config;
    const entry = () => (chance(0.2) ? any() : [pick(names), chance(0.2) ? any() : pick(['1', 'x', ''])]);
    pick([
      () => attempt('new Trainer', () => new Trainer(passed)),
      () => attempt('Reflect.construct', () => Reflect.construct(Trainer, [passed], pick([Object, Trainer, Date]))),
      () => attempt('a subclass', () => new (class extends Trainer {})(passed)),
      () => attempt('writeSettings', () => writeSettings(passed)),
      () => attempt('numpyProgram', () => numpyProgram(passed, any())),
      () => attempt('readSettings', () => readSettings(chance(0.3) ? any() : Array.from({ length: below(4) }, entry))),
    ])();
  }

  /** Calls methods on a freed trainer, or on something else. */
  function misuse() {
    const methods = Object.getOwnPropertyNames(Trainer.prototype).filter((name) => !/^(constructor|__)/.test(name));
    const method = pick(methods);
    if (chance(0.5)) {
      outcome('free', () => spare.free());
      const ended = attempt(`${method} after free`, () => spare[method](any()));
      if (ended === 'accepted' && method !== 'free') fail(`${method} worked after free`);
      spare = new Trainer(small);
    } else {
      const self = pick([{}, Object.create(Trainer.prototype), 5, undefined, trapped({}), { __wbg_ptr: 1234 }]);
      const ended = attempt(`${method} of something else`, () => Trainer.prototype[method].call(self, any()));
      if (ended === 'accepted') fail(`${method} worked on ${typeof self}`);
    }
  }

  for (round = 0; round < rounds && failures.length < 10; round++) {
    if (round % 40 === 39) {
      victim.free();
      const { samples, ...config } = validConfig(random, fields);
      victim = new Trainer({ ...config, testSize: 0.5, layers: [2, 3, 2] });
      twin.free();
      twin = new Trainer(victim.config());
    }
    thrown = [];
    if (outcome('the attack itself', pick([call, call, construct, misconfigure, misconfigure, misuse])) === 'refused') {
      fail('the attack itself went wrong');
    }
    outcome('the witness', () => witness.step());
    const said = Array.from(witness.predict(probe));
    if (!same(said, Array.from(foretold.slice(4 * round, 4 * round + 4)))) fail('the witness has other bits');
    if (!same(state(victim), state(twin))) fail('the victim has other bits than its twin');
  }
  return { seed, rounds: round, outcomes, failures };
}
