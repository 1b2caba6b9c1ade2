/**
 * The Activations lesson: the slope of a function at a neuron's z, and its effect on a gradient.
 * Everything is computed in the page; there is no worker and nothing moves by itself.
 */

import { Look } from "../../paint/look.js";
import { Painter } from "../../paint/painter.js";
import { Choices } from "../../ui/controls/choices.js";
import { NumberControl } from "../../ui/controls/number-control.js";
import { Delay } from "../../ui/delay.js";
import { numberIn } from "../../../shared/link-keys.js";
import { h, listen } from "../../ui/dom.js";
import { explain } from "../../ui/explain.js";
import { number } from "../../ui/numbers.js";
import { progress } from "../../ui/progress.js";
import { layOutRooms } from "../../ui/rooms.js";
import { Tasks } from "../../ui/tasks.js";
import { Description } from "./description.js";
import { keysOf, readLink, writeLink } from "./link-state.js";
import manifest from "./manifest.js";
import { Model } from "./model.js";
import { Panel } from "./panel.js";
import { Prediction } from "./prediction.js";
import { ShapePlot } from "./shape-plot.js";
import { Strip } from "./strip.js";
import { GOOD_SKETCH, SKETCHED, answers, isHalf, leak } from "./tasks.js";
import { written } from "./write.js";

const TEXT = ["activations.text.role", "activations.text.flat"];
/** The model's state for a link. @param {import("./link-state.js").LinkState} state */
const shownBy = (state) => ({ name: state.function, z: state.z, leakySlope: state.slope });

/** Milliseconds that the probe must stay at a z for it to count for a task. */
const REST = 500;

export default class ActivationsLesson {
  static readLink = readLink;
  #abort = new AbortController();
  #context;
  #keys;
  #model;
  #look = new Look(() => this.#restyle());
  #painter = new Painter(() => {});
  /** @type {Record<string, any>} */
  #parts;
  #rest = new Delay(() => this.#rested());

  /** @param {import("../../shell/lessons.js").Context} context */
  constructor(context) {
    this.#context = context;
    const { root, pkg } = context;
    this.#keys = keysOf(pkg);
    this.#model = new Model(new pkg.ActivationView(), pkg.ActivationView.range(), shownBy(readLink(new Map(), pkg).state),
      (name) => name === "sigmoid" && !progress.isDone(manifest.id, "flat"));
    this.#parts = this.#makeParts();
    const { tasks: list, panel } = this.#parts;
    layOutRooms(root, {
      lesson: manifest.id, paragraphs: TEXT, tasks: list.element, stage: this.#makeStage(), formula: panel.element,
    }, this.#abort.signal);
    listen(this.#model, "shape", () => this.#rebuild(), this.#abort.signal);
    listen(this.#model, "move", () => this.#moved(), this.#abort.signal);
    listen(progress, "change", () => this.#model.refresh(), this.#abort.signal);
  }

  /** @param {import("../../../shared/link.js").Entries} entries */
  apply(entries) {
    const { state, problems } = readLink(entries, this.#context.pkg);
    this.#model.begin(shownBy(state));
    return problems;
  }

  get fields() {
    return this.#keys;
  }

  /** Nothing moves by itself. */
  get hands() {
    return {};
  }

  /** @returns {[string, string][]} the entries of a link to the current state */
  link() {
    const { name, z, leakySlope } = this.#model;
    return writeLink({ function: name, z, slope: leakySlope }, this.#context.pkg);
  }

  /** The language has changed. */
  translate() {
    this.#parts.tasks.translate();
    for (const control of [this.#parts.z, this.#parts.leakySlope]) control.entry.translate();
    this.#restyle();
  }

  dispose() {
    this.#rest.stop();
    this.#abort.abort();
    for (const part of ["plot", "tasks", "description"]) this.#parts[part].dispose();
    this.#painter.dispose();
    this.#look.dispose();
    this.#model.view.free();
  }

  #makeParts() {
    const { words, notices, pkg } = this.#context;
    const model = this.#model;
    const { signal } = this.#abort;
    const description = new Description(model, words);
    const list = new Tasks({
      manifest, answers: answers(pkg, this.#keys[0].values), words, notices,
      shows: {
        flat: () => this.#place("sigmoid", 2.5), layers: () => this.#place("sigmoid", 0, "strip"), whole: () => this.#place("relu", 2, "strip"), silu: () => this.#place("silu", -1),
      },
    });
    const prediction = new Prediction({
      model, words, signal, begun: () => this.#parts.plot.focus(),
      revealed: (difference) => {
        if (model.name !== SKETCHED) return;
        list.tell("sketch", { difference: number("sketch-difference", difference, written), limit: String(GOOD_SKETCH) });
        if (difference <= GOOD_SKETCH) list.done("sketch");
      },
    });
    const plot = new ShapePlot({
      model, look: this.#look, painter: this.#painter, words, range: pkg.ActivationView.range(), description: description.element, beside: prediction.readout,
    });
    const [choice, z, slope] = this.#keys;
    return {
      description, prediction, plot, tasks: list, panel: new Panel(model, words), strip: new Strip(model),
      functions: new Choices({
        name: "activations.functions", values: choice.values, word: (value) => `value.${value}`,
        choose: (name) => model.set({ name }), signal,
      }),
      z: this.#number(z, (value) => model.set({ z: value })),
      leakySlope: this.#number(slope, (leakySlope) => model.set({ leakySlope })),
    };
  }

  /** A slider that takes effect while it moves, and a field for the exact value. */
  #number(field, put) {
    const { signal } = this.#abort;
    const control = new NumberControl(field, {
      signal,
      commit: (text) => put(numberIn(text, field)),
      explain: (problem) => explain(this.#context.words, problem, [field]),
    });
    const slider = /** @type {HTMLInputElement} */ (control.element.querySelector("input[type=range]"));
    listen(slider, "input", () => put(Number(slider.value)), signal);
    return control;
  }

  /** Shows a function at a z. @returns {HTMLElement} the element to look at */
  #place(name, z, part = "plot") {
    this.#model.leaveSketch();
    this.#model.set({ name, z });
    return this.#parts[part].element;
  }

  #makeStage() {
    const { functions, prediction, plot, strip, z, leakySlope, description } = this.#parts;
    Object.entries({ function: functions, z, slope: leakySlope }).forEach(([name, { element }]) => {
      element.dataset.part = `controls.${name}`;
    });
    return h("section", { class: "panel", wordLabel: "activations.stage" },
      h("div", { class: "stage-head" }, functions.element, prediction.element),
      h("div", { class: "figure" },
        h("div", { class: "figure-plot", "data-part": "plot" }, plot.element, plot.table, plot.readout, z.element),
        leakySlope.element, strip.element),
      description.element);
  }

  /** The function, its parameter, or what is shown of it has changed. */
  #rebuild() {
    const { plot, panel, prediction, functions, leakySlope } = this.#parts;
    const { name } = this.#model;
    this.#label();
    functions.show(name);
    leakySlope.element.hidden = name !== "leakyRelu";
    panel.build();
    if (this.#model.phase !== "revealed") this.#parts.tasks.tell("sketch", null);
    prediction.build();
    plot.build(this.#context.words);
    this.#moved();
  }

  /** The probe or the sketch has moved. */
  #moved() {
    const { plot, panel, prediction, strip, z, leakySlope, description } = this.#parts;
    const model = this.#model;
    const numbers = model.view.at(model.z);
    for (const part of [plot, panel]) part.show(numbers);
    for (const part of [strip, prediction]) part.show();
    z.show(model.z);
    leakySlope.show(model.leakySlope);
    this.#painter.markNow("probe");
    description.update();
    this.#context.changed();
    this.#rest.start(REST);
  }

  #rested() {
    const { view, z } = this.#model;
    const slope = view.at(z)["slope-of-z"];
    const { tasks } = this.#parts;
    if (isHalf(this.#model, slope)) tasks.done("half");
    const leaked = leak(this.#model, slope);
    tasks.tell("leaky", leaked && { left: number("task-left", leaked.left, written) });
    if (leaked?.done) tasks.done("leaky");
  }

  #restyle() {
    const { dark, font } = this.#look;
    this.#model.view.setLook({ dark, font, scale: this.#parts.plot.scale, palette: "blueOrange" });
    this.#rebuild();
  }

  #label() {
    const { words } = this.#context;
    this.#model.view.setLabels({
      title: words.say(`value.${this.#model.name}`), z: "z", value: "f", slope: "f′",
      sketch: words.say("activations.sketch"), saturated: words.say("activations.saturated"),
    });
  }
}
