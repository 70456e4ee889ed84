import { describe, expect, test } from '@jest/globals';

import { assignedTo, billed, cancelled, completedAt, missed, movedTo, planVisit, type Visit, type VisitPlan } from '../../src/care/visit.js';

const ZONE = 'America/Chicago';
const NOW = new Date('2026-03-02T18:00:00Z');
const at = (text: string): Date => new Date(text);

const PLAN: VisitPlan = {
  agencyId: 'a', id: 'v', patientId: 'p', serviceCode: 'G0151', modifiers: [], staffId: null, seriesId: null, isAsNeeded: false,
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
  expect(missed(visit, NOW).status).toBe('MISSED');
  expect(() => missed(visit, at('2026-03-02T17:59:59Z'))).toThrow(refused('ILLEGAL_TRANSITION'));
});

describe('what has ended stays ended', () => {
  const done = completedAt(planned({ startsAt: at('2026-03-01T17:00:00Z'), endsAt: at('2026-03-01T17:45:00Z') }), at('2026-03-01T17:00:00Z'), at('2026-03-01T17:45:00Z'), ZONE, NOW);
  const ended: readonly Visit[] = [done, billed(done), cancelled(planned())];

  test.each(ended.map((visit) => [visit.status, visit] as const))('%s', (_status, visit) => {
    for (const step of [cancelled, (v: Visit) => assignedTo(v, null), (v: Visit) => movedTo(v, v.startsAt, v.endsAt, ZONE, NOW), (v: Visit) => missed(v, NOW)]) {
      expect(() => step(visit)).toThrow(refused('ILLEGAL_TRANSITION'));
    }
  });

  test('and only what was done is billed', () => {
    expect(() => billed(planned())).toThrow(refused('ILLEGAL_TRANSITION'));
    expect(() => billed(billed(done))).toThrow(refused('ILLEGAL_TRANSITION'));
  });
});
