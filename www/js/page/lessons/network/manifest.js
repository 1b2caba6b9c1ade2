/** The manifest of the Network lesson. */

export default {
  id: "network",
  wasm: "network",
  styles: ["network"],
  lateStyles: ["update", "terms", "predict", "health"],
  height: 1980,
  help: ["space", "tab", "arrows", "enter", "escape", "plots"],
  tasks: ["strongest", "bend", "fast", "small"],
  settings: true,
  keys: {
    step: { live: true }, changes: {}, rates: {}, play: { flag: true, live: true }, focus: { live: true },
    palette: { live: true },
  },
};
