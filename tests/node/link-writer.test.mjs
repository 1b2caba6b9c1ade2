// The page's URL: a hash changed from outside is never overwritten before the page has handled it.
// The hash changes at once, its event comes later, and in between the page may want to write its own.

import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

const written = [];
globalThis.window = new EventTarget();
globalThis.document = Object.assign(new EventTarget(), { hidden: false });
globalThis.location = { hash: '#samples=100', pathname: '/', search: '' };
globalThis.history = {
  replaceState(_state, _title, address) {
    written.push(address);
    location.hash = address.startsWith('#') ? address : '';
  },
};
const { LinkWriter } = await import('../../www/js/page/shell/link-writer.js');

beforeEach(() => {
  written.length = 0;
  location.hash = '#samples=100';
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

function writer() {
  const followed = [];
  const made = new LinkWriter({
    entries: () => [['step', '5']], followed: (entries) => followed.push(Object.fromEntries(entries)),
  });
  return { made, followed };
}

test('a change is written after a pause', () => {
  const { made, followed } = writer();
  made.touch();
  mock.timers.tick(1000);
  assert.deepEqual(written, ['#step=5']);
  window.dispatchEvent(new Event('hashchange'));
  assert.deepEqual(followed, []);
  made.dispose();
});

test('a link that came meanwhile is followed, not written over', () => {
  const { made, followed } = writer();
  made.touch();
  location.hash = '#lesson=himmelblau';
  mock.timers.tick(1000);
  assert.deepEqual(written, []);
  window.dispatchEvent(new Event('hashchange'));
  assert.deepEqual(followed, [{ lesson: 'himmelblau' }]);
  made.touch();
  mock.timers.tick(1000);
  assert.deepEqual(written, ['#step=5']);
  made.dispose();
});

test('a page that is left, or hidden, while it plays has its address written at once', () => {
  const { made } = writer();
  window.dispatchEvent(new Event('pagehide'));
  assert.deepEqual(written, [], 'a page that starts has nothing to write yet');
  made.touch();
  document.dispatchEvent(new Event('visibilitychange'));
  assert.deepEqual(written, []);
  document.hidden = true;
  document.dispatchEvent(new Event('visibilitychange'));
  document.hidden = false;
  assert.deepEqual(written, ['#step=5']);
  location.hash = '#samples=100';
  made.dispose();
  const { made: other } = writer();
  other.touch();
  window.dispatchEvent(new Event('pagehide'));
  assert.deepEqual(written, ['#step=5', '#step=5']);
  other.dispose();
  window.dispatchEvent(new Event('pagehide'));
  assert.equal(written.length, 2);
});

test('a page that is left while it follows another link keeps that link', () => {
  const { made } = writer();
  made.touch();
  location.hash = '#lesson=himmelblau';
  window.dispatchEvent(new Event('hashchange'));
  window.dispatchEvent(new Event('pagehide'));
  assert.deepEqual(written, []);
  made.touch();
  window.dispatchEvent(new Event('pagehide'));
  assert.deepEqual(written, ['#step=5']);
  made.dispose();
});
