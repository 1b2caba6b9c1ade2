/**
 * The reason a value was refused, in the page's language: from the code, the value and the range of the
 * typed error.
 */

/** @typedef {import("../../shared/link-keys.js").Problem} Problem */

/**
 * @param {import("../shell/words.js").Words} words
 * @param {Problem} problem
 * @param {any[]} [fields] the table of settings
 * @returns {string}
 */
export function explain(words, problem, fields = []) {
  const field = fields.find(({ name }) => name === (problem.setting ?? problem.field));
  const kind = problem.kind ?? field?.kind ?? (problem.values ? "choice" : "text");
  const { value, min, max } = problem;
  const values = (problem.values ?? field?.values ?? []).join(", ");
  return words.say(`problem.${field?.above ? "above" : kind}`, {
    value, values, min: String(min ?? ""), max: String(max ?? ""),
  });
}
