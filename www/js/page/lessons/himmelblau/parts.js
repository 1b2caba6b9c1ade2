/** The parts of the lesson that a link can hide, with the keys of their names. */

export default {
  transport: "player.name",
  "transport.numbers": "part.numbers",
  "transport.position": "player.position",
  "transport.speed": "transport.speed",
  controls: "controls.name",
  "controls.surface": "himmelblau.surface.name",
  "controls.start": "himmelblau.starts",
  "controls.rate": "setting.learningRate",
  "controls.optimizer": "himmelblau.optimizer.name",
  map: "himmelblau.map.name",
  "map.basins": "himmelblau.basins",
  floor: "himmelblau.floor.name",
  strip: "himmelblau.strip.name",
  relief: "himmelblau.relief.name",
  table: "himmelblau.table.name",
  arithmetic: "himmelblau.step.name",
  "gradient-tape": "himmelblau.tape.open",
};
