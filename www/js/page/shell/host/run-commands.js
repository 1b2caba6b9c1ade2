/**
 * A host's commands to the Network lesson. The page takes snapshots when it draws; a hidden
 * frame does not draw, so waiting here takes snapshots, too.
 */

import { isOn, parseFocus, parseStep } from "../../../shared/link.js";
import { DEFAULT_SPEED } from "../../../shared/speeds.js";
import manifest from "../../lessons/network/manifest.js";
import { placeOf } from "../../lessons/network/neuron-names.js";
import { listen } from "../../ui/dom.js";

/** The keys, besides live settings, that can change without a new run. */
const LIVE = Object.entries(manifest.keys).flatMap(([name, key]) => ("live" in key ? [name] : []));

export class RunCommands {
  #session;
  #focus;
  #choosePalette;

  /**
   * @param {{ session: import("../../lessons/network/session.js").Session,
   *   focus: import("../../lessons/network/neuron-focus.js").NeuronFocus, choosePalette: (palette: string) => void }} hands
   */
  constructor({ session, focus, choosePalette }) {
    this.#session = session;
    this.#focus = focus;
    this.#choosePalette = choosePalette;
  }

  /**
   * The settings that can change during a run: live ones, and those without effect before and after the changes.
   * @param {import("./commands.js").Changes} changes
   */
  #taken(changes) {
    const session = this.#session;
    const counts = ({ name, when }) => session.counts(name) || when.some(([other]) => changes.has(other));
    return session.fields.filter((field) => field.live || !counts(field)).map(({ name }) => name);
  }

  /** @param {import("./commands.js").Changes} changes */
  #isLive(changes) {
    const live = [...LIVE, ...this.#taken(changes)];
    return [...changes.keys()].every((key) => live.includes(key));
  }

  /** There is no last step: training can always continue. */
  get furthest() {
    return Infinity;
  }

  play() {
    if (!this.#session.playing) this.#session.play();
  }

  pause() {
    this.#session.pause();
  }

  /** @param {number} count */
  step(count) {
    this.#session.stepSamples(count);
  }

  /** Undoes the last change: of the learning rate, of a weight, of the steps that a change cut off. */
  async undo(_, signal) {
    await this.fresh(signal);
    if (!this.#session.past.canUndo) throw { code: "nothingToUndo" };
    this.#session.past.undo();
  }

  /** @param {number} step in the past of the run, or ahead */
  place(step) {
    const session = this.#session;
    const { snapshot } = session;
    const { metrics: { step: now } = { step: 0 }, furthest = 0 } = snapshot ?? {};
    if (step > furthest && snapshot && !session.dead) session.stepSamples(step - now);
    else session.past.seek(step);
  }

  /**
   * A new run starts with the settings of the controls, and trains if this one does.
   * @param {Map<string, string>} link
   * @param {import("./commands.js").Changes} changes
   */
  base(link, changes) {
    if (this.#isLive(changes)) return link;
    for (const key of ["step", "changes", "rates", "play"]) link.delete(key);
    if (changes.has("layers")) link.delete("focus");
    for (const [name, value] of Object.entries(this.#session.now)) link.set(name, String(value));
    if (this.#session.playing) link.set("play", "true");
    return link;
  }

  /** @param {import("./commands.js").Changes} changes @returns {boolean} false if that takes a new run */
  set(changes) {
    if (!this.#isLive(changes)) return false;
    const session = this.#session;
    for (const name of this.#taken(changes)) {
      if (changes.has(name)) session.change(name, changes.get(name) ?? String(session.defaults[name]));
    }
    const step = changes.get("step");
    if (changes.has("step")) this.place(parseStep(step ?? "0") ?? 0);
    if (changes.has("focus")) this.#pin(changes.get("focus") ?? "");
    if (changes.has("speed")) session.setSpeed(changes.get("speed") ?? DEFAULT_SPEED);
    if (changes.has("palette")) this.#choosePalette(changes.get("palette") ?? "blueOrange");
    if (changes.has("play")) this[isOn(changes.get("play")) ? "play" : "pause"]();
    return true;
  }

  state() {
    const { snapshot, place, playing, goal } = this.#session;
    const metrics = snapshot?.metrics;
    return {
      step: metrics?.step ?? place, epoch: metrics?.epoch ?? 0, playing: playing && !goal,
      metrics: metrics ? Object.fromEntries(Object.entries(metrics).map(finite)) : null,
    };
  }

  /** @param {AbortSignal} signal */
  fresh(signal) {
    return this.#until((session) => session.current, signal);
  }

  /** @param {AbortSignal} signal */
  settled(signal) {
    return this.#until((session) => session.current && !session.busy && !session.goal, signal);
  }

  /**
   * @param {(session: import("../../lessons/network/session.js").Session) => boolean} done
   * @param {AbortSignal} signal
   * @returns {Promise<void>}
   */
  #until(done, signal) {
    const session = this.#session;
    const over = new AbortController();
    return new Promise((resolve, reject) => {
      const look = () => {
        if (signal.aborted || done(session)) return resolve();
        if (session.dead) return reject({ code: "died" });
        return session.pull();
      };
      // Not when a run opens: it has not been sent yet, and asks by itself.
      for (const type of ["snapshot", "state", "trouble"]) listen(session, type, look, over.signal);
      listen(signal, "abort", look, over.signal);
      look();
    }).finally(() => over.abort());
  }

  #pin(text) {
    const focus = parseFocus(text);
    this.#focus.pin(focus ? placeOf(this.#session.config.layers, focus) : -1);
  }
}

/** `null` for a number that JSON cannot represent. */
function finite([name, value]) {
  return [name, Number.isFinite(value) ? value : null];
}
