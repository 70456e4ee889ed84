import { describe, expect, test } from '@jest/globals';

import { headOf, type Position, resyncReason, type StreamState } from '../../src/feed/position.js';

describe('a place in the log', () => {
  /** Epoch 1 ended at 10; the third timeline began epoch 3, and what epoch 2 was, another server knows. */
  const FORKED: StreamState = { epoch: 3, head: 15, floor: 4, forks: [{ epoch: 1, seq: 10 }] };
  /** A failover that nothing was appended after. */
  const IDLE: StreamState = { epoch: 2, head: 10, floor: 0, forks: [{ epoch: 1, seq: 10 }] };

  test.each<readonly [string, StreamState, Position, ReturnType<typeof resyncReason>]>([
    ['is good at the head', FORKED, { epoch: 3, seq: 15 }, null],
    ['is beyond it one further', FORKED, { epoch: 3, seq: 16 }, 'BEYOND_HEAD'],
    ['is good at the floor', FORKED, { epoch: 3, seq: 4 }, null],
    ['is purged one before it', FORKED, { epoch: 3, seq: 3 }, 'PURGED'],
    ['of an earlier epoch is good up to its fork', FORKED, { epoch: 1, seq: 10 }, null],
    ['of an earlier epoch is lost one further', FORKED, { epoch: 1, seq: 11 }, 'OTHER_EPOCH'],
    ['of an epoch that this history never had is of another, also before the fork', FORKED, { epoch: 2, seq: 9 }, 'OTHER_EPOCH'],
    ['of an epoch to come is of another', FORKED, { epoch: 4, seq: 9 }, 'OTHER_EPOCH'],
    ['of the epoch before is good while nothing was appended in the new one', IDLE, { epoch: 1, seq: 10 }, null],
    ['of the new epoch is of another while nothing was appended in it', IDLE, { epoch: 2, seq: 10 }, 'OTHER_EPOCH'],
  ])('%s', (_name, state, place, reason) => {
    expect(resyncReason(state, place)).toBe(reason);
  });

  test('at the head has the epoch in which that was appended', () => {
    expect(headOf(FORKED)).toEqual({ epoch: 3, seq: 15 });
    expect(headOf(IDLE)).toEqual({ epoch: 1, seq: 10 });
  });
});
