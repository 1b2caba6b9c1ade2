/**
 * The commands of a host, for each kind of lesson: one with a player, one with a run, and a static one.
 * A command that throws a problem has changed nothing.
 */

import { Player } from "../../ui/player.js";
import { RunCommands } from "./run-commands.js";

/**
 * `place`: goes to a step, or to the last; `furthest`: the last step. `base`: the keys of a link that remain
 * when some of them change. `set`: changes keys without restarting the lesson, if possible.
 * `fresh` resolves when the numbers are those after the last command; `settled`, when the command is done or
 * continues by itself. Both also resolve when the signal is aborted.
 * @typedef {Map<string, string | null>} Changes
 * @typedef {{ furthest: number, play: () => void, pause: () => void, step: (count: number) => void,
 *   undo: (_: unknown, signal: AbortSignal) => void | Promise<void>, place: (step: number) => void,
 *   base: (link: Map<string, string>, changes: Changes) => Map<string, string>, set: (changes: Changes) => boolean,
 *   state: () => { step: number, epoch: number | null, playing: boolean, metrics: object | null },
 *   fresh: (signal: AbortSignal) => Promise<void>, settled: (signal: AbortSignal) => Promise<void> }} Commands
 */

/** @param {import("../lessons.js").Hands} hands @returns {Commands} */
export function commandsFor(hands) {
  if (hands.session) return new RunCommands(/** @type {any} */ (hands));
  return hands.player ? new PlayerCommands(hands.player) : new StillCommands();
}

/** @implements {Commands} */
class PlayerCommands {
  #player;

  /** @param {import("../../ui/player.js").Player} player */
  constructor(player) {
    this.#player = player;
  }

  get furthest() {
    return this.#player.length;
  }

  play() {
    this.#player.play();
  }

  pause() {
    this.#player.pause();
  }

  /** @param {number} count */
  step(count) {
    this.#player.seek(this.#player.position + count);
  }

  /** There are no changes to undo, so this goes back a step. */
  undo() {
    if (this.#player.position === 0) throw { code: "nothingToUndo" };
    this.#player.back();
  }

  /** @param {number} step */
  place(step) {
    this.#player.seek(step);
  }

  /** Keeps the player playing. @param {Map<string, string>} link */
  base(link) {
    return this.#player.playing ? new Map([...link, ["play", "true"]]) : link;
  }

  /** @param {Changes} changes */
  set(changes) {
    if ([...changes.keys()].some((key) => key !== "step" && key !== "play")) return false;
    if (changes.has("step")) this.place(Number(changes.get("step") ?? 0));
    if (changes.has("play")) this[(changes.get("play") ?? "false") === "false" ? "pause" : "play"]();
    return true;
  }

  state() {
    const { position, playing } = this.#player;
    return { step: position, epoch: null, playing, metrics: null };
  }

  async fresh() {}

  async settled() {}
}

/** A static lesson. */
class StillCommands extends PlayerCommands {
  constructor() {
    super(new Player());
  }

  play() {
    throw { code: "unsupported", field: "play" };
  }

  step() {
    throw { code: "unsupported", field: "step" };
  }

  undo() {
    throw { code: "unsupported", field: "undo" };
  }
}
