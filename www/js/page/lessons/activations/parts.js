/** The parts of the lesson that a link can hide, with the keys of their names. */

export default {
  controls: "controls.name",
  "controls.function": "activations.functions",
  "controls.z": "setting.z",
  "controls.slope": "setting.leakySlope",
  predict: "activations.predict",
  plot: "activations.stage",
  strip: "activations.strip",
  formula: "part.formula",
};
