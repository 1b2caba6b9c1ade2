/**
 * One pattern for play, step and step back, wherever it appears: a position among a number of
 * moments, 0 … length, which moves by itself while it plays. Knows no element and no lesson.
 * Event: `change`, whenever the position, the length or playing has changed.
 */

/** Milliseconds that a moment stands while it plays. */
export const INTERVALS = Object.freeze({ slow: 1500, normal: 700, fast: 120 });

/** @typedef {keyof typeof INTERVALS} Tempo */

export class Player extends EventTarget {
  #length = 0;
  #position = 0;
  #timer = 0;
  /** @type {Tempo} */
  #tempo;

  /** @param {{ tempo?: Tempo }} [options] */
  constructor({ tempo = "normal" } = {}) {
    super();
    this.#tempo = tempo;
  }

  get length() {
    return this.#length;
  }

  get position() {
    return this.#position;
  }

  get playing() {
    return this.#timer !== 0;
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
    if (this.#position === length) this.#stop();
    this.#tell();
  }

  /** From the end it plays from the beginning. */
  play() {
    if (this.playing || this.#length === 0) return;
    if (this.#position === this.#length) this.#position = 0;
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
    this.seek(this.#position + 1);
  }

  back() {
    this.seek(this.#position - 1);
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

  dispose() {
    this.#stop();
  }

  #start() {
    this.#stop();
    this.#timer = setInterval(() => this.#advance(), INTERVALS[this.#tempo]);
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #advance() {
    this.#position += 1;
    if (this.#position >= this.#length) {
      this.#position = this.#length;
      this.#stop();
    }
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
