/** The manifest of the Network lesson. */

import { SETTINGS } from "./settings.js";

export default {
  id: "network",
  wasm: "network",
  styles: ["network"],
  lateStyles: ["update", "terms", "predict", "health"],
  height: 2020,
  help: ["space", "tab", "arrows", "enter", "escape", "plots"],
  tasks: ["small", "delta", "strongest", "check", "vanish", "bend", "fast"],
  settings: SETTINGS,
  // Three hidden neurons are three bends, slow enough to be watched.
  start: [["layers", "2,3,2"], ["activation", "tanh"], ["trainBias", "true"], ["learningRate", "0.02"], ["speed", "epoch10"]],
  keys: {
    step: { live: true }, changes: {}, rates: {}, play: { flag: true, live: true }, focus: { live: true },
    palette: { live: true }, speed: { live: true },
  },
};
