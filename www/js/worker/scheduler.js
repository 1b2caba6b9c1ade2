/**
 * Schedules the next slice of work. Between slices the thread must receive its messages, and
 * `setTimeout(…, 0)` is clamped to 4 ms after a few turns, which would cost a third of the speed;
 * a message to itself is not clamped. Uses no API that only a page or only a worker has.
 */

export class Scheduler {
  #channel = new MessageChannel();
  #timer = 0;
  /** @type {(() => void) | null} */
  #task = null;
  #gap;

  /**
   * @param {number} gap milliseconds to leave free between slices: 0 in a worker; a page gives
   *   itself time for drawing and input
   */
  constructor(gap = 0) {
    this.#gap = gap;
    this.#channel.port1.onmessage = () => this.#run();
  }

  /**
   * Runs `task` once, after at least `delay` milliseconds. A task already waiting is replaced.
   * @param {() => void} task
   * @param {number} delay
   */
  schedule(task, delay = 0) {
    const waiting = this.#task !== null && this.#timer === 0;
    const wait = Math.max(delay, this.#gap);
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#task = task;
    if (wait > 0) this.#timer = setTimeout(() => this.#run(), wait);
    else if (!waiting) this.#channel.port2.postMessage(null);
  }

  /** Drops the waiting task. */
  cancel() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#task = null;
  }

  dispose() {
    this.cancel();
    this.#channel.port1.close();
  }

  #run() {
    const task = this.#task;
    this.#task = null;
    this.#timer = 0;
    task?.();
  }
}
