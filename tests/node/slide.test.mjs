// A touch that scrolls the page does not also move what is under it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onSlide } from '../../www/js/page/ui/slide.js';

/** The positions followed while a pointer moves along `places`; `end`: the type of the last event. */
function followed(pointerType, places, { end = 'pointerup', atOnce = false } = {}) {
  const element = Object.assign(new EventTarget(), { setPointerCapture() {} });
  const seen = [];
  const abort = new AbortController();
  onSlide(element, ({ clientX, clientY }, first) => seen.push([clientX, clientY, first]), abort.signal, () => atOnce);
  const tell = (type, [clientX, clientY]) => {
    const event = Object.assign(new Event(type), { pointerType, clientX, clientY, button: 0, isPrimary: true, pointerId: 1 });
    element.dispatchEvent(event);
  };
  tell('pointerdown', places[0]);
  for (const place of places.slice(1)) tell('pointermove', place);
  tell(end, places.at(-1));
  tell('pointermove', [500, 500]);
  return seen;
}

test('a mouse takes hold at once, and moves until it lets go', () => {
  assert.deepEqual(followed('mouse', [[10, 10], [10, 60], [12, 61]]), [[10, 10, true], [10, 60, false], [12, 61, false]]);
});

test('a finger that swipes up or down moves nothing', () => {
  assert.deepEqual(followed('touch', [[10, 100], [11, 92], [14, 60], [20, 10]], { end: 'pointercancel' }), []);
  assert.deepEqual(followed('touch', [[10, 100], [11, 92]], { end: 'pointercancel' }), []);
  assert.deepEqual(followed('touch', [[10, 100], [10, 160], [10, 180]]), []);
});

test('a finger that moves sideways takes hold, and from there goes anywhere', () => {
  assert.deepEqual(followed('touch', [[10, 100], [14, 100], [22, 103], [30, 160]]), [[22, 103, true], [30, 160, false]]);
});

test('a finger that taps takes hold when it is lifted; one that draws, when it comes down', () => {
  assert.deepEqual(followed('touch', [[10, 100], [12, 101]]), [[12, 101, true]]);
  assert.deepEqual(followed('touch', [[10, 100], [10, 130]], { atOnce: true }), [[10, 100, true], [10, 130, false]]);
});
