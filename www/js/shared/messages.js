/**
 * The types of the messages between page and trainer. The page sends commands and asks for
 * snapshots; the trainer answers an ask as soon as it has something newer than the page has seen,
 * so there is never more than one ask pending and never an answer without news. Every
 * command carries a growing `order`, which snapshots echo: the page knows which of its commands an
 * answer already includes. Every run has an id; messages about an old run are dropped.
 */

/**
 * Starts a run, at `step`, with these changes before it, in the format of a link; or continues the replaced run
 * `again` under another id, if the trainer still has it.
 * @typedef {{ type: "open", order: number, runId: number, again?: number, config: object, changes: string,
 *   step: number, play: boolean, speed: string }} OpenMessage
 */

/** @typedef {Record<string, number>} Altering live settings that alter the numbers, by name */

/**
 * The commands to a run; `#commands` in worker/training-loop.js handles them. `cut`: everything since the change
 * that cut off later steps.
 * @typedef {{ type: "play" | "pause" | "cancel", order: number }
 *   | { type: "step", order: number, samples: number }
 *   | { type: "stepEpoch", order: number }
 *   | { type: "speed", order: number, speed: string }
 *   | { type: "back", order: number, by: "sample" | "epoch" }
 *   | { type: "seek", order: number, step: number }
 *   | { type: "undo", order: number, cut?: boolean }
 *   | { type: "redo", order: number }
 *   | { type: "parameter", order: number, index: number, value: number }
 *   | { type: "set", order: number, name: string, value: number }} CommandMessage
 */

/**
 * Requests the next snapshot: newer than `version`, with the curve's rows from `curveFrom`
 * and the log's entries from `logFrom` on. If the past has been replaced since `generation`,
 * both come from the start.
 * @typedef {{ type: "ask", runId: number, version: number, generation: number, curveFrom: number,
 *   logFrom: number }} AskMessage
 */

/**
 * Requests the history of a parameter (`index`), or of the layers' health (`null`), over the epochs
 * that the run remembers.
 * @typedef {{ type: "recall", runId: number, index: number | null }} RecallMessage
 */

/**
 * Tells whether the page is out of sight. If so, training waits; steps and replays still run.
 * @typedef {{ type: "rest", asleep: boolean }} RestMessage
 */

/** @typedef {OpenMessage | CommandMessage | AskMessage | RecallMessage | RestMessage | { type: "ping" }} ToTrainer */

/**
 * @typedef {{ epoch: number, step: number, trainLoss: number, testLoss: number,
 *   trainAccuracy: number, testAccuracy: number }} Metrics
 */

/**
 * The reason training is paused: the page asked (`asked`), the last epoch in the log was reached
 * (`epochs`), a number stopped being finite (`diverged`), or a step or a replay is done (`arrived`).
 * @typedef {"asked" | "epochs" | "diverged" | "arrived"} PauseReason
 */

/** @typedef {{ step: number, layer: number, quantity: string, cause: string }} Divergence */

/**
 * `state` is everything that training continues from; `initial` and `now` hold the settings that alter the
 * numbers, at step 0 and currently; `generation` grows whenever the past or the planned changes are replaced;
 * `furthest` is the last step that `seek` can reach; `cut`, the one before a change cut off the later steps, or 0.
 * @typedef {{ type: "snapshot", runId: number, order: number, version: number,
 *   state: Float64Array, metrics: Metrics, curveFrom: number, curve: Float64Array,
 *   logFrom: number, log: string[], initial: Altering, now: Altering, changes: string,
 *   epochs: number, epochLength: number, furthest: number, cut: number, generation: number, canUndo: boolean,
 *   canRedo: boolean, divergence: Divergence | undefined, playing: boolean, replay: { from: number, to: number } | null,
 *   busy: boolean, reason: PauseReason }} Snapshot
 */

/**
 * A setting that the trainer refused, with the fields of its typed error; or a failure after which the
 * trainer cannot be used.
 * @typedef {{ type: "refused", order: number, field: string, code: string, value: string,
 *   min?: number, max?: number }} Refused
 * @typedef {{ type: "failed", message: string }} Failed
 */

/**
 * `last`: the parameter's change by the sample before `step`, if known.
 * @typedef {{ type: "recalled", runId: number, index: number | null, step: number,
 *   values: Float64Array, last: number | undefined }} Recalled
 */

/** @typedef {Snapshot | Recalled | Refused | Failed | { type: "ready" } | { type: "pong" }} FromTrainer */

export {};
