/**
 * One pattern for play, step and step back, wherever it appears: a position among a number of
 * moments, 0 … length, which moves by itself while it plays. Knows no element and no lesson.
 * Event: `change`, whenever the position, the length or playing has changed.
 */

import { busyWhile } from "./idle.js";

/** Milliseconds that a moment stands while it plays. */
export const INTERVALS = Object.freeze({ slow: 1500, normal: 700, fast: 120 });

/** @typedef {keyof typeof INTERVALS} Tempo */

export class Player extends EventTarget {
  #abort = new AbortController();
  #length = 0;
  #position = 0;
  #playing = false;
  #asleep = false;
  #timer = 0;
  /** @type {Tempo} */
  #tempo;
  #beyond;
  /**
   * While it is set, a step stays where it is and calls this instead: something is to be seen first.
   * @type {(() => void) | null}
   */
  hold = null;

  /**
   * @param {{ tempo?: Tempo, beyond?: { after: () => void, before: () => void } }} [options]
   *   `beyond`: what a step does at either end, where that is not the end of everything; whoever
   *   gives it loads the next moments
   */
  constructor({ tempo = "normal", beyond } = {}) {
    super();
    this.#tempo = tempo;
    this.#beyond = beyond;
    busyWhile(() => this.#playing, this.#abort.signal);
  }

  /** Whether a step leads anywhere, and a step back. */
  get open() {
    const beyond = this.#beyond !== undefined;
    return { on: beyond || this.#position < this.#length, back: beyond || this.#position > 0 };
  }

  get length() {
    return this.#length;
  }

  get position() {
    return this.#position;
  }

  get playing() {
    return this.#playing;
  }

  get tempo() {
    return this.#tempo;
  }

  /** @param {Tempo} tempo */
  set tempo(tempo) {
    this.#tempo = tempo;
    if (this.playing) this.#start();
    this.#tell();
  }

  /**
   * Another list of moments; the position stays if it is among them.
   * @param {number} length
   * @param {number} [position]
   */
  load(length, position = this.#position) {
    this.#length = length;
    this.#position = Math.min(Math.max(0, position), length);
    if (this.#position === length && !this.#beyond) this.#stop();
    this.#tell();
  }

  /** From the end it plays from the beginning. */
  play() {
    if (this.playing || this.#length === 0) return;
    this.hold?.();
    if (this.#position === this.#length && !this.#beyond) this.#position = 0;
    this.#start();
    this.#tell();
  }

  pause() {
    if (!this.playing) return;
    this.#stop();
    this.#tell();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** One moment on; like every command of a hand, it pauses first. */
  step() {
    if (this.hold) {
      this.hold();
      return;
    }
    const isLast = this.#position === this.#length;
    this.seek(this.#position + 1);
    if (isLast) this.#beyond?.after();
  }

  back() {
    const isFirst = this.#position === 0;
    this.seek(this.#position - 1);
    if (isFirst) this.#beyond?.before();
  }

  reset() {
    this.seek(0);
  }

  /** @param {number} position */
  seek(position) {
    this.#stop();
    this.#position = Math.min(Math.max(0, position), this.#length);
    this.#tell();
  }

  /**
   * While it rests it still says that it plays, and moves on afterwards.
   * @param {boolean} asleep
   */
  rest(asleep) {
    this.#asleep = asleep;
    if (this.#playing) this.#start();
  }

  dispose() {
    this.#abort.abort();
    this.#stop();
  }

  #start() {
    this.#stop();
    this.#playing = true;
    if (!this.#asleep) this.#timer = setInterval(() => this.#advance(), INTERVALS[this.#tempo]);
  }

  #stop() {
    clearInterval(this.#timer);
    this.#playing = false;
  }

  #advance() {
    if (this.#position >= this.#length && this.#beyond) return this.#beyond.after();
    this.#position = Math.min(this.#position + 1, this.#length);
    if (this.#position === this.#length && !this.#beyond) this.#stop();
    return this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
