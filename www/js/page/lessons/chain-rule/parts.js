/** The parts of the lesson that a link can hide, with the keys of their names. */

export default {
  transport: "player.name",
  "transport.position": "player.position",
  "transport.speed": "transport.speed",
  expression: "expression.name",
  tape: "tape.graph",
  check: "check.name",
  table: "table.name",
};
