import { describe, expect, test } from '@jest/globals';

import { checkChanges, checkHistories, type History, holesIn, type LoggedEvent, type Recorded } from './support/check-histories.js';

const at = (seq: number): { readonly epoch: number; readonly seq: number } => ({ epoch: 1, seq });
const logged = (seq: number, agencyId = 'ours'): LoggedEvent => ({ ...at(seq), agencyId, eventId: `${agencyId}-${seq}`, type: 'PAYER_ADDED', patientId: seq % 2 === 0 ? 'pat' : null, mark: `m${seq}` });
const LOG = [1, 2, 3, 4].map((seq) => logged(seq));
const told = (seq: number, previous = seq - 1, eventId: string | null = `ours-${seq}`): Recorded => ({ position: at(seq), previous: at(previous), eventId });
const history = (messages: readonly Recorded[], options: Partial<History> = {}): History => ({ agencyId: 'ours', start: at(1), messages, until: null, ...options });

const CLEAN = { recorded: 3, lost: 0, repeated: 0, reordered: 0, foreign: 0, unasked: 0, broken: 0 };
const checked = (messages: readonly Recorded[], options: Partial<History> = {}): ReturnType<typeof checkHistories> =>
  checkHistories([history(messages, options)], [...LOG, logged(1, 'theirs')]);

describe('a history', () => {
  test('of everything after the start is clean', () => {
    expect(checked([told(2), told(3), told(4)])).toEqual(CLEAN);
  });

  test('with checkpoints and a filter is clean as long as the chain holds', () => {
    const isAbout = ({ patientId }: LoggedEvent): boolean => patientId === 'pat';
    expect(checked([told(2), told(3, 2, null), told(4)], { isAbout })).toEqual({ ...CLEAN, recorded: 2 });
    expect(checked([told(2), told(3), told(4)], { isAbout })).toMatchObject({ unasked: 1 });
  });

  test('that was broken off has to be whole up to there', () => {
    expect(checked([told(2), told(3)], { until: at(3) })).toEqual({ ...CLEAN, recorded: 2 });
    expect(checked([told(3, 1)], { until: at(3) })).toMatchObject({ lost: 1 });
  });

  test.each([
    ['a lost event', [told(2), told(4, 2)], { recorded: 2, lost: 1 }],
    ['a lost event that the chain tells of', [told(2), told(4)], { recorded: 2, lost: 1, broken: 1 }],
    ['a lost last event', [told(2), told(3)], { recorded: 2, lost: 1 }],
    ['a repeated event', [told(2), told(3), told(3, 3), told(4)], { recorded: 4, repeated: 1 }],
    ['a reordered event', [told(3, 1), told(2, 3), told(4, 2)], { reordered: 1 }],
    ['an event of another agency', [told(2), told(3, 2, 'theirs-1'), told(4)], { foreign: 1, lost: 1 }],
    ['an event that is in no log', [told(2), told(3), told(4), told(5, 4, 'ours-5')], { recorded: 4, foreign: 1 }],
    ['an event from before its start', [told(1, 1), told(2), told(3), told(4)], { recorded: 4, unasked: 1 }],
    ['a broken chain', [told(2), told(3, 1), told(4)], { broken: 1 }],
    ['an event in another place than its own', [told(2), told(3), told(5, 3, 'ours-4')], { broken: 1 }],
  ])('with %s is found out, for that alone', (_name, messages, faults) => {
    expect(checked(messages)).toEqual({ ...CLEAN, ...faults });
  });
});

describe('changes', () => {
  test('have one event each', () => {
    expect(checkChanges(new Set(['m1', 'm2', 'm3', 'm4']), LOG)).toEqual({ acknowledged: 4, withoutEvent: 0, withSeveral: 0, withoutChange: 0 });
  });

  test('that were acknowledged and left no event, left two, or were never asked for are found out', () => {
    expect(checkChanges(new Set(['m1', 'm2', 'm3', 'm5']), [...LOG, { ...logged(5), mark: 'm1' }])).toEqual({ acknowledged: 4, withoutEvent: 1, withSeveral: 1, withoutChange: 1 });
  });
});

test('a log has no holes, in each agency by itself', () => {
  expect(holesIn([...LOG, logged(7, 'theirs')])).toBe(0);
  expect(holesIn([logged(2), logged(5), logged(7, 'theirs')])).toBe(2);
});
