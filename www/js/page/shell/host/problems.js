/** Problems as reported to a host. */

/** @typedef {import("../../../shared/host-messages.js").Problem} Problem */

/**
 * A problem as plain data with an English sentence for developers.
 * @param {any} problem typed, from the page or the engine; or an unexpected error
 * @returns {Problem & { message: string }}
 */
export function refusal(problem) {
  const { code = "failed", field, value, min, max, values, message } = problem ?? {};
  const facts = Object.entries({ code, field, value, min, max, values }).filter(([, fact]) => fact !== undefined);
  const range = values ? `: ${values.join(", ")}` : min === undefined ? "" : `: ${min} … ${max}`;
  const said = message || [code, field, value === undefined ? undefined : JSON.stringify(value)].filter(Boolean).join(" ") + range;
  return /** @type {any} */ ({ ...JSON.parse(JSON.stringify(Object.fromEntries(facts))), message: said });
}
