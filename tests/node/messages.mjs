// Messages between a host page and the page in its frame, valid and almost valid: the latter lack
// something, or have it with another type or in another place.

/** Numbers below 1 from a seed, the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const METRICS = {
  epoch: 3, step: 4200, trainLoss: 0.1, testLoss: null, trainAccuracy: 0.5, testAccuracy: 1,
};
const STATE = {
  lesson: 'network', language: 'en', link: '#activation=tanh', step: 4200, epoch: 3, playing: false, metrics: METRICS,
};
const TAPE = { ...STATE, lesson: 'chain-rule', link: '#lesson=chain-rule', epoch: null, playing: true, metrics: null };
const ERROR = { code: 'outOfRange', field: 'samples', value: '3', min: 4, max: 20000, message: 'outOfRange samples' };

const envelope = { source: 'backprop-playground', version: 1 };
const session = 'a1-b2';

/** Valid messages to the frame. */
export const TO_FRAME = [
  { type: 'hello' },
  ...['play', 'pause', 'undo', 'getState'].map((type, id) => ({ type, session, id })),
  { type: 'step', session, id: 4, count: 1 },
  { type: 'step', session, id: 5, count: 1e9 },
  { type: 'setState', session, id: 6, state: STATE },
  { type: 'setState', session, id: 7, state: { ...TAPE, expression: 'y = a*b' } },
  { type: 'setState', session, id: 8, state: { layers: [2, 3, 2], learningRate: 0.1, trainBias: true, activation: null } },
  { type: 'setState', session, id: 9, state: {} },
].map((message) => ({ ...envelope, ...message }));

/** Valid messages of the frame. */
export const FROM_FRAME = [
  { type: 'ready', state: STATE, title: 'Network' },
  { type: 'change', state: TAPE, title: '' },
  { type: 'epoch', metrics: METRICS },
  { type: 'error', error: ERROR },
  { type: 'error', error: { code: 'died', message: '' } },
  { type: 'answer', id: 0, state: STATE },
  { type: 'refusal', id: 1, error: ERROR },
].map((message) => ({ ...envelope, session, ...message }));

/** JSON values of every kind, and borderline ones. */
const VALUES = [
  null, true, false, 0, 1, -1, 2, 0.5, 1e9, 1e9 + 1, 2 ** 53 - 1, 2 ** 53, 1e300, -0, '', '1', 'hello', 'play', 'step',
  'setState', 'ready', 'network', 'constructor', '__proto__', '<img src=x onerror=alert(1)>', 'backprop-playground', [],
  [1], [1, 'a'], [[1]], [null], ['hello'], {}, { type: 'hello' }, { code: 'x', message: 'y' }, STATE, METRICS, [STATE],
];

/** Every place in a message that could have a value. */
function places(value, at = []) {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Object.entries(value).flatMap(([name, member]) => places(member, [...at, name]));
  return [at, ...inside, [...at, 'session'], [...at, '__proto__'], [...at, 'extra']];
}

function put(message, at, value) {
  if (at.length === 0) return value;
  const [name, ...rest] = at;
  const copy = Array.isArray(message) ? [...message] : { ...message };
  const inside = put(Object.hasOwn(copy, name) ? copy[name] : {}, rest, value);
  if (inside === undefined) delete copy[name];
  else Object.defineProperty(copy, name, { value: inside, enumerable: true, configurable: true, writable: true });
  return copy;
}

/**
 * A message with one, two or three mutations, some of them harmless.
 * @param {() => number} next
 * @param {object[]} right
 */
export function mistaken(next, right) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  let message = pick(right);
  for (let mistakes = 1 + Math.floor(next() * 3); mistakes > 0; mistakes--) {
    message = put(message, pick(places(message)), next() < 0.2 ? undefined : pick(VALUES)) ?? null;
  }
  return message;
}

const circle = { source: 'backprop-playground' };
circle.self = circle;

/** Odd values that can be cloned. */
const ODD = [
  undefined, null, 1n, NaN, new Date(), new Map([[1, circle]]), new Set([1]), new ArrayBuffer(9), circle, /x/, new Error('x'),
  'x'.repeat(1e5), JSON.stringify(TO_FRAME[0]), [TO_FRAME[0]], new Float64Array(5), Array(1000).fill({}),
  { context: 'iframe.resize', height: 1 }, { subject: 'lti.frameResize', height: 1e9 },
];

const STATES = [
  'samples', 'layers', 'learningRate', 'step', 'lesson', 'lang', 'hide', 'expression', 'surface', 'at', 'rates', 'activation',
  'link', 'playing', 'language', 'play', 'embed', 'function', 'z', 'start', 'values', 'focus', 'palette',
];
const TEXTS = [
  '20', '2,3,2', '0.1', '7', 'network', 'himmelblau', 'chain-rule', 'activations', 'zh', 'en', 'y = a*b', '-2,2', 'relu', 'bowl',
  '<x-injected>', '<img src=x onerror=__injected=1>', '', '-1', 'NaN', '#samples=20&step=9', '#lesson=himmelblau&at=3',
  '#<x-injected>', 20, 7, 0, -1, 1e300, 0.5, true, false, null, [2, 3, 2], [2], '__proto__', 'constructor',
];

/**
 * A random message to a frame: nonsense, a valid one with mutations, or a state made of
 * valid and wrong parts.
 * @param {() => number} next
 * @param {string} to the session of the frame
 */
export function attack(next, to) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  // The element numbers its own commands from 1.
  const apart = (message) => (message?.id < 1000 ? { ...message, id: message.id + 1000 } : message);
  const kind = next();
  if (kind < 0.35) return pick(ODD);
  if (kind < 0.45) return { ...TO_FRAME[0], type: pick(ODD), session: to, id: pick(ODD) };
  if (kind < 0.8) return { ...apart(mistaken(next, TO_FRAME.slice(0, -4))), ...(next() < 0.8 ? { session: to } : {}) };
  const state = Object.fromEntries(Array.from({ length: Math.floor(next() * 4) }, () => [pick(STATES), pick(TEXTS)]));
  return { ...TO_FRAME.at(-1), session: to, id: 1000 + Math.floor(next() * 1e6), state: { samples: 20, ...state } };
}
