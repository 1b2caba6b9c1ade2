// The parts that a link can hide, and what Share writes, apart from any browser.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { elementHtml, frameHtml, linkTo } from '../../www/js/page/shell/share/snippets.js';
import { wordOfPart } from '../../www/js/page/shell/share/part-words.js';
import { addressOf } from '../../www/js/shared/address.js';
import { parseHash } from '../../www/js/shared/link.js';
import { PARTS, isHidden, partsOf, readHide } from '../../www/js/shared/parts.js';

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the README’s table of parts names exactly the parts there are', () => {
  const section = file('README.md').split('\n## In your own page\n')[1].split('\n## ')[0];
  const rows = section.split('\n').filter((line) => line.startsWith('| ')).slice(1).map((line) => line.split('|'));
  const names = rows.map(([, where, parts]) => {
    return [where.trim(), [...parts.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()];
  });
  const titles = { page: 'every lesson', activations: 'Activations', 'chain-rule': 'Chain rule', himmelblau: 'Himmelblau', network: 'Network' };
  const expected = Object.entries(PARTS).map(([where, parts]) => [titles[where], [...parts].sort()]);
  assert.deepEqual(names, expected);
});

test('a part under a part is named after it, and every part has a word in every language', () => {
  const locales = ['en', 'zh'].map((language) => JSON.parse(file(`www/locales/${language}.json`)));
  for (const [lesson, parts] of Object.entries(PARTS)) {
    assert.equal(new Set(parts).size, parts.length);
    for (const part of parts) {
      const above = part.slice(0, part.lastIndexOf('.'));
      assert.ok(!part.includes('.') || parts.includes(above), `${part} is a part of nothing`);
      for (const words of locales) assert.ok(words[wordOfPart(lesson, part)], `${lesson} ${part} has no word`);
    }
  }
});

test('a hidden part takes those under it along, and none that only begins alike', () => {
  assert.ok(isHidden('controls.data', ['log', 'controls']));
  assert.ok(!isHidden('controls', ['controls.data']));
  assert.ok(!isHidden('tasks', ['task', 'task.s']));
});

test('names of parts are read once each, and strange ones apart', () => {
  const { known, unknown } = readHide(' log,controls.data,,log,speling, map,__proto__,controls.bogus');
  assert.deepEqual(known, ['log', 'controls.data', 'map']);
  assert.deepEqual(unknown, ['speling', '__proto__', 'controls.bogus']);
  assert.deepEqual(readHide(''), { known: [], unknown: [] });
  assert.ok(partsOf('network').includes('text') && !partsOf('network').includes('map'));
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

/** The attributes of the first element of this name, as a browser reads them. */
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
