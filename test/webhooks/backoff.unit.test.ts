import { expect, test } from '@jest/globals';

import { nextAttemptAt } from '../../src/webhooks/backoff.js';

const NOW = new Date('2026-03-02T15:00:00Z');
const secondsUntil = (failures: number, chance: number): number => (nextAttemptAt(failures, NOW, chance).getTime() - NOW.getTime()) / 1000;

test('attempts come further and further apart, and then every hour for ever', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 1000].map((failures) => secondsUntil(failures, 0.5))).toEqual([1, 5, 30, 120, 600, 1800, 3600, 3600, 3600]);
});

test('a fifth earlier or later, as chance has it', () => {
  expect([0, 1].map((chance) => secondsUntil(2, chance))).toEqual([4, 6]);
});
