/**
 * The neuron in focus: the one under the pointer, else the one with the keyboard focus,
 * else the one pinned by a tap, a click or Enter; and the weight that is inspected. Event: `change`.
 */

export class NeuronFocus extends EventTarget {
  #hovered = -1;
  #keyed = -1;
  #pinned = -1;
  /** The weight that is inspected. @type {{ layer: number, from: number, to: number } | null} */
  edge = null;

  /** Index in the order of the layout, or −1. */
  get shown() {
    if (this.#hovered >= 0) return this.#hovered;
    return this.#keyed >= 0 ? this.#keyed : this.#pinned;
  }

  get pinned() {
    return this.#pinned;
  }

  /** @param {number} index or −1 */
  hover(index) {
    this.#set(() => { this.#hovered = index; });
  }

  /** @param {number} index or −1 */
  key(index) {
    this.#set(() => { this.#keyed = index; });
  }

  /** Pins a neuron, or releases it if it is pinned. @param {number} index */
  toggle(index) {
    this.pin(this.#pinned === index ? -1 : index);
  }

  /** @param {number} index or −1 */
  pin(index) {
    this.#set(() => {
      this.#pinned = index;
      if (index < 0) this.#hovered = this.#keyed = -1;
    });
  }

  /** @param {NeuronFocus["edge"]} edge */
  mark(edge) {
    this.edge = edge;
    this.dispatchEvent(new Event("change"));
  }

  #set(change) {
    const before = [this.shown, this.#pinned];
    change();
    if (before[0] !== this.shown || before[1] !== this.#pinned) this.dispatchEvent(new Event("change"));
  }
}
