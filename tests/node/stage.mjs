// The attack on the page's pictures: every method of Stage with arguments that nobody should pass,
// canvases that are none, or that throw and lie, among them. Whatever is passed, a call succeeds or
// throws an ordinary error, and the stage can be used afterwards. No imports of Node: where there
// are real canvases, browsers run it too.

import { dice, hostile } from './hostile.mjs';

const LOOK = { dark: false, palette: 'blueOrange', scale: 1, font: 'serif' };
const LABELS = { epoch: 'a', train: 'b', test: 'c', mse: 'd', accuracy: 'e', x1: 'f', x2: 'g' };

/** Canvases, by how good they are; `snap` goes off where one is touched. */
function canvases({ pick, below }, snap, Canvas) {
  const lies = (object, name) => Object.defineProperty(object, name, { get: snap, configurable: true });
  const nonsense = () => pick([null, undefined, 1, {}, { moveTo: snap, canvas: 1 }, snap]);
  const none = [
    () => ({}),
    () => ({ width: 300, height: 150, getContext: nonsense }),
    () => lies({ getContext: snap }, 'width'),
    () => new Proxy({}, { get: snap, getPrototypeOf: snap }),
  ];
  if (!Canvas) return none;
  const real = () => {
    const canvas = document.createElement('canvas');
    canvas.width = pick([0, 1, 2, 40, 300, 5000]);
    canvas.height = pick([0, 1, 2, 40, 150]);
    return canvas;
  };
  const Fake = class extends EventTarget {};
  Object.setPrototypeOf(Fake.prototype, Canvas.prototype);
  return [
    ...none,
    real,
    () => lies(real(), pick(['width', 'height', 'getContext'])),
    () => Object.assign(real(), { getContext: nonsense }),
    () => Object.setPrototypeOf(real(), pick([null, Array.prototype, new Proxy({}, { get: snap })])),
    () => Object.create(Canvas.prototype),
    () => Object.create(real()),
    () => new Fake(),
    () => new Proxy(real(), { get: snap }),
    () => document.createElement('img'),
    () => {
      const taken = real();
      taken.getContext('bitmaprenderer');
      return taken;
    },
    () => {
      const canvas = real();
      const context = canvas.getContext('2d');
      for (const name of ['moveTo', 'stroke', 'fillStyle', 'clearRect', 'putImageData']) if (below(2)) lies(context, name);
      return canvas;
    },
  ];
}

/**
 * @param {object} backprop the package
 * @param {number} seed
 * @param {number} calls
 * @returns {{ failures: string[], drawn: number, refused: number }}
 */
export function attackStage(backprop, seed, calls) {
  const random = dice(seed);
  const { pick, chance } = random;
  const failures = [];
  const [small, point] = [{ samples: 10, layers: [2, 3, 2] }, [0.5, -0.25]];
  let stage = new backprop.Stage(small);
  const snap = () => {
    if (chance(0.3)) {
      // Back into the stage that is at work.
      pick([() => stage.setLook(LOOK), () => stage.setLabels(LABELS), () => stage.view(), () => stage.free()])();
    }
    if (chance(0.7)) throw new Error('own');
    return pick([0, 1, NaN, 'text', 300, {}]);
  };
  const { any, getter } = hostile(random, snap, [backprop, globalThis]);
  const { HTMLCanvasElement: Canvas } = globalThis;
  const picks = canvases(random, snap, Canvas);
  const methods = Object.getOwnPropertyNames(backprop.Stage.prototype).filter((name) => !/^(constructor|free|__)/.test(name));

  /** Arguments that are anything, or good ones of which one is not. */
  const words = (method) => {
    const good = { setLook: LOOK, setLabels: LABELS }[method];
    if (good && chance(0.7)) return [getter({ ...good }, pick(Object.keys(good)))];
    const rest = Array.from({ length: 4 }, any);
    if (!method.startsWith('draw') || chance(0.2)) return [any(), ...rest];
    const second = method === 'drawCurve' ? pick(['loss', 'accuracy']) : pick([-1, 0, 5, NaN]);
    return [pick(picks)(), second, pick([true, undefined, 0])];
  };
  const [view, counts] = [String(stage.view()), JSON.stringify(stage.counts())];
  const [ended, told] = [{ drawn: 0, refused: 0 }, (what) => failures.push(`seed ${seed}: ${what}`)];
  for (let i = 0; i < calls && failures.length < 10; i += 1) {
    const method = pick(methods);
    try {
      stage[method](...words(method));
      if (method.startsWith('draw')) ended.drawn += 1;
    } catch (error) {
      if (method.startsWith('draw')) ended.refused += 1;
      if (error instanceof WebAssembly.RuntimeError) told(`${method}: ${error.message}`);
      if (/recursive use|unsafe aliasing/.test(error?.message)) told(`${method} came in: ${error.message}`);
    }
    try {
      const next = chance(0.05) ? stage.after(small) : stage;
      if (next !== stage) stage.free();
      stage = next;
      if (String(stage.view()) !== view || JSON.stringify(stage.counts()) !== counts) told(`another view after ${method}`);
      stage.setLook(LOOK);
      stage.setParameters(new Float64Array(17).fill(0.1));
      if (!Number.isFinite(stage.boundaryAt(150, 60, 300, 150, -1)?.o0)) told(`no prediction at ${point}`);
      if (Canvas && chance(0.1)) stage.drawNeurons(document.createElement('canvas'));
    } catch (error) {
      told(`after ${method} it says ${error} ${error.stack}`);
    }
  }
  return { failures, ...ended };
}
