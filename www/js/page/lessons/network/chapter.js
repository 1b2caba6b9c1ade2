/** The chapter's network in one click, which can be undone: a button, wherever it is asked for. */

import { DEFAULT_SPEED } from "../../../shared/speeds.js";
import { h, listen } from "../../ui/dom.js";
import { counts } from "./counting.js";

/**
 * True if all settings are the chapter's but for those that are left free.
 * @param {import("./session.js").Session} session
 * @param {(field: any) => boolean} [isFree]
 */
export function isChapters({ config, defaults, fields }, isFree = () => false) {
  return fields.every((field) => {
    return isFree(field) || !counts(field, config) || String(config[field.name]) === String(defaults[field.name]);
  });
}

/**
 * @param {{ session: import("./session.js").Session, notices: import("../../shell/notices.js").Notices,
 *   words: import("../../shell/words.js").Words, signal: AbortSignal }} parts
 * @returns {HTMLButtonElement} hidden while the network is the chapter's
 */
export function chapterButton({ session, notices, words, signal }) {
  const button = h("button", { type: "button", class: "small chapter", word: "network.chapter" });
  const show = () => { button.hidden = isChapters(session); };
  listen(button, "click", () => {
    const { speed } = session;
    session.replace(session.defaults, { speed: DEFAULT_SPEED }, "");
    notices.show("chapter", () => [words.say("network.chapter.now")], {
      action: {
        word: "timeline.undo",
        run: () => {
          notices.dismiss("chapter");
          session.past.bringBack();
          session.setSpeed(speed);
        },
      },
    });
  }, signal);
  for (const type of ["run", "state"]) listen(session, type, show, signal);
  return button;
}
