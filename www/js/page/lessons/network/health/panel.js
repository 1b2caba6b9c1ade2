/**
 * The panel "Why does it not learn?": the gradients that flow back through each layer, and the changes they
 * still make, over the epochs that the run remembers; and one sentence if the numbers show a reason. Loaded
 * when first opened. It requests data only while open, about once a second while the run trains.
 */

import { h, listen, setText } from "../../../ui/dom.js";
import { clear, grouped, place, show } from "../../../ui/numbers.js";
import { tableButton } from "../../../ui/table-button.js";
import { COLUMNS, writeEnd } from "./columns.js";
import { LayerRow } from "./row.js";

/** Milliseconds between two requests while the run trains. */
const CALM = 1000;

export class HealthPanel {
  #abort = new AbortController();
  #parts;
  #open = false;
  /** @type {LayerRow[]} */
  #rows = [];
  /** Epochs and numbers, as received from the trainer. @type {Float64Array | null} */
  #past = null;
  #asked = -Infinity;
  #waiting = false;
  /** True if the stage has yet to get the newest numbers. */
  #unshown = false;
  /** The row of the past that is read out; −1 if none. */
  #reading = -1;
  /** The finding in the sentence, and its layer. */
  #said = "";
  #sentence = h("p", { class: "health-sentence", role: "status" });
  #ends = COLUMNS.map(({ name }) => [place(`health-low-${name}`), place(`health-high-${name}`)]);
  #list = h("div", {
    class: "health-rows", tabindex: "0", role: "group", wordLabel: "health.probe",
  });
  #epoch = place("health-epoch");
  #last = place("health-last");

  /**
   * @param {{ session: import("../session.js").Session, words: import("../../../shell/words.js").Words,
   *   painter: import("../../../paint/painter.js").Painter, look: import("../../../paint/look.js").Look }} parts
   * @param {import("../lazy-panel.js").Place} place
   */
  constructor(parts, { element, toggle }) {
    this.#parts = parts;
    this.element = element;
    this.toggle = toggle;
    const { session, painter, words } = parts;
    const { signal } = this.#abort;
    const table = tableButton(words, "health.name", async () => {
      const { health } = await import("./tables.js");
      return () => health({ past: this.#past, layers: this.#rows.map((_, i) => this.#nameOf(i + 1)), words });
    }, signal);
    element.append(
      h("header", {}, h("h2", { word: "health.name" }), table), this.#sentence, this.#head(), this.#list,
      h("p", { class: "readout-line health-epochs" },
        h("span", { class: "now" }, h("span", { word: "health.epochs" }), " 0 … ", this.#last),
        h("span", { class: "then", "aria-live": "polite" }, h("span", { word: "chart.epoch" }), " ", this.#epoch)),
      h("p", { class: "note", word: "health.note" }));
    painter.add("health", () => this.#draw());
    listen(toggle, "click", () => this.#unfold(!this.#open), signal);
    listen(session, "run", () => this.#newRun(), signal);
    listen(session, "recalled", ({ detail }) => detail.index === null && this.#receive(detail.values), signal);
    for (const type of ["pointermove", "pointerdown"]) {
      listen(this.#list, type, (event) => this.#point(event), signal);
    }
    listen(this.#list, "pointerleave", (event) => event.pointerType !== "touch" && this.#read(-1), signal);
    listen(this.#list, "blur", () => this.#read(-1), signal);
    listen(this.#list, "keydown", (event) => this.#key(event), signal);
    this.#newRun();
  }

  open() {
    this.#unfold(true);
  }

  /** The stage has the newest parameters: asks the trainer, if it is time. */
  refresh() {
    const { session } = this.#parts;
    if (!this.#open || !session.snapshot) return;
    const now = performance.now();
    if (!session.resting && (this.#waiting || now - this.#asked < CALM)) return;
    this.#asked = now;
    this.#waiting = true;
    session.recall(null);
  }

  /** The language has changed. */
  translate() {
    this.#name();
    this.#said = "";
    this.#unshown = true;
    this.#parts.painter.markNow("health");
  }

  dispose() {
    this.#abort.abort();
    for (const row of this.#rows) row.dispose();
  }

  /** The header: the columns' names, scales, and ends of the scales. */
  #head() {
    const cells = COLUMNS.map(({ name, scale }, i) => {
      const [low, high] = this.#ends[i];
      return h("div", {}, h("b", { word: `health.${name}` }), h("span", { word: `health.${scale}` }),
        h("span", { class: "ends" }, low, " … ", high));
    });
    return h("div", { class: "health-row health-head" }, h("span"), h("div", { class: "health-cells" }, ...cells));
  }

  #unfold(open) {
    this.#open = open;
    this.element.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    if (!open) return;
    this.refresh();
    // On a phone it opens below the visible area.
    if (this.element.getBoundingClientRect().top > innerHeight) this.element.scrollIntoView();
  }

  #newRun() {
    const { painter, words } = this.#parts;
    this.#past = null;
    this.#waiting = false;
    this.#asked = -Infinity;
    this.#said = "";
    this.#sentence.replaceChildren();
    this.#read(-1);
    for (const data of [...this.#ends.flat(), this.#last]) clear(data);
    const layers = this.#parts.session.config.layers.length - 1;
    if (layers === this.#rows.length) {
      for (const row of this.#rows) row.clear();
    } else {
      for (const row of this.#rows) row.dispose();
      this.#rows = Array.from({ length: layers }, (_, i) => new LayerRow(i + 1, () => painter.markNow("health")));
      this.#list.replaceChildren(...this.#rows.map(({ element }) => element));
      words.apply(this.#list);
    }
    this.#name();
    painter.mark("health");
  }

  #nameOf(layer) {
    const { words } = this.#parts;
    return layer === this.#rows.length ? words.say("layer.output") : words.say("layer.hidden", { layer });
  }

  #name() {
    for (const [i, row] of this.#rows.entries()) row.rename(this.#nameOf(i + 1));
  }

  /** Takes the trainer's numbers; they are drawn after the frame has given the stage the newest parameters. */
  #receive(values) {
    const epoch = this.#epochOf(this.#reading);
    this.#waiting = false;
    this.#unshown = true;
    this.#past = values;
    // A longer past has fewer epochs per row: the selected epoch may be in another row.
    if (epoch !== undefined) this.#reading = this.#rowAt(epoch);
    this.#showReading();
  }

  #draw() {
    const { session } = this.#parts;
    if (!this.#open || !session.stage) return;
    const { stages: { inspection: stage }, snapshot } = session;
    if (!stage) return;
    if (this.#unshown && this.#past && snapshot) {
      this.#unshown = false;
      stage.setHealth(this.#past, session.settings, snapshot.metrics.trainLoss);
      this.#show(stage.healthNow(), snapshot.metrics.epoch);
    }
    const epoch = this.#epochOf(this.#reading);
    for (const [i, { plot }] of this.#rows.entries()) {
      if (plot.visible) stage.drawHealth(plot.fit("health", this.#parts.look.scale), i + 1, epoch ?? -1);
    }
  }

  #show({ values, ends, lastEpoch, findings }, epoch) {
    for (const [i, row] of this.#rows.entries()) {
      row.show(values, findings.filter(({ layer }) => layer === i + 1).map(({ column }) => column));
      row.describe(this.#parts.words, { from: this.#epochOf(0) ?? 0, first: this.#numbersOf(0), to: epoch, now: values });
    }
    for (const [i, pair] of this.#ends.entries()) {
      for (const k of [0, 1]) show(pair[k], ends[2 * i + k], writeEnd(COLUMNS[i]));
    }
    show(this.#last, lastEpoch, grouped);
    this.#say(findings[0]);
  }

  /** Sets the sentence only if the finding has changed, because a change is read out. */
  #say(finding) {
    const said = finding ? `${finding.finding} ${finding.layer}` : "nothing";
    if (said === this.#said) return;
    this.#said = said;
    const { words } = this.#parts;
    setText(this.#sentence, words.say(`health.say.${finding?.finding ?? "nothing"}`, {
      layer: finding ? this.#nameOf(finding.layer) : "",
    }));
    this.#sentence.dataset.finding = finding?.finding ?? "nothing";
  }

  get #width() {
    return 1 + this.#rows.length * COLUMNS.length;
  }

  /** @returns {number | undefined} the epoch of a row of the past */
  #epochOf(row) {
    return row < 0 ? undefined : this.#past?.[row * this.#width];
  }

  /** @returns {number} the last row up to an epoch */
  #rowAt(epoch) {
    let row = 0;
    while ((this.#epochOf(row + 1) ?? Infinity) <= epoch) row += 1;
    return row;
  }

  #numbersOf(row) {
    const from = row * this.#width;
    return (this.#past ?? new Float64Array()).subarray(from + 1, from + this.#width);
  }

  #point(event) {
    const { inspection } = this.#parts.session.stages;
    const plot = this.#rows[0]?.plot;
    if (!plot || !inspection) return;
    this.#read(inspection.healthAt(plot.position(event)[0], plot.width));
  }

  #key(event) {
    const last = (this.#past?.length ?? 0) / this.#width - 1;
    const here = this.#reading;
    const to = {
      ArrowLeft: here < 0 ? last : Math.max(0, here - 1), ArrowRight: here < 0 ? 0 : Math.min(last, here + 1),
      Home: 0, End: last, Escape: -1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#read(to);
  }

  /** @param {number} row of the past, to be read out; −1 for none */
  #read(row) {
    if (row === this.#reading) return;
    this.#reading = row;
    this.#showReading();
  }

  #showReading() {
    const row = this.#reading;
    const epoch = this.#epochOf(row);
    this.element.classList.toggle("reading", epoch !== undefined);
    if (epoch !== undefined) {
      show(this.#epoch, epoch, grouped);
      for (const each of this.#rows) each.read(this.#numbersOf(row));
    }
    this.#parts.painter.markNow("health");
  }
}
