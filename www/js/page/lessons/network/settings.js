/** The names of all settings. Written from the table by UPDATE_LESSONS=1, see tests/node/lessons.test.mjs. */

export const SETTINGS = Object.freeze([
  "dataset",
  "samples",
  "noise",
  "factor",
  "testSize",
  "networkSeed",
  "dataSeed",
  "splitSeed",
  "layers",
  "activation",
  "outputActivation",
  "leakySlope",
  "learningRate",
  "optimizer",
  "momentum",
  "epochs",
  "trainBias",
]);
