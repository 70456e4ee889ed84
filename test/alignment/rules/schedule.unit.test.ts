import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { PatientSnapshot, StaffConflictFact, VisitFact } from '../../../src/alignment/snapshot.js';
import { isCounted } from '../../../src/alignment/visits.js';
import { MS_PER_MINUTE, dayOf } from '../../../src/base/day.js';
import type { UnitRule } from '../../../src/care/payer-policy.js';
import { aLine, aPatient, aPolicy, aVisit, amplyOrdered, anAuthorization, anySnapshot, at, done } from '../../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function found(ruleId: string, facts: Partial<PatientSnapshot>): readonly Finding[] {
  return evaluate(aPatient({ orders: [amplyOrdered('PT'), amplyOrdered('SN')], ...facts }), NOW).findings.filter((finding) => finding.ruleId === ruleId);
}

describe('SCH-01', () => {
  /** 09:00 to 09:45. */
  const first = aVisit('2025-01-06', { id: 'a' });

  function nurse(minuteOfDay: number, facts: Partial<VisitFact> & { readonly minutes?: number } = {}): VisitFact {
    const { minutes = 30, ...rest } = facts;
    const startsAt = at('2025-01-06', 0, minuteOfDay);
    return aVisit('2025-01-06', { id: 'b', discipline: 'SN', serviceCode: 'G0299', startsAt, endsAt: startsAt + minutes * MS_PER_MINUTE, ...rest });
  }

  test.each([
    ['ends as the other begins', 8 * 60 + 30, false],
    ['ends a minute later', 8 * 60 + 31, true],
    ['lies within the other', 9 * 60 + 5, true],
    ['begins a minute before the other ends', 9 * 60 + 44, true],
    ['begins as the other ends', 9 * 60 + 45, false],
  ])('of a visit that %s is found: %p', (_, minuteOfDay, isFound) => {
    expect(found('SCH-01', { visits: [first, nurse(minuteOfDay)] }).length).toBe(isFound ? 1 : 0);
  });

  test('says by how much, when, and what would settle it', () => {
    expect(found('SCH-01', { visits: [nurse(9 * 60 + 30), first] })).toMatchObject([
      {
        key: 'SCH-01:a:b',
        code: 'TIMES_OVERLAP',
        severity: 'HIGH',
        ownerTeam: 'SCHEDULING',
        clinicalText: 'The physical therapy visit on 2025-01-06 from 09:00 to 09:45 and the nursing visit on 2025-01-06 from 09:30 to 10:00 overlap by 15 min; move one of them.',
        billingText: 'Overlapping service times, 15 min: G0151 DOS 2025-01-06 09:00 to 09:45 and G0299 DOS 2025-01-06 09:30 to 10:00; predicted CARC 18.',
        evidence: { overlapMinutes: 15, firstFrom: '09:00', firstTo: '09:45', secondFrom: '09:30', secondTo: '10:00' },
        visitIds: ['a', 'b'],
        deadlineAt: first.startsAt,
      },
    ]);
  });

  test('asks nobody to move visits that were both made', () => {
    expect(found('SCH-01', { visits: [done(first), done(nurse(9 * 60 + 30))] })[0]?.clinicalText).toContain('; correct the times of one of them.');
    expect(found('SCH-01', { visits: [done(first), nurse(9 * 60 + 30)] })[0]?.clinicalText).toContain('; move one of them.');
  });

  test('goes by the worked times once they are known', () => {
    expect(found('SCH-01', { visits: [done(first, 30), nurse(9 * 60 + 30)] })).toEqual([]);
    expect(found('SCH-01', { visits: [done(first, 46), nurse(9 * 60 + 45)] })).toMatchObject([{ evidence: { overlapMinutes: 1, firstTo: '09:46' } }]);
  });

  test('of less than a minute is an overlap of one', () => {
    const late = { ...done(first), actualEndsAt: first.endsAt + 1000 };
    expect(found('SCH-01', { visits: [late, nurse(9 * 60 + 45)] })).toMatchObject([{ evidence: { overlapMinutes: 1 } }]);
  });

  test.each(['MISSED', 'CANCELLED'] as const)('is not found with a visit that is %s', (status) => {
    expect(found('SCH-01', { visits: [first, { ...nurse(9 * 60), status }] })).toEqual([]);
  });

  test('is one finding for each pair', () => {
    const visits = [first, nurse(9 * 60), nurse(9 * 60 + 40, { id: 'c' })];
    expect(found('SCH-01', { visits }).map(({ key }) => key)).toEqual(['SCH-01:a:b', 'SCH-01:a:c']);
    expect(found('SCH-01', { visits: [...visits, nurse(8 * 60, { id: 'd', minutes: 240 })] }).map(({ key }) => key)).toEqual([
      'SCH-01:a:b', 'SCH-01:a:c', 'SCH-01:a:d', 'SCH-01:b:d', 'SCH-01:c:d',
    ]);
  });

  test('is found across midnight', () => {
    const night = aVisit('2025-01-05', { id: 'n', hour: 22, minutes: 720 });
    expect(found('SCH-01', { visits: [night, first] })).toMatchObject([{ evidence: { overlapMinutes: 45, firstOn: '2025-01-05', firstFrom: '22:00', firstTo: '10:00', secondOn: '2025-01-06' } }]);
  });

  test('is found for exactly the pairs that share time', () => {
    fc.assert(
      fc.property(anySnapshot(), (snapshot) => {
        const visits = snapshot.visits.filter(isCounted);
        const expected = visits.flatMap((a, index) =>
          visits
            .slice(index + 1)
            .filter((b) => Math.min(a.actualEndsAt ?? a.endsAt, b.actualEndsAt ?? b.endsAt) > Math.max(a.actualStartsAt ?? a.startsAt, b.actualStartsAt ?? b.startsAt))
            .map((b) => `SCH-01:${[a.id, b.id].sort().join(':')}`),
        );
        const keys = evaluate({ ...snapshot, staffConflicts: [] }, NOW).findings.filter(({ ruleId }) => ruleId === 'SCH-01').map(({ key }) => key);
        expect(keys.sort()).toEqual(expected.sort());
      }),
      { numRuns: 200 },
    );
  });

  describe('of whoever makes the visit', () => {
    const conflict = (from: number, to: number, visitId = 'a'): StaffConflictFact => ({ visitId, startsAt: at('2025-01-06', 0, from), endsAt: at('2025-01-06', 0, to) });

    test('is one finding for the visit, which tells of the other visits only the times', () => {
      const staffConflicts = [conflict(9 * 60 + 40, 11 * 60), conflict(8 * 60, 9 * 60 + 20)];
      expect(found('SCH-01', { visits: [first], staffConflicts })).toMatchObject([
        {
          key: 'SCH-01:a',
          clinicalText: 'Whoever makes the physical therapy visit on 2025-01-06 from 09:00 to 09:45 has another visit at that time (08:00 to 09:20, 09:40 to 11:00); move it or give it to someone else.',
          billingText: 'Overlapping service times of rendering staff, 20 min: G0151 DOS 2025-01-06 09:00 to 09:45, elsewhere 08:00 to 09:20, 09:40 to 11:00; predicted CARC 18.',
          evidence: { overlapMinutes: 20, serviceOn: '2025-01-06', from: '09:00', to: '09:45', timesElsewhere: '08:00 to 09:20, 09:40 to 11:00' },
          visitIds: ['a'],
        },
      ]);
    });

    test('is not found when the other visit ends as this one begins, or begins as it ends', () => {
      expect(found('SCH-01', { visits: [first], staffConflicts: [conflict(8 * 60, 9 * 60), conflict(9 * 60 + 45, 10 * 60)] })).toEqual([]);
    });

    test('is not found for a visit that is cancelled, or that is not here', () => {
      expect(found('SCH-01', { visits: [{ ...first, status: 'CANCELLED' }], staffConflicts: [conflict(9 * 60, 10 * 60)] })).toEqual([]);
      expect(found('SCH-01', { visits: [first], staffConflicts: [conflict(9 * 60, 10 * 60, 'z')] })).toEqual([]);
    });

    test('does not hide that the patient is visited twice at once', () => {
      expect(found('SCH-01', { visits: [first, nurse(9 * 60)], staffConflicts: [conflict(9 * 60, 10 * 60)] }).map(({ key }) => key)).toEqual(['SCH-01:a', 'SCH-01:a:b']);
    });
  });
});

describe('SCH-02', () => {
  const planned = aVisit('2025-01-06', { id: 'a' });
  const quarterHours = [anAuthorization([aLine({ unitDefinition: 'QUARTER_HOUR' })])];

  test.each([
    [45, null],
    [52, null],
    [53, 1000],
    [67, 1000],
    [68, 2000],
  ])('a visit of 45 planned minutes that took %i added %p', (minutes, addedMilliUnits) => {
    expect(found('SCH-02', { authorizations: quarterHours, visits: [done(planned, minutes)] }).map(({ evidence }) => evidence['addedMilliUnits'])).toEqual(addedMilliUnits === null ? [] : [addedMilliUnits]);
  });

  test('says how long, how much more, and what is left of the line', () => {
    expect(found('SCH-02', { authorizations: quarterHours, visits: [done(planned, 68)] })).toMatchObject([
      {
        key: 'SCH-02:a',
        code: 'VISIT_RAN_OVER',
        severity: 'INFO',
        ownerTeam: 'SCHEDULING',
        predictedCarc: null,
        clinicalText: 'The physical therapy visit on 2025-01-06 ran 23 min over the 45 min planned and counts as 30 min more; 1 h 45 min is left of what is approved until 2025-02-10.',
        billingText: 'G0151 DOS 2025-01-06 ran 23 min over 45 min scheduled: +2 units (15 min), auth A123 PT (all codes) 7 units (15 min) left; no adjustment code predicted.',
        evidence: { workedMinutes: 68, plannedMinutes: 45, minutesOver: 23, unitDefinition: 'QUARTER_HOUR', addedMilliUnits: 2000, remainingMilliUnits: 7000 },
        lineId: 'line-1',
        milliUnitsAtRisk: 2000,
      },
    ]);
  });

  test('is counted in the unit of the line, and of the code where the visit draws on none', () => {
    expect(found('SCH-02', { authorizations: [anAuthorization([aLine({ unitDefinition: 'HOUR' })])], visits: [done(planned, 60)] })).toMatchObject([{ evidence: { unitDefinition: 'HOUR', addedMilliUnits: 250 } }]);
    expect(found('SCH-02', { visits: [done(planned, 60)] })).toMatchObject([
      {
        lineId: null,
        clinicalText: 'The physical therapy visit on 2025-01-06 ran 15 min over the 45 min planned and counts as 15 min more.',
        evidence: { unitDefinition: 'QUARTER_HOUR', addedMilliUnits: 1000, remainingMilliUnits: null },
      },
    ]);
  });

  test('is not found where the line counts visits, however long they are', () => {
    expect(found('SCH-02', { authorizations: [anAuthorization([aLine()])], visits: [done(planned, 120)] })).toEqual([]);
  });

  test('says that nothing is left of a line that the overrun has used up', () => {
    const authorizations = [anAuthorization([aLine({ unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 4000 })])];
    expect(found('SCH-02', { authorizations, visits: [done(planned, 60)] })[0]?.clinicalText).toContain('; nothing is left of what is approved until 2025-02-10.');
  });

  function under(rule: UnitRule): Partial<PatientSnapshot> {
    return { policies: [aPolicy({ unitRules: { '*': rule } })] };
  }

  test('is found only where worked minutes are what the payer counts', () => {
    const visits = [done(planned, 60)];
    expect(found('SCH-02', { ...under({ kind: 'HOME_HEALTH_15', basis: 'SCHEDULED' }), visits })).toEqual([]);
    expect(found('SCH-02', { ...under({ kind: 'HOME_HEALTH_15', basis: 'BILLED' }), visits })).toHaveLength(1);
    expect(found('SCH-02', { ...under({ kind: 'HOME_HEALTH_15', basis: 'BILLED' }), visits: [{ ...visits[0]!, status: 'BILLED', billedMinutes: 45 }] })).toEqual([]);
  });

  test('is not found before the visit is made', () => {
    expect(found('SCH-02', { visits: [{ ...done(planned, 60), status: 'SCHEDULED' }] })).toEqual([]);
  });

  test('is not found for a late visit of the planned length', () => {
    expect(found('SCH-02', { visits: [{ ...done(planned), actualStartsAt: planned.startsAt + 60 * MS_PER_MINUTE, actualEndsAt: planned.endsAt + 60 * MS_PER_MINUTE }] })).toEqual([]);
  });

  test('where a day is pooled is found for the visit that the added unit falls to, though none alone has more', () => {
    const visits = [done(aVisit('2025-01-06', { id: 'a', minutes: 15 }), 20), done(aVisit('2025-01-06', { id: 'b', minutes: 15, hour: 15 }), 18)];
    // 38 minutes of the day are 3 units and the 30 planned are 2; the third goes to the 5 minutes that are left over.
    expect(found('SCH-02', { ...under({ kind: 'PART_B_8_MINUTE', basis: 'CLOCKED' }), visits })).toMatchObject([{ key: 'SCH-02:a', evidence: { minutesOver: 5, addedMilliUnits: 1000 } }]);
  });

  test('names the date of service of a night as the day it began', () => {
    const night = done(aVisit('2025-01-06', { hour: 22, minutes: 240 }), 300);
    expect(found('SCH-02', { visits: [night] })).toMatchObject([{ serviceOn: dayOf('2025-01-06'), evidence: { minutesOver: 60, addedMilliUnits: 4000 } }]);
  });
});
