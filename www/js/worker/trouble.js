/**
 * The trainer's errors as messages to the page: a typed error refuses one command and leaves the run
 * unchanged; any other error is fatal.
 */

/**
 * @param {any} error
 * @param {import("../shared/messages.js").ToTrainer} [message] that caused it, if any
 * @returns {import("../shared/messages.js").Refused | import("../shared/messages.js").Failed}
 */
export function troubleOf(error, message) {
  if (!message || !("order" in message) || typeof error?.code !== "string" || !error.field) {
    return { type: "failed", message: String(error?.message ?? error) };
  }
  const { code, field, value, min, max } = error;
  return { type: "refused", order: message.order, code, field, value: String(value), min, max };
}
