/** The manifest of the Network lesson. */

import { SETTINGS } from "./settings.js";

export default {
  id: "network",
  wasm: "network",
  styles: ["network"],
  lateStyles: ["update", "terms", "predict", "health"],
  height: 2000,
  help: ["space", "tab", "arrows", "enter", "escape", "plots"],
  tasks: ["strongest", "bend", "fast", "small"],
  settings: SETTINGS,
  keys: {
    step: { live: true }, changes: {}, rates: {}, play: { flag: true, live: true }, focus: { live: true },
    palette: { live: true },
  },
};
