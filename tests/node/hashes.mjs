// Random links from a seed: valid ones, wrong values, markup, oversized values, and noise. `hashes(seed,
// count, usual, fields)` makes a list of them, without their `#`; most are to the usual lesson, since
// opening another takes ten times as long. `fields` is the table of settings.
export const hashes = (seed, count, usual, fields) => {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = (list) => list[Math.floor(next() * list.length)];
  const digits = () => String(Math.round(next() * 40) / pick([1, 10, 100]));
  const words = ['x', 'y', 'w1', 'a*b', 'tanh(x)', 'y = a*b + c', 'x^y', '(', ')', '1', '=', ';', '权重', '__proto__'];

  /** Values of settings, by kind. */
  const of = {
    integer: () => digits, number: () => () => pick(['0.5', digits()]), choice: (values) => () => pick(values),
    flag: () => () => pick(['true', 'false']), sizes: () => () => pick(['2,3,2', '2,2', '2,5,4,2']),
  };

  /** Keys of every lesson, with values mostly in their ranges. */
  const RIGHT = {
    network: {
      ...Object.fromEntries(fields.map(({ name, kind, values }) => [name, of[kind](values)])),
      samples: () => pick(['20', '40', '60']), // few, since each run is made
      step: digits, rates: () => `${Math.floor(next() * 40)}:${digits()},50:0.2`,
      changes: () => `${Math.floor(next() * 40)}:p${digits()}:${digits()},40:learningRate:${digits()},50:p3:0.2`,
      focus: () => `${Math.floor(next() * 4)}.${digits()}`,
      play: () => 'true', palette: () => pick(['spectral', 'blueOrange']),
      speed: () => pick(['full', 'epoch10', 'sample1']),
    },
    'chain-rule': {
      expression: () => Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(words)).join(pick(['', ' ', '+', '\n'])),
      values: () => `${pick(words)}:${digits()},x:1`, root: () => pick(words), watch: () => `${pick(words)},x`, play: () => 'true',
    },
    himmelblau: {
      surface: () => pick(['himmelblau', 'rosenbrock', 'beale', 'bowl', 'saddle']), conditioning: digits,
      start: () => `${digits()},-${digits()}`, rate: () => pick(['0.01', '0.2', '1e-9', '10']),
      optimizer: () => pick(['adam', 'rmsprop', 'momentum']), race: () => 'true', basins: () => pick(['true', 'false']),
      at: digits, play: () => 'true',
    },
    activations: { function: () => pick(['tanh', 'relu', 'gelu', 'silu', 'elu']), z: digits, slope: digits },
  };
  const lessons = Object.keys(RIGHT);
  const keys = [...Object.values(RIGHT).flatMap(Object.keys), 'lang', 'hide', 'embed', '__proto__', 'constructor',
    'toString', 'x', '', '%', '&', '<x-injected>', 'x'.repeat(500)];
  const wrong = ['', '0', '-1', '1e999', 'NaN', 'Infinity', '0x10', '1_0', '９', 'true', 'swish', '2,,2', '2,0,2', '2,999,2', '5:x',
    '%', '%E0%A4%A', '%00', '\ud800', '\u202e', '"', "'", '=', '=====', '😀', 'undefined', '[object Object]', '{}', '1,2,3,4,5,6,7,8,9'];
  const markup = ['<x-injected>', '<img src=x onerror=__injected=1>', '<script>__injected=1</script>', '"><x-injected a="',
    '<svg onload=__injected=1>', 'javascript:__injected=1', '</data><x-injected>', '&lt;x-injected&gt;', '{{x}}', '${__injected=1}'];
  const dear = ['step=9007199254740991', 'samples=20000', 'layers=2,128,128,128,128,128,128,2', 'epochs=100000', 'step=1e300',
    `expression=${'x*'.repeat(990)}x`, `expression=${'('.repeat(5000)}`, `values=${'x:1,'.repeat(2000)}`, `rates=${'1:1,'.repeat(3000)}`, `changes=${'1:p1:1,'.repeat(3000)}`,
    'basins&race', `watch=${'x,'.repeat(3000)}`, `hide=${'log,'.repeat(3000)}`, `lang=${'en'.repeat(20000)}`];

  const encode = (text) => {
    try {
      return next() < 0.7 ? encodeURIComponent(text) : text;
    } catch {
      return text;
    }
  };
  const value = (lesson) => {
    const kind = next();
    if (kind < 0.55) return RIGHT[lesson][pick(Object.keys(RIGHT[lesson]))]();
    return kind < 0.85 ? pick(wrong) : pick(markup);
  };
  const pair = (lesson) => {
    const kind = next();
    if (kind < 0.6) {
      const key = pick(Object.keys(RIGHT[lesson]));
      return `${key}=${encode(RIGHT[lesson][key]())}`;
    }
    if (kind < 0.95) return pick([`${encode(pick(keys))}=${encode(value(lesson))}`, encode(pick(keys))]);
    return pick(dear);
  };
  const noise = () => String.fromCodePoint(...Array.from({ length: Math.floor(next() * 60) }, () => 1 + Math.floor(next() * 0x2ff)));
  const one = () => {
    const lesson = usual && next() < 0.95 ? usual : pick(lessons);
    const named = lesson === 'network' && next() < 0.5 ? [] : [`lesson=${lesson}`];
    const language = next() < 0.2 ? [`lang=${pick(['en', 'zh', 'xx', encode(pick(markup))])}`] : [];
    const some = next() < 0.05 ? [noise()] : Array.from({ length: Math.floor(next() * 6) }, () => pair(lesson));
    const parts = [...named, ...language, ...some];
    return (next() < 0.1 ? parts.reverse() : parts).join('&');
  };
  return Array.from({ length: count }, one);
};
