import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { PatientSnapshot, VisitFact } from '../../../src/alignment/snapshot.js';
import { dayOf } from '../../../src/base/day.js';
import { aPatient, aPolicy, aVisit, anOrder, at, done, visitsFrom } from '../../support/snapshots.js';

/** Sunday: the first of the second ordered week. */
const WEEK_TWO = at('2025-01-05');

function aSchedule(facts: Partial<PatientSnapshot>): PatientSnapshot {
  return aPatient({ policies: [aPolicy({ authorizationRequired: 'NONE' })], ...facts });
}

function found(ruleId: string, facts: Partial<PatientSnapshot>, now: number): readonly Finding[] {
  return evaluate(aSchedule(facts), now).findings.filter((finding) => finding.ruleId === ruleId);
}

function keys(ruleId: string, facts: Partial<PatientSnapshot>, now: number): readonly string[] {
  return found(ruleId, facts, now).map(({ key }) => key);
}

/** Every instant from `from` to `to` at which an evaluation asks to be made again. */
function changesBetween(facts: Partial<PatientSnapshot>, from: number, to: number): readonly number[] {
  const instants: number[] = [];
  for (let now = from; ; ) {
    const next = evaluate(aSchedule(facts), now).nextChangeAt;
    if (next === null || next > to) return instants;
    instants.push(next);
    now = next;
  }
}

function missed(visit: VisitFact, physicianNotifiedAt: number | null = visit.endsAt): VisitFact {
  return { ...visit, status: 'MISSED', physicianNotifiedAt };
}

describe('ORD-04', () => {
  const order = anOrder('PT 2w1', { startsOn: dayOf('2025-01-05'), endsOn: null });
  const [monday, wednesday] = [aVisit('2025-01-06'), aVisit('2025-01-08')];
  const CLOSED = at('2025-01-12');

  test('is found from the first instant after the week, and says so beforehand', () => {
    const facts = { orders: [order], visits: [done(monday)] };
    expect(found('ORD-04', facts, CLOSED - 1)).toEqual([]);
    expect(found('ORD-04', facts, CLOSED)).toMatchObject([
      {
        key: 'ORD-04:order-1:2025-01-05',
        severity: 'WARNING',
        ownerTeam: 'CLINICAL',
        resolution: 'CHART_CORRECTION',
        predictedCarc: null,
        orderId: 'order-1',
        visitIds: [],
        centsAtRisk: 0,
        clinicalText: 'The order "PT 2w1" asks for 2 physical therapy visits from 2025-01-05 to 2025-01-11, of which 1 took place; record why 1 visit did not, and tell the physician.',
        billingText: 'Frequency variance undocumented: PT order, 2025-01-05..2025-01-11, 1 of 2 visits made, 1 without notice; no adjustment code predicted.',
        evidence: { visitsMade: 1, visitsOwed: 2, visitsNotified: 0, orderedAtLeast: 2, windowFrom: '2025-01-05', windowTo: '2025-01-11', weekDefinition: 'SUN_SAT', partialFirstWeek: 'FULL' },
      },
    ]);
    expect(changesBetween(facts, at('2025-01-07'), CLOSED)).toContain(CLOSED);
  });

  test('is not found when all ordered visits were made, whatever has become of them since', () => {
    expect(found('ORD-04', { orders: [order], visits: [done(monday), { ...done(wednesday), status: 'PAID' }] }, CLOSED)).toEqual([]);
  });

  test('is found when a visit of the week is still only planned after it', () => {
    expect(keys('ORD-04', { orders: [order], visits: [done(monday), wednesday] }, CLOSED)).toHaveLength(1);
  });

  test.each([
    ['a missed visit of which the physician knows clears', missed(wednesday), 0],
    ['a missed visit of which the physician does not know does not clear', missed(wednesday, null), 1],
    ['a cancelled visit of which the physician knows clears', { ...missed(wednesday), status: 'CANCELLED' as const }, 0],
    ['a missed visit of the week before does not clear', missed(aVisit('2025-01-04')), 1],
    ['a missed visit of the last day of the week clears', missed(aVisit('2025-01-11')), 0],
    ['a missed visit of the week after does not clear', missed(aVisit('2025-01-12')), 1],
    ['a missed visit of another discipline does not clear', missed(aVisit('2025-01-08', { discipline: 'OT', serviceCode: 'G0152' })), 1],
    ['a missed visit as needed does not clear', missed(aVisit('2025-01-08', { isAsNeeded: true })), 1],
  ])('%s it', (_, visit, findings) => {
    expect(found('ORD-04', { orders: [order], visits: [done(monday), visit] }, at('2025-01-13'))).toHaveLength(findings);
  });

  test('is found until all that is missing is explained', () => {
    expect(found('ORD-04', { orders: [order], visits: [missed(monday)] }, CLOSED)).toMatchObject([{ evidence: { visitsMade: 0, visitsNotified: 1 } }]);
    expect(found('ORD-04', { orders: [order], visits: [missed(monday), missed(wednesday)] }, CLOSED)).toEqual([]);
  });

  test('takes a notice for one missing visit only, where two orders overlap', () => {
    const orders = [order, { ...order, id: 'order-2' }];
    const visits = [done(monday), done(wednesday), done(aVisit('2025-01-09')), missed(aVisit('2025-01-10'))];
    expect(found('ORD-04', { orders, visits }, CLOSED)).toEqual([]);
    expect(found('ORD-04', { orders, visits: visits.slice(1) }, CLOSED)).toHaveLength(1);
  });

  test('counts the floor of a range', () => {
    const range = anOrder('PT 1-2w1', { startsOn: dayOf('2025-01-05') });
    expect(found('ORD-04', { orders: [range], visits: [done(monday)] }, CLOSED)).toEqual([]);
    expect(found('ORD-04', { orders: [range], visits: [] }, CLOSED)).toMatchObject([{ evidence: { visitsOwed: 1 } }]);
  });

  test('lets two orders whose weeks end together share the visits that each lacks', () => {
    const orders = [anOrder('PT 1-2w1', { startsOn: dayOf('2025-01-05') }), anOrder('PT 1w1', { id: 'order-2', startsOn: dayOf('2025-01-05') })];
    expect(found('ORD-04', { orders, visits: [done(monday), done(wednesday)] }, CLOSED)).toEqual([]);
  });

  test('counts visits although another order of the discipline cannot be read', () => {
    const orders = [order, anOrder('PT BIW', { id: 'order-2' })];
    expect(found('ORD-04', { orders, visits: [done(monday), done(wednesday)] }, CLOSED)).toEqual([]);
  });

  test('asks of a week that its order did not outlive only for its share, rounded down', () => {
    const until = (discontinuedOn: string) => anOrder('PT 2w1', { startsOn: dayOf('2025-01-05'), status: 'DISCONTINUED', discontinuedOn: dayOf(discontinuedOn) });
    expect(found('ORD-04', { orders: [until('2025-01-08')] }, CLOSED)).toEqual([]);
    expect(found('ORD-04', { orders: [until('2025-01-09')] }, CLOSED)).toMatchObject([{ evidence: { visitsOwed: 1, windowTo: '2025-01-08' } }]);
    expect(found('ORD-04', { orders: [until('2025-01-12')] }, CLOSED)).toMatchObject([{ evidence: { visitsOwed: 2 } }]);
  });

  test('asks of the days on service only', () => {
    const hold = (startsOn: string, until: string) => [
      { status: 'ON_HOLD' as const, startsOn: dayOf(startsOn) },
      { status: 'ACTIVE' as const, startsOn: dayOf(until) },
    ];
    expect(found('ORD-04', { orders: [order], statusPeriods: hold('2025-01-05', '2025-01-12') }, CLOSED)).toEqual([]);
    expect(found('ORD-04', { orders: [order], statusPeriods: hold('2025-01-08', '2025-01-12') }, CLOSED)).toEqual([]);
    expect(found('ORD-04', { orders: [order], statusPeriods: hold('2025-01-09', '2025-01-12') }, CLOSED)).toMatchObject([{ evidence: { visitsOwed: 1 } }]);
  });

  test('is not computed from an order that ended on no known date, is for visits as needed, or cannot be read', () => {
    for (const orders of [[{ ...order, status: 'SUPERSEDED' as const }], [anOrder('PT 3PRN for pain')], [anOrder('PT BIW')]]) {
      expect(found('ORD-04', { orders }, at('2025-02-01'))).toEqual([]);
    }
  });

  test('leaves weeks alone of which the facts no longer tell', () => {
    const facts = { orders: [anOrder('PT 1w2', { startsOn: dayOf('2025-01-05') })] };
    expect(keys('ORD-04', { ...facts, since: dayOf('2025-01-05') }, at('2025-01-19'))).toHaveLength(2);
    expect(keys('ORD-04', { ...facts, since: dayOf('2025-01-06') }, at('2025-01-19'))).toEqual(['ORD-04:order-1:2025-01-12']);
  });

  test('of a partial first week asks for the whole number, or for the share where the payer prorates', () => {
    const facts = { orders: [anOrder('PT 2w9')], visits: [done(aVisit('2025-01-02'))] };
    expect(keys('ORD-04', facts, WEEK_TWO)).toEqual(['ORD-04:order-1:2025-01-02']);
    expect(keys('ORD-04', { ...facts, policies: [aPolicy({ partialFirstWeek: 'PRORATE' })] }, WEEK_TWO)).toEqual([]);
  });
});

describe('SCH-04', () => {
  const order = anOrder('PT 2w1', { startsOn: dayOf('2025-01-12') });

  test('is found from seven days before the week until it is over', () => {
    const facts = { orders: [order], visits: [aVisit('2025-01-14')] };
    const [opens, closes] = [at('2025-01-05'), at('2025-01-19')];
    expect(found('SCH-04', facts, opens - 1)).toEqual([]);
    expect(found('SCH-04', facts, opens)).toMatchObject([
      {
        key: 'SCH-04:order-1:2025-01-12',
        severity: 'WARNING',
        ownerTeam: 'SCHEDULING',
        resolution: 'SCHEDULE_CHANGE',
        predictedCarc: null,
        deadlineAt: closes,
        clinicalText: 'The order "PT 2w1" asks for 2 physical therapy visits from 2025-01-12 to 2025-01-18, of which 1 is planned or made; plan 1 more.',
        billingText: 'Unscheduled ordered service: PT 2025-01-12..2025-01-18, 1 of 2 visits scheduled or made; no adjustment code predicted.',
        evidence: { visitsPlannedOrMade: 1, visitsOwed: 2 },
      },
    ]);
    expect(found('SCH-04', facts, closes - 1)).toHaveLength(1);
    expect(found('SCH-04', facts, closes)).toEqual([]);
    expect(changesBetween(facts, at('2025-01-02'), closes)).toEqual(expect.arrayContaining([opens, closes]));
  });

  test('is not found when the floor is planned or made', () => {
    expect(found('SCH-04', { orders: [order], visits: [done(aVisit('2025-01-13')), aVisit('2025-01-14')] }, at('2025-01-14'))).toEqual([]);
    expect(found('SCH-04', { orders: [anOrder('PT 1-2w1', { startsOn: dayOf('2025-01-12') })], visits: [aVisit('2025-01-14')] }, at('2025-01-14'))).toEqual([]);
  });

  test('is found when a planned visit is cancelled or missed', () => {
    const visits = [aVisit('2025-01-13'), aVisit('2025-01-14', { status: 'CANCELLED' })];
    expect(found('SCH-04', { orders: [order], visits }, at('2025-01-14'))).toHaveLength(1);
    expect(found('SCH-04', { orders: [order], visits: [aVisit('2025-01-13'), missed(aVisit('2025-01-14'))] }, at('2025-01-14', 12))).toHaveLength(1);
  });

  test('says on which day a daily visit is missing', () => {
    expect(found('SCH-04', { orders: [anOrder('PT 1d1', { startsOn: dayOf('2025-01-12') })] }, at('2025-01-12'))).toMatchObject([
      { clinicalText: 'The order "PT 1d1" asks for 1 physical therapy visit on 2025-01-12, of which 0 are planned or made; plan 1 more.' },
    ]);
  });

  test('is not found after the last day of the order', () => {
    const ending = (endsOn: string) => ({ orders: [anOrder('PT 1w2', { startsOn: dayOf('2025-01-05'), endsOn: dayOf(endsOn) })], visits: [aVisit('2025-01-06')] });
    expect(keys('SCH-04', ending('2025-01-11'), at('2025-01-11'))).toEqual([]);
    expect(keys('SCH-04', ending('2025-01-17'), at('2025-01-11'))).toEqual([]);
    expect(keys('SCH-04', ending('2025-01-18'), at('2025-01-11'))).toEqual(['SCH-04:order-1:2025-01-12']);
  });

  test.each([
    ['on hold', [{ status: 'ON_HOLD' as const, startsOn: dayOf('2025-01-10') }], 0],
    ['discharged', [{ status: 'DISCHARGED' as const, startsOn: dayOf('2025-01-10') }], 0],
    ['on service again', [{ status: 'ON_HOLD' as const, startsOn: dayOf('2025-01-03') }, { status: 'ACTIVE' as const, startsOn: dayOf('2025-01-12') }], 1],
    ['on hold from the week after', [{ status: 'ON_HOLD' as const, startsOn: dayOf('2025-01-19') }], 1],
  ])('for a patient %s is found accordingly', (_, statusPeriods, findings) => {
    expect(found('SCH-04', { orders: [order], statusPeriods }, at('2025-01-12'))).toHaveLength(findings);
  });
});

describe('ORD-05', () => {
  const former = anOrder('PT 2w4', { id: 'old', startsOn: dayOf('2025-01-05'), status: 'SUPERSEDED', discontinuedOn: dayOf('2025-01-19') });
  const order = anOrder('PT 1w4', { id: 'new', startsOn: dayOf('2025-01-19'), supersedesOrderId: 'old' });
  const oldSchedule = [...visitsFrom('2025-01-20', 2, 7), ...visitsFrom('2025-01-23', 2, 7)];
  const NOW = at('2025-01-18');

  test('is one finding for all weeks that the schedule still fills as before', () => {
    expect(found('ORD-05', { orders: [former, order], visits: oldSchedule }, NOW)).toMatchObject([
      {
        key: 'ORD-05:new',
        severity: 'HIGH',
        ownerTeam: 'SCHEDULING',
        predictedCarc: '151',
        orderId: 'new',
        visitIds: ['visit-2025-01-23', 'visit-2025-01-30'],
        deadlineAt: at('2025-01-26'),
        clinicalText:
          'The physical therapy order "PT 1w4" took the place of 2w4 on 2025-01-19, and the schedule does not follow it yet: 2025-01-19 to 2025-01-25 (2 visits for 1), 2025-01-26 to 2025-02-01 (2 visits for 1); plan these visits anew.',
        billingText: 'Schedule built on superseded frequency: PT 2w4 replaced by 1w4 on 2025-01-19, 2 windows off, first 2025-01-19..2025-01-25; predicted CARC 151.',
        evidence: { oldFrequency: '2w4', newFrequency: '1w4', replacedOn: '2025-01-19', formerOrderId: 'old', windowsOff: 2, visitsBeyond: 2 },
      },
    ]);
  });

  test('clears when the schedule matches', () => {
    expect(found('ORD-05', { orders: [former, order], visits: visitsFrom('2025-01-20', 2, 7) }, NOW)).toEqual([]);
  });

  test('is found for weeks with too few visits, up to the last one that is planned', () => {
    const more = anOrder('PT 3w4', { id: 'new', startsOn: order.startsOn, supersedesOrderId: 'old' });
    expect(found('ORD-05', { orders: [former, more], visits: oldSchedule }, NOW)).toMatchObject([{ visitIds: [], evidence: { windowsOff: 2 } }]);
    const everySecond = anOrder('PT q2w x 8w', { id: 'old', startsOn: former.startsOn, status: 'SUPERSEDED', discontinuedOn: order.startsOn });
    expect(found('ORD-05', { orders: [everySecond, order], visits: [aVisit('2025-01-20'), aVisit('2025-02-03')] }, NOW)).toMatchObject([
      { clinicalText: expect.stringContaining('2025-01-26 to 2025-02-01 (0 visits for 1)'), evidence: { windowsOff: 1 } },
    ]);
  });

  test('leaves weeks for which nobody has planned yet to SCH-04', () => {
    expect(found('ORD-05', { orders: [former, order], visits: [] }, NOW)).toEqual([]);
    expect(keys('SCH-04', { orders: [former, order], visits: [] }, NOW)).toContain('SCH-04:new:2025-01-19');
  });

  test('forgets each week at the first instant after it', () => {
    const facts = { orders: [former, order], visits: oldSchedule };
    expect(found('ORD-05', facts, at('2025-01-26') - 1)).toMatchObject([{ evidence: { windowsOff: 2 } }]);
    expect(found('ORD-05', facts, at('2025-01-26'))).toMatchObject([{ evidence: { windowsOff: 1 } }]);
    expect(found('ORD-05', facts, at('2025-02-02'))).toEqual([]);
    expect(changesBetween(facts, NOW, at('2025-02-02'))).toEqual(expect.arrayContaining([at('2025-01-26'), at('2025-02-02')]));
  });

  test('is not found when the rhythm stays the same, the order replaces none, or the former one is not known or not read', () => {
    const replacing = (text: string, supersedesOrderId: string | null) => anOrder(text, { id: 'new', startsOn: order.startsOn, supersedesOrderId });
    const unread = { ...former, frequency: null };
    for (const orders of [[former, replacing('PT 2w4,3PRN for pain', 'old')], [former, replacing('PT 1w4', null)], [former, replacing('PT 1w4', 'unknown')], [unread, order], [former, replacing('PT BIW', 'old')]]) {
      expect(found('ORD-05', { orders, visits: oldSchedule }, NOW)).toEqual([]);
    }
  });

  test('names the first weeks that are off, and counts the others', () => {
    const longer = anOrder('PT 1w6', { id: 'new', startsOn: order.startsOn, supersedesOrderId: 'old' });
    const visits = [...visitsFrom('2025-01-20', 6, 7), ...visitsFrom('2025-01-23', 6, 7)];
    expect(found('ORD-05', { orders: [former, longer], visits }, NOW)[0]?.clinicalText).toMatch(/2025-02-09 to 2025-02-15 \(2 visits for 1\), 2 more; plan these visits anew\.$/);
  });
});
