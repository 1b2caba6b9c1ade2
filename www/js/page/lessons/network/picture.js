/**
 * The picture of the network: the weights, above them the neurons' fields, buttons over these, and the
 * layers' names above the columns.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen } from "../../ui/dom.js";
import { tableButton } from "../../ui/table-button.js";
import { Neurons } from "./neurons.js";
import { placeOf } from "./neuron-names.js";
import { flowOf, heldAt } from "./update/moments.js";

const SVG = "http://www.w3.org/2000/svg";
/** An index beyond all neurons. */
const NO_NEURON = 1e6;

export class Picture {
  #abort = new AbortController();
  #words;
  #session;
  #focus;
  #update;
  #neurons;
  /** Its canvases. */
  plot;
  #names = h("div", { class: "layer-names", "aria-hidden": "true" });
  #edge = document.createElementNS(SVG, "path");
  /** The plot sizes for which the buttons, and the layers' names, were placed. */
  #placed = "";
  #named = "";
  /** The space between two layers whose weights were drawn last, and the number of spaces left to draw. */
  #space = 0;
  #spacesLeft = 0;

  /**
   * @param {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
   *   focus: import("./neuron-focus.js").NeuronFocus, painter: import("../../paint/painter.js").Painter,
   *   look: import("../../paint/look.js").Look, description: HTMLElement,
   *   update: import("./update/panel.js").UpdatePanel }} parts
   *   `update`: the moment of an update to show
   */
  constructor({ session, words, focus, painter, look, description, update }) {
    this.#update = update;
    this.#session = session;
    this.#words = words;
    this.#focus = focus;
    this.plot = new Plot(["weights", "tiles"], () => {
      this.renew();
      painter.markNow("tiles", "weights");
    }, { class: "plot network-plot" });
    this.#neurons = new Neurons(words, focus);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "edge");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.#edge);
    this.plot.element.append(svg, this.#neurons.element);
    this.plot.describe("tiles", {
      "data-word-label": "network.picture", "aria-describedby": description.id,
    });
    const table = tableButton(words, "network.name", async () => {
      const { weights } = await import("./tables.js");
      return () => weights({ session, words, focus });
    }, this.#abort.signal);
    this.element = h("section", { class: "panel picture", "data-part": "network", wordLabel: "network.name" },
      this.#names, this.plot.element, table, description);
    painter.add("tiles", () => this.#drawTiles(look.scale), { every: 100 });
    painter.add("weights", () => this.#drawWeights(look.scale), { every: 100, heavy: true });
    const renew = () => {
      this.renew();
      painter.markNow("weights");
    };
    listen(focus, "change", renew, this.#abort.signal);
    listen(update, "change", () => {
      renew();
      painter.markNow("tiles");
    }, this.#abort.signal);
  }

  /** There is another network. */
  build() {
    this.#neurons.build(this.#session.config.layers);
    this.#placed = "";
    this.renew();
    this.translate();
  }

  /** Restarts drawing all weights, including those just drawn. */
  renew() {
    this.#spacesLeft = 0;
  }

  translate() {
    const { layers } = this.#session.config;
    this.#names.style.setProperty("--layers", String(layers.length));
    this.#names.replaceChildren(...layers.map((size, layer) => {
      const word = layer === 0 ? "layer.input" : layer === layers.length - 1 ? "layer.output" : "layer.hidden";
      return h("span", { class: "layer-name" },
        h("span", {}, this.#words.say(word, { layer })), h("b", {}, String(size)));
    }));
    this.#neurons.translate();
    this.#named = "";
  }

  dispose() {
    this.#abort.abort();
    this.plot.dispose();
    this.#neurons.dispose();
  }

  #drawTiles(scale) {
    const { stage } = this.#session;
    if (!stage || !this.plot.laidOut) return;
    // Buttons out of view can get the keyboard focus, too.
    this.#place(stage);
    if (!this.plot.visible) return;
    const canvas = this.plot.fit("tiles", scale);
    stage.drawNeurons(canvas);
    const moment = this.#update.inner?.moment;
    if (!moment) return;
    // For a single sample a neuron has a number instead of a field.
    for (const [held, first, last] of heldAt(moment, this.#session.config.layers.length - 1)) {
      stage.drawHeld(canvas, first, last, held);
    }
  }

  /**
   * Draws the weights of one space per frame: rasterizing hundreds of curves takes longer than a frame.
   * @returns {boolean} whether there are more
   */
  #drawWeights(scale) {
    const { stage } = this.#session;
    if (!stage || !this.plot.visible) return false;
    this.#place(stage);
    const spaces = this.#session.config.layers.length - 1;
    if (this.#spacesLeft === 0 || !this.plot.fits("weights", scale)) this.#spacesLeft = spaces;
    this.#space = (this.#space + 1) % spaces;
    this.#drawSpace(stage, this.plot.fit("weights", scale));
    this.#spacesLeft -= 1;
    return this.#spacesLeft > 0;
  }

  /** Draws the weights between two layers, or the values that flow along them. */
  #drawSpace(stage, canvas) {
    const { moment = null, front = -1 } = this.#update.inner ?? {};
    const flow = moment && flowOf(moment, this.#space);
    const shown = this.#focus.shown;
    if (flow) stage.drawFlow(canvas, shown < 0 ? front : shown, this.#space, flow);
    // If the neuron in focus does not exist, all weights are faint.
    else stage.drawWeights(canvas, moment ? NO_NEURON : shown, this.#space);
  }

  /** Draws the weight that is inspected, as crates/web/src/canvas.rs draws its curve. */
  #markEdge(stage) {
    const { edge } = this.#focus;
    const { layers } = this.#session.config;
    const tiles = edge && stage.layout(this.plot.width, this.plot.height);
    const [from, to] = tiles ? [{ layer: edge.layer - 1, index: edge.from }, { layer: edge.layer, index: edge.to }].map((at) => tiles[placeOf(layers, at)]) : [];
    if (!from || !to) return this.#edge.removeAttribute("d");
    const [x0, x1] = [from.left + from.size, to.left];
    const [y0, y1] = [from, to].map(({ top, size }) => top + size / 2);
    const middle = (x0 + x1) / 2;
    return this.#edge.setAttribute("d", `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`);
  }

  /** Places buttons and names at the tiles. */
  #place(stage) {
    this.#markEdge(stage);
    const { width, height } = this.plot;
    const size = `${width}×${height}`;
    if (size === this.#placed && size === this.#named) return;
    const layout = stage.layout(width, height);
    // The names are measured first, before anything moves, which avoids another layout.
    this.#placeNames(layout, width);
    if (size !== this.#placed) this.#neurons.place(layout);
    this.#placed = this.#named = size;
  }

  /** Measures all names before moving any, so that the page is laid out once. */
  #placeNames(layout, width) {
    const names = /** @type {HTMLElement[]} */ ([...this.#names.children]);
    const halves = names.map((name) => name.offsetWidth / 2);
    let first = 0;
    for (const [layer, count] of this.#session.config.layers.entries()) {
      const last = first + count - 1;
      const middle = (layout[first].left + layout[last].left + layout[last].size) / 2;
      // The outer columns are at the edges; their names stay inside.
      const centre = Math.min(Math.max(middle, halves[layer]), width - halves[layer]);
      names[layer].style.transform = `translateX(${Math.round(centre - halves[layer])}px)`;
      first = last + 1;
    }
  }
}
