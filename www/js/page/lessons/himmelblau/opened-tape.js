/**
 * The contents of the opened gradient tape: model, picture and player. A separate module, so that it is
 * only loaded then.
 */

import { TapeModel } from "../../tape/tape-model.js";
import { TapeStage } from "../../tape/tape-stage.js";
import { PlayerBar } from "../../ui/player-bar.js";

/** @typedef {{ model: TapeModel, stage: TapeStage, bar: PlayerBar }} OpenedTape */

/**
 * @param {{ pkg: any, words: import("../../shell/words.js").Words, text: string, values: Record<string, number> }} parts
 * @returns {OpenedTape}
 */
export function openTape({ pkg, words, text, values }) {
  const model = new TapeModel({ pkg, text, values });
  const stage = new TapeStage({ model, words, editable: false });
  return { model, stage, bar: new PlayerBar({ player: model.player, words, name: "player.tape", space: false, part: "gradient-tape.player" }) };
}
