/**
 * An expression, its tape, and the moment of it that is shown: what every picture of a tape is a
 * function of. The numbers are the tape's, from Rust; here are only the learner's choices. Event:
 * `change`, with `detail.shape` true when the nodes themselves have become others.
 */

import { Player } from "../ui/player.js";

/**
 * @typedef {{ name: string, named: boolean, op: string, operands: number[], given: boolean }} Node
 * @typedef {{ operand: number, slope: number, product: number, before: number, after: number }} Contribution
 * @typedef {{ kind: "start" | "forward" | "seed" | "backward", node?: number, pass?: number,
 *   step?: number, steps?: number, incoming?: number, before?: number, after?: number,
 *   contributions?: Contribution[] }} Moment
 * @typedef {{ nodes: Node[], root: number }} Graph
 * @typedef {{ root: number, passes: number, values: Float64Array, known: boolean[], gradients: Float64Array,
 *   watched: boolean[], derivatives: Float64Array, quotients: Float64Array, relatives: Float64Array,
 *   moment: Moment, paths?: any }} Frame what is shown of a graph
 */

export class TapeModel extends EventTarget {
  #pkg;
  #tape;
  /** @type {Node[]} */
  #nodes = [];
  /** What the tape says, until something changes. @type {Frame | null} */
  #frame = null;
  /** The variable whose paths are followed. @type {string | undefined} */
  #by;
  /** Whether the nodes have become others since the last event. */
  #fresh = false;
  /** Whether changes are told of together, later, and whether there are any. */
  #held = false;
  #due = false;
  text = "";
  /** The values that the variables have in a fresh tape of this text. @type {Map<string, number>} */
  begins = new Map();
  /** The name of the node of the last statement. */
  last = "";
  player = new Player();

  /**
   * @param {{ pkg: any, text: string, values?: Record<string, number> }} parts
   */
  constructor({ pkg, text, values = {} }) {
    super();
    this.#pkg = pkg;
    this.#tape = new pkg.Tape(text);
    this.#take(this.#tape, text, values);
    // Whoever makes it shows these nodes without being told.
    this.#fresh = false;
    this.player.addEventListener("change", () => this.#tell());
  }

  /**
   * Another expression; it begins with all its gradients there. Variables that it shares with the
   * one before keep their values, unless the text gives them others.
   * @param {string} text
   * @param {Record<string, number>} [values] instead of those that are kept
   * @throws a typed error that points into the text; then everything stays as it was
   */
  read(text, values) {
    const tape = new this.#pkg.Tape(text);
    const before = this.#tape;
    try {
      this.#take(tape, text, values ?? this.#kept(tape.nodes()));
    } catch (problem) {
      tape.free();
      throw problem;
    }
    before.free();
  }

  get nodes() {
    return this.#nodes;
  }

  /** @returns {Graph} */
  get graph() {
    return { nodes: this.#nodes, root: this.frame.root };
  }

  /** The tape is asked once for all that is shown. @returns {Frame} */
  get frame() {
    this.#frame ??= /** @type {Frame} */ (this.#tape.frame(this.player.position, this.#by));
    return this.#frame;
  }

  /** @param {string | undefined} name of the variable whose paths to the root are followed */
  follow(name) {
    if (name !== this.#by) this.#frame = null;
    this.#by = name;
  }

  /** The variables. */
  get leaves() {
    return this.#nodes.filter(({ op }) => op === "leaf");
  }

  get root() {
    return this.#nodes[this.frame.root].name;
  }

  /**
   * @param {string} name
   * @returns {number}
   */
  valueOf(name) {
    return this.frame.values[this.#index(name)];
  }

  /** What the learner has chosen of each variable. */
  get choices() {
    const { values, watched } = this.frame;
    return this.#nodes.flatMap(({ name, op }, i) => {
      return op === "leaf" ? [{ name, value: values[i], watched: watched[i] }] : [];
    });
  }

  /**
   * Makes several changes, and tells of them once.
   * @param {() => void} change
   */
  together(change) {
    this.#held = true;
    try {
      change();
    } finally {
      this.#held = false;
      if (this.#due) this.#tell();
    }
  }

  /**
   * A variable gets another value; what is shown is shown with it.
   * @param {string} name
   * @param {number} value
   */
  set(name, value) {
    this.#tape.set(name, value);
    this.#tell();
  }

  /** Chooses whether a variable is watched. It begins anew, with all its gradients there. */
  watch(name, watched) {
    const { root } = this;
    this.#tape.watch(name, watched);
    this.#record(root, 1);
  }

  /** Goes backward from another node. */
  choose(root) {
    this.#record(root, 1);
  }

  /** Forgets the gradients: what is left is the forward pass. */
  zero() {
    this.#record(this.root, 1, this.#tape.forwardMoments());
  }

  /** Goes backward to the end; from there, once more, without zeroing. */
  backward() {
    const { passes } = this.frame;
    const again = this.player.position === this.player.length && passes < 100;
    if (again) this.#record(this.root, passes + 1);
    else this.player.seek(this.player.length);
  }

  /** The formula of a node, down to the nodes that have names. */
  formula(name) {
    return this.#tape.formula(name);
  }

  /** ∂root/∂by, whatever has been played. */
  derivative(by) {
    return this.frame.derivatives[this.#index(by)];
  }

  /** On how many ways a variable reaches the root. */
  waysFrom(by) {
    return this.#tape.frame(0, by).paths.total;
  }

  dispose() {
    this.player.dispose();
    this.#tape.free();
  }

  #take(tape, text, values) {
    const nodes = tape.nodes();
    const { root, values: first } = tape.frame(0);
    for (const [name, value] of Object.entries(values)) tape.set(name, value);
    this.#tape = tape;
    this.#nodes = nodes;
    this.#by = undefined;
    this.#frame = null;
    this.text = text;
    this.begins = new Map(nodes.flatMap(({ name, op }, i) => (op === "leaf" ? [[name, first[i]]] : [])));
    this.last = nodes[root].name;
    this.#fresh = true;
    this.player.load(tape.moments(), tape.moments());
  }

  #record(root, passes, at = Infinity) {
    this.#tape.record(root, passes);
    this.#frame = null;
    this.player.load(this.#tape.moments(), at);
  }

  /** The values of the variables that another expression also has and does not set itself. */
  #kept(nodes) {
    const { values } = this.frame;
    const kept = nodes.filter(({ op, given, name }) => {
      return op === "leaf" && !given && this.leaves.some((leaf) => leaf.name === name);
    });
    return Object.fromEntries(kept.map(({ name }) => [name, values[this.#index(name)]]));
  }

  #index(name) {
    return this.#nodes.findIndex((node) => node.name === name && node.op !== "constant");
  }

  #tell() {
    this.#frame = null;
    this.#due = this.#held;
    if (this.#held) return;
    const shape = this.#fresh;
    this.#fresh = false;
    this.dispatchEvent(new CustomEvent("change", { detail: { shape } }));
  }
}
