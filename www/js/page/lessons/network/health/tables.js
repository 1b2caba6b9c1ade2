/** The health of the layers as tables: one per layer, with a row for each epoch. */

import { grouped } from "../../../ui/numbers.js";
import { sampled } from "../../../ui/table-dialog.js";
import { COLUMNS } from "./columns.js";

/** Only every third row is shown, to keep the tables of all layers readable. */
const STRIDE = 3;

/**
 * @param {{ past: Float64Array | null, layers: string[], words: import("../../../shell/words.js").Words }} parts
 *   `past`: an epoch and five numbers for each layer, row by row; `layers`: their names
 * @returns {import("../../../ui/table-dialog.js").Table[]}
 */
export function health({ past, layers, words }) {
  const width = 1 + layers.length * COLUMNS.length;
  const count = (past?.length ?? 0) / width;
  const shown = sampled(count, (row) => Number(past?.[row * width])).filter((_, i, all) => i % STRIDE === 0 || i === all.length - 1);
  return layers.map((layer, l) => ({
    caption: [layer],
    columns: [
      { label: words.say("chart.epoch"), quantity: "epoch", write: grouped },
      ...COLUMNS.map(({ name, write }) => ({ label: words.say(`health.${name}`), quantity: name, write })),
    ],
    rows: shown.map((row) => {
      const at = row * width;
      const from = at + 1 + l * COLUMNS.length;
      return [Number(past?.[at]), ...(past?.subarray(from, from + COLUMNS.length) ?? [])];
    }),
  }));
}
