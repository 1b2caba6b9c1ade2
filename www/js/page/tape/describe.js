/**
 * A tape in words: the current operation and, for people who cannot see the picture, the content of
 * every node.
 */

import { number } from "../ui/numbers.js";
import { phrase, sentences } from "../ui/phrase.js";
import { formulaText } from "./operations.js";
import { short } from "./write.js";

/** @typedef {import("./tape-model.js").Graph} Graph */
/** @typedef {import("./tape-model.js").Frame} Frame */

/**
 * The operation of the current moment, in one line.
 * @param {import("../shell/words.js").Words} words
 * @param {Graph} graph
 * @param {Frame} frame
 * @returns {string}
 */
export function momentText(words, { nodes }, { moment }) {
  const { kind, node = 0, pass = 0, step = 0, steps = 0 } = moment;
  const { name, op, operands } = nodes[node];
  const formula = `${name} = ${formulaText(op, operands.map((i) => nodes[i].name))}`;
  const again = pass > 0 ? words.say("tape.moment.again", { pass: pass + 1 }) : "";
  return again + words.say(`tape.moment.${kind}`, { step, steps, formula, name });
}

/**
 * The current moment, then every node with its value and gradient.
 * @param {import("../shell/words.js").Words} words
 * @param {Graph} graph
 * @param {Frame} frame
 * @returns {(Node | string)[]}
 */
export function graphText(words, graph, frame) {
  const { nodes } = graph;
  const { known, values, gradients, watched } = frame;
  const told = nodes.flatMap(({ name, op, operands, named }, i) => {
    if (op === "constant" && !named) return [];
    const formula = operands.length === 0 ? name : `${name} = ${formulaText(op, operands.map((k) => nodes[k].name))}`;
    if (!known[i]) return [words.say("tape.describe.unknown", { formula })];
    const key = watched[i] ? "tape.describe.node" : "tape.describe.unwatched";
    return [phrase(words, key, {
      formula, value: number(`described-value-${name}`, values[i], short),
      gradient: number(`described-gradient-${name}`, gradients[i], short),
    })];
  });
  return [momentText(words, graph, frame), " ", ...sentences(words, ...told)];
}
