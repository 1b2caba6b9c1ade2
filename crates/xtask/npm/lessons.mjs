/**
 * The contents of each lesson, according to the bundler: the modules of its first view, and all the words
 * that it may use.
 */

import { join } from "node:path";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import * as sources from "./sources.mjs";

/** The ids of the lessons, which are also the names of their folders. */
const LESSONS = sources.LESSONS.map(({ id }) => id);

const MAIN = "js/page/main.js";
const lessonFile = (lesson) => `js/page/lessons/${lesson}/lesson.js`;

/** The graph of the bundler's outputs and their imports. */
class Graph {
  #outputs;

  constructor(outputs) {
    this.#outputs = outputs;
  }

  /**
   * @param {string} source the entry to start from
   * @param {(kind: string, path: string) => boolean} follow
   * @returns {Set<string>} paths of outputs
   */
  from(source, follow) {
    const found = new Set();
    const add = (path) => {
      if (found.has(path)) return;
      found.add(path);
      for (const { kind, path: next, external } of this.#outputs[path].imports) {
        if (!external && follow(kind, next)) add(next);
      }
    };
    add(Object.keys(this.#outputs).find((path) => this.#outputs[path].entryPoint === source));
    return found;
  }

  /** True if an output is a lesson's entry. */
  isLesson(path) {
    return LESSONS.some((lesson) => this.#outputs[path].entryPoint === lessonFile(lesson));
  }

  /** The sources of outputs. */
  sources(paths) {
    return [...new Set([...paths].flatMap((path) => Object.keys(this.#outputs[path].inputs)))];
  }

  /** The text of outputs, to be searched for words. */
  text(paths) {
    const own = this.sources(paths).filter((source) => !OF_ANY_LESSON.has(source));
    return own.map((source) => withoutComments(readFileSync(join(sources.folders.www, source), "utf8"))).join("\n");
  }
}

/** Sources that mention the words of every lesson, but only show those of the current one. */
const OF_ANY_LESSON = new Set(["js/page/lessons/list.js", ...LESSONS.flatMap((id) => [
  `js/page/lessons/${id}/manifest.js`, `js/page/lessons/${id}/parts.js`,
])]);

/** The words of each lesson's own parts, by which they can be hidden. */
const PART_WORDS = await Promise.all(LESSONS.map(async (id) => {
  const parts = await import(pathToFileURL(join(sources.folders.www, `js/page/lessons/${id}/parts.js`)).href);
  return new Set(Object.values(parts.default));
}));

const withoutComments = (/** @type {string} */ code) => code.replace(/\/\*[^]*?\*\//g, "");

/** Code that at least this many lessons start with is loaded by all: a request costs more than a few bytes. */
const SEVERAL = 2;

const isStatic = (/** @type {string} */ kind) => kind === "import-statement";

/** A file with fewer bytes is not worth a request of its own. */
const SMALL = 2500;

/**
 * @returns {string[]} the sources that several lessons start with, and those that would otherwise become small
 *   files of their own because they are also loaded later; without the entries themselves
 */
export function commonSources(outputs) {
  const graph = new Graph(outputs);
  const paths = [MAIN, ...LESSONS.map(lessonFile)].map((source) => graph.from(source, isStatic));
  const [ofPage, ...ofLessons] = paths.map((own) => new Set(graph.sources(own)));
  const begin = new Set(paths.flatMap((own) => [...own]));
  const small = [...begin].filter((path) => !outputs[path].entryPoint && outputs[path].bytes < SMALL);
  const common = new Set(graph.sources(small));
  const apart = new Set(entries(outputs));
  return graph.sources(begin).filter((source) => !apart.has(source)).filter((source) => {
    const lessons = ofLessons.filter((own) => own.has(source)).length;
    return common.has(source) || lessons >= SEVERAL || (lessons > 0 && ofPage.has(source));
  });
}

/** @returns {string[]} the sources of the page that are loaded by name: at the start, or later */
export function entries(outputs) {
  return Object.values(outputs).map(({ entryPoint }) => entryPoint).filter(Boolean);
}

/** @returns {Record<string, string[]>} the modules that a lesson needs to start, without `.js` */
export function firstModules(outputs) {
  const graph = new Graph(outputs);
  const first = (source) => graph.from(source, isStatic);
  return Object.fromEntries(LESSONS.map((lesson) => {
    const modules = new Set([...first(MAIN), ...first(lessonFile(lesson))]);
    return [lesson, [...modules].map((path) => path.slice(0, -".js".length))];
  }));
}

/**
 * The words of each lesson: those whose first part (`tape` of `tape.step`) occurs in its modules,
 * loaded at once or later, or in the page's own. Words found nowhere belong to all lessons.
 * @param {string[]} keys of all words
 * @returns {Map<string, (key: string) => boolean>} by lesson
 */
export function wordsOf(outputs, keys) {
  const graph = new Graph(outputs);
  const page = graph.text(graph.from(MAIN, (_, path) => !graph.isLesson(path)));
  const texts = LESSONS.map((lesson) => graph.text(graph.from(lessonFile(lesson), () => true)));
  const groups = [...new Set(keys.map(groupOf))];
  // Tags, icons and keys of links have such names as well, without a point.
  const says = (text) => new Set(groups.filter((group) => new RegExp(`["'\`]${group}${keys.includes(group) ? "" : "[.]"}`).test(text)));
  const [ofPage, ofLessons] = [says(page), texts.map(says)];
  const inNone = (group) => ![ofPage, ...ofLessons, new Set(LESSONS)].some((own) => own.has(group));
  return new Map(LESSONS.map((lesson, i) => [lesson, (key) => {
    const group = groupOf(key);
    return group === lesson || ofPage.has(group) && !LESSONS.includes(group) || ofLessons[i].has(group) || inNone(group)
      || PART_WORDS[i].has(key);
  }]));
}

const groupOf = (/** @type {string} */ key) => key.split(".")[0];
