/** The manifest of the Activations lesson. */

export default {
  id: "activations",
  wasm: "activations",
  styles: ["activations", "print-rooms"],
  height: 1140,
  help: ["probe", "pen"],
  tasks: ["flat", "half", "layers", "whole", "leaky", "silu", "sketch"],
  keys: { function: {}, z: {}, slope: {} },
};
