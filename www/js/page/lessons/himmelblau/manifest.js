/** The manifest of the Himmelblau lesson. */

export default {
  id: "himmelblau",
  wasm: "himmelblau",
  styles: ["himmelblau", "himmelblau-steps", "print-rooms"],
  lateStyles: ["tape"],
  height: 2280,
  help: ["player", "map", "relief", "strip"],
  tasks: ["start", "rate", "rolling", "floor"],
  keys: {
    surface: { resets: ["conditioning", "start", "rate", "at", "hidden"] }, conditioning: {}, start: { resets: ["at"] }, rate: {},
    optimizer: {}, race: { flag: true }, basins: { flag: true }, at: {}, hidden: {}, play: { flag: true },
  },
};
