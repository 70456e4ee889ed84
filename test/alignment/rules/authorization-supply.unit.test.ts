import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { PatientSnapshot, VisitFact } from '../../../src/alignment/snapshot.js';
import { dayOf } from '../../../src/base/day.js';
import { BOREALIS, aCoverage, aLine, aPatient, aPolicy, aVisit, anAuthorization, anOrder, at, done, visitsFrom } from '../../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function found(ruleId: string, facts: Partial<PatientSnapshot>, now = NOW): readonly Finding[] {
  return evaluate(aPatient(facts), now).findings.filter((finding) => finding.ruleId === ruleId);
}

/** Every instant up to the end of May at which the answer to all rules may change, and what one rule says from each of them on. */
function overTime(ruleId: string, facts: Partial<PatientSnapshot>, from: number): ReadonlyArray<readonly [number, number]> {
  const answers: Array<readonly [number, number]> = [[from, found(ruleId, facts, from).length]];
  for (let instant = evaluate(aPatient(facts), from).nextChangeAt; instant !== null && instant < at('2025-06-01'); instant = evaluate(aPatient(facts), instant).nextChangeAt) {
    const findings = found(ruleId, facts, instant).length;
    if (findings !== answers.at(-1)?.[1]) answers.push([instant, findings]);
  }
  return answers;
}

describe('AUTH-01 of an order', () => {
  const orders = [anOrder('PT 2w9')];

  test('is found before anybody plans its first visit', () => {
    expect(found('AUTH-01', { orders })).toMatchObject([
      {
        key: 'AUTH-01:order-order-1',
        severity: 'WARNING',
        orderId: 'order-1',
        visitIds: [],
        clinicalText: 'Physical therapy is ordered from 2025-01-02 and not yet approved by Acme Health; approval is needed before the first visit.',
        billingText: 'No authorization on file: Acme Health PT (all codes), order 2025-01-02..2025-03-02, no visits scheduled; predicted CARC 197.',
        evidence: { windowFrom: '2025-01-02', windowTo: '2025-03-02' },
        deadlineAt: at('2025-01-02'),
      },
    ]);
  });

  test('is found also where the frequency cannot be read', () => {
    expect(found('AUTH-01', { orders: [anOrder('PT BIW')] })).toHaveLength(1);
  });

  test('gives way to its visits, of which each speaks for itself', () => {
    expect(found('AUTH-01', { orders, visits: [aVisit('2025-01-06')] }).map(({ key }) => key)).toEqual(['AUTH-01:visit-2025-01-06']);
    expect(found('AUTH-01', { orders, visits: [aVisit('2025-01-06', { status: 'CANCELLED' })] }).map(({ key }) => key)).toEqual(['AUTH-01:order-order-1']);
  });

  test.each([
    ['a line of the service, decided or not, clears it', [anAuthorization([aLine({ decision: 'PENDED' })])], 0],
    ['a line on the last day of the order clears it', [anAuthorization([aLine({ startsOn: dayOf('2025-03-02'), endsOn: dayOf('2025-04-01') })])], 0],
    ['a line from the day after the order does not', [anAuthorization([aLine({ startsOn: dayOf('2025-03-03'), endsOn: dayOf('2025-04-01') })])], 1],
    ['a line to the day before the order does not', [anAuthorization([aLine({ startsOn: dayOf('2024-12-01'), endsOn: dayOf('2025-01-01') })])], 1],
    ['a line of another discipline does not', [anAuthorization([aLine({ discipline: 'OT' })])], 1],
    ['a line of another payer does not', [anAuthorization([aLine()], { payerId: BOREALIS })], 1],
    ['a withdrawn authorization does not', [anAuthorization([aLine()], { isCancelled: true })], 1],
    ["the payer's word that none is needed clears it", [anAuthorization([aLine({ decision: 'NOT_REQUIRED' })])], 0],
  ])('%s', (_, authorizations, findings) => {
    expect(found('AUTH-01', { orders, authorizations })).toHaveLength(findings);
  });

  test('compares codes only where both the order and the line name one', () => {
    const ordered = (serviceCode: string | null, certified: string | null): number =>
      found('AUTH-01', { orders: [anOrder('PT 2w9', { serviceCode })], authorizations: [anAuthorization([aLine({ serviceCode: certified })])] }).length;
    expect([ordered('G0151', 'G0151'), ordered('G0151', null), ordered(null, 'G0157'), ordered('G0151', 'G0157')]).toEqual([0, 0, 0, 1]);
  });

  test('is not found where the payer asks for no authorization of the discipline, or no payer is known', () => {
    expect(found('AUTH-01', { orders, policies: [aPolicy({ authorizationRequired: 'NONE' })] })).toEqual([]);
    expect(found('AUTH-01', { orders, policies: [aPolicy({ authorizationRequired: 'LISTED', authorizationDisciplines: ['OT'] })] })).toEqual([]);
    expect(found('AUTH-01', { orders, coverages: [] })).toEqual([]);
  });

  test('is found from before the order to the last instant of its last day', () => {
    expect(overTime('AUTH-01', { orders }, at('2024-12-01'))).toEqual([[at('2024-12-01'), 1], [at('2025-03-03'), 0]]);
    expect(found('AUTH-01', { orders: [anOrder('PT 2w9', { discontinuedOn: dayOf('2025-02-01') })] }, at('2025-02-01'))).toEqual([]);
    expect(found('AUTH-01', { orders: [anOrder('PT 2w9', { status: 'SUPERSEDED' })] })).toEqual([]);
  });
});

describe('AUTH-10', () => {
  const orders = [anOrder('PT 2w9')];
  const certified = (line: Parameters<typeof aLine>[0] = {}): Partial<PatientSnapshot> => ({ orders, authorizations: [anAuthorization([aLine(line)])] });

  test('tells how many ordered visits nothing is certified for, and from which week on', () => {
    expect(found('AUTH-10', certified())).toMatchObject([
      {
        key: 'AUTH-10:order-1',
        severity: 'WARNING',
        orderId: 'order-1',
        lineId: 'line-1',
        clinicalText:
          'Physical therapy: the order "PT 2w9" has 18 visits for 2025-01-02 to 2025-03-01; Acme Health has approved 12. ' +
          'At the ordered frequency the first visit without approval falls in 2025-02-09 to 2025-02-15; ask for an extension or have the order changed.',
        billingText:
          'Shortfall 6 visits: auth A123 PT (all codes) to 2025-02-10, PT order 2025-01-02..2025-03-01 of 18 visits, 12 authorized, first unfunded visit 2025-02-09..2025-02-15; predicted CARC 198.',
        evidence: { orderedVisits: 18, authorizedVisits: 12, shortfallVisits: 6, firstUnfundedFrom: '2025-02-09', weekDefinition: 'SUN_SAT' },
        milliUnitsAtRisk: 6000,
        deadlineAt: at('2025-02-09'),
      },
    ]);
  });

  test('is not found for as many visits as are ordered, and found for one less', () => {
    const endsOn = dayOf('2025-03-02');
    expect(found('AUTH-10', certified({ endsOn, authorizedMilliUnits: 18_000 }))).toEqual([]);
    expect(found('AUTH-10', certified({ endsOn, authorizedMilliUnits: 17_000 }))).toMatchObject([{ evidence: { shortfallVisits: 1, firstUnfundedFrom: '2025-02-23' } }]);
  });

  test('lets a line that ends within a week provide for that week, and for none after it', () => {
    expect(found('AUTH-10', certified({ endsOn: dayOf('2025-02-23'), authorizedMilliUnits: 18_000 }))).toEqual([]);
    expect(found('AUTH-10', certified({ endsOn: dayOf('2025-02-22'), authorizedMilliUnits: 18_000 }))).toMatchObject([{ evidence: { shortfallVisits: 2 } }]);
  });

  test('adds up several lines, whichever of them a week falls to', () => {
    const second = aLine({ id: 'line-2', startsOn: dayOf('2025-02-11'), endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 6000 });
    expect(found('AUTH-10', { orders, authorizations: [anAuthorization([aLine(), second])] })).toEqual([]);
    expect(found('AUTH-10', { orders, authorizations: [anAuthorization([aLine(), { ...second, startsOn: dayOf('2025-02-16') }])] })).toMatchObject([
      { evidence: { shortfallVisits: 2, firstUnfundedFrom: '2025-02-09' }, lineId: 'line-2' },
    ]);
  });

  test('gives what ends first to the week that ends first', () => {
    const month = anOrder('PT 1m1', { id: 'month' });
    const week = anOrder('PT 1w1', { id: 'week', startsOn: dayOf('2025-01-05') });
    const early = aLine({ authorizedMilliUnits: 1000, endsOn: dayOf('2025-01-11') });
    const late = aLine({ id: 'line-2', authorizedMilliUnits: 1000, startsOn: dayOf('2025-01-20'), endsOn: dayOf('2025-01-31') });
    expect(found('AUTH-10', { orders: [month, week], authorizations: [anAuthorization([early, late])] })).toEqual([]);
    expect(found('AUTH-10', { orders: [month, week], authorizations: [anAuthorization([early])] })).toMatchObject([{ orderId: 'month', evidence: { shortfallVisits: 1 } }]);
  });

  test('asks nothing for weeks for which the payer has said that no authorization is needed', () => {
    const waived = aLine({ id: 'line-2', decision: 'NOT_REQUIRED', startsOn: dayOf('2025-02-11'), endsOn: dayOf('2025-03-02') });
    expect(found('AUTH-10', { orders, authorizations: [anAuthorization([aLine(), waived])] })).toEqual([]);
    expect(found('AUTH-10', { orders, authorizations: [anAuthorization([aLine(), { ...waived, startsOn: dayOf('2025-02-16') }])] })).toMatchObject([{ evidence: { shortfallVisits: 2 } }]);
  });

  test('adds up several orders of a discipline, and names the one whose weeks come last', () => {
    const both = [anOrder('PT 1w6', { id: 'first' }), anOrder('PT 2w3', { id: 'second', startsOn: dayOf('2025-02-02') })];
    expect(found('AUTH-10', { orders: both, authorizations: [anAuthorization([aLine({ endsOn: dayOf('2025-03-02') })])] })).toEqual([]);
    expect(found('AUTH-10', { orders: both, authorizations: [anAuthorization([aLine({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 11_000 })])] })).toMatchObject([
      { orderId: 'second', evidence: { orderedVisits: 6, authorizedVisits: 5, shortfallVisits: 1 } },
    ]);
  });

  test('takes nothing of a line for an order of another discipline', () => {
    const sn = anOrder('SN 2w9', { id: 'order-sn' });
    expect(found('AUTH-10', { orders: [...orders, sn], authorizations: [anAuthorization([aLine({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 })])] })).toEqual([]);
  });

  test.each([
    ['pended, because there is nothing yet to fall short of', { decision: 'PENDED' }, []],
    ['not needed, as the payer said', { decision: 'NOT_REQUIRED' }, []],
    ['refused, for all of it', { decision: 'NOT_CERTIFIED' }, [{ lineId: null, evidence: { authorizedVisits: 0, shortfallVisits: 18 } }]],
    ['withdrawn, which is as if there were none', { decision: 'CANCELLED' }, []],
    ['certified in part, for the rest', { decision: 'CERTIFIED_PARTIALLY' }, [{ evidence: { shortfallVisits: 6 } }]],
  ] as const)('a line that is %s', (_, line, findings) => {
    expect(found('AUTH-10', certified(line))).toMatchObject([...findings]);
  });

  test('does not count a request that is still undecided beside what is certified', () => {
    const pended = aLine({ id: 'line-2', decision: 'PENDED', startsOn: dayOf('2025-02-11'), endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 6000 });
    expect(found('AUTH-10', { orders, authorizations: [anAuthorization([aLine(), pended])] })).toMatchObject([{ evidence: { shortfallVisits: 6 } }]);
  });

  test('counts the upper end of a range, no visits as needed, and nothing of what cannot be read', () => {
    const demand = (text: string): unknown => found('AUTH-10', { orders: [anOrder(text)], authorizations: [anAuthorization([aLine({ authorizedMilliUnits: 1000 })])] })[0]?.evidence['orderedVisits'];
    expect([demand('PT 1-2w9'), demand('PT 2w4,1w5,3PRN'), demand('PT q2w x 8w'), demand('PT 3PRN for pain'), demand('PT BIW')]).toEqual([18, 13, 4, undefined, undefined]);
  });

  test('is the affair of AUTH-01 where no line is on file at all, and of nobody where none is needed', () => {
    expect(found('AUTH-10', { orders })).toEqual([]);
    expect(found('AUTH-10', { ...certified(), policies: [aPolicy({ authorizationRequired: 'NONE' })] })).toEqual([]);
    expect(found('AUTH-10', { ...certified(), policies: [aPolicy({ authorizationRequired: 'LISTED', authorizationDisciplines: ['SN'] })] })).toEqual([]);
  });

  test('does not let a line of another payer provide, but for the days on which it is honoured', () => {
    const changing = (transitionDays: number): Partial<PatientSnapshot> => ({
      ...certified({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 }),
      coverages: [aCoverage({ endsOn: dayOf('2025-02-15') }), aCoverage({ id: 'coverage-2', payerId: BOREALIS, startsOn: dayOf('2025-02-16') })],
      policies: [aPolicy(), aPolicy({ transitionDays }, { id: 'policy-2', payerId: BOREALIS })],
    });
    expect(found('AUTH-10', changing(7))).toMatchObject([{ payerId: BOREALIS, evidence: { shortfallVisits: 2, firstUnfundedFrom: '2025-02-23' } }]);
    expect(found('AUTH-10', changing(8))).toEqual([]);
  });

  describe('of a line that counts time', () => {
    const line = aLine({ unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 48_000, endsOn: dayOf('2025-03-02') });
    const timed = (visits: readonly VisitFact[]): Partial<PatientSnapshot> => ({ orders, authorizations: [anAuthorization([line])], visits });

    test('converts by the usual length of the visits on record', () => {
      expect(found('AUTH-10', timed([aVisit('2025-01-03')]))).toMatchObject([{ evidence: { authorizedVisits: 16, shortfallVisits: 2, milliUnitsPerVisit: 3000 }, milliUnitsAtRisk: 6000 }]);
      expect(found('AUTH-10', timed([aVisit('2025-01-03', { minutes: 30 })]))).toEqual([]);
    });

    test('is not misled by one long visit among short ones', () => {
      const visits = [aVisit('2025-01-03', { minutes: 120 }), aVisit('2025-01-06', { minutes: 30 }), aVisit('2025-01-08', { minutes: 30 })];
      expect(found('AUTH-10', timed(visits))).toEqual([]);
    });

    test('is not found where no visit tells a length', () => {
      expect(found('AUTH-10', timed([]))).toEqual([]);
      expect(found('AUTH-10', timed([aVisit('2025-01-03', { status: 'CANCELLED' })]))).toEqual([]);
      expect(found('AUTH-10', timed([aVisit('2025-01-03', { discipline: 'OT', serviceCode: 'G0152' })]))).toEqual([]);
    });
  });

  test('is found until the last ordered week is over', () => {
    expect(overTime('AUTH-10', certified(), at('2024-12-01'))).toEqual([[at('2024-12-01'), 1], [at('2025-03-02'), 0]]);
  });

  test('leaves to a later order what an order that is over did not use', () => {
    const facts = {
      orders: [anOrder('PT 2w4', { id: 'first', discontinuedOn: dayOf('2025-01-26') }), anOrder('PT 2w4', { id: 'second', startsOn: dayOf('2025-01-26') })],
      authorizations: [anAuthorization([aLine({ endsOn: dayOf('2025-03-02') })])],
      visits: visitsFrom('2025-01-06', 4, 2).map((visit) => done(visit)),
    };
    expect(found('AUTH-10', facts, at('2025-01-26') - 1)).toMatchObject([{ orderId: 'second', evidence: { shortfallVisits: 4 } }]);
    expect(overTime('AUTH-10', facts, at('2025-01-20'))).toEqual([[at('2025-01-20'), 1], [at('2025-01-26'), 0]]);
  });

  test('is not found for an order that was ended without a date', () => {
    expect(found('AUTH-10', { ...certified(), orders: [anOrder('PT 2w9', { status: 'DISCONTINUED' })] })).toEqual([]);
  });
});

describe('AUTH-12', () => {
  const line = aLine({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 6000 });
  const facts = (visits: readonly VisitFact[], changed: Partial<PatientSnapshot> = {}): Partial<PatientSnapshot> => ({
    orders: [anOrder('PT 2w9')],
    authorizations: [anAuthorization([line])],
    visits,
    ...changed,
  });

  test('projects the day of the first visit that would not be approved', () => {
    expect(found('AUTH-12', facts(visitsFrom('2025-01-06', 3, 7)))).toMatchObject([
      {
        key: 'AUTH-12:line-1',
        severity: 'WARNING',
        orderId: 'order-1',
        clinicalText:
          'Physical therapy has 6 visits approved until 2025-03-02. At the pace of the visits from 2025-01-06 to 2025-01-20 the first visit without approval comes around 2025-02-17, 13 days before that end.',
        billingText:
          'Projected exhaustion 2025-02-17, 13 d before end: auth A123 PT (all codes) 2025-01-02..2025-03-02, 3 visits in 3 visits drawn 2025-01-06..2025-01-20, 3 visits left of 6 visits; predicted CARC 198.',
        evidence: { visits: 3, drawnMilliUnits: 3000, exhaustedOn: '2025-02-17', daysBeforeEnd: 13 },
        deadlineAt: at('2025-02-17'),
      },
    ]);
  });

  test('counts made and planned visits alike, whatever the day is', () => {
    const visits = visitsFrom('2025-01-06', 3, 7);
    const made = visits.map((visit) => done(visit));
    expect(found('AUTH-12', facts(made), at('2025-02-20')).map(({ evidence }) => evidence)).toEqual(found('AUTH-12', facts(visits), at('2024-12-20')).map(({ evidence }) => evidence));
  });

  test('sees no pace in two visits, nor in visits of less than two weeks', () => {
    expect(found('AUTH-12', facts(visitsFrom('2025-01-06', 2, 14)))).toEqual([]);
    expect(found('AUTH-12', facts([aVisit('2025-01-06'), aVisit('2025-01-07'), aVisit('2025-01-19')]))).toEqual([]);
    expect(found('AUTH-12', facts([aVisit('2025-01-06'), aVisit('2025-01-07'), aVisit('2025-01-20')]))).toHaveLength(1);
  });

  test('is found on the day before the last one of the line, and not on the last', () => {
    const ending = (endsOn: string): number =>
      found('AUTH-12', facts(visitsFrom('2025-01-06', 3, 7), { authorizations: [anAuthorization([{ ...line, endsOn: dayOf(endsOn) }])] })).length;
    expect([ending('2025-02-16'), ending('2025-02-17'), ending('2025-02-18')]).toEqual([0, 0, 1]);
  });

  test('moves with the pace', () => {
    expect(found('AUTH-12', facts(visitsFrom('2025-01-06', 3, 10)))).toEqual([]);
    expect(found('AUTH-12', facts(visitsFrom('2025-01-06', 5, 4)))).toMatchObject([{ evidence: { exhaustedOn: '2025-01-30' } }]);
  });

  test.each([
    ['no order asks for visits then', { orders: [anOrder('PT 2w4')] }, 0],
    ['the order has ended by then', { orders: [anOrder('PT 2w9', { endsOn: dayOf('2025-02-16') })] }, 0],
    ['the order still holds on that day', { orders: [anOrder('PT 2w9', { endsOn: dayOf('2025-02-17') })] }, 1],
    ['an order names no frequency and goes on', { orders: [anOrder('PT 3PRN for pain')] }, 1],
    ['another authorization takes over', { authorizations: [anAuthorization([line, aLine({ id: 'line-2', startsOn: dayOf('2025-02-17'), endsOn: dayOf('2025-03-02') })])] }, 0],
    ['the other one begins a day too late', { authorizations: [anAuthorization([line, aLine({ id: 'line-2', startsOn: dayOf('2025-02-18'), endsOn: dayOf('2025-03-02') })])] }, 1],
    ['the other one is for another code', { authorizations: [anAuthorization([line, aLine({ id: 'line-2', serviceCode: 'G0157', startsOn: dayOf('2025-02-17'), endsOn: dayOf('2025-03-02') })])] }, 1],
    ['the other one has nothing left', { authorizations: [anAuthorization([line, aLine({ id: 'line-2', startsOn: dayOf('2025-02-17'), endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 0 })])] }, 1],
    [
      'the other one is of another payer',
      { authorizations: [anAuthorization([line]), anAuthorization([aLine({ id: 'line-2', startsOn: dayOf('2025-02-17'), endsOn: dayOf('2025-03-02') })], { id: 'auth-2', payerId: BOREALIS })] },
      1,
    ],
    ['the order asks for no visits in that week', { orders: [anOrder('PT 2w4,0w5')] }, 0],
    ['the payer asks for no authorization', { policies: [aPolicy({ authorizationRequired: 'NONE' })] }, 0],
    ['the payer has not decided yet', { authorizations: [anAuthorization([{ ...line, decision: 'PENDED' }])] }, 0],
  ] as const)('when %s', (_, changed, findings) => {
    expect(found('AUTH-12', facts(visitsFrom('2025-01-06', 3, 7), changed))).toHaveLength(findings);
  });

  test('of a line that counts time goes by what its visits drew', () => {
    const timed = { ...line, unitDefinition: 'QUARTER_HOUR' as const, authorizedMilliUnits: 18_000 };
    expect(found('AUTH-12', facts(visitsFrom('2025-01-06', 3, 7), { authorizations: [anAuthorization([timed])] }))).toMatchObject([
      { evidence: { drawnMilliUnits: 9000, exhaustedOn: '2025-02-17' }, clinicalText: expect.stringContaining('has 4 h 30 min approved') },
    ]);
  });

  test('counts a day of a line that counts days once', () => {
    const visits = visitsFrom('2025-01-06', 3, 7);
    const twice = [...visits, ...visits.map((visit) => ({ ...visit, id: `${visit.id}-2`, startsAt: visit.startsAt + 18_000_000, endsAt: visit.endsAt + 18_000_000 }))];
    expect(found('AUTH-12', facts(twice, { authorizations: [anAuthorization([{ ...line, unitDefinition: 'DAY' }])] }))).toMatchObject([{ evidence: { visits: 3, exhaustedOn: '2025-02-17' } }]);
  });
});

describe('AUTH-13', () => {
  const facts = (visits: readonly VisitFact[], line: Parameters<typeof aLine>[0] = {}): Partial<PatientSnapshot> => ({ authorizations: [anAuthorization([aLine({ authorizedMilliUnits: 3000, ...line })])], visits });

  test('is found from the first instant of the lead time to the last of the last day', () => {
    expect(overTime('AUTH-13', facts([]), NOW)).toEqual([[NOW, 0], [at('2025-01-27'), 1], [at('2025-02-11'), 0]]);
  });

  test('says how many approved visits nobody has planned', () => {
    expect(found('AUTH-13', facts([aVisit('2025-01-30')]), at('2025-01-27'))).toMatchObject([
      {
        key: 'AUTH-13:line-1',
        severity: 'INFO',
        clinicalText: '2 approved physical therapy visits are not planned yet, and the approval ends on 2025-02-10.',
        billingText: 'Under-utilised 2 visits: auth A123 PT (all codes) lapses 2025-02-10, 3 visits authorized; no adjustment code predicted.',
        evidence: { leadDays: 14, remainingMilliUnits: 2000, visits: 2 },
        milliUnitsAtRisk: 2000,
        deadlineAt: at('2025-02-11'),
      },
    ]);
  });

  test('is cleared by planning the last one, and comes back when a visit is called off', () => {
    const planned = visitsFrom('2025-01-28', 3, 2);
    expect(found('AUTH-13', facts(planned), at('2025-01-28'))).toEqual([]);
    expect(found('AUTH-13', facts(planned.map((visit, index) => (index === 0 ? { ...visit, status: 'CANCELLED' } : visit))), at('2025-01-28'))).toMatchObject([{ evidence: { visits: 1 } }]);
  });

  test('of a line that counts time is found only while a visit of the usual length is left', () => {
    const timed = (authorizedMilliUnits: number, visits = [aVisit('2025-01-30')]): number =>
      found('AUTH-13', facts(visits, { unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits }), at('2025-01-28')).length;
    expect([timed(5000), timed(6000), timed(6000, [])]).toEqual([0, 1, 0]);
  });

  test('is not found of a line that is not certified, or that the payer does not ask for', () => {
    expect(found('AUTH-13', facts([], { decision: 'PENDED' }), at('2025-01-28'))).toEqual([]);
    expect(found('AUTH-13', { ...facts([]), policies: [aPolicy({ authorizationRequired: 'NONE' })] }, at('2025-01-28'))).toEqual([]);
  });

  test('uses the lead time of the policy on the last day of the line', () => {
    const policies = [aPolicy({ renewalLeadDays: 3 }, { id: 'p2', version: 2, effectiveFrom: dayOf('2025-02-10') }), aPolicy()];
    expect(overTime('AUTH-13', { ...facts([]), policies }, NOW)).toEqual([[NOW, 0], [at('2025-02-07'), 1], [at('2025-02-11'), 0]]);
  });
});
