/**
 * The element `<backprop-playground>`: one lesson in any page, as an iframe with attributes, methods and
 * events. The page needs only this file, which imports nothing; the frame is the `index.html` next to it.
 *
 * Attributes are the keys of a link in kebab-case, and are observed. Methods return
 * promises that wait for the frame; the events `ready`, `change`, `epoch` and `error` do not bubble.
 * The messages are documented in docs/embedding-messages.md, the API in embed.d.ts.
 */

const SOURCE = "backprop-playground";
const VERSION = 1;
const PAGE = new URL("index.html", import.meta.url);
/** Heights of the frame in CSS pixels: until it reports its own, and the largest it may request. */
const [HEIGHT, TALLEST] = [640, 20_000];

// settings, written from the table by UPDATE_SETTINGS=1
const SETTINGS = [
  "dataset", "samples", "noise", "factor", "test-size", "network-seed", "data-seed",
  "split-seed", "layers", "activation", "output-activation", "leaky-slope", "learning-rate", "optimizer",
  "momentum", "epochs", "train-bias",
];
const FLAGS = [
  "train-bias",
];
// settings, so far

// lessons, written from their manifests by UPDATE_LESSONS=1
const DEFAULT_LESSON = "network";
/** @type {Record<string, string[]>} */
const LESSON_KEYS = {
  "start": [],
  "activations": ["function", "z", "slope"],
  "chain-rule": ["expression", "values", "root", "watch", "at", "play"],
  "himmelblau": ["surface", "conditioning", "start", "rate", "optimizer", "race", "basins", "at", "hidden", "play"],
  "network": [...SETTINGS, "step", "changes", "rates", "play", "focus", "palette", "speed"],
};
const EMPTY_KEYS = {"watch": "", "play": "true", "race": "true", "basins": "true"};
// lessons, so far

/** The attributes that become keys of the link: those of all lessons, and those of each. */
export const KEYS = Object.freeze({ all: ["lesson", "lang", "hide", "show"], ...LESSON_KEYS });

/** The values of empty attributes; an empty attribute that is not listed is ignored. @type {Record<string, string>} */
const EMPTY = { ...Object.fromEntries(FLAGS.map((name) => [name, "true"])), ...EMPTY_KEYS };

const isText = (value) => typeof value === "string";
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const orNull = (is) => (value) => value === null || is(value);
const has = (members) => (value) => typeof value === "object" && value !== null && !Array.isArray(value)
  && Object.entries(members).every(([name, is]) => is(value[name]));
const isNumber = orNull(Number.isFinite);
const isMetrics = has({
  epoch: isCount, step: isCount, trainLoss: isNumber, testLoss: isNumber, trainAccuracy: isNumber, testAccuracy: isNumber,
});
const isState = has({
  lesson: isText, language: isText, link: isText, step: isCount, epoch: orNull(isCount),
  playing: (value) => typeof value === "boolean", metrics: orNull(isMetrics),
});
const isProblem = has({ code: isText, message: isText });
const isOurs = has({ source: (value) => value === SOURCE, version: (value) => value === VERSION, session: isText });
/** The checks of a frame's messages, by type, in addition to the envelope. */
const MESSAGES = new Map([
  ["ready", has({ state: isState, title: isText })], ["change", has({ state: isState, title: isText })],
  ["epoch", has({ metrics: isMetrics })], ["error", has({ error: isProblem })],
  ["answer", has({ id: isCount, state: isState })], ["refusal", has({ id: isCount, error: isProblem })],
]);

/** True for a message of a frame as specified by docs/embedding-messages.schema.json. */
export function isFrameMessage(data) {
  return isOurs(data) && (MESSAGES.get(data.type)?.(data) ?? false);
}

/** An `Error` with code, field, value and range, if given. */
function failure({ message, ...facts }) {
  return Object.assign(new Error(message), facts);
}

/** @param {string} name `learning-rate` */
function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

// Without elements, as in Node, the rest of this file can still be imported.
export class BackpropPlayground extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...Object.values(KEYS).flat(), "height", "title", "sandbox", "loading"];
  /** Milliseconds without any message after which promises are rejected. */
  patience = 30_000;
  #sheet = new CSSStyleSheet();
  #root = this.attachShadow({ mode: "open" });
  #abort = new AbortController();
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  #height = HEIGHT;
  #title = "Backprop Playground";
  /** The session and the origin of the document in the frame, once it is ready. */
  #session = "";
  #origin = "";
  /** Commands without an answer. @type {Map<number, { message: object, sent: boolean, resolve: Function, reject: Function }>} */
  #waiting = new Map();
  #lastId = 0;
  #heard = false;
  #watch = 0;
  /** Attributes changed since the last update of the frame. @type {Set<string>} */
  #changed = new Set();

  connectedCallback() {
    // The page's own styles override `:host` rules, and policies against inline styles do not apply to
    // constructed sheets.
    this.#root.adoptedStyleSheets = [this.#sheet];
    this.#abort = new AbortController();
    addEventListener("message", (event) => this.#hear(event), { signal: this.#abort.signal });
    this.#load();
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.#leave("removed", "the element was removed");
    this.#frame?.remove();
    this.#frame = null;
  }

  /** `moveBefore` preserves the frame. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    const frame = this.#frame;
    if (!frame || before === now) return;
    if (name === "title") frame.title = now ?? this.#title;
    else if (name === "height") this.#fit();
    else if (name === "loading") frame.loading = now === "eager" ? "eager" : "lazy";
    else if (name === "sandbox") this.#load();
    else this.#follow(name);
  }

  play() {
    return this.#ask({ type: "play" });
  }

  pause() {
    return this.#ask({ type: "pause" });
  }

  step(count = 1) {
    return this.#ask({ type: "step", count });
  }

  undo() {
    return this.#ask({ type: "undo" });
  }

  getState() {
    return this.#ask({ type: "getState" });
  }

  setState(state) {
    return this.#ask({ type: "setState", state });
  }

  /** Loads a document into the frame. */
  #load() {
    this.#leave("reloaded", "the frame was reloaded");
    this.#changed.clear();
    const frame = document.createElement("iframe");
    const sandbox = this.getAttribute("sandbox");
    if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
    frame.loading = this.getAttribute("loading") === "eager" ? "eager" : "lazy";
    frame.title = this.getAttribute("title") ?? this.#title;
    frame.allow = "clipboard-write";
    const keys = Object.entries(this.#state(this.#keys)).filter(([, value]) => value !== null);
    const parts = keys.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
    frame.src = `${PAGE}#${[...parts, "embed"].join("&")}`;
    this.#frame?.remove();
    this.#frame = frame;
    this.#fit();
    this.#root.append(frame);
  }

  /** The attributes of the current lesson. */
  get #keys() {
    const lesson = (this.getAttribute("lesson") ?? "").toLowerCase();
    return [...KEYS.all, ...(Object.hasOwn(KEYS, lesson) ? KEYS[lesson] : KEYS[DEFAULT_LESSON])];
  }

  /** Attributes as keys of the link with their values; `null` if absent. */
  #state(names) {
    return Object.fromEntries(names.map((name) => {
      const value = this.getAttribute(name) || (this.hasAttribute(name) ? EMPTY[name] ?? null : null);
      return [camel(name), name === "lang" && value ? value.toLowerCase().split("-")[0] : value];
    }));
  }

  /** Collects attributes that change together into one message. */
  #follow(name) {
    this.#changed.add(name);
    if (this.#changed.size === 1) queueMicrotask(() => this.#session && this.#tellChanges());
  }

  #tellChanges() {
    // Another lesson starts with all attributes of the element.
    const isAnother = this.#changed.has("lesson");
    const names = this.#keys.filter((name) => this.#changed.has(name) || (isAnother && this.hasAttribute(name)));
    this.#changed.clear();
    if (names.length > 0) this.setState(this.#state(names)).catch((error) => error.code === "removed" || this.#tell("error", error));
  }

  #ask(message) {
    if (!this.#frame) return Promise.reject(failure({ code: "removed", message: "the element is not in a document" }));
    // Attributes set earlier take effect first, and a lazy frame is loaded without scrolling to it.
    this.#tellChanges();
    this.#frame.loading = "eager";
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#lastId, { message, sent: false, resolve, reject });
      this.#send();
      if (this.#watch === 0) this.#checkAlive();
    });
  }

  #send() {
    if (!this.#session) return;
    for (const [id, one] of this.#waiting) {
      if (one.sent) continue;
      one.sent = true;
      try {
        this.#post({ ...one.message, id });
      } catch (error) {
        this.#settle(id, { error: { code: "wrongType", field: "state", message: String(error) } });
      }
    }
  }

  #post(message) {
    const envelope = { source: SOURCE, version: VERSION, session: this.#session };
    this.#frame?.contentWindow?.postMessage({ ...message, ...envelope }, this.#origin);
  }

  /** Checks, while commands are pending, whether the frame still answers; it answers `hello` at once. */
  #checkAlive() {
    this.#heard = false;
    if (this.#session) this.#post({ type: "hello" });
    this.#watch = setTimeout(() => {
      this.#watch = 0;
      if (this.#heard && this.#waiting.size > 0) this.#checkAlive();
      else this.#settleAll("silent", "the frame does not answer");
    }, this.patience);
  }

  #hear({ source, origin, data }) {
    if (source === null || source !== this.#frame?.contentWindow) return;
    // A sandboxed document has no origin, so only `*` reaches it; the messages contain nothing secret.
    if (origin !== PAGE.origin && origin !== "null") return;
    if (data?.context === "iframe.resize") this.#fit(data.height);
    if (!isFrameMessage(data)) return;
    this.#heard = true;
    if (data.type === "ready") this.#begin(data, origin === "null" ? "*" : origin);
    else if (data.session === this.#session) this.#take(data);
  }

  /** The frame is ready: for the first time, with another document, or in answer to `hello`. */
  #begin({ session, state, title }, origin) {
    if (session === this.#session) return;
    if (this.#session) this.#settleAll("reloaded", "the frame was reloaded");
    this.#session = session;
    this.#origin = origin;
    this.#tellChanges();
    this.#send();
    this.#name(title);
    this.#tell("ready", state);
  }

  #take({ type, id, state, title, metrics, error }) {
    if (title) this.#name(title);
    if (type === "answer" || type === "refusal") this.#settle(id, { state, error });
    else this.#tell(type, state ?? metrics ?? failure(error));
  }

  #name(title) {
    this.#title = title;
    if (this.#frame && !this.hasAttribute("title")) this.#frame.title = title;
  }

  #settle(id, { state, error }) {
    const one = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) one?.reject(failure(error));
    else one?.resolve(state);
  }

  #settleAll(code, message) {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, { error: { code, message } });
  }

  /** Disconnects from the document in the frame. */
  #leave(code, message) {
    this.#session = "";
    clearTimeout(this.#watch);
    this.#watch = 0;
    this.#settleAll(code, message);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Sets the height: that of the attribute, or the last one the frame requested. */
  #fit(asked = this.#height) {
    if (Number.isFinite(asked)) this.#height = Math.min(Math.max(0, asked), TALLEST);
    const fixed = Number.parseFloat(this.getAttribute("height") ?? "");
    this.#sheet.replaceSync(`:host { display: block; height: ${fixed > 0 ? fixed : this.#height}px }
      :host([hidden]) { display: none }
      iframe { display: block; width: 100%; height: 100%; border: 0 }`);
  }
}

if (globalThis.customElements && !customElements.get(SOURCE)) customElements.define(SOURCE, BackpropPlayground);
