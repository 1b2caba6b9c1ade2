/**
 * Refuses calls on what is not a living object before they reach the WebAssembly. The generated glue
 * notices them only inside, throws across WebAssembly's frames, and leaves a piece of its stack
 * behind each time, until the stack is used up.
 * @param {object} prototype of an exported class
 */
export function guard(prototype) {
  for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === "constructor" || name.startsWith("__")) continue;
    prototype[name] = function (...words) {
      if (!(this?.__wbg_ptr > 0)) throw new Error(`${name} of an object that is freed, or never was one`);
      return method.apply(this, words);
    };
  }
}
