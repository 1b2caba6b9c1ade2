// The data of lessons that are not open: their manifests, the parts that a link can hide, and the texts of
// Share.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ASKING, DEFAULT_LESSON, LESSONS, START, keysOf } from '../../www/js/page/lessons/list.js';
import { OF_PAGE, isHidden, partsOf, readHide } from '../../www/js/page/shell/parts.js';
import { askedLanguage, lessonOf, namedLesson } from '../../www/js/page/shell/routes.js';
import { elementHtml, frameHtml, linkTo } from '../../www/js/page/shell/share/snippets.js';
import { addressOf } from '../../www/js/shared/address.js';
import { PAGE_KEYS, parseHash } from '../../www/js/shared/link.js';
import { backprop as pkg } from './package.mjs';

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const kebab = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const locales = ['en', 'zh'].map((language) => JSON.parse(file(`www/locales/${language}.json`)));
const [english] = locales;
/** The parts of each lesson, without those of the page. */
const OWN = new Map(await Promise.all(LESSONS.map(async ({ id }) => {
  const parts = Object.entries(await partsOf(id)).filter(([name]) => !Object.hasOwn(OF_PAGE, name));
  return [id, Object.fromEntries(parts)];
})));

/** The text below a heading, up to the next one. */
const below = (path, heading) => file(path).split(`\n## ${heading}\n`)[1].split('\n## ')[0];

test('the table of parts names exactly the parts there are', () => {
  const rows = below('docs/embedding.md', 'Parts').split('\n').filter((line) => line.startsWith('| ')).slice(1).map((line) => line.split('|'));
  const names = rows.map(([, where, parts]) => {
    return [where.trim(), [...parts.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()];
  });
  const expected = LESSONS.map(({ id }) => [english[`lesson.${id}`], Object.keys(OWN.get(id)).sort()]);
  assert.deepEqual(names, [['every lesson', Object.keys(OF_PAGE).sort()], ...expected]);
});

test('every lesson has its words, its styles, and its tasks and keys in the words of every language', () => {
  for (const { id, styles, lateStyles = [], help, tasks } of LESSONS) {
    const words = [`lesson.${id}`, ...help.flatMap((name) => [`keys.${name}`, `keys.${name}.does`]), ...tasks.map((task) => `${id}.task.${task}`)];
    for (const word of words) for (const locale of locales) assert.ok(locale[word], `${id} has no ${word}`);
    for (const name of [...styles, ...lateStyles]) assert.ok(file(`www/css/${name}.css`).length > 0);
  }
});

test('the documents and the types name exactly the lessons there are, and the keys of each', () => {
  const ids = LESSONS.map(({ id }) => id);
  assert.match(file('docs/embedding.md'), new RegExp(`\\| \`lesson\` \\| ${ids.join(', ')}; none: start, but network in`));
  assert.match(file('www/embed.d.ts'), new RegExp(`lesson: ${ids.map((id) => `"${id}"`).join(' \\| ')};`));
  const told = new Set([...below('docs/embedding.md', 'Keys').matchAll(/`([\w]+)`/g)].map(([, name]) => name));
  for (const manifest of LESSONS) {
    for (const name of keysOf(manifest)) assert.ok(told.has(name), `docs/embedding.md does not tell of ${name}`);
  }
});

test('teachers find an answer to every task, below its lesson', () => {
  for (const [number, { id, tasks }] of LESSONS.entries()) {
    if (tasks.length === 0) continue;
    const rows = below('docs/teaching.md', `Lesson ${number}: ${english[`lesson.${id}`]}`).matchAll(/^\| `(\w+)` \| .+ \| .+ \| .+ \|$/gm);
    assert.deepEqual([...rows].map(([, task]) => task), [...tasks], `the tasks of ${id} in docs/teaching.md`);
  }
});

test('the links for teachers open without a complaint', async () => {
  const links = [...file('docs/teaching.md').matchAll(/`(#lesson=[^`]+)`/g)].map(([, link]) => parseHash(link));
  assert.ok(links.length >= 3 * LESSONS.length - 1);
  for (const entries of links) {
    const lesson = lessonOf(entries);
    assert.equal(lesson.id, entries.get('lesson'));
    const { unknown } = await readHide(entries.get('hide') ?? '', lesson.id);
    assert.deepEqual([...entries.keys()].filter((key) => ![...PAGE_KEYS, ...keysOf(lesson)].includes(key)).concat(unknown), []);
    const { readLink } = lesson === START ? { readLink: () => ({ problems: [] }) } : await import(`../../www/js/page/lessons/${lesson.id}/link-state.js`);
    assert.deepEqual(readLink(entries, pkg).problems, [], [...entries].join('&'));
  }
});

test('the settings are keys of links to the network: UPDATE_LESSONS=1 writes them', () => {
  const list = pkg.Trainer.fields().map(({ name }) => `  ${JSON.stringify(name)},\n`).join('');
  const path = new URL('../../www/js/page/lessons/network/settings.js', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const now = text.replace(/(?<=freeze\(\[\n)[^]*?(?=\]\))/, list);
  if (process.env.UPDATE_LESSONS) writeFileSync(path, now);
  else assert.equal(text, now, 'it is stale');
});

test('the element has every key of every lesson as an attribute: UPDATE_LESSONS=1 writes them', () => {
  const keys = LESSONS.flatMap((lesson) => Object.entries(lesson.keys));
  const bare = Object.fromEntries(keys.flatMap(([name, { flag, empty }]) => (flag ? [[name, 'true']] : empty ? [[name, '']] : [])));
  const lines = LESSONS.map(({ id, keys, settings }) => {
    return `  ${JSON.stringify(id)}: [${[...(settings ? ['...SETTINGS'] : []), ...Object.keys(keys).map((key) => JSON.stringify(kebab(key)))].join(', ')}],`;
  });
  const list = `const DEFAULT_LESSON = ${JSON.stringify(DEFAULT_LESSON.id)};\n/** @type {Record<string, string[]>} */\n`
    + `const LESSON_KEYS = {\n${lines.join('\n')}\n};\nconst EMPTY_KEYS = ${JSON.stringify(bare).replace(/[:,]/g, '$& ')};\n`;
  const path = new URL('../../www/embed.js', import.meta.url);
  const [before, rest] = readFileSync(path, 'utf8').split('by UPDATE_LESSONS=1\n');
  const after = rest.slice(rest.indexOf('// lessons, so far'));
  if (process.env.UPDATE_LESSONS) writeFileSync(path, `${before}by UPDATE_LESSONS=1\n${list}${after}`);
  else assert.equal(rest, list + after, 'www/embed.js is stale');
});

test('a link names lesson and language in any capitals, with a region, and with the full stop after it', () => {
  const entries = (hash) => parseHash(`#${hash}`);
  for (const [hash, lesson] of [
    ['lesson=Himmelblau', 'himmelblau'], ['lesson=chain-rule.', 'chain-rule'], ['lesson=activations。', 'activations'],
    ['', 'start'], ['lang=zh', 'start'], ['lesson=nosuch', 'start'], ['lesson=__proto__', 'start'], ['z=1&nosuch', 'start'], ['lesson=start', 'start'],
    ['embed', 'network'], ['hide=log', 'network'], ['show=text', 'network'], ['samples=100', 'network'], ['step=3', 'network'], ['play', 'network'],
    ['embed&amp;lesson=himmelblau', 'himmelblau'], ['lesson=chain-rule&samples=9', 'chain-rule'],
  ]) {
    assert.equal(lessonOf(entries(hash)).id, lesson, hash);
    if (!hash.includes('&amp;')) assert.equal(preloadedBy(hash), lesson, `boot.js, ${hash}`);
  }
  assert.deepEqual([preloadedBy('', '?lesson=himmelblau'), preloadedBy('samples=9', '?lesson=himmelblau')], ['himmelblau', 'network']);
  assert.equal(namedLesson(entries('lesson=nosuch')), undefined);
  for (const [hash, language] of [['lang=zh-CN', 'zh'], ['lang=ZH', 'zh'], ['lang=zh-Hans-CN', 'zh'], ['lang=en-GB', 'en'], ['lang=xx', ''], ['', '']]) {
    assert.equal(askedLanguage(entries(hash)), language, hash);
  }
});

test('a part under a part is named after it, and every part has a word in every language', () => {
  for (const parts of [OF_PAGE, ...OWN.values()]) {
    for (const [part, word] of Object.entries(parts)) {
      const above = part.slice(0, part.lastIndexOf('.'));
      assert.ok(!part.includes('.') || Object.hasOwn(parts, above), `${part} is a part of nothing`);
      for (const words of locales) assert.ok(words[word], `${part} has no word`);
    }
  }
});

test('a hidden part takes those under it along, and none that only begins alike', () => {
  assert.ok(isHidden('controls.data', ['log', 'controls']));
  assert.ok(!isHidden('controls', ['controls.data']));
  assert.ok(!isHidden('tasks', ['task', 'task.s']));
});

test('names of parts are read once each, and strange ones apart', async () => {
  const { known, unknown, parts } = await readHide(' log,controls.data,,log,speling, map,__proto__,controls.bogus', 'network');
  assert.deepEqual(known, ['log', 'controls.data', 'map']);
  assert.deepEqual(unknown, ['speling', '__proto__', 'controls.bogus']);
  assert.deepEqual(await readHide('', 'network'), { parts, known: [], unknown: [] });
  assert.ok('text' in parts && !('map' in parts));
});

test('the address is the folder on the web, the file on a disk, and otherwise unknown', () => {
  const web = { kind: 'web', base: 'https://a.org/x/?y=1', beside: 'https://a.org/x/?y=1' };
  for (const name of ['', 'index.html', 'backprop-playground.html']) {
    assert.deepEqual(addressOf(`https://a.org/x/${name}?y=1#lesson=network`), web);
  }
  assert.equal(addressOf('http://a.org/notes/own.html#x').base, 'http://a.org/notes/own.html');
  assert.deepEqual(addressOf('file:///c/backprop-playground.html#z=1'), {
    kind: 'disk', base: 'file:///c/backprop-playground.html', beside: 'backprop-playground.html',
  });
  for (const href of ['about:srcdoc', 'blob:https://a.org/1', 'data:text/html,x', '']) {
    assert.deepEqual(addressOf(href), { kind: 'unknown', base: '', beside: '' });
  }
});

/** The lesson whose files boot.js has the browser fetch in a published page. */
function preloadedBy(hash, search = '') {
  const added = [];
  const self = {
    origin: 'https://a.org', FIRST_MODULES: Object.fromEntries(LESSONS.map(({ id }) => [id, []])),
    UNNAMED: { asking: ASKING, lesson: DEFAULT_LESSON.id, start: START.id },
  };
  const document = { currentScript: { src: 'https://a.org/boot.js' }, head: { append: (element) => added.push(element) }, createElement: () => ({}) };
  const boot = new Function('self', 'location', 'document', 'navigator', 'history', 'addEventListener', 'setTimeout', file('www/boot.js'));
  boot(self, { hash: hash && `#${hash}`, search }, document, { languages: [] }, { replaceState: () => {} }, () => {}, () => {});
  return /css\/(.*)\.css/.exec(added[0].href)[1];
}

const what = {
  base: 'https://a.org/x/', hide: 'log,controls.data', title: 'A "title" & <more>', height: 640,
  entries: [['lesson', 'chain-rule'], ['expression', 'y = a<b & "c"'], ['trainBias', 'true'], ['watch', '']],
};

test('a link that Share writes is read back as it was', () => {
  const link = linkTo(what, { embed: true });
  assert.ok(link.startsWith('https://a.org/x/#'));
  assert.deepEqual([...parseHash(new URL(link).hash)], [...what.entries, ['embed', 'true'], ['hide', what.hide]]);
  assert.ok(!linkTo({ ...what, hide: '' }).includes('hide'));
});

/** The attributes of the first element with this name, as parsed by a browser. */
function attributes(html, name) {
  const text = new RegExp(`<${name}((?: [\\w-]+="[^"<>]*")*)></${name}>`).exec(html)?.[1];
  assert.ok(text !== undefined, `${html} has no ${name} with well-written attributes`);
  const plain = (value) => value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return Object.fromEntries([...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, plain(value)]));
}

test('nothing from a link breaks out of the HTML that Share writes', () => {
  const frame = attributes(frameHtml(what), 'iframe');
  assert.deepEqual([frame.src, frame.title, frame.height], [linkTo(what, { embed: true }), what.title, '640']);
  assert.equal(attributes(elementHtml(what), 'script').src, 'https://a.org/x/embed.js');
  assert.deepEqual(attributes(elementHtml(what), 'backprop-playground'), {
    lesson: 'chain-rule', expression: 'y = a<b & "c"', 'train-bias': 'true', watch: '', hide: what.hide,
  });
});
