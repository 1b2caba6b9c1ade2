/**
 * The element `<backprop-playground>`: one lesson in any page, as an iframe with manners. This one
 * file is all that the page needs, and it imports nothing; the frame is the `index.html` beside it.
 *
 * Attributes are the keys of a link in kebab-case, and are followed when they change. Methods are
 * promises that wait for the frame; the events `ready`, `change`, `epoch` and `error` do not bubble.
 * What is sent stands in docs/embedding-messages.md, what is given and got in embed.d.ts.
 */

const SOURCE = "backprop-playground";
const VERSION = 1;
const PAGE = new URL("index.html", import.meta.url);
/** In CSS pixels: until the frame has said how high it is, and the most that it may ask for. */
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
  "activations": ["function", "z", "slope"],
  "chain-rule": ["expression", "values", "root", "watch", "play"],
  "himmelblau": ["surface", "conditioning", "start", "rate", "optimizer", "race", "basins", "at", "play"],
  "network": [...SETTINGS, "step", "changes", "rates", "play", "focus", "palette"],
};
const EMPTY_KEYS = {"watch": "", "play": "true", "race": "true", "basins": "true"};
// lessons, so far

/** The attributes that become keys of the link: in every lesson, and in each. */
export const KEYS = Object.freeze({ all: ["lesson", "lang", "hide"], ...LESSON_KEYS });

/** What an empty attribute says; any other is as if it were not there. @type {Record<string, string>} */
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
/** What belongs to each message of a frame, beside its envelope. */
const MESSAGES = new Map([
  ["ready", has({ state: isState, title: isText })], ["change", has({ state: isState, title: isText })],
  ["epoch", has({ metrics: isMetrics })], ["error", has({ error: isProblem })],
  ["answer", has({ id: isCount, state: isState })], ["refusal", has({ id: isCount, error: isProblem })],
]);

/** Whether this is a message of a frame, as docs/embedding-messages.schema.json has it. */
export function isFrameMessage(data) {
  return isOurs(data) && (MESSAGES.get(data.type)?.(data) ?? false);
}

/** An `Error` with code, field, value and range, as far as there are such. */
function failure({ message, ...facts }) {
  return Object.assign(new Error(message), facts);
}

/** @param {string} name `learning-rate` */
function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

// Where there are no elements, as in Node, the rest of this file can be imported all the same.
export class BackpropPlayground extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...Object.values(KEYS).flat(), "height", "title", "sandbox", "loading"];
  /** Milliseconds without a sign of life after which promises are rejected. */
  patience = 30_000;
  #sheet = new CSSStyleSheet();
  #root = this.attachShadow({ mode: "open" });
  #abort = new AbortController();
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  #height = HEIGHT;
  #title = "Backprop Playground";
  /** The document in the frame, once it is ready, and to which origin it is spoken. */
  #session = "";
  #origin = "";
  /** Commands without an answer. @type {Map<number, { message: object, sent: boolean, resolve: Function, reject: Function }>} */
  #waiting = new Map();
  #lastId = 0;
  #heard = false;
  #watch = 0;
  /** Attributes that have changed since the frame was last told. @type {Set<string>} */
  #changed = new Set();

  connectedCallback() {
    // Whatever the author's sheets say of the element goes before rules of `:host`, and no policy
    // against inline styles concerns a sheet that is made like this.
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

  /** Moved by `moveBefore`, the frame stays as it is. */
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

  /** A document comes into the frame. */
  #load() {
    this.#leave("reloaded", "the frame was loaded anew");
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

  /** The attributes that its lesson understands. */
  get #keys() {
    const lesson = this.getAttribute("lesson") ?? "";
    return [...KEYS.all, ...(Object.hasOwn(KEYS, lesson) ? KEYS[lesson] : KEYS[DEFAULT_LESSON])];
  }

  /** Attributes as keys of the link with their values; `null`: not in it. */
  #state(names) {
    return Object.fromEntries(names.map((name) => {
      const value = this.getAttribute(name) || (this.hasAttribute(name) ? EMPTY[name] ?? null : null);
      return [camel(name), name === "lang" && value ? value.toLowerCase().split("-")[0] : value];
    }));
  }

  /** Of attributes that change together the frame hears together. */
  #follow(name) {
    this.#changed.add(name);
    if (this.#changed.size === 1) queueMicrotask(() => this.#session && this.#tellChanges());
  }

  #tellChanges() {
    // Another lesson begins with all that the author says of it.
    const isAnother = this.#changed.has("lesson");
    const names = this.#keys.filter((name) => this.#changed.has(name) || (isAnother && this.hasAttribute(name)));
    this.#changed.clear();
    if (names.length > 0) this.setState(this.#state(names)).catch((error) => error.code === "removed" || this.#tell("error", error));
  }

  #ask(message) {
    if (!this.#frame) return Promise.reject(failure({ code: "removed", message: "the element is not in a document" }));
    // Attributes that were set before hold, and whoever asks need not scroll there.
    this.#tellChanges();
    this.#frame.loading = "eager";
    return new Promise((resolve, reject) => {
      this.#waiting.set(++this.#lastId, { message, sent: false, resolve, reject });
      this.#send();
      if (this.#watch === 0) this.#look();
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

  /** While something is waited for: does the frame still answer? To `hello` it does at once. */
  #look() {
    this.#heard = false;
    if (this.#session) this.#post({ type: "hello" });
    this.#watch = setTimeout(() => {
      this.#watch = 0;
      if (this.#heard && this.#waiting.size > 0) this.#look();
      else this.#settleAll("silent", "the frame does not answer");
    }, this.patience);
  }

  #hear({ source, origin, data }) {
    if (source === null || source !== this.#frame?.contentWindow) return;
    // A document in a sandbox has no origin, and only `*` reaches it: nothing that is said is secret.
    if (origin !== PAGE.origin && origin !== "null") return;
    if (data?.context === "iframe.resize") this.#fit(data.height);
    if (!isFrameMessage(data)) return;
    this.#heard = true;
    if (data.type === "ready") this.#begin(data, origin === "null" ? "*" : origin);
    else if (data.session === this.#session) this.#take(data);
  }

  /** The frame is ready: for the first time, or with another document, or because it was asked. */
  #begin({ session, state, title }, origin) {
    if (session === this.#session) return;
    if (this.#session) this.#settleAll("reloaded", "the frame was loaded anew");
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

  /** The document in the frame is no longer spoken to. */
  #leave(code, message) {
    this.#session = "";
    clearTimeout(this.#watch);
    this.#watch = 0;
    this.#settleAll(code, message);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** As high as the author says, or as the frame asked for last. */
  #fit(asked = this.#height) {
    if (Number.isFinite(asked)) this.#height = Math.min(Math.max(0, asked), TALLEST);
    const fixed = Number.parseFloat(this.getAttribute("height") ?? "");
    this.#sheet.replaceSync(`:host { display: block; height: ${fixed > 0 ? fixed : this.#height}px }
      :host([hidden]) { display: none }
      iframe { display: block; width: 100%; height: 100%; border: 0 }`);
  }
}

if (globalThis.customElements && !customElements.get(SOURCE)) customElements.define(SOURCE, BackpropPlayground);
