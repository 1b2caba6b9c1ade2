/**
 * Applies a state from a host: a whole state, as reported earlier, or some settings. Everything is checked
 * first; a problem is thrown before anything has changed.
 */

import { PAGE_KEYS, isOn, parseHash, parseStep } from "../../../shared/link.js";
import { DEFAULT_LESSON, LESSONS, keysOf } from "../../lessons/list.js";
import { openLesson } from "../lessons.js";
import { askedLanguage, namedLesson } from "../routes.js";
import { LANGUAGES } from "../words.js";

/** Members of a state that its link also contains. */
const TOLD = Object.freeze(["link", "lesson", "language", "step", "epoch", "metrics", "playing"]);
/** Members of a state with another name in a link. */
const NAMES = new Map([["language", "lang"], ["playing", "play"]]);
/** @typedef {Map<string, string | null>} Changes keys of a link; `null`: the default */
/** @typedef {{ step: number | undefined, play: boolean }} Rest to be applied when the lesson is open */

/**
 * @param {import("../page.js").Page} page
 * @param {import("./commands.js").Commands} commands of the current lesson
 * @param {Record<string, any>} state
 * @returns {Promise<Rest>}
 */
export async function applyState(page, commands, state) {
  const link = typeof state.link === "string" ? parseHash(state.link) : undefined;
  const changes = readChanges(state, link !== undefined);
  const wanted = link?.get("lesson") ?? (link ? null : changes.has("lesson") ? changes.get("lesson") : page.lessonId);
  const asked = new Map([["lesson", wanted ?? DEFAULT_LESSON.id], ["lang", changes.get("lang") ?? link?.get("lang") ?? ""]]);
  const manifest = namedLesson(asked) ?? refuse("lesson", asked, LESSONS);
  const lesson = manifest.id;
  const language = asked.get("lang") && (askedLanguage(asked) || refuse("lang", asked, LANGUAGES));
  const stays = !link && lesson === page.lessonId;
  const base = stays ? baseOf(manifest, page.lesson.link(), commands, changes) : link ?? new Map();
  const entries = merge(base, changes);
  const { names, ...rest } = await check(entries, manifest, stays ? commands : undefined);
  for (const [key, value] of changes) if (value !== null && key in names) changes.set(key, names[key]);
  const pageKeys = new Map([...page.pageKeys, ...[...changes].filter(([key]) => PAGE_KEYS.includes(key))]);
  if (link || changes.has("lang")) pageKeys.set("lang", language || null);
  if (!stays) {
    await page.follow(merge(entries, new Map([...pageKeys, ["lesson", lesson]])));
    return { ...rest, step: rest.step ?? (link && !entries.has("step") ? state.step ?? undefined : undefined) };
  }
  if (["lang", "hide", "show"].some((key) => changes.has(key))) await page.applyPageKeys(merge(new Map(), pageKeys));
  const ofLesson = new Map([...changes].filter(([key]) => !PAGE_KEYS.includes(key)));
  if (ofLesson.size === 0 || commands.set(ofLesson)) return { step: undefined, play: false };
  page.lesson.apply(entries);
  return rest;
}

/** @returns {Changes} the members that the link does not contain, or all if there is no link */
function readChanges(state, hasLink) {
  /** @type {Changes} */
  const changes = new Map();
  for (const [name, value] of Object.entries(state)) {
    if (name === "embed" || (hasLink && TOLD.includes(name) && name !== "playing")) continue;
    const isOff = value === null || (name === "playing" && !value);
    changes.set(NAMES.get(name) ?? name, isOff ? null : String(value));
  }
  return changes;
}

/** The lesson's current link, without the keys that the changes reset. */
function baseOf({ keys }, link, commands, changes) {
  const base = commands.base(new Map(link), changes);
  for (const key of changes.keys()) for (const other of keys[key]?.resets ?? []) base.delete(other);
  return base;
}

/** @returns {Map<string, string>} */
function merge(base, changes) {
  const entries = new Map(base);
  for (const [key, value] of changes) {
    entries.delete(key);
    if (value !== null) entries.set(key, value);
  }
  return entries;
}

/**
 * Removes the entries that are not keys of the lesson's links, and throws the first problem.
 * @param {Map<string, string>} entries
 * @param {import("../../lessons/list.js").Manifest} manifest
 * @param {import("./commands.js").Commands | undefined} commands of the lesson, if it stays open
 * @returns {Promise<Rest & { names: Record<string, string> }>} `names`: the spelling of those that were read
 */
async function check(entries, manifest, commands) {
  for (const key of PAGE_KEYS) entries.delete(key);
  const { Lesson, opened: { pkg } } = await openLesson(manifest);
  const known = keysOf(manifest);
  const text = known.includes("step") ? undefined : entries.get("step");
  if (text !== undefined) entries.delete("step");
  const step = text === undefined ? undefined : parseStep(text);
  const max = commands?.furthest ?? Infinity;
  if (text !== undefined && !(step !== undefined && step <= max)) {
    throw { code: step === undefined ? "wrongType" : "outOfRange", field: "step", value: text, min: 0, max };
  }
  for (const [field, value] of entries) if (!known.includes(field)) throw { code: "unknownField", field, value };
  const { state, problems: [problem] } = Lesson.readLink(entries, pkg);
  if (problem) throw problem;
  const names = Object.fromEntries(Object.entries(state).filter(([key, value]) => typeof value === "string" && entries.has(key)));
  return { step, play: isOn(entries.get("play")), names };
}

/** @returns {never} throws a name that is not in the list */
function refuse(field, asked, list) {
  throw { code: "outOfRange", field, value: asked.get(field), values: list.map((/** @type {{ id: string }} */ { id }) => id) };
}
