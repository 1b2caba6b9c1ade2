/**
 * Checks the messages of a host page to the page in its frame: each is a command, or is refused, or is
 * not meant for us. The other direction is checked by embed.js. Both agree with
 * docs/embedding-messages.schema.json, message by message.
 */

export const SOURCE = "backprop-playground";
export const VERSION = 1;
/** The most samples one command may request. */
export const MOST_STEPS = 1e9;

const BARE = Object.freeze(["play", "pause", "undo", "getState"]);
/** The fields of a state that are not keys of a link, and their kinds. @type {Record<string, readonly string[]>} */
const FACTS = Object.freeze({
  link: ["text"], lesson: ["text", "null"], language: ["text"], step: ["number", "text", "null"],
  epoch: ["number", "null"], playing: ["boolean"], metrics: ["object", "null"],
});
/** The kinds that the value of a link's key may have. */
const VALUES = Object.freeze(["text", "number", "boolean", "numbers", "null"]);

/**
 * @typedef {{ code: string, field?: string, value?: unknown, min?: number, max?: number,
 *   values?: readonly string[], message?: string }} Problem
 * @typedef {{ type: "play" | "pause" | "undo" | "getState" } | { type: "step", count: number }
 *   | { type: "setState", state: Record<string, any> }} Command
 */

/**
 * Reads a message; `undefined` if it is not meant for us and gets no answer.
 * @param {any} data
 * @returns {{ type: "hello" } | { type: "command", session: string, id: number, command: Command }
 *   | { type: "refused", session: string, id: number, problem: Problem } | undefined}
 */
export function readHostMessage(data) {
  if (kindOf(data) !== "object" || data.source !== SOURCE || data.version !== VERSION) return undefined;
  const { type, session, id } = data;
  if (type === "hello") return { type };
  const isCommand = typeof type === "string" && typeof session === "string" && Number.isSafeInteger(id) && id >= 0;
  if (!isCommand) return undefined;
  try {
    return { type: "command", session, id, command: readCommand(data) };
  } catch (problem) {
    return { type: "refused", session, id, problem: /** @type {Problem} */ (problem) };
  }
}

/** @returns {Command} */
function readCommand({ type, count, state }) {
  if (BARE.includes(type)) return { type };
  if (type === "step") return { type, count: readCount(count) };
  if (type === "setState") return { type, state: readState(state) };
  throw { code: "unknownCommand", field: "type", value: type };
}

function readCount(value) {
  const range = { field: "count", value, min: 1, max: MOST_STEPS };
  if (kindOf(value) !== "number") throw { code: "wrongType", ...range };
  if (!Number.isInteger(value) || value < 1 || value > MOST_STEPS) throw { code: "outOfRange", ...range };
  return value;
}

function readState(state) {
  if (kindOf(state) !== "object") throw { code: "wrongType", field: "state", value: state };
  for (const [field, value] of Object.entries(state)) {
    const kinds = Object.hasOwn(FACTS, field) ? FACTS[field] : VALUES;
    if (!kinds.includes(kindOf(value))) throw { code: "wrongType", field, value };
  }
  return state;
}

/** The kind of a value among those that a state may have; numbers are finite. */
function kindOf(value) {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "number") return Number.isFinite(value) ? "number" : "none";
  if (Array.isArray(value)) return value.every(Number.isFinite) ? "numbers" : "none";
  return typeof value;
}

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
