/**
 * The Chain rule lesson: an expression, its tape as a graph with value and gradient in every node,
 * played forward and backward one operation at a time, and the chain rule checked along every path.
 */

import { momentText } from "../../tape/describe.js";
import { TapeModel } from "../../tape/tape-model.js";
import { TapeStage } from "../../tape/tape-stage.js";
import { short } from "../../tape/write.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { number } from "../../ui/numbers.js";
import { onWidth } from "../../ui/order.js";
import { PlayerBar } from "../../ui/player-bar.js";
import { later } from "../../ui/later.js";
import { layOutRooms } from "../../ui/rooms.js";
import { Tasks } from "../../ui/tasks.js";
import { Check } from "./check.js";
import { CHAPTER, exampleShown } from "./examples.js";
import { ExpressionField } from "./expression-field.js";
import { ANSWERS, doneBy, ownSoFar } from "./tasks.js";
import { applyLink, readLink, writeLink } from "./link-state.js";
import manifest from "./manifest.js";
import { Table } from "./table.js";

export default class ChainRuleLesson {
  static readLink = readLink;
  #abort = new AbortController();
  #context;
  #model;
  /** @type {Record<string, any>} */
  #parts = {};
  /** True once the learner may see the derivatives: until then the lesson asks. */
  #told = false;
  #root = h("select", { id: uniqueId("root") });

  /** @param {import("../../shell/lessons.js").Context} context */
  constructor(context) {
    this.#context = context;
    this.#model = new TapeModel({ pkg: context.pkg, text: CHAPTER.text, values: CHAPTER.values });
  }

  *build() {
    const { root, words, notices, pkg } = this.#context;
    const model = this.#model;
    const stage = new TapeStage({ model, words });
    this.#parts.stage = stage;
    yield;
    const from = h("div", { class: "labelled" }, h("label", { for: this.#root.id, word: "tape.root" }), this.#root);
    const field = new ExpressionField({
      words, functions: pkg.Tape.functions(), after: [from], read: (text, values) => model.read(text, values),
      values: () => Object.fromEntries(model.choices.map(({ name, value }) => [name, value])),
      stale: (is) => stage.element.classList.toggle("stale", is),
    });
    const bar = new PlayerBar({
      player: model.player, words,
      position: () => momentText(words, model.graph, model.frame),
    });
    const [check, table] = [new Check({ words, model }), new Table({ words, model })];
    const tasks = new Tasks({
      manifest, answers: { ...ANSWERS, predict: (answer) => this.#judge(answer) }, shows: { predict: () => this.#tell(), count: () => table.element }, words, notices,
    });
    Object.assign(this.#parts, { field, bar, check, table, tasks });
    yield;
    layOutRooms(root, {
      lesson: manifest.id, paragraphs: ["chain-rule.text.1", "chain-rule.text.2", "chain-rule.text.3"],
      tasks: tasks.element, transport: bar.element,
      stage: h("div", { class: "chain-rule-stage" }, field.element, stage.element),
      formula: h("div", { class: "chain-rule-numbers" }, check.element, table.element),
    }, this.#abort.signal);
    this.#placeButtons(root);
    this.#listen();
  }

  /** @param {import("../../../shared/link.js").Entries} entries */
  apply(entries) {
    this.#told = false;
    const { state, problems } = applyLink(entries, this.#model);
    // Replaces text that was refused, even if the expression is unchanged.
    this.#parts.field.show(this.#model.text);
    if (state.play) this.#model.player.play();
    return problems;
  }

  async explain() {
    const [{ explainLink }] = await later(this.#context.words, import("./expression-error.js"));
    return explainLink;
  }

  get hands() {
    return { player: this.#model.player };
  }

  /** @returns {[string, string][]} the entries of a link to the current state */
  link() {
    return writeLink(this.#model);
  }

  *translate() {
    const { stage, field } = this.#parts;
    stage.translate();
    yield;
    field.translate();
    this.#parts.tasks.translate();
    this.#reshape();
    yield;
    this.#show();
  }

  settle() {
    this.#parts.stage.view.settle();
  }

  /** @param {boolean} asleep the page is not visible */
  rest(asleep) {
    this.#model.player.rest(asleep);
  }

  dispose() {
    this.#abort.abort();
    for (const part of Object.values(this.#parts)) part.dispose();
    this.#model.dispose();
  }

  /** Adds two more buttons, in the bar or, if it is too narrow, above the picture. */
  #placeButtons(root) {
    const { signal } = this.#abort;
    const button = (word, run) => {
      const element = h("button", { type: "button", word });
      listen(element, "click", run, signal);
      return element;
    };
    const more = [
      button("tape.backward", () => this.#model.backward()),
      button("tape.zero", () => this.#model.zero()),
    ];
    const row = h("div", { class: "buttons tape-buttons" });
    const { bar, stage } = this.#parts;
    stage.element.prepend(row);
    onWidth(root, (narrow) => {
      (narrow ? row : bar.element.querySelector(".buttons"))?.append(...more);
      row.hidden = !narrow;
    }, signal);
  }

  #listen() {
    const { signal } = this.#abort;
    const model = this.#model;
    listen(this.#root, "change", () => model.choose(this.#root.value), signal);
    listen(model, "change", ({ detail }) => {
      if (detail.shape) {
        this.#parts.field.show(model.text);
        this.#reshape();
      }
      this.#show();
      if (!model.player.playing) this.#context.changed();
    }, signal);
  }

  /** Judges the prediction; a right one is shown to be right. */
  #judge(answer) {
    const verdict = ANSWERS.predict(answer);
    if (verdict === true) this.#tell();
    return verdict;
  }

  /** Shows the derivatives. @returns {HTMLElement} their panel */
  #tell() {
    this.#told = true;
    this.#show();
    return this.#parts.check.element;
  }

  /** The nodes have changed, and with them the roots, variables and rows. */
  #reshape() {
    const { nodes } = this.#model;
    const roots = nodes.filter(({ op }) => op !== "constant");
    this.#root.replaceChildren(...roots.toReversed().map(({ name }) => h("option", { value: name }, name)));
    const { check, table, stage } = this.#parts;
    for (const part of [check, table]) part.reshape(stage.view.drawn);
  }

  #show() {
    const model = this.#model;
    const { field, check, table, tasks } = this.#parts;
    const { player: { position, length }, root, last } = model;
    const shown = exampleShown(model);
    this.#root.value = root;
    field.choose(shown?.id ?? "");
    this.#told ||= position === length || shown !== CHAPTER || root !== last || tasks.isDone("predict");
    check.show(this.#told);
    table.show(model.frame);
    const own = ownSoFar(model);
    tasks.tell("own", own && { slope: number("own-slope", own.slope, short), paths: number("own-paths", own.paths, String) });
    for (const id of doneBy(model, own)) tasks.done(id);
  }
}
