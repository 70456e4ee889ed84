import { describe, expect, test } from '@jest/globals';

import type { Allocation } from '../../src/alignment/alignment.js';
import { allocate } from '../../src/alignment/allocate.js';
import type { VisitOutcome } from '../../src/alignment/allocate.js';
import { policyBookOf } from '../../src/alignment/policy.js';
import type { LineFact, PatientSnapshot, VisitFact } from '../../src/alignment/snapshot.js';
import { dayOf } from '../../src/base/day.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { ACME, BOREALIS, aCap, aCoverage, aLine, aPatient, aPolicy, aVisit, anAuthorization, done, visitsFrom } from '../support/snapshots.js';

function allocated(snapshot: PatientSnapshot): ReturnType<typeof allocate> {
  return allocate(snapshot, policyBookOf(snapshot));
}

function withLines(lines: readonly LineFact[], visits: readonly VisitFact[], terms: Partial<PayerPolicyTerms> = {}): PatientSnapshot {
  return aPatient({ policies: [aPolicy(terms)], authorizations: [anAuthorization(lines)], visits });
}

function draws({ allocations }: { readonly allocations: readonly Allocation[] }): Array<[string, string, number]> {
  return allocations.map(({ visitId, lineId, milliUnits }) => [visitId, lineId, milliUnits]);
}

function outcomeOf(visitId: string, outcomes: readonly VisitOutcome[]): VisitOutcome {
  return outcomes.find(({ visit }) => visit.id === visitId)!;
}

function gapReasons(result: ReturnType<typeof allocate>): Record<string, string | null> {
  return Object.fromEntries(result.outcomes.map(({ visit, gap }) => [visit.id, gap?.reason ?? null]));
}

const early = aVisit('2025-01-06', { id: 'early' });
const late = aVisit('2025-01-08', { id: 'late' });

describe('the last unit', () => {
  const one = aLine({ authorizedMilliUnits: 1000 });

  test('goes to exactly one of two visits, the earlier', () => {
    const result = allocated(withLines([one], [late, early]));
    expect(draws(result)).toEqual([['early', 'line-1', 1000]]);
    expect(gapReasons(result)).toEqual({ early: null, late: 'QUANTITY' });
  });

  test('goes to the one with the smaller id when all else is equal', () => {
    const result = allocated(withLines([one], [aVisit('2025-01-06', { id: 'b' }), aVisit('2025-01-06', { id: 'a' })]));
    expect(gapReasons(result)).toEqual({ a: null, b: 'QUANTITY' });
  });

  test('stays with care that was given when an earlier visit is planned', () => {
    expect(gapReasons(allocated(withLines([one], [early, done(late)])))).toEqual({ early: 'QUANTITY', late: null });
  });

  test('stays with care that was billed as with care that was given', () => {
    const billed = { ...done(late), status: 'BILLED' as const };
    expect(gapReasons(allocated(withLines([one], [done(early), billed])))).toEqual({ early: null, late: 'QUANTITY' });
  });

  test('is free again when its visit is cancelled or missed', () => {
    for (const status of ['CANCELLED', 'MISSED'] as const) {
      const { allocations, outcomes } = allocated(withLines([one], [{ ...early, status }, late]));
      expect(allocations.map(({ visitId, state }) => [visitId, state])).toEqual([['early', 'RELEASED'], ['late', 'RESERVED']]);
      expect(outcomes.map(({ gap }) => gap)).toEqual([null]);
    }
  });
});

describe('a line is drawn on', () => {
  test('from its first day to its last, and not a day before or after', () => {
    const line = aLine({ startsOn: dayOf('2025-01-06'), endsOn: dayOf('2025-01-08') });
    const result = allocated(withLines([line], visitsFrom('2025-01-05', 5, 1)));
    expect(gapReasons(result)).toEqual({
      'visit-2025-01-05': 'DATE',
      'visit-2025-01-06': null,
      'visit-2025-01-07': null,
      'visit-2025-01-08': null,
      'visit-2025-01-09': 'DATE',
    });
  });

  test('by visits of its discipline, its code and its modifiers', () => {
    const visit = (facts: Parameters<typeof aVisit>[1]): VisitFact => aVisit('2025-01-06', facts);
    const reason = (line: Partial<LineFact>, facts: Parameters<typeof aVisit>[1]): string | null =>
      outcomeOf('v', allocated(withLines([aLine(line)], [visit({ id: 'v', ...facts })])).outcomes).gap?.reason ?? null;
    expect(reason({}, { discipline: 'OT', serviceCode: 'G0152' })).toBe('DISCIPLINE');
    expect(reason({ serviceCode: 'G0151' }, { serviceCode: 'G0157' })).toBe('CODE');
    expect(reason({ serviceCode: 'G0151' }, {})).toBeNull();
    expect(reason({ modifiers: ['GP'] }, {})).toBe('MODIFIER');
    expect(reason({ modifiers: ['GP'] }, { modifiers: ['KX', 'GP'] })).toBeNull();
    expect(reason({}, { modifiers: ['KX'] })).toBeNull();
  });

  test('only for visits that its payer pays', () => {
    const snapshot = { ...withLines([], [early]), authorizations: [anAuthorization([aLine()], { payerId: BOREALIS })] };
    expect(gapReasons(allocated(snapshot))).toEqual({ early: 'PAYER' });
    expect(gapReasons(allocated({ ...snapshot, coverages: [] }))).toEqual({ early: null });
  });

  test('unless it or its authorization is cancelled, or it was not certified', () => {
    const snapshot = withLines([aLine()], [early]);
    expect(gapReasons(allocated({ ...snapshot, authorizations: [anAuthorization([aLine()], { isCancelled: true })] }))).toEqual({ early: 'NOTHING_ON_FILE' });
    expect(gapReasons(allocated(withLines([aLine({ decision: 'CANCELLED' })], [early])))).toEqual({ early: 'NOTHING_ON_FILE' });
    expect(gapReasons(allocated(withLines([aLine({ decision: 'NOT_CERTIFIED' })], [early])))).toEqual({ early: 'DENIED' });
  });
});

describe('of several lines a visit draws on', () => {
  const preferred = (a: Partial<LineFact>, b: Partial<LineFact>): string | undefined =>
    allocated(withLines([aLine({ id: 'a', ...a }), aLine({ id: 'b', ...b })], [early])).allocations[0]?.lineId;

  test('a certified one before one that is still undecided', () => {
    expect(preferred({ decision: 'PENDED', serviceCode: 'G0151' }, {})).toBe('b');
  });

  test('one for its exact code before one for the discipline', () => {
    expect(preferred({}, { serviceCode: 'G0151', priority: 9 })).toBe('b');
  });

  test('then the lower priority', () => {
    expect(preferred({ priority: 2, endsOn: dayOf('2025-01-10') }, { priority: 1 })).toBe('b');
  });

  test('then the earlier end', () => {
    expect(preferred({ startsOn: dayOf('2025-01-01') }, { endsOn: dayOf('2025-02-09') })).toBe('b');
  });

  test('then the earlier start', () => {
    expect(preferred({}, { startsOn: dayOf('2025-01-01') })).toBe('b');
  });

  test('then the smaller id', () => {
    expect(preferred({}, {})).toBe('a');
  });

  test('the next one that takes all of it, when the first has too little left', () => {
    const lines = [aLine({ id: 'a', authorizedMilliUnits: 1000, priority: 1 }), aLine({ id: 'b', priority: 2 })];
    expect(draws(allocated(withLines(lines, [early, late])))).toEqual([
      ['early', 'a', 1000],
      ['late', 'b', 1000],
    ]);
  });
});

describe('an undecided line', () => {
  test('holds its visits as pending, also those already made', () => {
    for (const decision of ['PENDED', 'CONTACT_PAYER'] as const) {
      const result = allocated(withLines([aLine({ decision })], [early, done(late)]));
      expect(result.allocations.map(({ state }) => state)).toEqual(['RESERVED_PENDING', 'RESERVED_PENDING']);
      expect(result.balances).toEqual([
        { lineId: 'line-1', authorizedMilliUnits: 12_000, reservedMilliUnits: 0, reservedPendingMilliUnits: 2000, usedMilliUnits: 0, billedMilliUnits: 0, paidMilliUnits: 0, releasedMilliUnits: 0, remainingMilliUnits: 12_000 },
      ]);
    }
  });

  test('holds no more than was asked for, and anything where no quantity was stated yet', () => {
    expect(gapReasons(allocated(withLines([aLine({ decision: 'PENDED', authorizedMilliUnits: 1000 })], [early, late])))).toEqual({ early: null, late: 'QUANTITY' });
    expect(gapReasons(allocated(withLines([aLine({ decision: 'PENDED', authorizedMilliUnits: 0 })], [early, late])))).toEqual({ early: null, late: null });
  });
});

test('the balance of a line shows planned, given, billed and paid care apart, and what was set free', () => {
  const visits = [
    early,
    done(late),
    { ...done(aVisit('2025-01-10', { id: 'billed' })), status: 'BILLED' as const },
    { ...done(aVisit('2025-01-13', { id: 'paid' })), status: 'PAID' as const },
    { ...aVisit('2025-01-15', { id: 'missed' }), status: 'MISSED' as const },
    { ...aVisit('2025-01-16', { id: 'cancelled' }), status: 'CANCELLED' as const },
  ];
  expect(allocated(withLines([aLine()], visits)).balances).toEqual([
    {
      lineId: 'line-1',
      authorizedMilliUnits: 12_000,
      reservedMilliUnits: 1000,
      reservedPendingMilliUnits: 0,
      usedMilliUnits: 1000,
      billedMilliUnits: 1000,
      paidMilliUnits: 1000,
      releasedMilliUnits: 2000,
      remainingMilliUnits: 8000,
    },
  ]);
});

describe('the units of a visit', () => {
  const quarters = aLine({ unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 40_000 });

  test('follow the minutes worked, so that the 23rd minute costs a unit', () => {
    const drawn = (minutes: number): number | undefined => allocated(withLines([quarters], [done(early, minutes)])).allocations[0]?.milliUnits;
    expect(drawn(22)).toBe(1000);
    expect(drawn(23)).toBe(2000);
  });

  test('come with the minutes, basis and rule they were worked out by', () => {
    expect(allocated(withLines([quarters], [done(early, 52)])).allocations).toEqual([
      { visitId: 'early', lineId: 'line-1', milliUnits: 3000, state: 'USED', minutes: 52, basis: 'CLOCKED', unitRule: 'HOME_HEALTH_15', countedMinutes: 52, policyVersion: 1 },
    ]);
  });

  test('that run over the plan push the last visit beyond the quantity', () => {
    const line = aLine({ unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 6000 });
    expect(gapReasons(allocated(withLines([line], [done(early, 45), late])))).toEqual({ early: null, late: null });
    expect(gapReasons(allocated(withLines([line], [done(early, 53), late])))).toEqual({ early: null, late: 'QUANTITY' });
  });

  test('of a line that counts days are shared by the visits of a day', () => {
    const days = aLine({ unitDefinition: 'DAY', authorizedMilliUnits: 2000 });
    const second = aVisit('2025-01-06', { id: 'second', hour: 14 });
    expect(draws(allocated(withLines([days], [early, second, late])))).toEqual([
      ['early', 'line-1', 1000],
      ['late', 'line-1', 1000],
      ['second', 'line-1', 0],
    ]);
  });
});

describe('a cap', () => {
  const capped = (cap: Parameters<typeof aCap>, terms: Partial<PayerPolicyTerms>, visits: readonly VisitFact[], line: Partial<LineFact> = {}): ReturnType<typeof allocate> =>
    allocated(withLines([aLine({ caps: [aCap(...cap)], ...line })], visits, terms));

  test('that is exactly reached holds; one visit more is beyond it', () => {
    const result = capped(['WEEK', 2000], {}, visitsFrom('2025-01-06', 3, 1));
    expect(gapReasons(result)).toEqual({ 'visit-2025-01-06': null, 'visit-2025-01-07': null, 'visit-2025-01-08': 'CAP' });
  });

  test("is counted in the payer's own week", () => {
    const visits = [aVisit('2025-01-10', { id: 'friday' }), aVisit('2025-01-11', { id: 'saturday' }), aVisit('2025-01-12', { id: 'sunday' })];
    const beyond = (capWeek: PayerPolicyTerms['capWeek']): string[] => capped(['WEEK', 1000], { capWeek }, visits).outcomes.filter(({ gap }) => gap !== null).map(({ visit }) => visit.id);
    expect(beyond('SUN_SAT')).toEqual(['saturday']);
    expect(beyond('MON_SUN')).toEqual(['saturday', 'sunday']);
    expect(beyond('SAT_FRI')).toEqual(['sunday']);
    expect(beyond('ROLLING_FROM_ANCHOR')).toEqual(['saturday', 'sunday']);
  });

  test('on a day, a month or a single visit is counted in it', () => {
    const quarters = { unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 99_000 } as const;
    const twoADay = [early, aVisit('2025-01-06', { id: 'second', hour: 15 }), late];
    expect(gapReasons(capped(['DAY', 5000], {}, twoADay, quarters))).toEqual({ early: null, second: 'CAP', late: null });
    expect(gapReasons(capped(['VISIT', 2000], {}, [early], quarters))).toEqual({ early: 'CAP' });
    expect(gapReasons(capped(['VISIT', 3000], {}, [early], quarters))).toEqual({ early: null });
    expect(gapReasons(capped(['MONTH', 1000], {}, [aVisit('2025-01-31', { id: 'a' }), aVisit('2025-02-01', { id: 'b' }), aVisit('2025-02-02', { id: 'c' })]))).toEqual({ a: null, b: null, c: 'CAP' });
  });

  test('on rolling days is counted in every run of that many days', () => {
    const visits = [aVisit('2025-01-06', { id: 'a' }), aVisit('2025-01-12', { id: 'b' }), aVisit('2025-01-13', { id: 'c' })];
    expect(gapReasons(capped(['ROLLING_DAYS', 1000, { rollingDays: 7 }], {}, visits))).toEqual({ a: null, b: 'CAP', c: null });
    expect(gapReasons(capped(['ROLLING_DAYS', 1000, { rollingDays: 6 }], {}, visits))).toEqual({ a: null, b: null, c: 'CAP' });
  });

  test('on rolling days looks ahead to care already given', () => {
    const visits = [aVisit('2025-01-06', { id: 'planned' }), done(aVisit('2025-01-09', { id: 'given' }))];
    expect(gapReasons(capped(['ROLLING_DAYS', 1000, { rollingDays: 4 }], {}, visits))).toEqual({ planned: 'CAP', given: null });
    expect(gapReasons(capped(['ROLLING_DAYS', 1000, { rollingDays: 3 }], {}, visits))).toEqual({ planned: null, given: null });
  });

  test('of a payer that only warns lets the visit draw, and says so', () => {
    const result = capped(['WEEK', 1000], { capSemantics: 'WARN' }, [early, late]);
    expect(draws(result)).toHaveLength(2);
    expect(outcomeOf('late', result.outcomes)).toMatchObject({ gap: null, passedCaps: [{ cap: { id: 'cap-WEEK' }, heldMilliUnits: 1000, neededMilliUnits: 1000 }] });
  });

  test('is avoided by drawing on another line, also where the payer only warns', () => {
    const lines = [aLine({ id: 'a', caps: [aCap('WEEK', 1000)] }), aLine({ id: 'b' })];
    for (const capSemantics of ['BLOCK', 'WARN'] as const) {
      expect(draws(allocated(withLines(lines, [early, late], { capSemantics })))).toEqual([
        ['early', 'a', 1000],
        ['late', 'b', 1000],
      ]);
    }
  });

  test('never makes up for a quantity that has run out, although the payer only warns', () => {
    const result = capped(['WEEK', 1000], { capSemantics: 'WARN' }, [early, late], { authorizedMilliUnits: 1000 });
    expect(gapReasons(result)).toEqual({ early: null, late: 'QUANTITY' });
  });
});

describe('a visit longer than what one line has left', () => {
  const lines = [
    aLine({ id: 'a', unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 2000 }),
    aLine({ id: 'b', unitDefinition: 'HOUR', authorizedMilliUnits: 500, priority: 2 }),
  ];

  test('draws on none of them where the payer does not split', () => {
    expect(gapReasons(allocated(withLines(lines, [early])))).toEqual({ early: 'QUANTITY' });
  });

  test('is split over lines of different units where the payer does', () => {
    expect(draws(allocated(withLines(lines, [early], { splitsVisitAcrossLines: true })))).toEqual([
      ['early', 'a', 2000],
      ['early', 'b', 250],
    ]);
  });

  test('draws nothing at all when even together they do not suffice', () => {
    const result = allocated(withLines(lines, [aVisit('2025-01-06', { id: 'long', minutes: 75 })], { splitsVisitAcrossLines: true }));
    expect(draws(result)).toEqual([]);
    expect(gapReasons(result)).toEqual({ long: 'QUANTITY' });
  });

  test('is only split into units that its rule can give', () => {
    const terms = { splitsVisitAcrossLines: true, unitRules: { '*': { kind: 'WHOLE_HOUR', basis: 'CLOCKED' } } } as const;
    expect(draws(allocated(withLines([aLine({ id: 'a', unitDefinition: 'HOUR', authorizedMilliUnits: 1500 }), aLine({ id: 'b', unitDefinition: 'HOUR', authorizedMilliUnits: 1500, priority: 2 })], [aVisit('2025-01-06', { id: 'v', minutes: 120 })], terms)))).toEqual([
      ['v', 'a', 1000],
      ['v', 'b', 1000],
    ]);
  });

  test('of no minutes at all is not covered by being split into nothing', () => {
    expect(gapReasons(allocated(withLines([aLine({ authorizedMilliUnits: 500 })], [aVisit('2025-01-06', { id: 'v', minutes: 0 })], { splitsVisitAcrossLines: true })))).toEqual({ v: 'QUANTITY' });
  });

  test('is not split where lines count visits', () => {
    const visits = [aLine({ id: 'a', authorizedMilliUnits: 500 }), aLine({ id: 'b', authorizedMilliUnits: 500 })];
    expect(gapReasons(allocated(withLines(visits, [early], { splitsVisitAcrossLines: true })))).toEqual({ early: 'QUANTITY' });
  });
});

describe('a payer that asks for no authorization', () => {
  test('leaves visits without one in peace, and still has them tracked on a line there is', () => {
    const result = allocated(withLines([aLine({ authorizedMilliUnits: 1000 })], [early, late], { authorizationRequired: 'NONE' }));
    expect(draws(result)).toEqual([['early', 'line-1', 1000]]);
    expect(result.outcomes.map(({ needsAuthorization, gap }) => [needsAuthorization, gap])).toEqual([
      [false, null],
      [false, null],
    ]);
  });

  test('may say so for one service by its answer to a request', () => {
    const result = allocated(withLines([aLine({ decision: 'NOT_REQUIRED' })], [early, aVisit('2025-02-11', { id: 'after' })]));
    expect(outcomeOf('early', result.outcomes)).toMatchObject({ needsAuthorization: false, gap: null, allocations: [] });
    expect(outcomeOf('after', result.outcomes)).toMatchObject({ needsAuthorization: true, gap: { reason: 'NOTHING_ON_FILE' } });
  });
});

test('a service that the payer has said needs no authorization takes nothing from the services that do', () => {
  const waived = aLine({ id: 'waived', serviceCode: 'G0157', decision: 'NOT_REQUIRED' });
  const shared = aLine({ id: 'shared', authorizedMilliUnits: 1000 });
  const result = allocated(withLines([waived, shared], [{ ...early, serviceCode: 'G0157' }, late]));
  expect(draws(result)).toEqual([['late', 'shared', 1000]]);
  expect(gapReasons(result)).toEqual({ early: null, late: null });
});

describe('where lines refuse a visit for different reasons, the reason given is', () => {
  const reason = (...lines: LineFact[]): string | undefined => allocated(withLines(lines, [early])).outcomes[0]?.gap?.reason;
  const exhausted = aLine({ id: 'exhausted', authorizedMilliUnits: 500 });
  const denied = aLine({ id: 'denied', decision: 'NOT_CERTIFIED' });
  const expired = aLine({ id: 'expired', endsOn: dayOf('2025-01-05') });
  const other = aLine({ id: 'other', discipline: 'OT' });

  test('that a live line has too little left, before any other', () => {
    expect(reason(denied, expired, other, exhausted)).toBe('QUANTITY');
  });

  test('then that the payer refused', () => {
    expect(reason(expired, other, denied)).toBe('DENIED');
  });

  test('then that the service has other dates', () => {
    expect(reason(other, expired)).toBe('DATE');
  });

  test('then that the date has another service', () => {
    expect(reason(other)).toBe('DISCIPLINE');
    expect(reason(other, aLine({ id: 'code', serviceCode: 'G0157' }))).toBe('CODE');
    expect(reason(aLine({ id: 'code', serviceCode: 'G0157' }), aLine({ id: 'modifier', modifiers: ['GP'] }))).toBe('MODIFIER');
  });

  test('that there is nothing on file, when the other service was never certified or has other dates', () => {
    expect(reason(aLine({ discipline: 'OT', decision: 'PENDED' }))).toBe('NOTHING_ON_FILE');
    expect(reason(aLine({ discipline: 'OT', endsOn: dayOf('2025-01-05') }))).toBe('NOTHING_ON_FILE');
    expect(reason(aLine({ decision: 'NOT_CERTIFIED', endsOn: dayOf('2025-01-05') }))).toBe('NOTHING_ON_FILE');
  });

  test('one of several that are kept, one for each line', () => {
    const [outcome] = allocated(withLines([other, denied, expired], [early])).outcomes;
    expect(Object.fromEntries(outcome!.refusals.map(({ placed, reason }) => [placed.line.id, reason]))).toEqual({ denied: 'DENIED', expired: 'DATE', other: 'DISCIPLINE' });
    expect(allocated(withLines([aLine(), other], [early])).outcomes[0]?.refusals).toEqual([]);
  });

  test('about the nearest line in time', () => {
    const [outcome] = allocated(withLines([aLine({ id: 'far', endsOn: dayOf('2025-01-03') }), aLine({ id: 'near', startsOn: dayOf('2025-01-08') })], [early])).outcomes;
    expect(outcome?.gap).toMatchObject({ reason: 'DATE', daysOutside: -2, placed: { line: { id: 'near' } } });
  });
});

describe('a line that shrinks below what has been given', () => {
  test('keeps what it still covers with the care that came first, and leaves nothing below zero', () => {
    const visits = [...visitsFrom('2025-01-06', 3, 1).map((visit) => done(visit)), aVisit('2025-01-20', { id: 'planned' })];
    const result = allocated(withLines([aLine({ authorizedMilliUnits: 2000 })], visits));
    expect(draws(result).map(([visitId]) => visitId)).toEqual(['visit-2025-01-06', 'visit-2025-01-07']);
    expect(result.balances).toMatchObject([{ usedMilliUnits: 2000, remainingMilliUnits: 0 }]);
    expect(gapReasons(result)).toMatchObject({ 'visit-2025-01-08': 'QUANTITY', planned: 'QUANTITY' });
  });
});

describe('a visit that is too short to earn anything', () => {
  const none = aVisit('2025-01-06', { id: 'none', minutes: 0 });

  test('draws nothing and is covered all the same, as long as a line is for it', () => {
    const result = allocated(withLines([aLine({ unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 1000 })], [none, late], { unitRules: { '*': { kind: 'WHOLE_QUARTER_HOUR', basis: 'CLOCKED' } } }));
    expect(result.allocations).toMatchObject([{ visitId: 'none', milliUnits: 0, minutes: 0 }]);
    expect(gapReasons(result)).toEqual({ none: null, late: 'QUANTITY' });
  });

  test('leaves the day to the next visit where days have a least number of minutes', () => {
    const terms = { unitRules: { '*': { kind: 'PER_DIEM', basis: 'CLOCKED', minimumMinutes: 60 } } } as const;
    const long = aVisit('2025-01-06', { id: 'long', hour: 14, minutes: 60 });
    expect(draws(allocated(withLines([aLine({ unitDefinition: 'DAY' })], [{ ...early, id: 'short' }, long], terms)))).toEqual([
      ['long', 'line-1', 1000],
      ['short', 'line-1', 0],
    ]);
  });
});

describe('a visit that goes on after midnight', () => {
  const hours = { unitDefinition: 'HOUR', authorizedMilliUnits: 99_000 } as const;
  const night = (date: string, id = 'night'): VisitFact => aVisit(date, { id, hour: 22, minutes: 480 });

  test('is held against the cap of each day with the hours that fall on it', () => {
    expect(gapReasons(allocated(withLines([aLine({ ...hours, caps: [aCap('DAY', 6000)] })], [night('2025-01-06')])))).toEqual({ night: null });
    const result = allocated(withLines([aLine({ ...hours, caps: [aCap('DAY', 5000)] })], [night('2025-01-06')]));
    expect(result.outcomes[0]?.gap).toMatchObject({ reason: 'CAP', passed: { window: { from: dayOf('2025-01-07'), to: dayOf('2025-01-07') }, heldMilliUnits: 0, neededMilliUnits: 6000 } });
  });

  test('shares the day after with the visits of that day', () => {
    const morning = aVisit('2025-01-07', { id: 'morning', hour: 10, minutes: 60 });
    const capped = (milliUnits: number): Record<string, string | null> => gapReasons(allocated(withLines([aLine({ ...hours, caps: [aCap('DAY', milliUnits)] })], [night('2025-01-06'), morning])));
    expect(capped(7000)).toEqual({ night: null, morning: null });
    expect(capped(6000)).toEqual({ night: null, morning: 'CAP' });
  });

  test('is counted once in the week that holds both days, and in each of two weeks with its own part', () => {
    const weekly = (visits: readonly VisitFact[]): ReturnType<typeof allocated> => allocated(withLines([aLine({ ...hours, caps: [aCap('WEEK', 8000)] })], visits));
    expect(gapReasons(weekly([night('2025-01-06')]))).toEqual({ night: null });
    // From Saturday, January 11, into Sunday: two hours in the first week, six in the second.
    const result = weekly([night('2025-01-11'), aVisit('2025-01-13', { id: 'monday', hour: 9, minutes: 180 })]);
    expect(outcomeOf('monday', result.outcomes).gap).toMatchObject({ passed: { heldMilliUnits: 6000, neededMilliUnits: 3000 } });
    const second = weekly([done(aVisit('2025-01-13', { id: 'monday', minutes: 180 })), night('2025-01-11')]);
    expect(outcomeOf('night', second.outcomes).gap).toMatchObject({ passed: { window: { from: dayOf('2025-01-12') }, heldMilliUnits: 3000, neededMilliUnits: 6000 } });
  });

  test('reaches past the last day of its line', () => {
    expect(gapReasons(allocated(withLines([aLine({ ...hours, endsOn: dayOf('2025-01-06'), caps: [aCap('DAY', 6000)] })], [night('2025-01-06')])))).toEqual({ night: null });
  });

  test('is split over lines without passing the cap of the day after', () => {
    const lines = [aLine({ ...hours, id: 'a', caps: [aCap('DAY', 3000)] }), aLine({ ...hours, id: 'b', priority: 2 })];
    // Four of the eight hours: one before midnight and three after.
    expect(draws(allocated(withLines(lines, [night('2025-01-06')], { splitsVisitAcrossLines: true, unitRules: { '*': { kind: 'WHOLE_HOUR', basis: 'CLOCKED' } } }))).map(([, lineId, milliUnits]) => [lineId, milliUnits])).toEqual([['b', 8000]]);
    const both = [lines[0]!, { ...lines[1]!, caps: [aCap('VISIT', 4000)] }];
    expect(draws(allocated(withLines(both, [night('2025-01-06')], { splitsVisitAcrossLines: true, unitRules: { '*': { kind: 'WHOLE_HOUR', basis: 'CLOCKED' } } }))).map(([, lineId, milliUnits]) => [lineId, milliUnits])).toEqual([['a', 4000], ['b', 4000]]);
  });
});

describe('a cap at its extremes', () => {
  test('that is above the quantity never comes into play', () => {
    expect(gapReasons(allocated(withLines([aLine({ authorizedMilliUnits: 1000, caps: [aCap('WEEK', 99_000)] })], [early, late])))).toEqual({ early: null, late: 'QUANTITY' });
  });

  test('that is the smallest amount there is lets no visit through that draws anything', () => {
    const capped = aLine({ unitDefinition: 'QUARTER_HOUR', caps: [aCap('MONTH', 1)] });
    const terms = { unitRules: { '*': { kind: 'WHOLE_QUARTER_HOUR', basis: 'CLOCKED' } } } as const;
    expect(gapReasons(allocated(withLines([capped], [early, aVisit('2025-01-07', { id: 'short', minutes: 14 })], terms)))).toEqual({ early: 'CAP', short: null });
  });

  test('is not passed by a visit that shares a day which already passes it', () => {
    const days = aLine({ unitDefinition: 'DAY', caps: [aCap('WEEK', 1000)] });
    const result = allocated(withLines([days], [early, late, aVisit('2025-01-08', { id: 'shared', hour: 15 })], { capSemantics: 'WARN' }));
    expect(result.outcomes.map(({ visit, passedCaps }) => [visit.id, passedCaps.length])).toEqual([['early', 0], ['late', 1], ['shared', 0]]);
  });
});

describe('a line that names who, where or when', () => {
  const reason = (line: Partial<LineFact>, facts: Parameters<typeof aVisit>[1] = {}, terms: Partial<PayerPolicyTerms> = {}): string | null =>
    allocated(withLines([aLine(line)], [aVisit('2025-01-06', facts)], terms)).outcomes[0]?.gap?.reason ?? null;

  test('takes the visits of its clinicians, and those that nobody is assigned to yet', () => {
    expect(reason({ staffIds: ['anna', 'ben'] }, { staffId: 'ben' })).toBeNull();
    expect(reason({ staffIds: ['anna'] }, { staffId: null })).toBeNull();
    expect(reason({ staffIds: ['anna'] }, { staffId: 'ben' })).toBe('STAFF');
  });

  test('takes the visits at its places', () => {
    expect(reason({ placesOfService: ['11', '12'] })).toBeNull();
    expect(reason({ placesOfService: ['11'] })).toBe('PLACE');
  });

  test('takes no visit on another day of the week or an excluded date, whether the line or the policy says so', () => {
    expect(reason({ allowedWeekdays: [1] })).toBeNull();
    expect(reason({ allowedWeekdays: [0, 2, 3, 4, 5, 6] })).toBe('DAY');
    expect(reason({ blackoutDates: [dayOf('2025-01-06')] })).toBe('DAY');
    expect(reason({ blackoutDates: [dayOf('2025-01-05'), dayOf('2025-01-07')] })).toBeNull();
    expect(reason({}, {}, { allowedWeekdays: [0, 6] })).toBe('DAY');
    expect(reason({}, {}, { blackoutDates: ['2025-01-06'] })).toBe('DAY');
    expect(reason({}, {}, { blackoutDates: ['2025-01-07'] })).toBeNull();
  });

  test('leaves the visit to the next line that names no one', () => {
    expect(draws(allocated(withLines([aLine({ id: 'a', staffIds: ['anna'] }), aLine({ id: 'b' })], [{ ...early, staffId: 'ben' }])))).toEqual([['early', 'b', 1000]]);
  });
});

describe('after a change of payer', () => {
  const changedOn = dayOf('2025-01-20');
  const coverages = [aCoverage({ endsOn: changedOn - 1 }), aCoverage({ id: 'c2', payerId: BOREALIS, startsOn: changedOn })];
  const old = anAuthorization([aLine({ id: 'old', endsOn: dayOf('2025-03-31') })]);
  const visits = [aVisit('2025-01-19', { id: 'before' }), aVisit('2025-01-20', { id: 'first' }), aVisit('2025-01-29', { id: 'tenth' }), aVisit('2025-01-30', { id: 'eleventh' })];

  function changed(transitionDays: number, authorizations: PatientSnapshot['authorizations'] = [old]): PatientSnapshot {
    return aPatient({ coverages, authorizations, visits, policies: [aPolicy({}, { payerId: ACME }), aPolicy({ transitionDays }, { id: 'p2', payerId: BOREALIS })] });
  }

  test('what the payer before had certified is honoured for the days of transition, and not a day longer', () => {
    expect(gapReasons(allocated(changed(0)))).toEqual({ before: null, first: 'PAYER', tenth: 'PAYER', eleventh: 'PAYER' });
    expect(gapReasons(allocated(changed(1)))).toEqual({ before: null, first: null, tenth: 'PAYER', eleventh: 'PAYER' });
    expect(gapReasons(allocated(changed(10)))).toEqual({ before: null, first: null, tenth: null, eleventh: 'PAYER' });
  });

  test('only what began before it is honoured, and only what was certified', () => {
    const since = (startsOn: number, facts: Partial<LineFact> = {}): Record<string, string | null> => gapReasons(allocated(changed(10, [anAuthorization([aLine({ id: 'old', startsOn, endsOn: dayOf('2025-03-31'), ...facts })])])));
    expect(since(changedOn - 1)['first']).toBeNull();
    expect(since(changedOn)['first']).toBe('PAYER');
    expect(since(changedOn - 1, { decision: 'PENDED' })['first']).toBe('NOTHING_ON_FILE');
  });

  test("the payer's own authorization is drawn on before the one that it honours, and that before one it has not decided", () => {
    const own = (facts: Partial<LineFact>): PatientSnapshot['authorizations'] => [old, anAuthorization([aLine({ id: 'own', startsOn: changedOn, endsOn: dayOf('2025-03-31'), priority: 9, ...facts })], { id: 'a2', payerId: BOREALIS })];
    const first = (facts: Partial<LineFact>): unknown => outcomeOf('first', allocated(changed(10, own(facts))).outcomes).allocations.map(({ lineId, state }) => [lineId, state]);
    expect(first({})).toEqual([['own', 'RESERVED']]);
    expect(first({ decision: 'PENDED' })).toEqual([['old', 'RESERVED']]);
    expect(outcomeOf('eleventh', allocated(changed(10, own({ decision: 'PENDED' }))).outcomes).allocations).toMatchObject([{ lineId: 'own', state: 'RESERVED_PENDING' }]);
  });
});

describe('what is set free', () => {
  const cancelled = (visit: VisitFact): VisitFact => ({ ...visit, status: 'CANCELLED' });

  test('is a day only where no other visit has it, and only once', () => {
    const days = aLine({ unitDefinition: 'DAY' });
    const second = aVisit('2025-01-06', { id: 'second', hour: 14 });
    expect(allocated(withLines([days], [cancelled(early), second])).balances).toMatchObject([{ reservedMilliUnits: 1000, releasedMilliUnits: 0 }]);
    expect(allocated(withLines([days], [cancelled(early), cancelled(second)])).balances).toMatchObject([{ reservedMilliUnits: 0, releasedMilliUnits: 1000 }]);
  });

  test('is nothing where nothing would have been drawn: outside every line, on an undecided one, or where none is needed', () => {
    const released = (line: Partial<LineFact>): number => allocated(withLines([aLine(line)], [cancelled(early)])).allocations.length;
    expect(released({})).toBe(1);
    expect(released({ endsOn: dayOf('2025-01-05') })).toBe(0);
    expect(released({ decision: 'PENDED' })).toBe(0);
    expect(released({ decision: 'NOT_REQUIRED' })).toBe(0);
  });
});
