// The places of the labels of probes on the hidden surface.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeLabels } from '../../www/js/page/lessons/himmelblau/probe-labels.js';
import { dice } from './hostile.mjs';

const MAP = { width: 460, height: 450 };
/** The box that a label of so many characters covers, around its middle. */
const boxOf = ({ x, y, text }, [dx, dy]) => ({ x: x + dx, y: y + dy, width: text.length * 6.5, height: 16 });
const meet = (a, b) => Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

test('labels lie on no probe, arrow or other label, and inside of the map; the newest has one', () => {
  const { below: roll } = dice(5);
  for (let i = 0; i < 300; i += 1) {
    // Many of them close together, as near a minimum.
    const probes = Array.from({ length: 1 + roll(20) }, () => ({
      x: 60 + roll(i % 2 ? 300 : 60), y: 60 + roll(i % 2 ? 300 : 60), text: ['181.0', '0.1234', '1.234e−5'][roll(3)],
      arrow: { angle: roll(7), length: 14 + roll(20) },
    }));
    const places = placeLabels(probes, MAP);
    assert.equal(places.length, probes.length);
    const labels = places.flatMap((at, k) => (at ? [boxOf(probes[k], at)] : []));
    for (const [k, label] of labels.entries()) {
      for (const other of labels.slice(k + 1)) assert.ok(!meet(label, other));
      for (const { x, y, arrow: { angle, length } } of probes) {
        assert.ok(!meet(label, { x, y, width: 19, height: 19 }));
        assert.ok(!meet(label, { x: x + length * Math.cos(angle), y: y + length * Math.sin(angle), width: 8, height: 8 }));
      }
      assert.ok(label.x - label.width / 2 >= 0 && label.x + label.width / 2 <= MAP.width && label.y > 8 && label.y < MAP.height - 8);
    }
  }
  assert.notEqual(placeLabels([{ x: 200, y: 200, text: '1' }, { x: 205, y: 203, text: '2' }], MAP)[1], null);
});
