/**
 * A guard around every method and static function of an exported class, so that a call that cannot be
 * done says why: its object was freed, or the WebAssembly has died.
 *
 * It dies where the engine's own exception comes out of a method: a trap, or a stack that is used up.
 * Rust does not clean up behind these, and what the method had borrowed stays locked. Constructors and
 * free functions have nothing to lock.
 */

/** @param {object[]} objects one of every class; each instance of the module has a death of its own */
export function guard(objects) {
  /** The error that it died of. */
  let death;

  const alive = () => {
    if (!death) return;
    throw refusal("dead", `this WebAssembly has died (${death.message}): load the module again`, { cause: death });
  };

  /** Guards the functions of a class's prototype, or of its constructor. */
  const watch = (owner, check) => {
    // Looked up at each call: what V8 can foresee it inlines, and Node 20's ends the process in a hot loop
    // around an inlined function of WebAssembly that returns an object.
    const functions = new Map(ownFunctions(owner));
    for (const name of functions.keys()) {
      owner[name] = function (...words) {
        alive();
        check(this, name);
        try {
          return Reflect.apply(functions.get(name), this, words);
        } catch (error) {
          if (isTheEngines(error)) death = error;
          throw error;
        }
      };
    }
  };

  for (const prototype of objects.map(Object.getPrototypeOf)) {
    const { constructor } = prototype;
    watch(constructor, () => {});
    watch(prototype, (object, name) => {
      if (object instanceof constructor && object.__wbg_ptr) return;
      throw refusal("freed", `${String(name)} of an object that is freed, or never was one`);
    });
    // The last thing that a constructor does is to set the pointer.
    Object.defineProperty(prototype, "__wbg_ptr", {
      set(value) { alive(), Object.defineProperty(this, "__wbg_ptr", { value, writable: true }); },
    });
  }
}

const refusal = (code, message, options) => Object.assign(new Error(message, options), { code });

/** @returns {[string | symbol, Function][]} those that are not the glue's own, which begin with two underscores */
function ownFunctions(owner) {
  const names = Reflect.ownKeys(owner).filter((name) => name !== "constructor" && !String(name).startsWith("__"));
  return names.map((name) => [name, owner[name]]).filter(([, value]) => typeof value === "function");
}

/** Whether the engine made this error; a used-up stack is a RangeError in V8, an InternalError in Firefox. */
function isTheEngines(error) {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof RangeError ? /call stack/.test(error.message) : error?.name === "InternalError";
}
