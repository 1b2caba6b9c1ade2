// Messages between a host page and the page in its frame, right ones and such as are almost right: a
// right one in which something is missing, has another type, or stands elsewhere.

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

/** Right messages to the frame. */
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

/** Right messages of the frame. */
export const FROM_FRAME = [
  { type: 'ready', state: STATE, title: 'Network' },
  { type: 'change', state: TAPE, title: '' },
  { type: 'epoch', metrics: METRICS },
  { type: 'error', error: ERROR },
  { type: 'error', error: { code: 'died', message: '' } },
  { type: 'answer', id: 0, state: STATE },
  { type: 'refusal', id: 1, error: ERROR },
].map((message) => ({ ...envelope, session, ...message }));

/** Values that JSON has, of every kind and where the kinds border on each other. */
const VALUES = [
  null, true, false, 0, 1, -1, 2, 0.5, 1e9, 1e9 + 1, 2 ** 53 - 1, 2 ** 53, 1e300, -0, '', '1', 'hello', 'play', 'step',
  'setState', 'ready', 'network', 'constructor', '__proto__', '<img src=x onerror=alert(1)>', 'backprop-playground', [],
  [1], [1, 'a'], [[1]], [null], ['hello'], {}, { type: 'hello' }, { code: 'x', message: 'y' }, STATE, METRICS, [STATE],
];

/** Every place in a message at which something could stand. */
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
 * A message with one, two or three mistakes, some of which make no difference.
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
