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
const OF_ANY_LESSON = new Set(["js/page/lessons/list.js", "js/page/shell/parts.js", ...LESSONS.flatMap((id) => [
  `js/page/lessons/${id}/manifest.js`, `js/page/lessons/${id}/parts.js`,
])]);

/** The words of the parts that can be hidden, by lesson. */
const { partsOf } = await import(pathToFileURL(join(sources.folders.www, "js/page/shell/parts.js")).href);
const PART_WORDS = await Promise.all(LESSONS.map(async (id) => new Set(Object.values(await partsOf(id)))));

const withoutComments = (/** @type {string} */ code) => code.replace(/\/\*[^]*?\*\//g, "");

/** Code that at least this many lessons start with is loaded by all: a request costs more than a few bytes. */
const SEVERAL = 2;

const isStatic = (/** @type {string} */ kind) => kind === "import-statement";

/** A file with fewer bytes is not worth a request of its own. */
const SMALL = 2500;

/**
 * The sources that become one file: what several lessons start with, and what would otherwise become small files
 * because it is also loaded later. What only one lesson starts with is a file of that lesson, if it is worth one.
 * @returns {{ sources: string[], entries: string[] }[]} with the entries that import them
 */
export function sharedFiles(outputs) {
  const graph = new Graph(outputs);
  const paths = [MAIN, ...LESSONS.map(lessonFile)].map((source) => graph.from(source, isStatic));
  const [ofPage, ...ofLessons] = paths.map((own) => new Set(graph.sources(own)));
  const begin = new Set(paths.flatMap((own) => [...own]));
  const isSmall = (path) => !outputs[path].entryPoint && outputs[path].bytes < SMALL;
  const bytes = new Map([...begin].filter(isSmall).flatMap((path) => {
    return Object.entries(outputs[path].inputs).map(([source, { bytesInOutput }]) => [source, bytesInOutput]);
  }));
  const all = entries(outputs);
  const found = graph.sources(begin).filter((source) => !all.includes(source));
  const lessonsOf = (source) => ofLessons.filter((own) => own.has(source)).length;
  const common = found.filter((source) => {
    const lessons = lessonsOf(source);
    return lessons >= SEVERAL || (lessons > 0 ? ofPage.has(source) : bytes.has(source));
  });
  const groups = ofLessons.map((own) => found.filter((source) => own.has(source) && bytes.has(source) && !common.includes(source)));
  const isWorthIt = (group) => group.reduce((sum, source) => sum + bytes.get(source), 0) >= SMALL;
  common.push(...groups.filter((group) => !isWorthIt(group)).flat());
  const needs = (entry, group) => graph.sources(graph.from(entry, isStatic)).some((source) => group.includes(source));
  return [
    { sources: common, entries: all },
    ...groups.filter(isWorthIt).map((sources) => ({ sources, entries: all.filter((entry) => needs(entry, sources)) })),
  ];
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
 * The words by file: `<lesson>` has those that its first view names, `late` those that a lesson may name later.
 * @param {string[]} keys of all words
 * @returns {Map<string, string[]>}
 */
export function wordsOf(outputs, keys) {
  const graph = new Graph(outputs);
  const isFirst = (kind, path) => isStatic(kind) || OF_FRAMES.test(outputs[path].entryPoint ?? "");
  const [ofPage, later] = [graph.from(MAIN, (_, path) => !graph.isLesson(path)), new Set()];
  const files = LESSONS.map((lesson, i) => {
    const file = lessonFile(lesson);
    const isNamed = names(graph.text([...graph.from(MAIN, isFirst), ...graph.from(file, isStatic)]), "[^.]+", lesson);
    const isNamedLater = names(graph.text([...ofPage, ...graph.from(file, () => true)]), ".+", lesson);
    for (const key of keys) if (!isNamed(key) && (isNamedLater(key) || PART_WORDS[i].has(key))) later.add(key);
    return [lesson, keys.filter(isNamed)];
  });
  const placed = new Set([...later, ...files.flatMap(([, own]) => own)]);
  // The words of the list of languages are in pkg/languages.js.
  const lost = keys.filter((key) => !placed.has(key) && !key.startsWith("language."));
  if (lost.length > 0) throw new Error(`no module names the words ${lost}`);
  return new Map([...files, ["late", [...later]]]);
}

/** Modules that a page in a frame, or with hidden parts, starts with. */
const OF_FRAMES = /\/shell\/frame\//;

/** A key in code, whole or a template. */
const KEY = /(?<=["'`])(?:[\w-]|\$\{[^}`]*\})+(?:\.(?:[\w-]|\$\{[^}`]*\})+)*(?=["'`])/g;
const INSERT = /\$\{[^}]*\}/g;

/**
 * Which words a text of modules names. A template begins with any word but another lesson's; its other inserts
 * are `insert`, a pattern.
 */
function names(text, insert, lesson) {
  const found = [...new Set(text.match(KEY))];
  const others = LESSONS.filter((id) => id !== lesson).join("|");
  const templates = found.filter((key) => /[\w-]\.|\.[\w-]/.test(key.replace(INSERT, " ")) && key.includes("$"));
  const patterns = templates.map((key) => {
    const pattern = key.replaceAll(".", "[.]").replace(/^\$\{[^}]*\}/, `(?!(?:${others})[.]).+`).replace(INSERT, insert);
    return new RegExp(`^${pattern}$`);
  });
  return (key) => found.includes(key) || patterns.some((pattern) => pattern.test(key));
}
