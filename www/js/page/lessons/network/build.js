/** Builds the visible parts of the lesson, one step at a time. */

import { Tasks } from "../../ui/tasks.js";
import { Boundary } from "./boundary.js";
import { chapterButton } from "./chapter.js";
import { Controls } from "./controls.js";
import { Curve } from "./curve.js";
import { Inspector } from "./inspector.js";
import { LazyPanel } from "./lazy-panel.js";
import { Log } from "./log.js";
import { Picture } from "./picture.js";
import { programOf } from "./stages.js";
import manifest from "./manifest.js";
import { ANSWERS, OF_CHAPTER } from "./tasks.js";
import { Transport } from "./transport.js";

/**
 * @param {Record<string, any>} parts receives them
 * @param {import("../../shell/lessons.js").Context & { signal: AbortSignal }} context
 * @param {{ session: import("./session.js").Session, focus: import("./neuron-focus.js").NeuronFocus,
 *   painter: import("../../paint/painter.js").Painter, look: import("../../paint/look.js").Look,
 *   descriptions: import("./descriptions.js").Descriptions, updateCurve: () => void,
 *   choosePalette: (palette: string) => void, showAside: (part: string) => void }} lesson
 */
export function* build(parts, { words, notices, pkg, signal }, { descriptions, updateCurve, choosePalette, showAside, ...seeing }) {
  const { session, painter } = seeing;
  const chapter = () => chapterButton({ session, notices, words, signal });
  const seen = { ...seeing, words };
  const update = new LazyPanel({ name: "update", sign: "lens", words, notices, load: async () => {
    const { UpdatePanel } = await import("./update/panel.js");
    return (place) => new UpdatePanel({ ...seen, plot: parts.network.plot }, place);
  } });
  const inspector = new Inspector(seen);
  const health = new LazyPanel({ name: "health", sign: "pulse", words, notices, load: async () => {
    const { HealthPanel } = await import("./health/panel.js");
    return (place) => new HealthPanel(seen, place);
  } });
  const transport = new Transport(session, words, [update.toggle, health.toggle]);
  Object.assign(parts, { update, inspector, health, transport });
  yield;
  parts.controls = new Controls({ session, words, newSeed: pkg.newSeed, choosePalette });
  parts.controls.groups.network.append(chapter());
  yield;
  const shared = { ...seen, update };
  Object.assign(parts, {
    network: new Picture({ ...shared, description: descriptions.network }),
    tasks: new Tasks({
      manifest, answers: ANSWERS, words, notices, shows: {
        delta: () => update.toggle, strongest: () => update.toggle, vanish: () => health.toggle, bend: () => parts.transport.element,
        check: () => {
          showAside("controls");
          return inspector.check;
        },
      },
      open: () => showAside("tasks"),
      aids: Object.fromEntries(OF_CHAPTER.map((id) => [id, chapter()])),
    }),
    boundary: new Boundary({ ...shared, description: descriptions.boundary }),
    loss: new Curve("loss", { ...seen, description: descriptions.loss, update: updateCurve }),
    accuracy: new Curve("accuracy", { ...seen, description: descriptions.accuracy, update: updateCurve }),
    log: new Log({ session, words, painter, program: () => programOf(session) }),
  });
}
