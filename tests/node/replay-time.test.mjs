// How long a replay will take, in words of both languages.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roughly } from '../../www/js/page/lessons/network/replay-time.js';

test('a time is said in its largest unit, with one digit or two', () => {
  const times = [[1, '1 second'], [47, '47 seconds'], [89, '89 seconds'], [95, '2 minutes'], [3 * 3600 + 700, '3 hours'], [20 * 3600, '20 hours'], [36 * 3600, '2 days'],
    [2 ** 53 / 1e6, '290 years']];
  for (const [seconds, words] of times) assert.equal(roughly(seconds, 'en'), words);
  assert.equal(roughly(3 * 3600, 'zh-Hans'), '3 小时');
});
