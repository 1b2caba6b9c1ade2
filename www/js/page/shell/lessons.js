/**
 * The lessons there are, in the order of the chapter. A lesson is loaded when it is opened.
 *
 * A lesson is a class. Its static `keys` are the keys of a link that it understands, its static
 * `HELP` names what the keyboard does in it (words `keys.<name>` and `keys.<name>.does`).
 */

/**
 * @typedef {{ root: HTMLElement, words: import("./words.js").Words,
 *   notices: import("./notices.js").Notices, pkg: any, module: WebAssembly.Module,
 *   changed: (now?: boolean) => void }} Context `changed`: the link should follow
 */

/**
 * `build`, where there is one, builds what is seen, in steps; until the last, only `dispose` may be called.
 * Then come `apply`, which says what was wrong with the link, and `translate`, which may have steps too. A
 * page that starts takes each step in a task of its own. `rest`: nobody sees the lesson, so what moves by
 * itself waits, and goes on when it is seen again. `unlinked`: words that say what the link leaves out.
 * `settle`: parts of it, perhaps all, have their place in a page that starts, and are about to be seen.
 * `hands`: what a host page moves the lesson with, see `host/commands.js`.
 * @typedef {{ player?: import("../ui/player.js").Player, session?: import("../lessons/network/session.js").Session,
 *   focus?: import("../lessons/network/neuron-focus.js").NeuronFocus, choosePalette?: (palette: string) => void }} Hands
 * @typedef {{ apply: (entries: import("../../shared/link.js").Entries) => any[], hands: Hands,
 *   link: () => [string, string][], translate: () => Iterable<unknown> | void, dispose: () => void,
 *   build?: () => Iterator<unknown>, settle?: () => void, rest?: (asleep: boolean) => void, unlinked?: () => string[] }} Lesson
 */

/**
 * @typedef {{ new (context: Context): Lesson, keys: (pkg: any) => string[], HELP: readonly string[] }
 *   } LessonClass
 */

/** @type {readonly { id: Exclude<import("../assets.js").Part, "inspection">, open: () => Promise<LessonClass> }[]} */
export const LESSONS = Object.freeze([
  { id: "activations", open: async () => (await import("../lessons/activations/lesson.js")).ActivationsLesson },
  { id: "chain-rule", open: async () => (await import("../lessons/chain-rule/lesson.js")).ChainRuleLesson },
  { id: "himmelblau", open: async () => (await import("../lessons/himmelblau/lesson.js")).HimmelblauLesson },
  { id: "network", open: async () => (await import("../lessons/network/lesson.js")).NetworkLesson },
]);

/** The lesson of a link that names none. */
export const DEFAULT_LESSON = "network";
