import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { PatientSnapshot, StatusPeriodFact, VisitFact } from '../../../src/alignment/snapshot.js';
import { dayOf } from '../../../src/base/day.js';
import type { PatientStatus } from '../../../src/care/patient.js';
import { aNote, aPatient, aPolicy, aVisit, anOrder, at, done } from '../../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function aCase(facts: Partial<PatientSnapshot>): PatientSnapshot {
  return aPatient({ policies: [aPolicy({ authorizationRequired: 'NONE' })], ...facts });
}

function found(ruleId: string, facts: Partial<PatientSnapshot>, now = NOW): readonly Finding[] {
  return evaluate(aCase(facts), now).findings.filter((finding) => finding.ruleId === ruleId);
}

function asNeeded(date: string, facts: Parameters<typeof aVisit>[1] = {}): VisitFact {
  return aVisit(date, { isAsNeeded: true, ...facts });
}

describe('ORD-06', () => {
  const order = anOrder('PT 1w9,2PRN for pain');

  test('is not found for the last visit that the order allows, and found for the one after it', () => {
    const visits = [asNeeded('2025-01-06'), asNeeded('2025-01-07')];
    expect(found('ORD-06', { orders: [order], visits })).toEqual([]);
    expect(found('ORD-06', { orders: [order], visits: [asNeeded('2025-01-20'), ...visits] })).toMatchObject([
      {
        key: 'ORD-06:order-1',
        severity: 'BLOCKER',
        ownerTeam: 'CLINICAL',
        orderId: 'order-1',
        visitIds: ['visit-2025-01-20'],
        clinicalText: '3 physical therapy visits as needed where the order "PT 1w9,2PRN" allows 2; beyond it: 2025-01-20; leave them out or obtain a new order.',
        billingText: 'PRN beyond order limit: PT 3 of 2 PRN visits ordered, DOS 2025-01-20 unsupported; predicted CARC 151.',
        evidence: { visits: 3, allowed: 2, beyond: 1 },
        centsAtRisk: 12_000,
      },
    ]);
  });

  test('asks for a new order once a visit beyond it has been made', () => {
    const visits = ['2025-01-06', '2025-01-07', '2025-01-08'].map((date) => done(asNeeded(date)));
    expect(found('ORD-06', { orders: [order], visits })[0]?.clinicalText).toMatch(/; a new order is needed for the rest\.$/);
  });

  test('counts neither ordinary visits, nor those that did not take place, nor those of another discipline', () => {
    const visits = [asNeeded('2025-01-06'), asNeeded('2025-01-07'), aVisit('2025-01-08'), asNeeded('2025-01-09', { status: 'MISSED' }), asNeeded('2025-01-10', { status: 'CANCELLED' }), asNeeded('2025-01-11', { discipline: 'OT', serviceCode: 'G0152' })];
    expect(found('ORD-06', { orders: [order], visits })).toEqual([]);
  });

  test('is found under an order that has no visits as needed, so that calling a visit one does not escape its frequency', () => {
    expect(found('ORD-06', { orders: [anOrder('PT 1w9')], visits: [asNeeded('2025-01-06')] })).toMatchObject([{ evidence: { allowed: 0, hasAsNeeded: false } }]);
  });

  test('leaves an order without a number, or one that cannot be read, to ORD-11, and a day without an order to ORD-01', () => {
    for (const text of ['PT PRN for pain', 'PT BIW']) expect(found('ORD-06', { orders: [anOrder(text)], visits: [asNeeded('2025-01-06')] })).toEqual([]);
    expect(found('ORD-06', { orders: [order], visits: [asNeeded('2025-01-01')] })).toEqual([]);
  });

  test('adds up orders that overlap, and fills the one that ends first', () => {
    const orders = [anOrder('PT 1PRN for pain', { id: 'long' }), anOrder('PT 1PRN for pain', { id: 'short', endsOn: dayOf('2025-01-10') })];
    expect(found('ORD-06', { orders, visits: [asNeeded('2025-01-06'), asNeeded('2025-01-20')] })).toEqual([]);
    expect(found('ORD-06', { orders, visits: [asNeeded('2025-01-06'), asNeeded('2025-01-20'), asNeeded('2025-01-21')] })).toMatchObject([{ orderId: 'long', visitIds: ['visit-2025-01-21'] }]);
  });

  describe('about what called for the visit', () => {
    const visit = done(asNeeded('2025-01-02'));
    const trigger = { key: 'prnTrigger' as const, opening: 'More pain since the night' };

    test('is found when the complete note does not say it', () => {
      expect(found('ORD-06', { orders: [order], visits: [visit], notes: [aNote(visit)] })).toMatchObject([
        {
          key: 'ORD-06:visit-2025-01-02',
          noteId: 'note-visit-2025-01-02',
          clinicalText: 'The note of the physical therapy visit as needed on 2025-01-02 does not say what called for it; add the signs that did.',
          billingText: 'PRN trigger missing in documentation: G0151 DOS 2025-01-02; predicted CARC 151.',
        },
      ]);
    });

    test.each([
      ['the note says it', visit, [aNote(visit, { elements: [trigger] })]],
      ['the note is not finished', visit, [aNote(visit, { status: 'IN_PROGRESS' })]],
      ['there is no note yet, which is the affair of DOC-01', visit, []],
      ['the visit is not one as needed', { ...visit, isAsNeeded: false }, [aNote(visit)]],
      ['the visit did not take place', { ...visit, status: 'MISSED' as const }, [aNote(visit)]],
    ])('is not found when %s', (_, one, notes) => {
      expect(found('ORD-06', { orders: [order], visits: [one], notes })).toEqual([]);
    });

    test.each(['COMPLETE_UNSIGNED', 'COSIGN_PENDING', 'AMENDING'] as const)('is found when the note is %s', (status) => {
      expect(found('ORD-06', { orders: [order], visits: [visit], notes: [aNote(visit, { status })] })).toHaveLength(1);
    });
  });
});

describe('ORD-07', () => {
  const visit = done(aVisit('2025-01-06'));
  const receivedAt = (instant: number) => anOrder('PT 2w9', { receivedAt: instant });

  test('is not found for a visit that begins as the order is received, and found for one a moment earlier', () => {
    expect(found('ORD-07', { orders: [receivedAt(visit.startsAt)], visits: [visit] })).toEqual([]);
    expect(found('ORD-07', { orders: [receivedAt(visit.startsAt + 1)], visits: [visit] })).toHaveLength(1);
  });

  test('names both times', () => {
    expect(found('ORD-07', { orders: [receivedAt(at('2025-01-06', 14, 5))], visits: [visit] })).toMatchObject([
      {
        key: 'ORD-07:visit-2025-01-06',
        severity: 'BLOCKER',
        ownerTeam: 'ORDERS',
        orderId: 'order-1',
        clinicalText: 'The physical therapy visit of 2025-01-06 09:00 began before its order was received (2025-01-06 14:05).',
        billingText: 'Service before order: G0151 DOS 2025-01-06, started 2025-01-06 09:00, order received 2025-01-06 14:05; predicted CARC 174.',
        deadlineAt: null,
      },
    ]);
  });

  test('looks at when the visit began, not at when it was planned to', () => {
    const later = { ...visit, actualStartsAt: at('2025-01-06', 15), actualEndsAt: at('2025-01-06', 16) };
    expect(found('ORD-07', { orders: [receivedAt(at('2025-01-06', 14))], visits: [later] })).toEqual([]);
  });

  test('is not found for a visit that is only planned, or one on a day without an order', () => {
    const late = receivedAt(at('2025-01-07'));
    expect(found('ORD-07', { orders: [late], visits: [aVisit('2025-01-06')] })).toEqual([]);
    expect(found('ORD-07', { orders: [{ ...late, startsOn: dayOf('2025-01-07') }], visits: [visit] })).toEqual([]);
  });

  test('is not found when one of several orders of the day was there in time', () => {
    const late = receivedAt(at('2025-01-07'));
    expect(found('ORD-07', { orders: [late, anOrder('PT 1w9', { id: 'order-2' })], visits: [visit] })).toEqual([]);
    expect(found('ORD-07', { orders: [late, anOrder('OT 1w9', { id: 'order-2' })], visits: [visit] })).toHaveLength(1);
    expect(found('ORD-07', { orders: [late, anOrder('PT 1w9', { id: 'order-2', endsOn: dayOf('2025-01-05') })], visits: [visit] })).toHaveLength(1);
  });
});

describe('ORD-11', () => {
  test.each([
    ['PT BIW', 'does not say clearly how often to visit', 'frequency ambiguous or unreadable'],
    ['PT as tolerated', 'does not say clearly how often to visit', 'frequency ambiguous or unreadable'],
    ['PT 1w9,PRN for pain', 'allows visits as needed without saying how many', 'PRN without count'],
    ['PT 1w9,3PRN', 'allows visits as needed without naming the signs that call for one', 'PRN without trigger'],
    ['PT PRN', 'allows visits as needed without saying how many, or naming the signs that call for one', 'PRN without count and trigger'],
  ])('of %s says what is unclear', (text, clinical, billing) => {
    expect(found('ORD-11', { orders: [anOrder(text)] })).toMatchObject([
      {
        key: 'ORD-11:order-1',
        severity: 'HIGH',
        ownerTeam: 'ORDERS',
        predictedCarc: '175',
        clinicalText: `The physical therapy order received 2025-01-02 ${clinical}; have the physician make it clear, and record it anew.`,
        billingText: `Incomplete order: PT order received 2025-01-02, ${billing}; predicted CARC 175.`,
      },
    ]);
  });

  test('is not found for an order that says all of it', () => {
    for (const text of ['PT 2w9', 'PT 2w9,3PRN for pain', 'PT 1-2w9']) expect(found('ORD-11', { orders: [anOrder(text)] })).toEqual([]);
  });

  test('never quotes what was received', () => {
    const [finding] = found('ORD-11', { orders: [anOrder('PT BIW for falls of Jane')] });
    expect(JSON.stringify(finding)).not.toMatch(/Jane|BIW/);
  });

  test('concerns all visits under an order that cannot be read, and only those as needed under an incomplete one', () => {
    const visits = [aVisit('2025-01-06'), asNeeded('2025-01-07'), aVisit('2025-03-03')];
    expect(found('ORD-11', { orders: [anOrder('PT BIW')], visits })[0]?.visitIds).toEqual(['visit-2025-01-06', 'visit-2025-01-07']);
    expect(found('ORD-11', { orders: [anOrder('PT 1w9,3PRN')], visits })[0]?.visitIds).toEqual(['visit-2025-01-07']);
  });

  test('clears at the first instant after the last day of the order, and says so beforehand', () => {
    const facts = { orders: [anOrder('PT BIW', { endsOn: dayOf('2025-01-10') })] };
    expect(found('ORD-11', facts, at('2025-01-11') - 1)).toHaveLength(1);
    expect(found('ORD-11', facts, at('2025-01-11'))).toEqual([]);
    expect(evaluate(aCase(facts), NOW).nextChangeAt).toBe(at('2025-01-11'));
  });

  test('is not found for an order that ended before it began, or on no known date', () => {
    expect(found('ORD-11', { orders: [anOrder('PT BIW', { status: 'SUPERSEDED', discontinuedOn: dayOf('2025-01-02') })] })).toEqual([]);
    expect(found('ORD-11', { orders: [anOrder('PT BIW', { status: 'DISCONTINUED' })] })).toEqual([]);
    expect(found('ORD-11', { orders: [anOrder('PT BIW', { endsOn: null })] }, at('2026-01-01'))).toHaveLength(1);
  });
});

describe('ORD-12', () => {
  const order = anOrder('PT 2w9', { urgency: 'URGENT', mustBeSeenBy: dayOf('2025-01-06') });

  test('is not found when the first visit is on the last date, and found when it is the day after', () => {
    expect(found('ORD-12', { orders: [order], visits: [aVisit('2025-01-06'), aVisit('2025-01-07')] })).toEqual([]);
    expect(found('ORD-12', { orders: [order], visits: [aVisit('2025-01-08'), aVisit('2025-01-07')] })).toMatchObject([
      {
        key: 'ORD-12:order-1',
        severity: 'HIGH',
        ownerTeam: 'SCHEDULING',
        predictedCarc: null,
        visitIds: ['visit-2025-01-07'],
        deadlineAt: at('2025-01-07'),
        clinicalText: 'The physical therapy order asks for a first visit by 2025-01-06; it is planned on 2025-01-07; plan an earlier one.',
        billingText: 'Timeliness breach: PT first visit ordered by 2025-01-06, G0151 DOS 2025-01-07; no adjustment code predicted.',
        evidence: { mustBeSeenBy: '2025-01-06', firstVisitOn: '2025-01-07', urgency: 'URGENT' },
      },
    ]);
  });

  test('is found when no visit is planned, or only ones that did not take place, before the order, or of another discipline', () => {
    const visits = [aVisit('2025-01-03', { status: 'CANCELLED' }), aVisit('2025-01-04', { status: 'MISSED' }), aVisit('2025-01-01'), aVisit('2025-01-05', { discipline: 'OT', serviceCode: 'G0152' })];
    for (const some of [[], ...visits.map((visit) => [visit])]) {
      expect(found('ORD-12', { orders: [order], visits: some })).toMatchObject([{ visitIds: [], clinicalText: 'The physical therapy order asks for a first visit by 2025-01-06, and none is planned.' }]);
    }
  });

  test('counts a visit on the day the order starts, and asks nobody to move one that was made', () => {
    expect(found('ORD-12', { orders: [order], visits: [aVisit('2025-01-02')] })).toEqual([]);
    expect(found('ORD-12', { orders: [order], visits: [done(aVisit('2025-01-07'))] })[0]?.clinicalText).toBe('The physical therapy order asks for a first visit by 2025-01-06; it was made on 2025-01-07.');
  });

  test('is not found for an order without such a date, one that ended before it, or one older than the facts', () => {
    const ended = (discontinuedOn: string) => ({ ...order, status: 'DISCONTINUED' as const, discontinuedOn: dayOf(discontinuedOn) });
    expect(found('ORD-12', { orders: [anOrder('PT 2w9', { urgency: 'URGENT' })] })).toEqual([]);
    expect(found('ORD-12', { orders: [ended('2025-01-06')] })).toEqual([]);
    expect(found('ORD-12', { orders: [ended('2025-01-07')] })).toHaveLength(1);
    expect(found('ORD-12', { orders: [order], since: dayOf('2025-01-03') })).toEqual([]);
  });
});

describe('SCH-03', () => {
  function periods(...some: ReadonlyArray<readonly [PatientStatus, string]>): StatusPeriodFact[] {
    return some.map(([status, startsOn]) => ({ status, startsOn: dayOf(startsOn) }));
  }

  test.each([
    ['the day before a hold', periods(['ON_HOLD', '2025-01-07']), 0],
    ['the first day of a hold', periods(['ON_HOLD', '2025-01-06']), 1],
    ['the last day of a hold', periods(['ON_HOLD', '2025-01-01'], ['ACTIVE', '2025-01-07']), 1],
    ['the first day after a hold', periods(['ON_HOLD', '2025-01-01'], ['ACTIVE', '2025-01-06']), 0],
    ['the day of discharge', periods(['DISCHARGED', '2025-01-06']), 0],
    ['the day after discharge', periods(['DISCHARGED', '2025-01-05']), 1],
    ['the day of death', periods(['DECEASED', '2025-01-06']), 0],
    ['the day after death', periods(['DECEASED', '2025-01-05']), 1],
    ['the day of a discharge from a hold', periods(['ON_HOLD', '2025-01-01'], ['DISCHARGED', '2025-01-06']), 1],
    ['the day of a death after discharge', periods(['DISCHARGED', '2025-01-01'], ['DECEASED', '2025-01-06']), 1],
    ['the day of readmission after a discharge', periods(['DISCHARGED', '2025-01-05'], ['ACTIVE', '2025-01-06']), 0],
    ['a day before any status is known', periods(['ACTIVE', '2025-01-20'], ['ON_HOLD', '2025-02-01']), 0],
    ['a day of a patient without a status', [], 0],
  ])('of a visit on %s', (_, statusPeriods, findings) => {
    for (const some of [statusPeriods, statusPeriods.toReversed()]) expect(found('SCH-03', { statusPeriods: some, visits: [aVisit('2025-01-06')] })).toHaveLength(findings);
  });

  test('says since when the patient is not on service', () => {
    expect(found('SCH-03', { statusPeriods: periods(['ON_HOLD', '2025-01-05']), visits: [aVisit('2025-01-06')] })).toMatchObject([
      {
        key: 'SCH-03:visit-2025-01-06',
        severity: 'BLOCKER',
        ownerTeam: 'SCHEDULING',
        predictedCarc: '13',
        clinicalText: 'The physical therapy visit on 2025-01-06 falls on a day on which the patient is not on service (on hold since 2025-01-05); leave the visit out, or plan it for later.',
        billingText: 'Not on service: G0151 DOS 2025-01-06, ON_HOLD since 2025-01-05; predicted CARC 13.',
        evidence: { status: 'ON_HOLD', statusSince: '2025-01-05' },
      },
    ]);
  });

  test('is found for a visit that was made, and not for one that did not take place', () => {
    const statusPeriods = periods(['DISCHARGED', '2025-01-05']);
    expect(found('SCH-03', { statusPeriods, visits: [done(aVisit('2025-01-06'))] })[0]?.clinicalText).toMatch(/check the date of the visit and the patient's status\.$/);
    expect(found('SCH-03', { statusPeriods, visits: [aVisit('2025-01-06', { status: 'CANCELLED' }), aVisit('2025-01-07', { status: 'MISSED' })] })).toEqual([]);
  });
});
