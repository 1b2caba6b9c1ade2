// Calls at the bottom of a stack that is used up: each is made at every depth on the way back up,
// from where nothing can be called any more to where everything could be for long. Whatever is refused on the way,
// afterwards the same call gives what it gave before. No imports: browsers run it too.

const small = { samples: 10, layers: [2, 3, 2] };
const look = { dark: false, palette: 'blueOrange', scale: 1, font: 'serif' };
const labels = { epoch: 'a', train: 'b', test: 'c', mse: 'd', accuracy: 'e', x1: 'f', x2: 'g' };
const point = new Float64Array([0.5, -0.25]);

/** By name: what is called on a trainer or a stage, and with what. */
const calls = (trainer, stage, canvas) => ({
  step: () => trainer.step(),
  train: () => trainer.train(1),
  predict: () => trainer.predict(point),
  metrics: () => trainer.metrics(),
  config: () => trainer.config(),
  parameters: () => trainer.parameters(),
  log: () => trainer.log(),
  curve: () => trainer.curve(),
  setLearningRate: () => trainer.setLearningRate(0.5),
  setParameters: () => stage.setParameters(trainer.parameters()),
  setLook: () => stage.setLook(look),
  setLabels: () => stage.setLabels(labels),
  setCurve: () => stage.setCurve(new Float64Array(12), new Float64Array(6)),
  boundaryAt: () => stage.boundaryAt(50, 50, 200, 100, 3),
  curveAt: () => stage.curveAt('loss', 10, 200, 100),
  layout: () => stage.layout(200, 100),
  after: () => stage.after(small).free(),
  ...(canvas && {
    drawField: () => stage.drawField(canvas, -1, false),
    drawLine: () => stage.drawLine(canvas),
    drawPoints: () => stage.drawPoints(canvas),
    drawWeights: () => stage.drawWeights(canvas, -1),
    drawNeurons: () => stage.drawNeurons(canvas),
    drawCurve: () => stage.drawCurve(canvas, 'accuracy'),
  }),
});

/** The same for what no object stands before. */
const free = ({ Trainer, Stage, newSeed, numpyProgram, readSettings, writeSettings }) => ({
  fields: () => Trainer.fields(),
  newSeed: () => newSeed(),
  numpyProgram: () => numpyProgram(small, new Float64Array([3, 0.5])),
  readSettings: () => readSettings([['noise', '0.1'], ['layers', '2']]),
  writeSettings: () => writeSettings(small),
  Trainer: () => new Trainer(small).free(),
  Stage: () => new Stage(small).free(),
});

/** After so many that went through in a row, the others up to the top would too. */
const ENOUGH = 500;

/** Runs `call` at every depth; counts what went through and keeps what was thrown. */
function everywhere(call) {
  const thrown = new Set();
  let [done, row] = [0, 0];
  const descend = () => {
    try {
      descend();
    } catch { /* the bottom */ }
    if (row === ENOUGH) return;
    try {
      row += 1;
      call();
      done += 1;
    } catch (error) {
      row = 0;
      thrown.add(`${error?.constructor?.name}`);
    }
  };
  descend();
  return { done, thrown: [...thrown] };
}

/**
 * @param {object} backprop the package
 * @param {HTMLCanvasElement} [canvas] where there is one
 * @param {number} [times] that each call is taken through all depths
 * @returns {{ failures: string[], calls: number }}
 */
export function descend(backprop, canvas, times = 3) {
  const failures = [];
  const { Trainer, Stage } = backprop;
  const [trainer, twin, stage] = [new Trainer(small), new Trainer(small), new Stage(small)];
  const state = (trainer) => String([...trainer.parameters(), ...trainer.predict(point)]);
  const all = { ...calls(trainer, stage, canvas), ...free(backprop) };
  for (const [name, call] of Object.entries(all)) {
    let [done, errors] = [0, new Set()];
    for (let time = 0; time < times; time += 1) {
      const round = everywhere(call);
      done += round.done;
      round.thrown.forEach((error) => errors.add(error));
    }
    // V8 says RangeError, SpiderMonkey InternalError, where the stack is used up.
    const others = [...errors].filter((error) => !['RangeError', 'InternalError'].includes(error));
    if (others.length > 0) failures.push(`${name} threw ${others}`);
    if (done === 0 || errors.size === 0) failures.push(`${name} was done ${done} times, refused with ${[...errors]}`);
    const passes = { step: () => twin.step(), train: () => twin.train(1), setLearningRate: () => twin.setLearningRate(0.5) }[name];
    for (let i = 0; passes && i < done; i += 1) passes();
    try {
      call();
      passes?.();
      if (state(trainer) !== state(twin)) failures.push(`after ${name} the trainer has other bits`);
    } catch (error) {
      failures.push(`after ${name} it says ${error}`);
    }
  }
  return { failures, calls: Object.keys(all).length };
}
