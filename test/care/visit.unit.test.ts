import { describe, expect, test } from '@jest/globals';

import {
  assignedTo, billed, cancelled, completedAt, correctedTo, missed, movedTo, notifiedOf, paid, pinnedTo, planVisit, servedAs, type Visit, VISIT_STATUSES, type VisitPlan,
} from '../../src/care/visit.js';

const ZONE = 'America/Chicago';
const NOW = new Date('2026-03-02T18:00:00Z');
const at = (text: string): Date => new Date(text);

const PLAN: VisitPlan = {
  agencyId: 'a', id: 'v', patientId: 'p', serviceCode: 'G0151', modifiers: [], staffId: null, seriesId: null, isAsNeeded: false, type: 'ROUTINE', placeOfService: '12',
  startsAt: at('2026-03-04T03:30:00Z'), endsAt: at('2026-03-04T04:15:00Z'),
};

const planned = (changes: Partial<VisitPlan> = {}): Visit => planVisit({ ...PLAN, ...changes }, ZONE, NOW);
const refused = (code: string): unknown => expect.objectContaining({ code });

test('a planned visit takes its discipline from its code and its date from the branch\'s wall clock', () => {
  expect(planned()).toMatchObject({ discipline: 'PT', serviceOn: '2026-03-03', status: 'SCHEDULED', version: 1 });
});

describe('a plan is refused', () => {
  test.each([
    ['when it ends as it starts', { endsAt: PLAN.startsAt }, 'INVALID_RANGE'],
    ['when it ends before it starts', { endsAt: at('2026-03-04T03:00:00Z') }, 'INVALID_RANGE'],
    ['when it is longer than a day', { endsAt: at('2026-03-05T03:30:01Z') }, 'INVALID_RANGE'],
    ['for a code that home care does not bill', { serviceCode: '99213' }, 'UNKNOWN_CODE'],
    ['for a time that is no time', { startsAt: at('nonsense') }, 'INVALID_RANGE'],
    ['more than three years ahead', { startsAt: at('2029-03-10T00:00:00Z'), endsAt: at('2029-03-10T01:00:00Z') }, 'INVALID_DATE'],
    ['before records begin', { startsAt: at('1989-12-31T00:00:00Z'), endsAt: at('1989-12-31T01:00:00Z') }, 'INVALID_DATE'],
    ['with a modifier that is none', { modifiers: ['toolong'] }, 'INVALID_INPUT'],
    ['in a place that is none', { placeOfService: 'home' }, 'UNKNOWN_CODE'],
    ['with five modifiers', { modifiers: ['U1', 'U2', 'U3', 'U4', 'U5'] }, 'INVALID_INPUT'],
  ] as const)('%s', (_name, changes, code) => {
    expect(() => planned(changes)).toThrow(refused(code));
  });

  test('but a visit of exactly a day is not', () => {
    expect(planned({ endsAt: at('2026-03-05T03:30:00Z') }).status).toBe('SCHEDULED');
  });
});

test('a moved visit has the date of its new start and a new version', () => {
  expect(movedTo(planned(), at('2026-03-06T15:00:00Z'), at('2026-03-06T16:00:00Z'), ZONE, NOW)).toMatchObject({ serviceOn: '2026-03-06', version: 2 });
});

test('work cannot be completed before it is done', () => {
  const visit = planned({ startsAt: at('2026-03-02T17:00:00Z'), endsAt: at('2026-03-02T17:45:00Z') });
  const done = (end: string): Visit => completedAt(visit, visit.startsAt, at(end), ZONE, NOW);
  expect(done('2026-03-02T18:05:00Z').status).toBe('COMPLETED');
  expect(() => done('2026-03-02T18:05:01Z')).toThrow(refused('INVALID_INPUT'));
});

test('work that began after midnight has the date on which it began', () => {
  const visit = planned({ startsAt: at('2026-03-02T05:30:00Z'), endsAt: at('2026-03-02T06:30:00Z') });
  expect([visit.serviceOn, completedAt(visit, at('2026-03-02T06:10:00Z'), at('2026-03-02T07:00:00Z'), ZONE, NOW).serviceOn]).toEqual(['2026-03-01', '2026-03-02']);
});

test('a visit is missed from the moment it should have begun', () => {
  const visit = planned({ startsAt: NOW, endsAt: at('2026-03-02T19:00:00Z') });
  expect(missed(visit, null, NOW)).toMatchObject({ status: 'MISSED', physicianNotifiedAt: null });
  expect(missed(visit, NOW, NOW).physicianNotifiedAt).toBe(NOW);
  expect(() => missed(visit, null, at('2026-03-02T17:59:59Z'))).toThrow(refused('ILLEGAL_TRANSITION'));
});

const done = completedAt(planned({ startsAt: at('2026-03-01T17:00:00Z'), endsAt: at('2026-03-01T17:45:00Z') }), at('2026-03-01T17:00:00Z'), at('2026-03-01T17:45:00Z'), ZONE, NOW);
const bill = (visit: Visit, { minutes = null, isCorrection = false }: { readonly minutes?: number | null; readonly isCorrection?: boolean } = {}): Visit => billed(visit, NOW, minutes, isCorrection);

/** A visit in every status. */
const IN_STATUS: Readonly<Record<Visit['status'], Visit>> = {
  SCHEDULED: planned(),
  COMPLETED: done,
  BILLED: bill(done),
  PAID: paid(bill(done)),
  MISSED: { ...planned(), status: 'MISSED' },
  CANCELLED: cancelled(planned()),
};

/** What may be done to a visit in which status, and in no other. */
const MOVES: ReadonlyArray<readonly [string, (visit: Visit) => Visit, ReadonlyArray<Visit['status']>]> = [
  ['moved', (visit) => movedTo(visit, visit.startsAt, visit.endsAt, ZONE, NOW), ['SCHEDULED']],
  ['given to someone else', (visit) => assignedTo(visit, null), ['SCHEDULED']],
  ['called off', cancelled, ['SCHEDULED']],
  ['missed', (visit) => missed(visit, null, at('2026-03-05T00:00:00Z')), ['SCHEDULED']],
  ['completed', (visit) => completedAt(visit, done.startsAt, done.endsAt, ZONE, NOW), ['SCHEDULED']],
  ['made another service', (visit) => servedAs(visit, { ...visit, serviceCode: 'G0157' }), ['SCHEDULED', 'COMPLETED']],
  ['given a line', (visit) => pinnedTo(visit, { lineId: 'l', milliUnits: 3000 }), ['SCHEDULED', 'COMPLETED']],
  ['corrected', (visit) => correctedTo(visit, done.startsAt, done.endsAt, ZONE, NOW), ['COMPLETED', 'BILLED', 'PAID']],
  ['billed', bill, ['COMPLETED']],
  ['billed with a corrected claim', (visit) => bill(visit, { isCorrection: true }), ['BILLED', 'PAID']],
  ['paid for', paid, ['BILLED']],
  ['told to the physician as not made', (visit) => notifiedOf(visit, NOW), ['MISSED', 'CANCELLED']],
];

describe.each(MOVES)('a visit can be %s', (_name, move, statuses) => {
  test.each(statuses)('when it is %s', (status) => {
    expect(move(IN_STATUS[status]).version).toBe(IN_STATUS[status].version + 1);
  });

  test.each(VISIT_STATUSES.filter((status) => !statuses.includes(status)))('but not when it is %s', (status) => {
    expect(() => move(IN_STATUS[status])).toThrow(refused('ILLEGAL_TRANSITION'));
  });
});

describe('a claim', () => {
  test('says when it went out, and its minutes where they are not those worked', () => {
    expect(bill(done)).toMatchObject({ status: 'BILLED', billedAt: NOW, billedMinutes: null });
    expect(bill(done, { minutes: 60 }).billedMinutes).toBe(60);
  });

  test('states no more minutes than a day has, and none below zero', () => {
    expect(bill(done, { minutes: 0 }).billedMinutes).toBe(0);
    expect(bill(done, { minutes: 1440 }).billedMinutes).toBe(1440);
    for (const minutes of [-1, 1441, 0.5]) expect(() => bill(done, { minutes })).toThrow(refused('INVALID_INPUT'));
  });

  test('that is corrected after payment waits to be paid again', () => {
    expect(bill(IN_STATUS.PAID, { minutes: 30, isCorrection: true })).toMatchObject({ status: 'BILLED', billedMinutes: 30 });
  });
});

test('a correction keeps what was billed, moves the date of service with the start, and reaches not beyond now', () => {
  const corrected = (start: string, end: string): Visit => correctedTo(IN_STATUS.BILLED, at(start), at(end), ZONE, NOW);
  expect(corrected('2026-03-01T05:30:00Z', '2026-03-01T06:15:00Z')).toMatchObject({ status: 'BILLED', billedAt: NOW, serviceOn: '2026-02-28' });
  expect(corrected('2026-03-02T17:20:00Z', '2026-03-02T18:05:00Z').serviceOn).toBe('2026-03-02');
  expect(() => corrected('2026-03-02T17:20:00Z', '2026-03-02T18:05:01Z')).toThrow(refused('INVALID_INPUT'));
  expect(() => corrected('2026-03-01T17:00:00Z', '2026-03-01T17:00:00Z')).toThrow(refused('INVALID_RANGE'));
});

test('another service brings its own discipline', () => {
  expect(servedAs(planned(), { serviceCode: 'G0299', modifiers: ['TD'], type: 'EVALUATION', placeOfService: '13' })).toMatchObject({
    discipline: 'SN', serviceCode: 'G0299', modifiers: ['TD'], type: 'EVALUATION', placeOfService: '13', version: 2,
  });
  expect(() => servedAs(planned(), { ...planned(), serviceCode: '99213' })).toThrow(refused('UNKNOWN_CODE'));
  expect(() => servedAs(planned(), { ...planned(), placeOfService: '1' })).toThrow(refused('UNKNOWN_CODE'));
});

test('a chosen line is let go of with what the visit needed of it', () => {
  const pinned = pinnedTo(planned(), { lineId: 'l', milliUnits: 3000 });
  expect(pinned).toMatchObject({ pinnedLineId: 'l', pinnedMilliUnits: 3000 });
  expect(pinnedTo(pinned, null)).toMatchObject({ pinnedLineId: null, pinnedMilliUnits: null });
});
