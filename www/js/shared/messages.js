/**
 * What page and trainer say to each other, as types. The page sends commands and asks for
 * snapshots; the trainer answers an ask as soon as it has something newer than the page has seen,
 * so there is never more than one ask under way and never an answer that says nothing. Every
 * command carries a growing `order`, which snapshots echo: the page knows which of its commands an
 * answer already contains. Every run has an id; what is said about an old run is dropped.
 */

/**
 * Start a run, at `step`, with these changes on the way, as they stand in a link.
 * @typedef {{ type: "open", order: number, runId: number, config: object, changes: string,
 *   step: number, play: boolean, speed: string }} OpenMessage
 */

/** @typedef {Record<string, number>} Altering live settings that alter the numbers, by name */

/**
 * What a run is told to do: `#commands` in worker/training-loop.js says what each does.
 * @typedef {{ type: "play" | "pause" | "cancel", order: number }
 *   | { type: "step", order: number, samples: number }
 *   | { type: "stepEpoch", order: number }
 *   | { type: "speed", order: number, speed: string }
 *   | { type: "back", order: number, by: "sample" | "epoch" }
 *   | { type: "seek", order: number, step: number }
 *   | { type: "undo" | "redo", order: number }
 *   | { type: "parameter", order: number, index: number, value: number }
 *   | { type: "set", order: number, name: string, value: number }} CommandMessage
 */

/**
 * The page wants the next snapshot: newer than `version`, with the curve's rows from `curveFrom`
 * and the log's entries from `logFrom` on. Where the past has been exchanged since `generation`,
 * both come from their beginning.
 * @typedef {{ type: "ask", runId: number, version: number, generation: number, curveFrom: number,
 *   logFrom: number }} AskMessage
 */

/**
 * The page wants to know how it came to be: a parameter (`index`), or the layers' health (`null`), over
 * the epochs that the run remembers.
 * @typedef {{ type: "recall", runId: number, index: number | null }} RecallMessage
 */

/**
 * Whether somebody looks. If not, training waits; steps and replays are done.
 * @typedef {{ type: "rest", asleep: boolean }} RestMessage
 */

/** @typedef {OpenMessage | CommandMessage | AskMessage | RecallMessage | RestMessage | { type: "ping" }} ToTrainer */

/**
 * @typedef {{ epoch: number, step: number, trainLoss: number, testLoss: number,
 *   trainAccuracy: number, testAccuracy: number }} Metrics
 */

/**
 * Why training stands still: the page asked (`asked`), the log's last epoch was reached (`epochs`),
 * a number stopped being finite (`diverged`), or the samples of a step or a replay are done
 * (`arrived`).
 * @typedef {"asked" | "epochs" | "diverged" | "arrived"} PauseReason
 */

/** @typedef {{ step: number, layer: number, quantity: string, cause: string }} Divergence */

/**
 * `state` is all that training goes on from; `initial` and `now` hold the settings that alter the numbers, at
 * step 0 and in force; `generation` grows whenever what is past or to come has been exchanged; `furthest` is
 * the furthest step that can be sought.
 * @typedef {{ type: "snapshot", runId: number, order: number, version: number,
 *   state: Float64Array, metrics: Metrics, curveFrom: number, curve: Float64Array,
 *   logFrom: number, log: string[], initial: Altering, now: Altering, changes: string,
 *   epochs: number, epochLength: number, furthest: number, generation: number, canUndo: boolean,
 *   canRedo: boolean, divergence: Divergence | undefined, playing: boolean, replay: { from: number, to: number } | null,
 *   busy: boolean, reason: PauseReason }} Snapshot
 */

/**
 * A setting that the trainer refused, as its typed error had it; or a failure after which the
 * trainer cannot be used.
 * @typedef {{ type: "refused", order: number, field: string, code: string, value: string,
 *   min?: number, max?: number }} Refused
 * @typedef {{ type: "failed", message: string }} Failed
 */

/**
 * `last`: what the sample before `step` added to the parameter, if that is known.
 * @typedef {{ type: "recalled", runId: number, index: number | null, step: number,
 *   values: Float64Array, last: number | undefined }} Recalled
 */

/** @typedef {Snapshot | Recalled | Refused | Failed | { type: "ready" } | { type: "pong" }} FromTrainer */

export {};
