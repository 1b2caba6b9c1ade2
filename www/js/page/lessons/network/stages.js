/**
 * The Stage of a run: the page's copy of the network, which draws it. Inspecting it (traces, checks,
 * health) takes a larger WebAssembly, which most readers never need. It is fetched on first use, and from
 * then on the run has a Stage from it. Events: `stage` (there is another stage for the same run, without
 * state yet), `unfetched` (an error).
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

  /** The stage, if it can inspect the network; otherwise `null`, and one that can is fetched. */
  get inspection() {
    if (this.stage?.traceUpdate) return this.stage;
    if (this.stage) this.#fetch();
    return null;
  }

  /**
   * Creates the stage of another run.
   * @param {Record<string, any>} config
   * @throws a typed error if settings do not fit together; nothing has changed then
   */
  begin(config) {
    const stage = this.stage ? this.stage.after(config) : new this.#pkg.Stage(config);
    this.#replaceStage(stage);
    this.#config = config;
  }

  /**
   * Reads a setting's value.
   * @param {string} name
   * @param {string} text in the format of a link
   * @returns {any}
   * @throws a problem `{ code, field, value, min, max }`
   */
  read(name, text) {
    return this.#pkg.readSetting(name, text);
  }

  dispose() {
    this.#replaceStage(null);
  }

  async #fetch() {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const { pkg } = await openPackage("inspection");
      if (!this.stage) return; // disposed meanwhile
      this.#pkg = pkg;
      this.#replaceStage(new pkg.Stage(this.#config));
      this.dispatchEvent(new Event("stage"));
    } catch (error) {
      this.dispatchEvent(new CustomEvent("unfetched", { detail: error }));
    } finally {
      this.#fetching = false;
    }
  }

  #replaceStage(stage) {
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
