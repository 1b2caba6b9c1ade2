/**
 * The lessons there are, in the order of the chapter. A lesson is loaded when it is opened.
 */

/**
 * @typedef {{ apply: (entries: import("../shared/link.js").Entries) => void,
 *   link: () => [string, string][], translate: () => void, dispose: () => void }} Lesson
 */

export const LESSONS = Object.freeze([
  { id: "network", open: async () => (await import("./lessons/network.js")).NetworkLesson },
]);

/** The lesson of a link that names none. */
export const DEFAULT_LESSON = "network";
