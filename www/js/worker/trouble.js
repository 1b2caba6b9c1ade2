/**
 * What the trainer's errors are to the page: a typed error refuses one command and leaves the run as
 * it was; any other is the end.
 */

/**
 * @param {any} error
 * @param {import("../shared/messages.js").ToTrainer} [message] that brought it about, if one did
 * @returns {import("../shared/messages.js").Refused | import("../shared/messages.js").Failed}
 */
export function troubleOf(error, message) {
  if (!message || !("order" in message) || typeof error?.code !== "string" || !error.field) {
    return { type: "failed", message: String(error?.message ?? error) };
  }
  const { code, field, value, min, max } = error;
  return { type: "refused", order: message.order, code, field, value: String(value), min, max };
}
