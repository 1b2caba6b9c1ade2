/**
 * An expression, its tape, and the moment shown: every picture of a tape is a
 * function of this model. The numbers come from the tape in Rust; here are only the learner's choices. Event:
 * `change`, with `detail.shape` true if the nodes themselves have changed.
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
 *   moment: Moment, paths?: any }} Frame the state of a graph at one moment
 */

export class TapeModel extends EventTarget {
  #pkg;
  #tape;
  /** @type {Node[]} */
  #nodes = [];
  /** The tape's current frame, cached until something changes. @type {Frame | null} */
  #frame = null;
  /** The variable whose paths are shown. @type {string | undefined} */
  #variable;
  /** True if the nodes have changed since the last event. */
  #nodesChanged = false;
  /** Whether events are held back, to be sent as one, and whether one is due. */
  #collecting = false;
  #due = false;
  text = "";
  /** The variables' initial values in this text. @type {Map<string, number>} */
  initialValues = new Map();
  /** The name of the node of the last statement. */
  last = "";
  player = new Player();

  /** @param {{ pkg: any, text: string, values?: Record<string, number> }} parts */
  constructor({ pkg, text, values = {} }) {
    super();
    this.#pkg = pkg;
    this.#tape = new pkg.Tape(text);
    this.#load(this.#tape, text, values);
    // The creator shows these nodes without an event.
    this.#nodesChanged = false;
    this.player.addEventListener("change", () => this.#tell());
  }

  /**
   * Reads another expression; it starts at the end, with all gradients known. Variables that it shares with
   * the previous one keep their values, unless the text assigns others.
   * @param {string} text
   * @param {Record<string, number>} [values] instead of the kept ones
   * @throws a typed error with a position in the text; the model is then unchanged
   */
  read(text, values) {
    const tape = new this.#pkg.Tape(text);
    const before = this.#tape;
    try {
      this.#load(tape, text, values ?? this.#kept(tape.nodes()));
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

  /** Everything shown, from one call to the tape. @returns {Frame} */
  get frame() {
    this.#frame ??= /** @type {Frame} */ (this.#tape.frame(this.player.position, this.#variable));
    return this.#frame;
  }

  /** @param {string | undefined} name of the variable whose paths to the root are shown */
  follow(name) {
    if (name !== this.#variable) this.#frame = null;
    this.#variable = name;
  }

  /** The variables. */
  get leaves() {
    return this.#nodes.filter(({ op }) => op === "leaf");
  }

  get root() {
    return this.#nodes[this.frame.root].name;
  }

  /** @param {string} name @returns {number} */
  valueOf(name) {
    return this.frame.values[this.#index(name)];
  }

  /** The learner's choices for each variable. */
  get choices() {
    const { values, watched } = this.frame;
    return this.#nodes.flatMap(({ name, op }, i) => {
      return op === "leaf" ? [{ name, value: values[i], watched: watched[i] }] : [];
    });
  }

  /** Makes several changes, with one event. @param {() => void} change */
  together(change) {
    this.#collecting = true;
    try {
      change();
    } finally {
      this.#collecting = false;
      if (this.#due) this.#tell();
    }
  }

  /**
   * Sets the value of a variable; the moment stays the same.
   * @param {string} name
   * @param {number} value
   */
  set(name, value) {
    this.#tape.set(name, value);
    this.#tell();
  }

  /** Chooses whether a variable is watched. The tape is recorded again and shown with all gradients known. */
  watch(name, watched) {
    const { root } = this;
    this.#tape.watch(name, watched);
    this.#record(root, 1);
  }

  /** Goes backward from another node. */
  choose(root) {
    this.#record(root, 1);
  }

  /** Clears the gradients: only the forward pass is left. */
  zero() {
    this.#record(this.root, 1, this.#tape.forwardMoments());
  }

  /** Runs backward to the end; if already there, adds another pass without zeroing. */
  backward() {
    const { passes } = this.frame;
    const again = this.player.position === this.player.length && passes < 100;
    if (again) this.#record(this.root, passes + 1);
    else this.player.seek(this.player.length);
  }

  /** The formula of a node, expanded down to named nodes. */
  formula(name) {
    return this.#tape.formula(name);
  }

  /** The moment and the last one of a single pass: what a link says of the player. */
  get moment() {
    const forward = this.#tape.forwardMoments();
    const last = forward + (this.player.length - forward) / this.frame.passes;
    return { at: Math.min(this.player.position, last), last };
  }

  /** ∂root/∂by, independent of the moment shown. */
  derivative(by) {
    return this.frame.derivatives[this.#index(by)];
  }

  /** The number of paths from a variable to the root. */
  waysFrom(by) {
    return this.#tape.frame(0, by).paths.total;
  }

  dispose() {
    this.player.dispose();
    this.#tape.free();
  }

  #load(tape, text, values) {
    const nodes = tape.nodes();
    const { root, values: first } = tape.frame(0);
    for (const [name, value] of Object.entries(values)) tape.set(name, value);
    this.#tape = tape;
    this.#nodes = nodes;
    this.#variable = undefined;
    this.#frame = null;
    this.text = text;
    this.initialValues = new Map(nodes.flatMap(({ name, op }, i) => (op === "leaf" ? [[name, first[i]]] : [])));
    this.last = nodes[root].name;
    this.#nodesChanged = true;
    this.player.load(tape.moments(), tape.moments());
  }

  #record(root, passes, at = Infinity) {
    this.#tape.record(root, passes);
    this.#frame = null;
    this.player.load(this.#tape.moments(), at);
  }

  /** The values of the variables that the new expression shares and does not set. */
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
    this.#due = this.#collecting;
    if (this.#collecting) return;
    const shape = this.#nodesChanged;
    this.#nodesChanged = false;
    this.dispatchEvent(new CustomEvent("change", { detail: { shape } }));
  }
}
