/**
 * The past of a run: going back, changes during the run, and undoing them; and the runs that it has replaced, to
 * which undoing leads when it has no change left.
 */

/** The most replaced runs. */
const MOST = 50;

/** @typedef {{ config: Record<string, any>, step: number, changes: string, again: number, generation: number }} Entry a run */

export class Past {
  #session;
  /** @type {Entry[]} */
  #before = [];
  /** The runs that undoing has put aside, the next one last. @type {Entry[]} */
  #after = [];
  /** The generation of a run that was brought back. */
  #left = 0;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** @param {"sample" | "epoch"} by to the previous sample, or to the start of the pass */
  back(by) {
    const { place, stage } = this.#session;
    const length = stage.counts().train;
    const step = by === "sample" ? place - 1 : (Math.ceil(place / length) - 1) * length;
    this.#rewind({ type: "back", by }, Math.max(0, step));
  }

  /** @param {number} step that the run has reached before */
  seek(step) {
    this.#rewind({ type: "seek", step }, step);
  }

  get canUndo() {
    return Boolean(this.#session.snapshot?.canUndo) || this.#before.length > 0;
  }

  get canRedo() {
    return Boolean(this.#session.snapshot?.canRedo) || this.#after.length > 0;
  }

  undo() {
    if (this.#session.snapshot?.canUndo) this.#rewind({ type: "undo" });
    else this.bringBack();
  }

  redo() {
    const { canRedo, generation } = this.#session.snapshot ?? {};
    // A run that was brought back as it was left: what was undone last is that it was replaced.
    const { length } = this.#after;
    if (canRedo && !(length > 0 && generation === this.#left)) this.#rewind({ type: "redo" });
    else this.#exchange(this.#after, this.#before);
  }

  /** Undoes everything since the change that cut off later steps. */
  undoCut() {
    this.#rewind({ type: "undo", cut: true });
  }

  /** Brings back the run that this one has replaced, as it was left. */
  bringBack() {
    this.#exchange(this.#before, this.#after);
  }

  /** Another run has begun. @param {Entry} replaced */
  keep(replaced) {
    this.#before = [...this.#before, replaced].slice(-MOST);
    this.#after = [];
  }

  /** @param {Entry[]} from @param {Entry[]} to */
  #exchange(from, to) {
    const entry = from.pop();
    if (!entry) return;
    to.push(this.#session.present);
    this.#left = entry.generation;
    this.#session.start(entry.config, entry);
  }

  /**
   * Sets a weight or a bias, by its index among the parameters.
   * @param {number} index
   * @param {number} value
   */
  set(index, value) {
    const session = this.#session;
    this.#after = [];
    if (!session.dead) return this.#rewind({ type: "parameter", index, value });
    return session.replayTo({ changes: this.#changedTo(`p${index}`, value) });
  }

  /**
   * Changes a setting from the next sample on; training continues.
   * @param {string} name
   * @param {number} value
   */
  change(name, value) {
    const session = this.#session;
    this.#after = [];
    if (session.dead) {
      // A change at step 0 changes the setting itself.
      const config = session.place === 0 ? { ...session.config, [name]: value } : session.config;
      return session.replayTo({ config, changes: this.#changedTo(name, value) });
    }
    session.now = { ...session.now, [name]: value };
    return session.command({ type: "set", name, value });
  }

  /**
   * Sends a command about the past, which stops training. If the trainer has died, its undo history is
   * lost, and a new one replays to `step`.
   * @param {object} message
   * @param {number} [step] the target
   */
  #rewind(message, step = this.#session.place) {
    const session = this.#session;
    if (session.dead) return session.replayTo({ step });
    session.playing = false;
    return session.abandonReplay(message);
  }

  /** The changes up to the current step, with this one added; later ones are dropped. */
  #changedTo(name, value) {
    const { place, changes } = this.#session;
    const made = changes.split(",").filter((entry) => parseInt(entry, 10) <= place);
    return [...made, `${place}:${name}:${value}`].join();
  }
}
