/** The manifest of the Chain rule lesson. */

export default {
  id: "chain-rule",
  wasm: "chain-rule",
  styles: ["tape", "chain-rule", "print-rooms"],
  height: 1460,
  help: ["player", "values"],
  tasks: ["predict", "six", "zero", "count", "twelve", "own"],
  keys: {
    expression: { resets: ["values", "root", "watch", "at"] }, values: {}, root: {}, watch: { empty: true }, at: {}, play: { flag: true },
  },
};
