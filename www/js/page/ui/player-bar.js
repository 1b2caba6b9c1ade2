/**
 * The bar of a player: Play or Pause, step back, step, Reset, a scrubber over all moments, and the
 * tempo. Space plays and pauses unless the focused control handles it.
 */

import { h, listen, uniqueId } from "./dom.js";
import { onHold } from "./hold.js";
import { icon } from "./icons.js";
import { spaceIsFree } from "./keys.js";
import { INTERVALS } from "./player.js";

export class PlayerBar {
  #abort = new AbortController();
  #player;
  #words;
  #play;
  #playText = h("span");
  #icons = { play: icon("play"), pause: icon("pause") };
  #back;
  #step;
  #reset;
  #scrubber;
  #tempo;
  #playWord;

  /**
   * @param {{ player: import("./player.js").Player, words: import("../shell/words.js").Words,
   *   name?: string, play?: string, reset?: string, speed?: string, more?: HTMLElement[], readouts?: HTMLElement,
   *   position?: (at: number) => string, space?: boolean, part?: string }} parts
   *   `name`, `play`, `reset`, `speed`: keys of the texts of the bar and of these controls, for a second bar on
   *   the page; `more`: buttons after Reset; `position`: the scrubber's spoken value; `space`: whether Space
   *   plays; `part`: the bar's name in a link
   */
  constructor({
    player, words, name = "player.name", play = "player.play", reset = "player.reset", speed = "transport.speed",
    more = [], readouts, position = String, space = true, part = "transport",
  }) {
    this.#player = player;
    this.#words = words;
    this.#playWord = play;
    // A second bar on the page is not its main thing.
    this.#play = h("button", { type: "button", class: space ? "primary" : null, "data-part": "play" });
    this.#play.append(this.#icons.play, this.#playText);
    const { signal } = this.#abort;
    this.#back = button("player.back", icon("back"));
    this.#step = button("player.step", icon("step"));
    this.#reset = button(reset);
    onHold(this.#back, () => player.back(), signal);
    onHold(this.#step, () => player.step(), signal);
    listen(this.#reset, "click", () => player.reset(), signal);
    this.#scrubber = h("input", { type: "range", min: 0, step: 1, class: "scrubber", wordLabel: "player.position", "data-part": `${part}.position` });
    this.#tempo = this.#makeTempo(speed, `${part}.speed`);
    const bar = h("div", { class: "transport-bar" },
      h("div", { class: "buttons" }, this.#play, this.#back, this.#step, this.#reset, ...more));
    if (readouts) bar.append(readouts);
    this.element = h("section", { class: "transport player", "data-part": part, wordLabel: name },
      bar, this.#scrubber, this.#tempo);
    this.#listen(position, space);
    this.#show(position);
  }

  /** Moves the focus to Step, to go through the moments. */
  focus() {
    this.#step.focus({ preventScroll: true });
  }

  dispose() {
    this.#abort.abort();
  }

  #listen(position, space) {
    const { signal } = this.#abort;
    const player = this.#player;
    listen(this.#play, "click", () => player.toggle(), signal);
    listen(this.#scrubber, "input", () => player.seek(Number(this.#scrubber.value)), signal);
    listen(player, "change", () => this.#show(position), signal);
    listen(document, "keydown", (event) => {
      if (!space || !spaceIsFree(event)) return;
      event.preventDefault();
      player.toggle();
    }, signal);
  }

  #makeTempo(word, part) {
    // The visible label is hidden in a narrow bar.
    const select = h("select", { id: uniqueId("tempo"), wordLabel: word });
    for (const tempo of Object.keys(INTERVALS)) {
      select.append(h("option", { value: tempo, word: `player.tempo.${tempo}` }));
    }
    select.value = this.#player.tempo;
    listen(select, "change", () => { this.#player.tempo = /** @type {any} */ (select.value); }, this.#abort.signal);
    return h("div", { class: "speed", "data-part": part }, h("label", { for: select.id, word }), select);
  }

  #show(position) {
    const { playing, length, position: at, canStep } = this.#player;
    const word = playing ? "transport.pause" : this.#playWord;
    if (this.#playText.dataset.word !== word) {
      this.#playText.dataset.word = word;
      this.#words.apply(this.#playText);
      this.#play.classList.toggle("live", playing);
      this.#play.firstElementChild?.replaceWith(playing ? this.#icons.pause : this.#icons.play);
    }
    // Not `disabled`, which would take the focus from the button just pressed.
    this.#back.setAttribute("aria-disabled", String(!canStep.back));
    this.#step.setAttribute("aria-disabled", String(!canStep.forward));
    this.#scrubber.max = String(length);
    this.#scrubber.value = String(at);
    this.#scrubber.style.setProperty("--fill", `${length > 0 ? ((at / length) * 100).toFixed(1) : 0}%`);
    this.#scrubber.setAttribute("aria-valuetext", position(at));
  }
}

/** @param {string} word @param {...Node} before before the text */
function button(word, ...before) {
  return h("button", { type: "button" }, ...before, h("span", { word }));
}
