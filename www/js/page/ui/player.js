/**
 * The common model of play, step and step back: a position among a number of
 * moments, 0 … length, which advances by itself while it plays. Independent of elements and lessons.
 * Event: `change`, whenever the position, the length or `playing` has changed.
 */

import { busyWhile } from "./idle.js";

/** Milliseconds per moment while it plays. */
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
  /** If set, `step` calls this instead of moving: something has to be shown first. @type {(() => void) | null} */
  intercept = null;

  /**
   * @param {{ tempo?: Tempo, beyond?: { after: () => void, before: () => void } }} [options]
   *   `beyond`: called by a step at either end, if there are more moments to load there; the caller
   *   loads them
   */
  constructor({ tempo = "normal", beyond } = {}) {
    super();
    this.#tempo = tempo;
    this.#beyond = beyond;
    busyWhile(() => this.#playing, this.#abort.signal);
  }

  /** Whether a step forward and a step back are possible. */
  get canStep() {
    const beyond = this.#beyond !== undefined;
    return { forward: beyond || this.#position < this.#length, back: beyond || this.#position > 0 };
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
   * Sets the number of moments; the position stays if it is still in range.
   * @param {number} length
   * @param {number} [position]
   */
  load(length, position = this.#position) {
    this.#length = length;
    this.#position = Math.min(Math.max(0, position), length);
    if (this.#position === length && !this.#beyond) this.#stop();
    this.#tell();
  }

  /** At the end, playing starts over from the beginning. */
  play() {
    if (this.playing || this.#length === 0) return;
    this.intercept?.();
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

  /** Moves on by one moment; like every manual command, it pauses first. */
  step() {
    if (this.intercept) {
      this.intercept();
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

  /** While asleep, `playing` stays true, and playing continues afterwards. @param {boolean} asleep */
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
