/** The parts of the lesson that a link can hide, with the keys of their names. */

export default {
  transport: "player.name",
  "transport.numbers": "part.numbers",
  "transport.speed": "transport.speed",
  "transport.timeline": "timeline.name",
  controls: "controls.name",
  "controls.training": "controls.training",
  "controls.inspector": "inspector.name",
  "controls.network": "controls.network",
  "controls.data": "controls.data",
  "controls.seeds": "controls.seeds",
  "controls.view": "controls.view",
  network: "network.name",
  update: "update.name",
  health: "health.name",
  boundary: "boundary.name",
  loss: "curve.loss",
  accuracy: "curve.accuracy",
  log: "log.name",
};
