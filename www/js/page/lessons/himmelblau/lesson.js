/**
 * The Himmelblau lesson: descents on a surface, their map, their relief, their arithmetic. Connects the
 * parts, lets the player set the step, and converts links to states and back.
 */

import { Look } from "../../paint/look.js";
import { Painter } from "../../paint/painter.js";
import { h, listen, setText, uniqueId } from "../../ui/dom.js";
import { PlayerBar } from "../../ui/player-bar.js";
import { Player } from "../../ui/player.js";
import { layOutRooms } from "../../ui/rooms.js";
import { Tasks } from "../../ui/tasks.js";
import { Arithmetic } from "./arithmetic.js";
import { Controls } from "./controls.js";
import { Descents, defaults } from "./descents.js";
import { describe } from "./descriptions.js";
import { ExplorerClient } from "./explorer-client.js";
import { HiddenFloor } from "./floor.js";
import { GradientTape } from "./gradient-tape.js";
import { Guess } from "./guess.js";
import { readLink, writeLink } from "./link-state.js";
import manifest from "./manifest.js";
import { SurfaceMap } from "./map.js";
import { Outcome } from "./outcome.js";
import { Race } from "./race.js";
import { Readouts } from "./readouts.js";
import { ReliefView } from "./relief.js";
import { Strip } from "./strip.js";
import { Table } from "./table.js";
import { PROBES, answers, noticeTasks } from "./tasks.js";

/** The number of starts along an edge of the basins' map. */
const SIDE = 512;

export default class HimmelblauLesson {
  static readLink = readLink;
  #abort = new AbortController();
  #context;
  #descents;
  #player = new Player({ tempo: "fast" });
  #painter = new Painter(() => this.#frame());
  #look = new Look(() => this.#restyle());
  #explorer;
  #texts = Object.fromEntries(["map", "relief", "strip"].map((name) => {
    return [name, h("p", { class: "visually-hidden", id: uniqueId(`describe-${name}`), "data-description": name })];
  }));
  #basins = h("input", { type: "checkbox", id: uniqueId("basins") });
  #progress = h("span", { class: "basins-progress", role: "status" });
  #legend = h("p", { class: "note", word: "himmelblau.basins.note", hidden: true });
  /** @type {Record<string, any>} */
  #parts = {};
  #tasks;
  #stale = true;
  /** The player's position, while a hidden surface is shown. */
  #kept = 0;
  /** True once the texts are set; before, nothing is visible. */
  #hasTexts = false;

  /** @param {import("../../shell/lessons.js").Context} context */
  constructor(context) {
    this.#context = context;
    const { pkg, module, words, notices } = context;
    this.#descents = new Descents(pkg);
    this.#explorer = new ExplorerClient({ module, pkg, hear: (answer) => this.#receive(answer) });
    const guess = new Guess({ optimizers: this.#descents.optimizers.slice(1), words, taken: () => this.#notice() });
    this.#parts.guess = guess;
    this.#tasks = new Tasks({
      manifest, answers: answers(pkg), shows: { rate: () => this.#parts.strip.element }, forms: { rolling: guess.element }, words, notices,
    });
  }

  *build() {
    yield* this.#makeParts();
    this.#layOutRooms();
    this.#listen();
  }

  /** @param {import("../../../shared/link.js").Entries} entries */
  apply(entries) {
    const { state: { at, basins, hidden, play, ...state }, problems } = readLink(entries, this.#context.pkg);
    this.#parts.floor.show();
    this.#basins.checked = basins;
    this.#descents.set(state);
    this.#player.pause();
    this.#player.load(this.#descents.length, at);
    this.#parts.floor.show(hidden);
    if (play) this.#player.play();
    return problems;
  }

  get fields() {
    return Object.values(this.#descents.fields);
  }

  get hands() {
    return { player: this.#player };
  }

  /** @returns {[string, string][]} the entries of a link to the current state */
  link() {
    const { terrain, seed } = this.#parts.floor;
    const view = { at: terrain ? this.#kept : this.#player.position, basins: this.#basins.checked, hidden: seed };
    return writeLink({ ...this.#descents.state, ...view }, this.#context.pkg);
  }

  *translate() {
    for (const name of ["controls", "relief", "floor", "tape", "guess"]) this.#parts[name].translate();
    this.#tasks.translate();
    this.#restyle();
    this.#hasTexts = true;
    // The formulas are written before the page is visible, so that its height does not change later.
    yield* this.#write();
  }

  /** @param {boolean} asleep the page is not visible */
  rest(asleep) {
    this.#player.rest(asleep);
    this.#explorer.rest(asleep);
    this.#parts.tape.rest(asleep);
  }

  dispose() {
    this.#abort.abort();
    this.#player.dispose();
    for (const part of Object.values(this.#parts)) part.dispose?.();
    this.#tasks.dispose();
    this.#explorer.dispose();
    this.#painter.dispose();
    this.#look.dispose();
    this.#descents.dispose();
  }

  *#makeParts() {
    const { pkg, words } = this.#context;
    const descents = this.#descents;
    const player = this.#player;
    const shared = { descents, painter: this.#painter, look: this.#look, words };
    const set = (/** @type {object} */ changes) => this.#set(changes);
    const controls = new Controls({
      descents, words, surfaces: pkg.Terrain.surfaces(), set,
      chooseSurface: (surface) => this.#set({ ...defaults(pkg, surface), optimizer: descents.state.optimizer, race: descents.state.race }),
    });
    this.#parts.controls = controls;
    yield;
    const floor = new HiddenFloor({
      hidden: (seed) => pkg.Terrain.hidden(seed), words, changed: () => this.#floorChanged(),
      found: (probes) => {
        if (probes < PROBES) this.#tasks.done("floor");
        else this.#tasks.tell("floor", { probes: String(probes), limit: String(PROBES) });
      },
    });
    const outcome = new Outcome(descents, words);
    const race = new Race(descents);
    const readouts = new Readouts(descents);
    const basins = h("span", { class: "switch", "data-part": "map.basins" }, this.#basins, h("label", { for: this.#basins.id, word: "himmelblau.basins" }));
    const map = new SurfaceMap({
      ...shared, floor, description: this.#texts.map, head: [basins, floor.toggle], over: this.#progress,
      foot: [outcome.element, this.#legend],
      take: (place) => (floor.terrain ? floor.probe(place) : this.#set({ start: place })),
    });
    Object.assign(this.#parts, { floor, outcome, race, readouts, map });
    yield;
    Object.assign(this.#parts, {
      relief: new ReliefView({ ...shared, description: this.#texts.relief }),
      strip: new Strip({ ...shared, description: this.#texts.strip, take: (rate) => this.#set({ rate }) }),
      table: new Table(shared),
      tape: new GradientTape({ descents, words }),
      arithmetic: new Arithmetic({ descents, words, head: [race.element] }),
      bar: new PlayerBar({ player, words, play: "himmelblau.descend", readouts: readouts.element }),
    });
    yield;
  }

  #layOutRooms() {
    const { root } = this.#context;
    const { bar, controls, map, relief, table, tape, floor, arithmetic, strip } = this.#parts;
    const beside = h("div", { class: "beside" }, strip.element, relief.element, floor.element);
    layOutRooms(root, {
      lesson: manifest.id, paragraphs: ["himmelblau.text.rule", "himmelblau.text.look"], tasks: this.#tasks.element,
      transport: bar.element, stage: h("div", { class: "walk-stage" }, controls.element, map.element, beside, table.element),
      formula: arithmetic.element, more: [tape.element],
    }, this.#abort.signal);
  }

  #listen() {
    const { signal } = this.#abort;
    listen(this.#descents, "surface", () => this.#surfaceChanged(), signal);
    listen(this.#descents, "change", () => this.#walked(), signal);
    listen(this.#player, "change", () => this.#moved(), signal);
    listen(this.#basins, "change", () => {
      this.#askBasins();
      this.#context.changed();
    }, signal);
  }

  /** Changes the state; if the player was where a descent ends or arrives, it goes to that of the next. */
  #set(changes) {
    const { length, position } = this.#player;
    const descents = this.#descents;
    const atEnd = length > 0 && position === length;
    const arrived = position === descents.end;
    const restarts = "start" in changes || "surface" in changes;
    descents.set(changes);
    const to = descents.length;
    this.#player.load(to, atEnd ? to : arrived ? descents.end : restarts ? 0 : Math.min(position, to));
    this.#context.changed();
  }

  #surfaceChanged() {
    this.#restyle();
    this.#parts.controls.build();
    this.#painter.markNow("floor", "lines");
  }

  /** The descents have changed. */
  #walked() {
    this.#parts.controls.show();
    this.#askBasins();
    this.#askEndings();
  }

  #moved() {
    const { playing, position } = this.#player;
    // On the way to the last step it rests where it has arrived; played from there, it goes on.
    const comes = position !== this.#parts.map.at;
    this.#parts.map.at = position;
    if (playing && comes && position === this.#descents.end) return this.#player.pause();
    this.#stale = true;
    this.#parts.relief.at = position;
    this.#painter.mark("relief");
    this.#painter.markNow("walks");
    if (!this.#player.playing) this.#context.changed();
  }

  /** Called once per frame. */
  #frame() {
    if (this.#stale && this.#hasTexts) for (const _ of this.#write());
  }

  /** Writes the numbers of the current step, which may change between the yields. */
  *#write() {
    this.#stale = false;
    for (const name of ["arithmetic", "readouts", "table", "outcome", "race", "tape"]) {
      this.#parts[name].show(this.#player.position);
      yield;
    }
    this.#notice();
    this.#parts.strip.showRate();
    yield;
    if (!this.#player.playing) this.#describe();
  }

  #notice() {
    noticeTasks(this.#tasks, this.#descents, this.#player.position, this.#parts.guess);
  }

  #describe() {
    const { words } = this.#context;
    const texts = describe(words, this.#descents, {
      at: this.#player.position, basins: this.#basins.checked, floor: this.#parts.floor,
      angles: this.#parts.relief.angles,
    });
    for (const [name, text] of Object.entries(texts)) this.#texts[name].replaceChildren(...text);
  }

  #restyle() {
    const { dark, scale, font } = this.#look;
    for (const terrain of [this.#descents.terrain, this.#parts.floor?.terrain]) terrain?.setLook({ dark, scale, font, palette: "blueOrange" });
    this.#stale = true;
    this.#painter.markAll();
  }

  #floorChanged() {
    const { floor: { terrain }, map } = this.#parts;
    const { classList } = this.#context.root;
    const was = classList.contains("floor-hidden");
    if (terrain && !was) this.#kept = this.#player.position;
    classList.toggle("floor-hidden", terrain !== null);
    // Nothing descends meanwhile.
    if (terrain) this.#player.load(0);
    else if (was) this.#player.load(this.#descents.length, this.#kept);
    map.showFloor();
    this.#restyle();
    this.#context.changed();
  }

  #askBasins() {
    const { surface, conditioning, optimizer, rate } = this.#descents.state;
    const asked = this.#basins.checked ? [surface, conditioning, optimizer, rate].join() : "";
    if (asked === this.#asked.basins) return;
    this.#legend.hidden = asked === "";
    this.#asked.basins = asked;
    this.#explorer.cancel("basins");
    this.#parts.map.showBasins(null);
    setText(this.#progress, "");
    if (asked) this.#explorer.ask({ type: "basins", surface, conditioning, optimizer, rate, side: SIDE });
  }

  #askEndings() {
    const { surface, conditioning, optimizer, start } = this.#descents.state;
    const asked = [surface, conditioning, optimizer, start].join();
    if (asked === this.#asked.endings) return;
    this.#asked.endings = asked;
    this.#parts.strip.clear();
    this.#explorer.ask({ type: "endings", surface, conditioning, optimizer, start, rates: this.#parts.strip.rates });
  }

  /** The explorer's last requests, as text. */
  #asked = { basins: "", endings: "" };

  #receive(answer) {
    if (answer.type === "endings") return this.#parts.strip.hear(answer);
    this.#parts.map.showBasins(answer.codes);
    this.#parts.map.element.dataset.grain = answer.done ? "1" : String(answer.grain);
    setText(this.#progress, answer.done ? "" : this.#context.words.say("himmelblau.basins.coarse", { grain: answer.grain }));
    return undefined;
  }
}
