/**
 * The Network lesson: connects session, pictures, controls and log, runs the only loop of
 * animation frames, which takes snapshots and draws, and converts links to runs and runs to links.
 */

import { Look } from "../../paint/look.js";
import { Painter } from "../../paint/painter.js";
import { h, listen } from "../../ui/dom.js";
import { changeOf, spaceIsFree } from "../../ui/keys.js";
import { number, percent } from "../../ui/numbers.js";
import { arrange } from "./arrange.js";
import { Descriptions } from "./descriptions.js";
import { areLinked, readLink, writeLink } from "./link-state.js";
import { NeuronFocus } from "./neuron-focus.js";
import { neuronAt, placeOf } from "./neuron-names.js";
import { build } from "./build.js";
import { Reports } from "./reports.js";
import { Session } from "./session.js";
import { progressIn } from "./tasks.js";

export default class NetworkLesson {
  static readLink = readLink;
  #abort = new AbortController();
  #context;
  #session;
  #focus = new NeuronFocus();
  #painter = new Painter(() => this.#frame());
  #look = new Look(() => this.#restyle());
  #palette = "blueOrange";
  /** @type {Record<string, any>} */
  #parts = {};
  #descriptions;
  #reports;
  #layers = "";
  #fresh = false;
  /** Whether the run was at rest when weights and tiles were last drawn. */
  #rested = false;
  #curveIsOld = true;
  /** Shows a part in the column beside the pictures. */
  #showAside = (/** @type {string} */ _) => {};

  /** @param {import("../../shell/lessons.js").Context} context */
  constructor(context) {
    this.#context = context;
    const { words, notices, pkg, module } = context;
    this.#session = new Session({ pkg, module });
    this.#descriptions = new Descriptions(this.#session, words, this.#focus);
    this.#reports = new Reports(this.#session, notices, words);
  }

  *build() {
    const { root } = this.#context;
    yield* build(this.#parts, { ...this.#context, signal: this.#abort.signal }, {
      session: this.#session, focus: this.#focus, painter: this.#painter, look: this.#look,
      descriptions: this.#descriptions, updateCurve: () => this.#updateCurve(),
      choosePalette: (palette) => this.#choosePalette(palette), showAside: (part) => this.#showAside(part),
    });
    yield;
    const elements = Object.fromEntries(Object.entries(this.#parts).map(([name, { element }]) => [name, element]));
    this.#parts.controls.groups.network.before(this.#parts.inspector.element);
    root.classList.add("network-lesson");
    root.append(h("h2", { class: "visually-hidden", word: "lesson.network" }), this.#reports.spoken);
    this.#showAside = arrange(root, elements, this.#parts.controls.groups.training, this.#abort.signal);
    yield;
    // Most links use the chapter's data and network; others are made in `apply`.
    this.#session.stages.begin(this.#session.defaults);
    this.#restyle();
    yield;
    this.#parts.network.build();
    this.#listen();
  }

  /** @param {import("../../../shared/link.js").Entries} entries */
  apply(entries) {
    const session = this.#session;
    const { state, problems } = readLink(entries, this.#context.pkg);
    this.#setPalette(state.palette);
    // In a frame links come from the host, which knows.
    session.replace(state.config, state, parent === window ? "share.link" : "");
    const { layers } = session.config;
    this.#focus.pin(state.focus ? placeOf(layers, state.focus) : -1);
    return problems;
  }

  get fields() {
    return this.#session.fields;
  }

  get hands() {
    const choosePalette = (/** @type {string} */ palette) => this.#choosePalette(palette);
    return { session: this.#session, focus: this.#focus, choosePalette };
  }

  /** @returns {[string, string][]} the entries of a link to the current state */
  link() {
    const { config, place: step, changes, goal, speed } = this.#session;
    const { pinned } = this.#focus;
    const focus = pinned < 0 ? undefined : neuronAt(config.layers, pinned);
    return writeLink({ config, step, changes, play: goal?.play === true, palette: this.#palette, speed, focus }, this.#context.pkg);
  }

  /** The language has changed. */
  translate() {
    this.#parts.network.translate();
    this.#parts.tasks.translate();
    this.#parts.controls.translate();
    this.#parts.update.translate();
    this.#parts.inspector.translate();
    this.#parts.health.translate();
    this.#reports.spoken.replaceChildren();
    this.#parts.boundary.showFocus();
    this.#descriptions.update(true);
    this.#restyle();
  }

  /** @param {boolean} asleep the page is not visible */
  rest(asleep) {
    this.#session.rest(asleep);
    this.#parts.update.rest(asleep);
  }

  /** @returns {string[]} keys of texts on what the link leaves out */
  unlinked() {
    return areLinked(this.#session.changes) ? [] : ["share.changes"];
  }

  dispose() {
    this.#abort.abort();
    for (const part of Object.values(this.#parts)) part.dispose();
    this.#reports.dispose();
    this.#painter.dispose();
    this.#look.dispose();
    this.#session.dispose();
  }

  #listen() {
    const { signal } = this.#abort;
    const { changed } = this.#context;
    listen(this.#session, "run", () => this.#newRun(), signal);
    listen(this.#session.stages, "stage", () => this.#newStage(), signal);
    listen(this.#session, "snapshot", () => this.#arrived(), signal);
    listen(this.#session, "state", () => {
      changed();
      this.#refresh();
    }, signal);
    const { update, inspector } = this.#parts;
    this.#descriptions.moment = () => update.inner?.momentName ?? "";
    listen(update, "change", () => this.#session.resting && this.#descriptions.update(true), signal);
    listen(update, "weight", ({ detail }) => {
      this.#showAside("controls");
      inspector.pin({ kind: "w", ...detail });
    }, signal);
    listen(this.#focus, "change", () => this.#focusMoved(), signal);
    listen(document, "keydown", (event) => this.#key(event), signal);
    listen(document, "visibilitychange", () => {
      this.#session.pull();
      this.#painter.request();
    }, signal);
  }

  #newRun() {
    this.#fresh = false;
    this.#curveIsOld = true;
    const layers = String(this.#session.config.layers);
    // The focus is kept if the new network has the same layers.
    if (layers !== this.#layers) this.#focus.pin(-1);
    this.#layers = layers;
    this.#rested = true;
    const { transport, loss, accuracy, network } = this.#parts;
    for (const part of [transport, loss, accuracy, this.#descriptions]) part.clear();
    network.build();
    this.#parts.boundary.showFocus();
    this.#restyle();
    this.#context.changed();
  }

  /** The run has another stage, which has no state yet. */
  #newStage() {
    this.#restyle();
    this.#fresh = this.#session.snapshot !== null;
    this.#painter.request();
  }

  /** A snapshot has arrived; it is drawn in the next frame. */
  #arrived() {
    this.#fresh = true;
    // During training the step in the URL is not updated.
    if (this.#session.resting) this.#context.changed(true);
    this.#painter.request();
  }

  /** Each frame: takes the newest snapshot, marks the pictures that it changes, requests the next. */
  #frame() {
    const { stage, snapshot } = this.#session;
    if (!this.#fresh || !stage || !snapshot) return;
    this.#fresh = false;
    this.#curveIsOld = true;
    const other = stage.setState(snapshot.state) || !this.#rested;
    this.#refresh();
    const { transport, loss, accuracy, network } = this.#parts;
    transport.show(snapshot);
    for (const part of [loss, accuracy]) part.show(snapshot.metrics);
    this.#descriptions.update();
    this.#noticeTasks();
    const { resting } = this.#session;
    this.#rested = resting;
    // At rest the field becomes fine, even if the network is unchanged.
    const names = ["field", "loss", "accuracy", "log", ...(other ? ["tiles", "weights"] : [])];
    if (resting) {
      if (other) network.renew();
      this.#painter.markNow(...names);
    } else {
      this.#painter.mark(...names);
    }
    if (!document.hidden) this.#session.pull();
  }

  #noticeTasks() {
    const { tasks } = this.#parts;
    const progress = progressIn(this.#session, (id) => tasks.isDone(id));
    for (const id of ["fast", "small"]) {
      const under = progress.find((one) => one.id === id);
      tasks.tell(id, under ? { best: number("task-best", under.best, percent) } : null);
      if (under?.done) tasks.done(id);
    }
  }

  /** Refreshes the panels that inspect the network at rest. */
  #refresh() {
    const { update, health, inspector } = this.#parts;
    for (const part of [update, health, inspector]) part.refresh();
  }

  /** Passes the curve to the stage; called when drawing, which is less often than snapshots arrive. */
  #updateCurve() {
    const { stage, snapshot, curve } = this.#session;
    if (!this.#curveIsOld || !snapshot) return;
    this.#curveIsOld = false;
    const now = this.#session.columns.map((column) => snapshot.metrics[column]);
    stage.setCurve(curve.rows, Float64Array.from(now));
  }

  #restyle() {
    const { stage } = this.#session;
    if (!stage) return;
    const { dark, scale, font } = this.#look;
    stage.setLook({ dark, scale, font, palette: this.#palette });
    const say = (/** @type {string} */ word) => this.#context.words.say(`chart.${word}`);
    stage.setLabels({
      epoch: say("epoch"), train: say("train"), test: say("test"), mse: say("mse"),
      accuracy: say("accuracy"), x1: "x₁", x2: "x₂",
    });
    this.#painter.markAll();
  }

  #setPalette(palette) {
    this.#palette = palette;
    this.#parts.controls.palette.show(palette);
    this.#parts.boundary.element.dataset.palette = palette;
  }

  #choosePalette(palette) {
    this.#setPalette(palette);
    this.#restyle();
    this.#context.changed();
  }

  #focusMoved() {
    this.#descriptions.update(!this.#session.playing);
    this.#context.changed();
  }

  #key(event) {
    const change = changeOf(event);
    if (!change && !spaceIsFree(event)) return;
    event.preventDefault();
    if (change) this.#session.past[change]();
    else this.#parts.transport.toggle();
  }
}
