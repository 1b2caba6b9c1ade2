/**
 * The chain-rule lesson: an expression, its tape as a graph with value and gradient in every node,
 * played forward and backward one operation at a time, and the chain rule checked along every path.
 */

import { CHAPTER, exampleShown } from "../chain-rule/examples.js";
import { Check } from "../chain-rule/check.js";
import { explainExpression } from "../chain-rule/expression-error.js";
import { ExpressionField } from "../chain-rule/expression-field.js";
import { TASKS, reached } from "../chain-rule/goals.js";
import { KEYS, applyLink, writeLink } from "../chain-rule/link-state.js";
import { Table } from "../chain-rule/table.js";
import { h, listen, uniqueId } from "../dom.js";
import { PlayerBar } from "../lesson/player-bar.js";
import { furnish } from "../lesson/rooms.js";
import { Tasks } from "../lesson/tasks.js";
import { onWidth } from "../order.js";
import { momentText } from "../tape/describe.js";
import { TapeModel } from "../tape/tape-model.js";
import { TapeStage } from "../tape/tape-stage.js";

export class ChainRuleLesson {
  static HELP = Object.freeze(["player", "values"]);
  #abort = new AbortController();
  #context;
  #model;
  #stage;
  #bar;
  #root = h("select", { id: uniqueId("root") });
  #field;
  #check;
  #table;
  #tasks;

  static keys() {
    return [...KEYS];
  }

  /** @param {import("../lessons.js").Context} context */
  constructor(context) {
    this.#context = context;
    const { root, words, notices, pkg } = context;
    const model = new TapeModel({ pkg, text: CHAPTER.text, values: CHAPTER.values });
    this.#model = model;
    this.#stage = new TapeStage({ model, words });
    this.#check = new Check({ words, model });
    this.#table = new Table({ words, model });
    this.#tasks = new Tasks({ lesson: "chain-rule", tasks: TASKS, words, notices });
    const from = h("div", { class: "labelled" }, h("label", { for: this.#root.id, word: "tape.root" }), this.#root);
    this.#field = new ExpressionField({
      words, functions: pkg.Tape.functions(), after: [from], read: (text, values) => model.read(text, values),
    });
    this.#bar = new PlayerBar({
      player: model.player, words,
      position: () => momentText(words, model.graph, model.frame),
    });
    furnish(root, {
      lesson: "chain-rule", paragraphs: ["chain-rule.text.1", "chain-rule.text.2", "chain-rule.text.3"],
      tasks: this.#tasks.element, transport: this.#bar.element,
      stage: h("div", { class: "chain-rule-stage" }, this.#field.element, this.#stage.element),
      formula: h("div", { class: "chain-rule-numbers" }, this.#check.element, this.#table.element),
    }, this.#abort.signal);
    this.#placeButtons(root);
    this.#listen();
    this.#field.show(model.text);
    this.#reshape();
    this.#show();
  }

  /** @param {import("../../shared/link.js").Entries} entries */
  apply(entries) {
    const problems = applyLink(entries, this.#model);
    // What has been typed and refused goes, though the expression be the same.
    this.#field.show(this.#model.text);
    if (entries.has("play") && entries.get("play") !== "false") this.#model.player.play();
    if (problems.length > 0) this.#complain(problems);
    return problems;
  }

  get hands() {
    return { player: this.#model.player };
  }

  /** @returns {[string, string][]} what a link must say to show this again */
  link() {
    return writeLink(this.#model);
  }

  translate() {
    this.#stage.translate();
    this.#field.translate();
    this.#reshape();
    this.#show();
  }

  settle() {
    this.#stage.view.settle();
  }

  /** @param {boolean} asleep nobody looks */
  rest(asleep) {
    this.#model.player.rest(asleep);
  }

  dispose() {
    this.#abort.abort();
    for (const part of [this.#stage, this.#bar, this.#field, this.#check, this.#table, this.#tasks]) part.dispose();
    this.#model.dispose();
  }

  #complain(problems) {
    const { words, notices } = this.#context;
    notices.show("link", () => problems.map((problem) => {
      const why = problem.key === "expression" ? explainExpression(words, problem)
        : words.say("chain-rule.link", { value: problem.given });
      return h("p", {}, words.say("link.problem", { key: problem.key, why }));
    }));
  }

  /** Two more buttons, in the bar or, where it is too narrow for them, over the picture. */
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
    this.#stage.element.prepend(row);
    onWidth(root, (narrow) => {
      (narrow ? row : this.#bar.element.querySelector(".buttons"))?.append(...more);
      row.hidden = !narrow;
    }, signal);
  }

  #listen() {
    const { signal } = this.#abort;
    const model = this.#model;
    listen(this.#root, "change", () => model.choose(this.#root.value), signal);
    listen(model, "change", ({ detail }) => {
      if (detail.shape) {
        this.#field.show(model.text);
        this.#reshape();
      }
      this.#show();
      this.#context.changed();
    }, signal);
  }

  /** Other nodes: other roots, variables and rows. */
  #reshape() {
    const { nodes } = this.#model;
    const roots = nodes.filter(({ op, named }) => named || op !== "constant");
    this.#root.replaceChildren(...roots.toReversed().map(({ name }) => h("option", { value: name }, name)));
    this.#check.reshape(this.#stage.view.drawn);
    this.#table.reshape(this.#stage.view.drawn);
  }

  #show() {
    const model = this.#model;
    this.#root.value = model.root;
    this.#field.choose(exampleShown(model)?.id ?? "");
    this.#check.show();
    this.#table.show(model.frame);
    for (const id of reached(model)) this.#tasks.done(id);
  }
}
