/**
 * The message about a wrong expression, in the page's language: the position, what was found there,
 * and what was expected.
 */

import { h } from "../../ui/dom.js";

/** The characters shown before and after the position. */
const AROUND = 24;

/** What to write instead of signs and functions that are not read. @type {Record<string, string>} */
const INSTEAD = {
  "√": "sqrt(x)", "∛": "x^(1/3)", "|": "max(x, −x)", "…": "x^2", "[": "( )", "{": "( )", abs: "max(x, −x)",
  tan: "sin(x)/cos(x)", min: "−max(−x, −y)", pow: "x^2", sqr: "x^2", sigma: "sigmoid(x)", "σ": "sigmoid(x)",
};

/**
 * @typedef {{ code: string, start: number, end: number, found: string, expected: string[],
 *   limit?: number, functions?: string[] }} Problem
 */

/**
 * @param {import("../../shell/words.js").Words} words
 * @param {Problem} problem
 * @returns {string}
 */
export function explainExpression(words, { code, start, found, expected, limit, functions }) {
  const end = code === "unexpected" && found === "";
  const list = expected.map((one) => words.say(`expression.expected.${one}`));
  const why = words.say(end ? "expression.unexpectedEnd" : `expression.${code}`, {
    position: start + 1, found: found.trim() === "" ? "⏎" : found, limit: limit ?? "",
    expected: list.join(words.say("expression.or")), functions: (functions ?? []).join(", "),
  });
  const instead = code.startsWith("unknown") && INSTEAD[found.toLowerCase()];
  return instead ? words.say("sentences", { one: why, next: words.say("expression.instead", { instead }) }) : why;
}

/**
 * The reason why a value of a link is wrong.
 * @param {import("../../shell/words.js").Words} words
 * @param {any} problem
 * @returns {string}
 */
export function explainLink(words, problem) {
  return problem.field === "expression" ? explainExpression(words, problem) : words.say("chain-rule.link", { value: problem.value });
}

/**
 * The part of the text around the error, which is marked.
 * @param {string} text
 * @param {Problem} problem
 * @returns {HTMLElement}
 */
export function pointer(text, { start, end }) {
  const flat = (/** @type {string} */ part) => part.replace(/\s/g, " ");
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const marked = text.slice(start, Math.min(end, start + AROUND));
  return h("p", { class: "pointer", "aria-hidden": "true" },
    (from > 0 ? "…" : "") + flat(text.slice(from, start)),
    h("mark", { class: marked ? undefined : "gap" }, flat(marked)),
    flat(text.slice(start + marked.length, to)) + (to < text.length ? "…" : ""));
}
