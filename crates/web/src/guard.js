/**
 * The door to the WebAssembly. What the generated glue would notice only inside, by throwing across
 * WebAssembly's frames, is refused here: such an exception leaves a piece of the stack behind each
 * time, or the object locked.
 *
 * A call is let in on an object that was really constructed and is not freed, while no other call on
 * it is under way, and with stack to spare. Methods and static functions are wrapped; constructors
 * and free functions, which nobody can wrap from here, ask for `haveRoom` as the first thing inside:
 * where there is just enough stack to get in and not enough to ask, a few bytes are lost, no more.
 *
 * Who wants to break in still can: by the raw exports that `initSync` returns, or by constructing
 * with the `new.target` of another class and writing a `__wbg_ptr` right after it.
 */

/**
 * Frames of 24 arguments and more, 200 bytes each at least: 80 KB. V8 wants 40 KB for a function
 * that it has yet to compile, the deepest call another 10.
 */
const FRAMES = 400;

/** Whether an object has just been constructed: the glue is about to give it its pointer. */
let birth = false;

/**
 * Throws what the engine throws when its stack is used up, if it nearly is.
 */
export function haveRoom() {
  descend(FRAMES, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/** @returns {number} something to do after the call, so that it keeps its frame */
function descend(left, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w) {
  if (left === 0) return a;
  return 1 + descend(left - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, a);
}

/** Called last in a constructor: the next pointer that an object gets is its own. */
export function born() {
  birth = true;
}

/**
 * @param {object} prototype of an exported class
 */
export function guard(prototype) {
  /** @type {WeakMap<object, { pointer: number, busy: boolean }>} */
  const living = new WeakMap();

  /** From the moment that the glue assigns it, the pointer is out of everybody's reach. */
  const adopt = (object, pointer) => {
    if (!birth) throw new TypeError("a pointer is given to new objects only");
    birth = false;
    const life = { pointer, busy: false };
    living.set(object, life);
    Object.defineProperty(object, "__wbg_ptr", {
      get: () => life.pointer,
      set: (other) => {
        if (other !== 0) throw new TypeError("a pointer cannot be changed");
        life.pointer = 0; // freed
      },
    });
  };
  Object.defineProperty(prototype, "__wbg_ptr", {
    get: () => 0,
    set(pointer) { adopt(this, pointer); },
  });

  const guarded = (name, method) => function (...words) {
    birth = false;
    const life = living.get(this);
    if (!life || life.pointer === 0) throw new Error(`${name} of an object that is freed, or never was one`);
    if (life.busy) throw new Error(`${name} of an object in the midst of another call`);
    haveRoom();
    life.busy = true;
    try {
      return method.apply(this, words);
    } finally {
      life.busy = false;
    }
  };
  for (const name of ownMethods(prototype)) prototype[name] = guarded(String(name), prototype[name]);

  const { constructor } = prototype;
  for (const name of ownMethods(constructor)) {
    const method = constructor[name];
    constructor[name] = (...words) => {
      haveRoom();
      return method.apply(constructor, words);
    };
  }
}

/** What the glue keeps for itself begins with two underscores. */
function ownMethods(object) {
  return Reflect.ownKeys(object).filter((name) => {
    const inner = name === "constructor" || name === "prototype" || String(name).startsWith("__");
    return !inner && typeof object[name] === "function";
  });
}

for (let turn = 0; turn < 100; turn++) haveRoom(); // an engine's first turns may need no stack of the machine
