import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { evaluate } from '../../src/alignment/evaluate.js';
import { limitsOf } from '../../src/alignment/limits.js';
import type { LimitsQuestion } from '../../src/alignment/limits.js';
import type { LineFact, PatientSnapshot } from '../../src/alignment/snapshot.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import { aCap, aLine, aPatient, aPolicy, aVisit, amplyOrdered, anAuthorization, anySnapshot, at, done, visitsFrom } from '../support/snapshots.js';

const now = at('2025-01-03');

function asked(snapshot: PatientSnapshot, question: Omit<Partial<LimitsQuestion>, 'from' | 'to'> & { from: string; to: string }): ReturnType<typeof limitsOf> {
  return limitsOf(snapshot, evaluate(snapshot, now), { ...question, from: dayOf(question.from), to: dayOf(question.to) });
}

function patient(lines: readonly LineFact[], visits: PatientSnapshot['visits'] = []): PatientSnapshot {
  return aPatient({ orders: [amplyOrdered()], authorizations: [anAuthorization(lines)], visits });
}

const january = { from: '2025-01-05', to: '2025-01-18' };

describe('what an authorization still allows', () => {
  test('shows the balance of each line for the service, in drawing order', () => {
    const lines = [aLine(), aLine({ id: 'line-2', serviceCode: 'G0151' }), aLine({ id: 'line-3', serviceCode: 'G0157' }), aLine({ id: 'line-4', discipline: 'OT' })];
    const { lines: limits } = asked(patient(lines, [aVisit('2025-01-06')]), { ...january, discipline: 'PT', serviceCode: 'G0151' });
    expect(limits.map(({ lineId, balance }) => [lineId, balance.reservedMilliUnits, balance.remainingMilliUnits])).toEqual([
      ['line-2', 1000, 11_000],
      ['line-1', 0, 12_000],
    ]);
  });

  test('lets any number wait for a payer that has stated no quantity yet, but no more than the caps', () => {
    const pended = aLine({ decision: 'PENDED', authorizedMilliUnits: 0 });
    const typical = (caps: LineFact['caps']): unknown => asked(patient([{ ...pended, caps }]), { ...january, minutes: 45 }).lines[0]?.typicalVisit;
    expect(typical([])).toMatchObject({ visitsThatStillFit: null, lastDateThatFits: dayOf('2025-01-18') });
    expect(typical([aCap('WEEK', 3000)])).toMatchObject({ visitsThatStillFit: 6, lastDateThatFits: dayOf('2025-01-18') });
  });

  test('leaves out lines that end before the stretch or start after it', () => {
    const lines = [aLine({ endsOn: dayOf('2025-01-05') }), aLine({ id: 'line-2', startsOn: dayOf('2025-01-18') }), aLine({ id: 'line-3', endsOn: dayOf('2025-01-04') }), aLine({ id: 'line-4', startsOn: dayOf('2025-01-19') })];
    expect(asked(patient(lines), january).lines.map(({ lineId }) => lineId)).toEqual(['line-1', 'line-2']);
  });

  test('shows every window of a cap that touches the stretch, whole, and what fills it', () => {
    const line = aLine({ caps: [aCap('WEEK', 3000)] });
    const visits = [done(aVisit('2025-01-05')), aVisit('2025-01-07'), aVisit('2025-01-13')];
    const [limits] = asked(patient([line], visits), { from: '2025-01-06', to: '2025-01-12' }).lines;
    expect(limits?.caps).toEqual([
      {
        capId: 'cap-WEEK',
        period: 'WEEK',
        rollingDays: null,
        limitMilliUnits: 3000,
        windows: [
          { from: dayOf('2025-01-05'), to: dayOf('2025-01-11'), reservedMilliUnits: 1000, reservedPendingMilliUnits: 0, usedMilliUnits: 1000, billedMilliUnits: 0, paidMilliUnits: 0, remainingMilliUnits: 1000 },
          { from: dayOf('2025-01-12'), to: dayOf('2025-01-18'), reservedMilliUnits: 1000, reservedPendingMilliUnits: 0, usedMilliUnits: 0, billedMilliUnits: 0, paidMilliUnits: 0, remainingMilliUnits: 2000 },
        ],
      },
    ]);
  });

  test('shows as many rolling windows as touch the stretch, and none for a cap on each visit', () => {
    const line = aLine({ caps: [aCap('ROLLING_DAYS', 2000, { rollingDays: 3 }), aCap('VISIT', 1000)] });
    const [limits] = asked(patient([line]), { from: '2025-01-06', to: '2025-01-07' }).lines;
    expect(limits?.caps[0]?.windows.map(({ from, to }) => [dateOf(from), dateOf(to)])).toEqual([
      ['2025-01-04', '2025-01-06'],
      ['2025-01-05', '2025-01-07'],
      ['2025-01-06', '2025-01-08'],
      ['2025-01-07', '2025-01-09'],
    ]);
    expect(limits?.caps[1]?.windows).toEqual([]);
  });

  test('says whether an authorization is required on any day of the stretch', () => {
    const policies = [
      aPolicy({ authorizationRequired: 'NONE' }, { id: 'p1', version: 1, effectiveTo: dayOf('2025-01-18') }),
      aPolicy({ authorizationRequired: 'LISTED', authorizationDisciplines: ['PT'] }, { id: 'p2', version: 2, effectiveFrom: dayOf('2025-01-19') }),
    ];
    const required = (to: string, discipline?: 'PT' | 'OT'): boolean => asked(aPatient({ policies }), { from: '2025-01-05', to, discipline }).isAuthorizationRequired;
    expect(required('2025-01-18', 'PT')).toBe(false);
    expect(required('2025-01-19', 'PT')).toBe(true);
    expect(required('2025-01-19', 'OT')).toBe(false);
    expect(required('2025-01-19')).toBe(true);
  });
});

describe('a typical visit', () => {
  const typical = (line: Partial<LineFact>, visits: PatientSnapshot['visits'], minutes = 45): unknown =>
    asked(patient([aLine(line)], visits), { ...january, minutes }).lines[0]?.typicalVisit;

  test('is not computed unless its minutes are given', () => {
    expect(asked(patient([aLine()]), january).lines[0]?.typicalVisit).toBeNull();
  });

  test('fits as often as there is quantity left', () => {
    expect(typical({ authorizedMilliUnits: 3000 }, [aVisit('2025-01-06')])).toEqual({ minutes: 45, milliUnits: 1000, visitsThatStillFit: 2, lastDateThatFits: dayOf('2025-01-18') });
    expect(typical({ authorizedMilliUnits: 1000 }, [aVisit('2025-01-06')])).toEqual({ minutes: 45, milliUnits: 1000, visitsThatStillFit: 0, lastDateThatFits: null });
  });

  test('fits as often as caps allow', () => {
    expect(typical({ caps: [aCap('WEEK', 2000)] }, [aVisit('2025-01-16'), aVisit('2025-01-17')])).toEqual({ minutes: 45, milliUnits: 1000, visitsThatStillFit: 2, lastDateThatFits: dayOf('2025-01-11') });
    expect(typical({ caps: [aCap('ROLLING_DAYS', 1000, { rollingDays: 7 })] }, [])).toMatchObject({ visitsThatStillFit: 2 });
  });

  test('fits until the line ends, and not at all on one the payer refused', () => {
    expect(typical({ endsOn: dayOf('2025-01-15') }, [])).toMatchObject({ lastDateThatFits: dayOf('2025-01-15') });
    expect(typical({ decision: 'NOT_CERTIFIED' }, [])).toMatchObject({ visitsThatStillFit: 0, lastDateThatFits: null });
  });

  test('fits once a day on a line that counts days', () => {
    expect(typical({ unitDefinition: 'DAY' }, visitsFrom('2025-01-05', 12, 1))).toMatchObject({ visitsThatStillFit: 0 });
    expect(typical({ unitDefinition: 'DAY' }, visitsFrom('2025-01-05', 10, 1))).toMatchObject({ visitsThatStillFit: 2 });
  });

  test('that draws nothing fits any number of times', () => {
    expect(typical({ unitDefinition: 'QUARTER_HOUR' }, [], 0)).toMatchObject({ milliUnits: 0, visitsThatStillFit: null });
  });

  test('can be booked as often as it is said to fit, and not once more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.array(fc.integer({ min: 5, max: 18 }), { maxLength: 5 }), (units, weekly, rolling, booked) => {
        const line = aLine({ authorizedMilliUnits: units * 1000, caps: [aCap('WEEK', weekly * 1000), aCap('ROLLING_DAYS', 1000, { rollingDays: rolling + 1 })] });
        const visits = booked.map((day, index) => aVisit(`2025-01-${String(day).padStart(2, '0')}`, { id: `booked-${index}` }));
        const before = patient([line], visits);
        const fits = asked(before, { ...january, minutes: 45 }).lines[0]?.typicalVisit?.visitsThatStillFit ?? 0;
        const kept = evaluate(before, now).allocations.length;
        // One visit offered on every day: as many of them are taken as were said to fit.
        const offered = visitsFrom(january.from, 14, 1, { hour: 15 }).map((visit, index) => ({ ...visit, id: `offered-${String(index).padStart(2, '0')}` }));
        const fixed = visits.filter(({ id }) => evaluate(before, now).allocations.some(({ visitId }) => visitId === id)).map((visit) => done(visit));
        expect(evaluate(patient([line], [...fixed, ...offered]), now).allocations.length - kept).toBe(fits);
      }),
      { numRuns: 150 },
    );
  });
});

test('the limits of any patient can be told for any stretch', () => {
  fc.assert(
    fc.property(anySnapshot(), fc.integer({ min: -30, max: 60 }), fc.integer({ min: 0, max: 90 }), fc.option(fc.integer({ min: 0, max: 240 })), (snapshot, offset, length, minutes) => {
      const from = dayOf('2025-01-02') + offset;
      const limits = limitsOf(snapshot, evaluate(snapshot, now), { from, to: from + length, minutes: minutes ?? undefined });
      for (const line of limits.lines) {
        const windows = line.caps.flatMap((cap) => cap.windows);
        expect(windows.filter((window) => window.to < from || window.from > from + length)).toEqual([]);
        const last = line.typicalVisit?.lastDateThatFits ?? from;
        expect(last >= from && last <= from + length).toBe(true);
        const cannotFit = line.typicalVisit?.visitsThatStillFit === 0 && line.unitDefinition !== 'DAY';
        expect(cannotFit && line.typicalVisit?.lastDateThatFits !== null).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test('a day on which the payer or the line excludes care is not one that fits', () => {
  const snapshot = aPatient({ authorizations: [anAuthorization([aLine({ allowedWeekdays: [1, 3], blackoutDates: [dayOf('2025-02-10')] })])] });
  const { lines } = limitsOf(snapshot, evaluate(snapshot, at('2025-01-02')), { discipline: 'PT', from: dayOf('2025-02-03'), to: dayOf('2025-02-10'), minutes: 45 });
  // Monday the 10th is blacked out; Wednesday the 5th is the last allowed day before it.
  expect(lines[0]?.typicalVisit).toMatchObject({ lastDateThatFits: dayOf('2025-02-05') });
});
