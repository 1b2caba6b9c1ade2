/** The parts of the lesson that a link can hide, each with its word. */

export default {
  transport: "player.name",
  "transport.position": "player.position",
  "transport.speed": "transport.speed",
  expression: "expression.name",
  tape: "tape.graph",
  check: "check.name",
  table: "table.name",
};
