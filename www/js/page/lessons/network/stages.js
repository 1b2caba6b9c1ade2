/**
 * The Stage of a run: the page's copy of it, which draws. What looks into the network, too (traces,
 * checks, health) is a larger WebAssembly, which most readers never need. It is fetched for the first
 * who asks, and from then on the run has a Stage of that one. Events: `stage` (another stage shows the
 * same run, and knows nothing of it yet), `unfetched` (an error).
 */

import { openPackage } from "../../assets.js";

export class Stages extends EventTarget {
  #pkg;
  #config = {};
  #fetching = false;
  /** @type {any} */
  stage = null;

  /** @param {any} pkg */
  constructor(pkg) {
    super();
    this.#pkg = pkg;
  }

  /** The stage, if it looks into the network; if not, it is fetched. */
  get inspection() {
    if (this.stage?.traceUpdate) return this.stage;
    if (this.stage) this.#fetch();
    return null;
  }

  /**
   * A stage for another run.
   * @param {Record<string, any>} config
   * @throws a typed error if settings do not fit together; then nothing has changed
   */
  begin(config) {
    const stage = this.stage ? this.stage.after(config) : new this.#pkg.Stage(config);
    this.#put(stage);
    this.#config = config;
  }

  /**
   * A setting as it stands in a link.
   * @param {string} name
   * @param {string} text
   * @returns {any} its value
   * @throws a problem `{ code, field, value, min, max }`
   */
  read(name, text) {
    return this.#pkg.readSetting(name, text);
  }

  dispose() {
    this.#put(null);
  }

  async #fetch() {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const { pkg } = await openPackage("inspection");
      if (!this.stage) return; // the lesson was left
      this.#pkg = pkg;
      this.#put(new pkg.Stage(this.#config));
      this.dispatchEvent(new Event("stage"));
    } catch (error) {
      this.dispatchEvent(new CustomEvent("unfetched", { detail: error }));
    } finally {
      this.#fetching = false;
    }
  }

  #put(stage) {
    this.stage?.free();
    this.stage = stage;
  }
}

/**
 * The run as a NumPy program.
 * @param {import("./session.js").Session} session
 * @returns {Promise<string>}
 */
export async function programOf({ config, changes }) {
  const { pkg } = await openPackage("inspection");
  return pkg.numpyProgram(config, changes);
}
