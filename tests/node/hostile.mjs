// Hostile values: wrong types, numbers at the limits, objects whose every access throws or calls back,
// arrays whose memory is detached.

/** A seeded generator (mulberry32) with helper functions. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  const pick = (list) => list[below(list.length)];
  return { next, below, pick, chance: (p) => next() < p };
}

/** As a count, each is refused, or is 0 or 1. */
const NUMBERS = [
  0, -0, 1, -1, 0.5, -0.5, 1.5, NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 32 + 1,
  2 ** 53, -(2 ** 53), 1e21, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON,
];

const TEXTS = [
  '', ' ', '0', '1', 'NaN', '1e999', 'sigmoid', 'relu\0', '__proto__', 'constructor', 'length', 'toString',
  '\ud800', '\udc00\ud800', '\u{1f300}', 'ß'.repeat(300), 'x'.repeat(100_000),
];

const TYPED = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array,
];

/**
 * A source of hostile values. Every trap calls `snap(again)`, which may throw;
 * `pool` holds more values, such as the objects under attack.
 */
export function hostile({ pick, below, chance }, snap, pool) {
  /** An object of which every access is a trap. */
  const trapped = (target) => {
    const handler = {};
    for (const name of Object.getOwnPropertyNames(Reflect)) {
      handler[name] = (...parts) => {
        snap();
        return Reflect[name](...parts);
      };
    }
    return new Proxy(target, handler);
  };
  const revoked = (target) => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const getter = (target, name) =>
    Object.defineProperty(target, name, { enumerable: true, configurable: true, get: () => (snap(), any()) });
  const detached = () => {
    const view = new Float64Array(4);
    structuredClone(view.buffer, { transfer: [view.buffer] });
    return view;
  };
  const shrunk = () => {
    const buffer = new ArrayBuffer(64, { maxByteLength: 128 });
    const view = pick([() => new Float64Array(buffer), () => new Float64Array(buffer, 16, 4)])();
    buffer.resize?.(pick([0, 8, 24, 128]));
    return view;
  };
  const shared = () =>
    typeof SharedArrayBuffer === 'function' ? new Float64Array(new SharedArrayBuffer(32)) : undefined;
  const list = () => Array.from({ length: below(5) }, any);

  const kinds = [
    () => pick([undefined, null, true, false]),
    () => pick(NUMBERS),
    () => pick(TEXTS),
    () => pick([Symbol('a symbol'), Symbol.iterator, 10n, -1n, 2n ** 70n]),
    () => pick([() => 1, async () => 1, class {}, Math.max, function* () {}]),
    () => pick([new Date(NaN), new Date(0), /x/, new Map(), new Set([1]), new WeakMap(), new Error('x')]),
    () => pick([new Number(3), new String('relu'), new Boolean(true), Object(1n), Object(Symbol())]),
    () => pick([{}, Object.create(null), { length: -1 }, { length: 2 ** 53 }, { 0: 1, length: 1 }]),
    () => Object.freeze({ ...list() }),
    list,
    () => pick([new Array(1e6), new Array(2 ** 32 - 1), [, 2], [2, [2], 2], [2, 3, 2, 1, 1, 1, 1, 1, 1]]),
    () => getter({}, pick(['samples', 'layers', 'length', '0', 'toJSON'])),
    () => getter([2, 3, 2], pick(['0', '1', '2'])),
    () => ({ valueOf: snap, toString: snap, [Symbol.toPrimitive]: snap, toJSON: snap, then: snap }),
    () => trapped(pick([{}, [], [2, 3, 2], () => 1, new Float64Array(2), new Date(0)])),
    () => revoked(pick([{}, [], () => 1])),
    () => new (pick(TYPED))(below(5)),
    () => new Float64Array(Array.from({ length: below(5) }, () => pick(NUMBERS))),
    () => new DataView(new ArrayBuffer(16)),
    () => pick([new ArrayBuffer(16), detached(), shrunk(), shared()]),
    () => Object.create(pick([Array, Float64Array, Date, Promise]).prototype),
    () => pick(pool),
  ];

  /** Any of these values. */
  function any() {
    return pick(kinds)();
  }
  return { any, trapped, getter, chance };
}
