// settings, written from the table by UPDATE_SETTINGS=1
/** What a neuron does to its weighted sum. */
export type ActivationName =
  "sigmoid" | "tanh" | "relu" | "leakyRelu" | "linear" | "elu" | "gelu" | "softplus" | "silu";

/** Everything that determines a run. Ranges: `Trainer.fields()`. */
export interface Config {
  /** How the points lie. */
  dataset: "moons" | "circles";
  /** Points in all: a whole number from 4 to 20000. */
  samples: number;
  /** Standard deviation of the points' normal noise: a number from 0 to 1. */
  noise: number;
  /** Inner radius of circles, as a part of the outer one: a number from 0 to 0.99. */
  factor: number;
  /** Share of the points that is kept for testing: a number from 0.05 to 0.95. */
  testSize: number;
  /** Seed of the initial weights and biases: a whole number from 0 to 4294967295. */
  networkSeed: number;
  /** Seed of the points: a whole number from 0 to 4294967295. */
  dataSeed: number;
  /** Seed of the split: a whole number from 0 to 4294967295. */
  splitSeed: number;
  /** Layer sizes, inputs first: 3 to 8 layer sizes, the first and last 2, the others from 1 to 128. */
  layers: number[];
  /** The hidden layers' activation. */
  activation: ActivationName;
  /** The last layer's activation. */
  outputActivation: ActivationName;
  /** Slope of leaky ReLU below 0: a number from 0 to 1. */
  leakySlope: number;
  /** η, what a gradient is multiplied by: a number above 0 and at most 10. */
  learningRate: number;
  /** How a gradient becomes an update. */
  optimizer: "sgd" | "momentum";
  /** Share of the last update's direction that momentum keeps: a number from 0 to 0.9999. */
  momentum: number;
  /** The log's last number; the run pauses one pass later than that number says: a whole number from 0 to 100000. */
  epochs: number;
  /** Whether biases learn. */
  trainBias: boolean;
}
// settings, so far

/** One row of the table of settings. */
export interface Field {
  name: keyof Config;
  kind: "integer" | "number" | "choice" | "flag" | "sizes";
  /** Of integers, numbers and layer sizes. */
  min?: number;
  max?: number;
  /** Whether the value must be greater than `min`. */
  above: boolean;
  scale: "linear" | "log";
  /** A slider's own low end, high end and step (0: none). */
  slider?: [low: number, high: number, step: number];
  /** Of a choice. */
  values: string[];
  default: Config[keyof Config];
  /** Whether a running network takes a new value. */
  live: boolean;
  /** Whether such a value changes the numbers; if not, it only says when to pause. */
  alters: boolean;
  /** The group of controls that it belongs to. */
  group: "training" | "network" | "data" | "seeds";
  /** Whether the points or their split depend on it. */
  data: boolean;
  /** It counts while one of these settings has one of these values; always, if there are none. */
  when: [name: keyof Config, values: string[]][];
}

/** Losses are mean squared errors, accuracies fractions. */
export interface Metrics {
  epoch: number;
  step: number;
  trainLoss: number;
  testLoss: number;
  trainAccuracy: number;
  testAccuracy: number;
}

/** The position of a run in its recorded past and future. */
export interface Timeline {
  step: number;
  /** The furthest step that can be sought. */
  furthest: number;
  /** Grows whenever past or future is replaced: read the whole curve again then. */
  generation: number;
  /** The number of changes before this step. */
  changesMade: number;
  canUndo: boolean;
  canRedo: boolean;
  /** The memory of the recorded run; at most 32 MB. */
  bytes: number;
}

/** One sample, forward and back. δ = ∂L/∂z. */
export interface Trace {
  /** Samples seen before it. */
  step: number;
  /** The index of the point in the data set. */
  sample: number;
  input: Float64Array;
  /** One-hot. */
  target: Float64Array;
  loss: number;
  /** The layers after the inputs. */
  layers: LayerTrace[];
}

/** The gradient is that of the weights, `[in × out]`, row-major; all else is `[out]`. */
export interface LayerTrace {
  z: Float64Array;
  a: Float64Array;
  /** f′(z). */
  slope: Float64Array;
  /** ∂L/∂a. */
  error: Float64Array;
  /** ∂L/∂z, which is also the gradient of the biases. */
  delta: Float64Array;
  gradient: Float64Array;
}

/** One update, in the layout of `parameters()`. */
export interface Update {
  before: Float64Array;
  /** The gradient given to the optimizer; 0 for biases that do not learn. */
  gradient: Float64Array;
  /** The optimizer's running means (of momentum: sums) and their corrected forms, if it has them. */
  m?: Float64Array;
  v?: Float64Array;
  mHat?: Float64Array;
  vHat?: Float64Array;
  /** The change that is added. */
  change: Float64Array;
  /** before + change, rounded once. */
  after: Float64Array;
}

/** The sample after `step` would have made a number infinite or NaN. */
export interface Divergence {
  step: number;
  /** 1 is the first hidden one. */
  layer: number;
  /** The first number that is not finite, in the order of computing. */
  quantity: "z" | "a" | "delta" | "gradient" | "weight";
  /** The most likely cause. */
  cause: "learningRate" | "edit";
}

/** A gradient by backpropagation and by the central difference. */
export interface Difference {
  /** The parameter's place in `parameters()`. */
  index: number;
  gradient: number;
  central: number;
  /** |gradient − central| / max(|gradient|, |central|, 1e-6). */
  relative: number;
}

/** A reason why a network may not learn; the layer, 1 being the first hidden one, and the index of the one
    of the five numbers that shows it. */
export interface HealthFinding {
  finding: "dead" | "saturated" | "vanishing" | "largeUpdate" | "smallUpdate";
  layer: number;
  column: number;
}

/** The health of the layers now, the scales of its pictures, and the findings. */
export interface HealthNow {
  /** The numbers of `Trainer.healthColumns()` for each layer. */
  values: Float64Array;
  /** The lowest and the highest number of each of the five scales. */
  ends: Float64Array;
  /** At the right edge. */
  lastEpoch: number;
  /** The weightiest first. */
  findings: HealthFinding[];
}

/** The look of pictures. */
export interface Look {
  dark: boolean;
  palette: "blueOrange" | "spectral";
  /** Device pixels per CSS pixel. */
  scale: number;
  /** Font families as CSS lists them. */
  font: string;
}

/** The words on axes and curves. */
export interface Labels {
  epoch: string;
  train: string;
  test: string;
  mse: string;
  accuracy: string;
  x1: string;
  x2: string;
}

/** The words in the picture of an activation. */
export interface ActivationLabels {
  title: string;
  z: string;
  value: string;
  slope: string;
  sketch: string;
  saturated: string;
}

/** The surface of a descent. */
export type SurfaceName = "himmelblau" | "rosenbrock" | "beale" | "bowl" | "saddle";

/** A rule for the next step. */
export type OptimizerName = "sgd" | "momentum" | "rmsprop" | "adam";

/** A number that can be chosen on a surface, in the form of the table of settings. */
export interface Limits {
  name: "rate" | "conditioning" | "at" | "hidden";
  kind: "number" | "integer";
  min: number;
  max: number;
  above: boolean;
  default?: number;
}

/** The facts of a surface. */
export interface SurfaceFacts {
  name: SurfaceName | "hidden";
  /** As a student would type it. */
  expression: string;
  minima: [x: number, y: number][];
  starts: [x: number, y: number][];
  /** The part of the plane that is shown. */
  x: [low: number, high: number];
  y: [low: number, high: number];
  /** Sensible learning rates. */
  low: number;
  usual: number;
  high: number;
  /** Of a bowl: the ratio of its curvatures. */
  conditioning?: number;
}

/** A descent. */
export interface DescentReport {
  /** A row for each step and the one that would follow: numbers of `Terrain.columns()`, NaN for those that
      the optimizer does not have. */
  rows: Float64Array;
  arrival: "minimum" | "away" | "diverged";
  /** The index of the minimum, and the number of steps after which the descent stays near it. */
  minimum?: number;
  arrived?: number;
  /** The step at which a number was no longer finite, and which number. */
  step?: number;
  quantity?: "f" | "df-dx" | "df-dy" | "mean" | "x" | "y";
}

/** The properties of every error that a refused value causes. */
export interface Problem {
  code: "unknownField" | "wrongType" | "outOfRange";
  field: string;
  value: string;
  min?: number;
  max?: number;
}

/** The numbers of the start page's network. */
export interface KnobsReading {
  /** Since the start. */
  updates: number;
  /** The mean squared error over the four corners. */
  loss: number;
  /** The number of corners whose answer is right. */
  right: number;
  /** `[neurons × 4]`, inputs first: the value of each neuron at each corner, row by row from the upper left. */
  values: Float64Array;
  /** Per layer: weights `[in × out]`, then biases. */
  parameters: Float64Array;
  /** ∂L/∂w of each of them. */
  gradient: Float64Array;
  /** Each of them after the next update. */
  next: Float64Array;
}

/** Places in the start page's picture, in CSS pixels. */
export interface KnobsPlaces {
  /** Of each neuron: left edge, upper edge, length of an edge. */
  tiles: Float64Array[];
  /** The same of the outputs' targets. */
  targets: Float64Array[];
  /** The middle of each parameter's number. */
  numbers: Float64Array[];
}
