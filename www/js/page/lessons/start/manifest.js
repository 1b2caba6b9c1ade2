/** The manifest of the start page, which is opened as lessons are. */

export default {
  id: "start",
  wasm: "start",
  styles: ["start"],
  height: 1500,
  help: ["knob"],
  tasks: [],
  keys: {},
};
