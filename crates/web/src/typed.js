/**
 * Typed arrays by their inner slots, whatever a subclass or a caller has put over them. Neither
 * function runs anything of the caller's.
 */

const typed = Object.getPrototypeOf(Float64Array.prototype);
const lengthOf = Object.getOwnPropertyDescriptor(typed, "length").get;
const { set } = typed;
const Numbers = Float64Array;

/**
 * @param {unknown} array
 * @returns {number} 0 of one whose memory is gone
 * @throws if it is no typed array
 */
export function length(array) {
  return Reflect.apply(lengthOf, array, []);
}

/**
 * @param {unknown} array a typed array
 * @returns {Float64Array} the same numbers
 * @throws if they are no numbers but big integers
 */
export function copy(array) {
  const numbers = new Numbers(length(array));
  Reflect.apply(set, numbers, [array]);
  return numbers;
}
