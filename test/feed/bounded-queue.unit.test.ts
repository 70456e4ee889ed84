import { expect, test } from '@jest/globals';

import { BoundedQueue } from '../../src/feed/bounded-queue.js';

const LONG = 60_000;

test('items come out in the order in which they went in', async () => {
  const queue = new BoundedQueue<number>(3);
  queue.push(1);
  queue.push(2);
  expect([await queue.next(LONG), await queue.next(LONG)]).toEqual([{ item: 1 }, { item: 2 }]);
});

test('a consumer that waits is woken by the next item', async () => {
  const queue = new BoundedQueue<string>(3);
  const waiting = queue.next(LONG);
  queue.push('a');
  expect(await waiting).toEqual({ item: 'a' });
});

test('a full queue keeps nothing and says that it overflowed', async () => {
  const queue = new BoundedQueue<number>(2);
  for (const item of [1, 2, 3]) queue.push(item);
  expect([await queue.next(LONG), await queue.next(LONG)]).toEqual(['OVERFLOWED', 'OVERFLOWED']);
});

test('a queue filled exactly to its capacity has not overflowed', async () => {
  const queue = new BoundedQueue<number>(2);
  for (const item of [1, 2]) queue.push(item);
  expect([await queue.next(LONG), await queue.next(LONG)]).toEqual([{ item: 1 }, { item: 2 }]);
});

test('closing wakes a consumer that waits', async () => {
  const queue = new BoundedQueue<number>(2);
  const waiting = queue.next(LONG);
  queue.close();
  expect(await waiting).toBe('CLOSED');
});

test('what was in the queue when it closed is still handed over', async () => {
  const queue = new BoundedQueue<number>(2);
  queue.push(1);
  queue.close();
  queue.push(2);
  expect([await queue.next(LONG), await queue.next(LONG)]).toEqual([{ item: 1 }, 'CLOSED']);
});

test('a wait without news ends idle', async () => {
  expect(await new BoundedQueue<number>(1).next(1)).toBe('IDLE');
});
