/**
 * What the parts of a page are called where somebody chooses which to hide: mostly as they call
 * themselves.
 */

/** Words by part; of those that differ by lesson, by `lesson/part`. @type {Record<string, string>} */
const WORDS = {
  "header": "part.header",
  "header.lessons": "header.lessons",
  "header.share": "share.name",
  "header.language": "share.language",
  "text": "part.text",
  "tasks": "tasks.name",
  "footer": "part.footer",
  "open": "part.open",
  "transport": "player.name",
  "transport.numbers": "part.numbers",
  "transport.position": "player.position",
  "transport.speed": "transport.speed",
  "transport.timeline": "timeline.name",
  "controls": "controls.name",
  "controls.function": "activations.functions",
  "controls.z": "setting.z",
  "controls.slope": "setting.leakySlope",
  "predict": "activations.predict",
  "plot": "activations.stage",
  "activations/strip": "activations.strip",
  "formula": "part.formula",
  "expression": "expression.name",
  "tape": "tape.graph",
  "check": "check.name",
  "chain-rule/table": "table.name",
  "controls.surface": "himmelblau.surface.name",
  "controls.start": "himmelblau.starts",
  "controls.rate": "setting.learningRate",
  "controls.optimizer": "himmelblau.optimizer.name",
  "map": "himmelblau.map.name",
  "map.basins": "himmelblau.basins",
  "floor": "himmelblau.floor.name",
  "himmelblau/strip": "himmelblau.strip.name",
  "relief": "himmelblau.relief.name",
  "himmelblau/table": "himmelblau.table.name",
  "arithmetic": "himmelblau.step.name",
  "gradient-tape": "himmelblau.tape.open",
  "controls.training": "controls.training",
  "controls.inspector": "inspector.name",
  "controls.network": "controls.network",
  "controls.data": "controls.data",
  "controls.seeds": "controls.seeds",
  "controls.view": "controls.view",
  "network": "network.name",
  "update": "update.name",
  "health": "health.name",
  "boundary": "boundary.name",
  "loss": "curve.loss",
  "accuracy": "curve.accuracy",
  "log": "log.name",
};

/**
 * @param {string} lesson
 * @param {string} part
 * @returns {string} its word
 */
export function wordOfPart(lesson, part) {
  return WORDS[`${lesson}/${part}`] ?? WORDS[part];
}
