/**
 * What would be wrong with a link, before anything is changed, and how it is told to a host. Each
 * lesson reads its own links; here they are only asked.
 */

import { fields, readLink as readActivations } from "../../lessons/activations/link-state.js";
import { CHAPTER } from "../../lessons/chain-rule/examples.js";
import { applyLink } from "../../lessons/chain-rule/link-state.js";
import { readLink as readHimmelblau } from "../../lessons/himmelblau/link-state.js";
import { readLink as readNetwork } from "../../lessons/network/link-state.js";
import { TapeModel } from "../../tape/tape-model.js";

/** @typedef {import("../../../shared/host-messages.js").Problem} Problem */
/** @typedef {import("../../../shared/link.js").Entries} Entries */

/** @type {Record<string, (entries: Entries, pkg: any) => any[]>} */
const READ = {
  activations: (entries, pkg) => readActivations(entries, fields(pkg)).problems,
  "chain-rule": (entries, pkg) => {
    const model = new TapeModel({ pkg, text: CHAPTER.text, values: CHAPTER.values });
    try {
      return applyLink(entries, model);
    } finally {
      model.dispose();
    }
  },
  himmelblau: (entries, pkg) => readHimmelblau(entries, pkg).problems,
  network: (entries, pkg) => {
    const defaults = Object.fromEntries(pkg.Trainer.fields().map((field) => [field.name, field.default]));
    return readNetwork(entries, { pkg, defaults }).problems;
  },
};

/**
 * @param {string} lesson
 * @param {Entries} entries of its link
 * @param {any} pkg
 * @returns {any[]} typed errors, none if a lesson would take it as it is
 */
export function problemsOf(lesson, entries, pkg) {
  return READ[lesson](entries, pkg);
}

/**
 * A problem as plain data with an English sentence for developers.
 * @param {any} problem typed by the page or by the engine; or an error that nobody expected
 * @returns {Problem & { message: string }}
 */
export function refusal(problem) {
  const { code = "failed", min, max, values, message } = problem ?? {};
  const field = problem?.key ?? problem?.field;
  const value = problem?.given ?? problem?.value;
  const facts = Object.entries({ code, field, value, min, max, values }).filter(([, fact]) => fact !== undefined);
  const range = values ? `: ${values.join(", ")}` : min === undefined ? "" : `: ${min} … ${max}`;
  const said = message || [code, field, value === undefined ? undefined : JSON.stringify(value)].filter(Boolean).join(" ") + range;
  return /** @type {any} */ ({ ...JSON.parse(JSON.stringify(Object.fromEntries(facts))), message: said });
}
