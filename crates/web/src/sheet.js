/**
 * What pictures are drawn on in a canvas's stead: its size and its context, reached through the
 * browser's own functions alone. Whatever a caller has made of the canvas, nothing of it runs, and
 * nothing throws, while WebAssembly is drawing.
 */

const { HTMLCanvasElement: Canvas, CanvasRenderingContext2D: Context } = globalThis;

/** The browser's own functions, as they are before anybody can replace them. */
const functions = (of) => of && Object.entries(Object.getOwnPropertyDescriptors(of.prototype));
const [CANVAS, CONTEXT] = [Canvas, Context].map(functions);
const getContext = Canvas?.prototype.getContext;

/** @type {WeakMap<HTMLCanvasElement, HTMLCanvasElement>} */
const known = new WeakMap();

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {HTMLCanvasElement} its stand-in
 * @throws if it is no canvas, or has no 2d context
 */
export function standIn(canvas) {
  const already = known.get(canvas);
  if (already) return already;
  const context = Reflect.apply(getContext, canvas, ["2d"]);
  const pen = bound(Context.prototype, CONTEXT, context);
  const sheet = bound(Canvas.prototype, CANVAS, canvas);
  Object.defineProperty(sheet, "getContext", { value: () => pen });
  known.set(canvas, sheet);
  return sheet;
}

/** An object of the same class, whose every property is the target's. */
function bound(prototype, descriptors, target) {
  if (!target) throw new TypeError("there is no context");
  const made = Object.create(prototype);
  for (const [name, { value, get, set }] of descriptors) {
    const reached = get ? { get: get.bind(target), set: set?.bind(target) } : { value: value?.bind?.(target) };
    Object.defineProperty(made, name, { ...reached, configurable: true });
  }
  return made;
}
