import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../src/alignment/evaluate.js';
import type { Finding } from '../../src/alignment/finding.js';
import type { OrderFact, VisitFact } from '../../src/alignment/snapshot.js';
import { dayOf } from '../../src/base/day.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { aNote, aPatient, aPolicy, aVisit, anOrder, at, done, unsigned, visitsFrom } from '../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function found(ruleId: string, orders: readonly OrderFact[], visits: readonly VisitFact[], terms: Partial<PayerPolicyTerms> = {}): readonly Finding[] {
  const policies = [aPolicy({ authorizationRequired: 'NONE', ...terms })];
  return evaluate(aPatient({ policies, orders, visits, notes: visits.map((visit) => aNote(visit)) }), NOW).findings.filter((finding) => finding.ruleId === ruleId);
}

function visitsIn(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ visitIds }) => visitIds);
}

describe('ORD-01', () => {
  const order = anOrder('PT 2w9');

  test('is found before the first day of the order and after its last, and not on them', () => {
    const visits = ['2025-01-01', '2025-01-02', '2025-03-02', '2025-03-03'].map((date) => aVisit(date));
    expect(visitsIn(found('ORD-01', [order], visits))).toEqual(['visit-2025-01-01', 'visit-2025-03-03']);
  });

  test('is found from the day an order is discontinued', () => {
    const discontinued = anOrder('PT 2w9', { status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-10') });
    const visits = [aVisit('2025-01-09'), aVisit('2025-01-10')];
    expect(found('ORD-01', [discontinued], visits)).toMatchObject([
      {
        visitIds: ['visit-2025-01-10'],
        severity: 'BLOCKER',
        ownerTeam: 'ORDERS',
        clinicalText: 'No order of physical therapy covers the visit on 2025-01-10; the last one ended 2025-01-09; obtain one before the visit.',
        billingText: 'No order supports G0151 DOS 2025-01-10; the last one ended 2025-01-09; predicted CARC 173.',
        evidence: { lastOrderEndedOn: '2025-01-09' },
      },
    ]);
  });

  test('is found from the day an order without an end is discontinued', () => {
    const discontinued = anOrder('PT 2w9', { endsOn: null, status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-10') });
    expect(visitsIn(found('ORD-01', [discontinued], [aVisit('2025-01-09'), aVisit('2025-01-10')]))).toEqual(['visit-2025-01-10']);
  });

  test('is not found under an order that has yet to be signed, whatever its state', () => {
    for (const status of ['VERBAL_RECEIVED', 'SENT_FOR_SIGNATURE', 'RETURNED_UNSIGNED', 'SIGNED'] as const) {
      expect(found('ORD-01', [anOrder('PT 2w9', { status })], [aVisit('2025-01-06')])).toEqual([]);
    }
  });

  test('is found under an order that ended on no known date', () => {
    for (const status of ['DISCONTINUED', 'SUPERSEDED'] as const) {
      expect(found('ORD-01', [anOrder('PT 2w9', { status })], [aVisit('2025-01-06')])).toHaveLength(1);
    }
  });

  test('is found when only another discipline is ordered', () => {
    expect(found('ORD-01', [anOrder('OT 2w9')], [aVisit('2025-01-06')])).toHaveLength(1);
  });

  test('is found for visits as needed too, and not for visits that do not take place', () => {
    expect(found('ORD-01', [], [aVisit('2025-01-06', { isAsNeeded: true })])).toHaveLength(1);
    expect(found('ORD-01', [], [aVisit('2025-01-06', { status: 'CANCELLED' }), aVisit('2025-01-07', { status: 'MISSED' })])).toEqual([]);
  });
});

describe('ORD-02', () => {
  const order = unsigned(anOrder('PT 2w9'));
  const first = aVisit('2025-01-06');
  const second = aVisit('2025-01-08');

  test('warns while the visits are only planned', () => {
    expect(found('ORD-02', [order], [first, second])).toMatchObject([
      {
        key: 'ORD-02:order-1',
        severity: 'WARNING',
        orderId: 'order-1',
        visitIds: ['visit-2025-01-06', 'visit-2025-01-08'],
        clinicalText: 'The physical therapy order "PT 2w9" received 2025-01-02 lacks its signature; 2 visits depend on it.',
        billingText: 'PT order received 2025-01-02 without signature, 2 scheduled visits will be held, $240.00; predicted CARC 272.',
      },
    ]);
  });

  test('blocks once one of them has been made', () => {
    expect(found('ORD-02', [order], [done(first), second])).toMatchObject([
      {
        severity: 'BLOCKER',
        visitIds: ['visit-2025-01-06', 'visit-2025-01-08'],
        clinicalText: 'The physical therapy order "PT 2w9" received 2025-01-02 lacks its signature; 2 visits depend on it, 1 of them already made.',
        billingText: 'Hold: PT order received 2025-01-02 without signature, 1 completed visit not billable, $120.00; predicted CARC 272.',
        evidence: { visitsDone: 1, visitsPlanned: 1 },
      },
    ]);
  });

  test('is found when a signature is not dated', () => {
    expect(found('ORD-02', [anOrder('PT 2w9', { signatureDate: null })], [first])).toMatchObject([{ clinicalText: expect.stringContaining('lacks its date beside its signature') }]);
  });

  test('is not found when the order is signed and dated, supports no visit, or need not be signed', () => {
    expect(found('ORD-02', [anOrder('PT 2w9')], [first])).toEqual([]);
    expect(found('ORD-02', [order], [])).toEqual([]);
    expect(found('ORD-02', [order], [first], { isOrderSignatureRequired: false })).toEqual([]);
  });

  test('of an addition to a signed order holds only what it adds', () => {
    const plan = anOrder('PT 1w9');
    const addition = unsigned(anOrder('PT 1w9', { id: 'order-2' }));
    expect(found('ORD-02', [plan, addition], [first, second, aVisit('2025-01-13')])).toMatchObject([{ orderId: 'order-2', visitIds: ['visit-2025-01-08'] }]);
  });

  test('of an addition to a signed order leaves a visit beyond them both to ORD-03', () => {
    const orders = [anOrder('PT 1w9'), unsigned(anOrder('PT 1w9', { id: 'order-2' }))];
    const visits = [first, second, aVisit('2025-01-10')];
    expect(visitsIn(found('ORD-02', orders, visits))).toEqual(['visit-2025-01-08']);
    expect(visitsIn(found('ORD-03', orders, visits))).toEqual(['visit-2025-01-10']);
  });

  test('names what was read of an order and quotes none of its narrative', () => {
    const frequencies = ['PT 1-2w9,3PRN for falls of Jane', 'PT q2w x 8w', 'PT BIW for Jane'].map((text) => unsigned(anOrder(text)));
    expect(frequencies.map((one) => found('ORD-02', [one], [first])[0]?.clinicalText)).toEqual([
      'The physical therapy order "PT 1-2w9,3PRN" received 2025-01-02 lacks its signature; 1 visit depends on it.',
      'The physical therapy order "PT 1 every 2w x 8w" received 2025-01-02 lacks its signature; 1 visit depends on it.',
      'The physical therapy order received 2025-01-02 lacks its signature; 1 visit depends on it.',
    ]);
  });

  test('holds a visit as needed unless a signed order is active', () => {
    const asNeeded = aVisit('2025-01-06', { isAsNeeded: true });
    expect(visitsIn(found('ORD-02', [order], [asNeeded]))).toEqual(['visit-2025-01-06']);
    expect(found('ORD-02', [order, anOrder('PT 1w9', { id: 'order-2' })], [asNeeded])).toEqual([]);
  });

  test('leaves a visit that no order covers to ORD-01', () => {
    expect(found('ORD-02', [order], [aVisit('2025-03-03')])).toEqual([]);
  });
});

describe('ORD-03', () => {
  test('is not found at the upper limit of the week, and found for the last visit beyond it', () => {
    const order = anOrder('PT 1-2w9');
    expect(found('ORD-03', [order], [aVisit('2025-01-06'), aVisit('2025-01-08')])).toEqual([]);
    expect(found('ORD-03', [order], [aVisit('2025-01-10'), aVisit('2025-01-06'), aVisit('2025-01-08')])).toMatchObject([
      {
        key: 'ORD-03:order-1:2025-01-05',
        severity: 'BLOCKER',
        visitIds: ['visit-2025-01-10'],
        clinicalText: '3 physical therapy visits from 2025-01-05 to 2025-01-11 where the order "PT 1-2w9" has 2; beyond it: 2025-01-10; move them or obtain an order for them.',
        billingText: 'Exceeds ordered frequency: PT week 2025-01-05..2025-01-11, 3 visits of 2 ordered, DOS 2025-01-10 unsupported; predicted CARC 151.',
        evidence: { visits: 3, orderedAtMost: 2, beyond: 1, weekDefinition: 'SUN_SAT' },
        centsAtRisk: 12_000,
      },
    ]);
  });

  test('quotes none of the narrative of an order', () => {
    const [finding] = found('ORD-03', [anOrder('PT 1w9,3PRN for falls of Jane')], [aVisit('2025-01-06'), aVisit('2025-01-08')]);
    expect(finding?.clinicalText).toContain('the order "PT 1w9,3PRN" has 1');
  });

  test('is one finding for each week, with all its visits beyond the order', () => {
    const visits = [...visitsFrom('2025-01-05', 4, 1), ...visitsFrom('2025-01-12', 3, 1)];
    expect(found('ORD-03', [anOrder('PT 2w9')], visits).map(({ key, visitIds }) => [key, visitIds])).toEqual([
      ['ORD-03:order-1:2025-01-05', ['visit-2025-01-07', 'visit-2025-01-08']],
      ['ORD-03:order-1:2025-01-12', ['visit-2025-01-14']],
    ]);
  });

  test('does not count visits as needed, missed or cancelled', () => {
    const visits = [aVisit('2025-01-06'), aVisit('2025-01-07', { isAsNeeded: true }), aVisit('2025-01-08', { status: 'MISSED' }), aVisit('2025-01-09', { status: 'CANCELLED' }), aVisit('2025-01-10')];
    expect(found('ORD-03', [anOrder('PT 2w9')], visits)).toEqual([]);
  });

  test('counts planned, given and billed visits alike', () => {
    const visits = [done(aVisit('2025-01-06')), { ...done(aVisit('2025-01-07')), status: 'BILLED' as const }, aVisit('2025-01-08')];
    expect(visitsIn(found('ORD-03', [anOrder('PT 2w9')], visits))).toEqual(['visit-2025-01-08']);
  });

  test('adds up orders that overlap', () => {
    const orders = [anOrder('PT 2w9'), anOrder('PT 1w2', { id: 'order-2', startsOn: dayOf('2025-01-05') })];
    expect(found('ORD-03', orders, visitsFrom('2025-01-06', 3, 1))).toEqual([]);
    expect(visitsIn(found('ORD-03', orders, visitsFrom('2025-01-06', 4, 1)))).toEqual(['visit-2025-01-09']);
    expect(visitsIn(found('ORD-03', orders, visitsFrom('2025-01-20', 3, 1)))).toEqual(['visit-2025-01-22']);
  });

  test('places visits of overlapping orders of different rhythm so that none is beyond them needlessly', () => {
    const orders = [anOrder('PT 1d1', { startsOn: dayOf('2025-01-08') }), anOrder('PT 1w2', { id: 'order-2', startsOn: dayOf('2025-01-05') })];
    expect(found('ORD-03', orders, [aVisit('2025-01-08'), aVisit('2025-01-10')])).toEqual([]);
  });

  test('is found on a day of an active order for which no visits are ordered any more', () => {
    expect(found('ORD-03', [anOrder('PT 2w9')], [aVisit('2025-03-01'), aVisit('2025-03-02')])).toMatchObject([
      { key: 'ORD-03:order-1:2025-03-02', visitIds: ['visit-2025-03-02'], evidence: { orderedAtMost: 0 } },
    ]);
  });

  test('is not computed from an order that cannot be read, nor from one for visits as needed', () => {
    const visits = visitsFrom('2025-01-06', 5, 1);
    expect(found('ORD-03', [anOrder('PT BIW')], visits)).toEqual([]);
    expect(found('ORD-03', [anOrder('PT 1w9'), anOrder('BIW', { id: 'order-2' })], visits)).toEqual([]);
    expect(found('ORD-03', [anOrder('BIW', { id: 'order-2', endsOn: dayOf('2025-01-07') }), anOrder('PT 1w9')], visits)).toHaveLength(1);
    expect(found('ORD-03', [anOrder('PT 3PRN')], visits)).toEqual([]);
    expect(found('ORD-03', [anOrder('PT 1w9'), anOrder('PT 3PRN', { id: 'order-2' })], visits)).toHaveLength(1);
  });

  test("counts weeks as the payer's policy says", () => {
    const visits = [aVisit('2025-01-08'), aVisit('2025-01-09')];
    expect(found('ORD-03', [anOrder('PT 1w9')], visits)).toHaveLength(1);
    expect(found('ORD-03', [anOrder('PT 1w9')], visits, { orderWeek: 'ROLLING_FROM_ANCHOR' })).toEqual([]);
  });

  test('grants the share of a partial first week where the payer prorates', () => {
    const visits = visitsFrom('2025-01-02', 3, 1);
    expect(found('ORD-03', [anOrder('PT 4w9')], visits)).toEqual([]);
    expect(visitsIn(found('ORD-03', [anOrder('PT 4w9')], visits, { partialFirstWeek: 'PRORATE' }))).toEqual(['visit-2025-01-04']);
  });

  test('counts each discipline on its own', () => {
    const orders = [anOrder('HHA 3w8', { id: 'order-hha' }), anOrder('SN 1w9', { id: 'order-sn' })];
    const aide = visitsFrom('2025-01-06', 3, 1, { discipline: 'HHA', serviceCode: 'G0156' }).map((visit) => ({ ...visit, id: `hha-${visit.id}` }));
    const nurse = visitsFrom('2025-01-06', 1, 1, { discipline: 'SN', serviceCode: 'G0299' });
    expect(found('ORD-03', orders, [...aide, ...nurse])).toEqual([]);
    const second = aVisit('2025-01-09', { discipline: 'SN', serviceCode: 'G0299' });
    expect(found('ORD-03', orders, [...aide, ...nurse, second])).toMatchObject([{ orderId: 'order-sn', visitIds: ['visit-2025-01-09'] }]);
  });

  test('after a change in mid-week counts each order in its own days', () => {
    const orders = [anOrder('PT 1w9', { status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-08') }), anOrder('PT 1w9', { id: 'order-2', startsOn: dayOf('2025-01-08') })];
    expect(found('ORD-03', orders, [aVisit('2025-01-07'), aVisit('2025-01-08')])).toEqual([]);
    expect(visitsIn(found('ORD-03', orders, [aVisit('2025-01-06'), aVisit('2025-01-07')]))).toEqual(['visit-2025-01-07']);
  });
});
