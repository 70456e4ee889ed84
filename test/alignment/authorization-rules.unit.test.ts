import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../src/alignment/evaluate.js';
import type { Finding } from '../../src/alignment/finding.js';
import type { PatientSnapshot } from '../../src/alignment/snapshot.js';
import { dayOf } from '../../src/base/day.js';
import { BOREALIS, aCap, aCoverage, aLine, aPatient, aPolicy, aVisit, amplyOrdered, anAuthorization, at, done, visitsFrom } from '../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function found(ruleId: string, facts: Partial<PatientSnapshot>, now = NOW): readonly Finding[] {
  return evaluate(aPatient({ orders: [amplyOrdered()], ...facts }), now).findings.filter((finding) => finding.ruleId === ruleId);
}

/** The rules that speak for a visit without approval, of which no more than one may speak. */
const OF_A_VISIT = ['AUTH-01', 'AUTH-03', 'AUTH-04', 'AUTH-05', 'AUTH-06', 'AUTH-07', 'AUTH-08', 'AUTH-09', 'AUTH-15', 'AUTH-19'];

function rulesOf(facts: Partial<PatientSnapshot>, now = NOW): string[] {
  const { findings } = evaluate(aPatient({ orders: [amplyOrdered()], ...facts }), now);
  return findings.map(({ ruleId }) => ruleId).filter((ruleId) => OF_A_VISIT.includes(ruleId));
}

const visit = aVisit('2025-01-06', { id: 'v1' });

describe('AUTH-01', () => {
  test('is found when nothing is on file and the payer asks for it', () => {
    expect(found('AUTH-01', { visits: [visit] })).toEqual([
      {
        key: 'AUTH-01:v1',
        ruleId: 'AUTH-01',
        code: 'AUTHORIZATION_MISSING',
        severity: 'BLOCKER',
        ownerTeam: 'AUTHORIZATION',
        resolution: 'AUTHORIZATION_ACTION',
        clinicalText: 'Physical therapy on 2025-01-06 is not yet approved by Acme Health; approval is needed before the visit.',
        billingText: 'No authorization on file: Acme Health G0151 DOS 2025-01-06; predicted CARC 197.',
        predictedCarc: '197',
        predictedRarc: null,
        evidence: { serviceOn: '2025-01-06', discipline: 'PT', serviceCode: 'G0151', policyVersion: 1 },
        payerId: 'payer-acme',
        policyVersion: 1,
        visitIds: ['v1'],
        visitCents: [12_000],
        orderId: null,
        authorizationId: null,
        lineId: null,
        noteId: null,
        serviceOn: dayOf('2025-01-06'),
        milliUnitsAtRisk: 3000,
        centsAtRisk: 12_000,
        deadlineAt: at('2025-01-06', 9),
      },
    ]);
  });

  test('is not found when the payer asks for none, or not for this discipline', () => {
    expect(rulesOf({ visits: [visit], policies: [aPolicy({ authorizationRequired: 'NONE' })] })).toEqual([]);
    expect(rulesOf({ visits: [visit], policies: [aPolicy({ authorizationRequired: 'LISTED', authorizationDisciplines: ['OT'] })] })).toEqual([]);
    expect(rulesOf({ visits: [visit], policies: [aPolicy({ authorizationRequired: 'LISTED', authorizationDisciplines: ['OT', 'PT'] })] })).toEqual(['AUTH-01']);
  });

  test('is not found for a patient of whom no payer is known', () => {
    expect(rulesOf({ visits: [visit], coverages: [] })).toEqual([]);
  });

  test('is found under the default terms when the payer has no policy', () => {
    expect(rulesOf({ visits: [visit], policies: [] })).toEqual(['AUTH-01']);
    expect(found('AUTH-01', { visits: [visit], policies: [] })[0]).toMatchObject({ clinicalText: expect.stringContaining('not yet approved by Acme Health'), centsAtRisk: 0 });
  });

  test('is found from the day the policy asks for it', () => {
    const policies = [
      aPolicy({ authorizationRequired: 'NONE' }, { id: 'p1', version: 1, effectiveTo: dayOf('2025-01-06') }),
      aPolicy({}, { id: 'p2', version: 2, effectiveFrom: dayOf('2025-01-07') }),
    ];
    expect(found('AUTH-01', { policies, visits: visitsFrom('2025-01-06', 2, 1) }).map(({ visitIds }) => visitIds)).toEqual([['visit-2025-01-07']]);
  });

  test('is found under the payer of the day, whatever an earlier one had approved', () => {
    const coverages = [aCoverage({ endsOn: dayOf('2025-01-05') }), aCoverage({ id: 'c2', payerId: BOREALIS, startsOn: dayOf('2025-01-06') })];
    const approvedUntil = (endsOn: string): readonly Finding[] => found('AUTH-01', { coverages, authorizations: [anAuthorization([aLine({ endsOn: dayOf(endsOn) })])], visits: [visit] });
    expect(approvedUntil('2025-01-05')).toMatchObject([{ payerId: BOREALIS }]);
    // An approval by the earlier payer that still runs is the affair of AUTH-19.
    expect(approvedUntil('2025-01-06')).toEqual([]);
  });
});

describe('AUTH-03', () => {
  test('is found when the payer refused the service on that date, with its reason for billing only', () => {
    const lines = [aLine({ decision: 'NOT_CERTIFIED', decisionReason: '0V' })];
    expect(found('AUTH-03', { authorizations: [anAuthorization(lines)], visits: [visit] })).toMatchObject([
      {
        severity: 'BLOCKER',
        predictedCarc: '39',
        lineId: 'line-1',
        clinicalText: 'Acme Health did not approve physical therapy for 2025-01-02 to 2025-02-10, which includes the visit on 2025-01-06; do not make the visit before this is settled.',
        billingText: 'Not certified: auth A123 2025-01-02..2025-02-10, G0151 DOS 2025-01-06 refused at request, reason 0V; predicted CARC 39.',
        evidence: { decisionReason: '0V' },
      },
    ]);
  });

  test('is not found on a date the refusal was not about', () => {
    const lines = [aLine({ decision: 'NOT_CERTIFIED', endsOn: dayOf('2025-01-05') })];
    expect(rulesOf({ authorizations: [anAuthorization(lines)], visits: [visit] })).toEqual(['AUTH-01']);
  });
});

describe('AUTH-04', () => {
  const authorizations = [anAuthorization([aLine()])];

  test('is not found on the last authorized day, and found on the day after', () => {
    expect(rulesOf({ authorizations, visits: [aVisit('2025-02-10')] })).toEqual([]);
    expect(rulesOf({ authorizations, visits: [aVisit('2025-02-11')] })).toEqual(['AUTH-04']);
  });

  test('is not found on the first authorized day, and found on the day before', () => {
    expect(rulesOf({ authorizations, visits: [aVisit('2025-01-02')] })).toEqual([]);
    expect(found('AUTH-04', { authorizations, visits: [aVisit('2025-01-01')] })).toMatchObject([
      { clinicalText: 'The physical therapy visit on 2025-01-01 falls 1 day before approval starts (2025-01-02); move it to 2025-01-02 or later, or ask for an earlier start.' },
    ]);
  });

  test('says by how many days, and what would settle it', () => {
    expect(found('AUTH-04', { authorizations, visits: [aVisit('2025-02-12', { id: 'v31' })] })).toMatchObject([
      {
        key: 'AUTH-04:v31',
        clinicalText: 'The physical therapy visit on 2025-02-12 falls 2 days after approval ends (2025-02-10); move it to 2025-02-10 or earlier, or ask for an extension.',
        billingText: 'DOS 2025-02-12 outside auth A123 2025-01-02..2025-02-10, G0151; predicted CARC 197, RARC N54.',
        evidence: { daysOutside: 2, windowTo: '2025-02-10' },
        milliUnitsAtRisk: 1000,
        centsAtRisk: 12_000,
      },
    ]);
  });

  test('asks nobody to move a visit that was made', () => {
    expect(found('AUTH-04', { authorizations, visits: [done(aVisit('2025-02-12'))] })[0]?.clinicalText).toBe('The physical therapy visit on 2025-02-12 was made 2 days after approval ended (2025-02-10).');
  });
});

describe('AUTH-05', () => {
  test('is not found for the last authorized visit, and found for the one after it', () => {
    const authorizations = [anAuthorization([aLine({ authorizedMilliUnits: 2000 })])];
    expect(rulesOf({ authorizations, visits: visitsFrom('2025-01-06', 2, 2) })).toEqual([]);
    expect(found('AUTH-05', { authorizations, visits: visitsFrom('2025-01-06', 4, 2) })).toMatchObject([
      {
        visitIds: ['visit-2025-01-10'],
        predictedCarc: '198',
        clinicalText: 'The physical therapy visit on 2025-01-10 is number 3 of 2 visits approved until 2025-02-10; leave it out, shorten or swap visits, or ask for more.',
        billingText: 'auth A123 exhausted for G0151 DOS 2025-01-10: needs 1 visit, 0 visits left of 2 visits authorized; predicted CARC 198.',
        evidence: { authorizedMilliUnits: 2000, drawnMilliUnits: 2000, neededMilliUnits: 1000, beyondMilliUnits: 1000, visitNumber: 3 },
      },
      { visitIds: ['visit-2025-01-12'], evidence: { visitNumber: 4 } },
    ]);
  });

  test('of a line that counts time says how much time is left, and bills in units', () => {
    const authorizations = [anAuthorization([aLine({ unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 5000 })])];
    expect(found('AUTH-05', { authorizations, visits: visitsFrom('2025-01-06', 2, 2) })).toMatchObject([
      {
        clinicalText: 'The physical therapy visit on 2025-01-08 takes 45 min; 30 min is left of the 1 h 15 min approved until 2025-02-10; leave it out, shorten or swap visits, or ask for more.',
        billingText: 'auth A123 exhausted for G0151 DOS 2025-01-08: needs 3 units (15 min), 2 units (15 min) left of 5 units (15 min) authorized; predicted CARC 198.',
        milliUnitsAtRisk: 3000,
      },
    ]);
  });
});

describe('AUTH-06', () => {
  const authorizations = [anAuthorization([aLine({ caps: [aCap('WEEK', 2000)] })])];
  const visits = visitsFrom('2025-01-06', 3, 1);

  test('blocks the visit that passes a cap, and names the window', () => {
    expect(rulesOf({ authorizations, visits: visits.slice(0, 2) })).toEqual([]);
    expect(found('AUTH-06', { authorizations, visits })).toMatchObject([
      {
        severity: 'BLOCKER',
        visitIds: ['visit-2025-01-08'],
        clinicalText: 'With the physical therapy visit on 2025-01-08, the week (2025-01-05 to 2025-01-11) holds 3 visits where 2 visits is approved; move or shorten it.',
        billingText: 'WEEK cap exceeded, auth A123 G0151 DOS 2025-01-08: 3 visits of 2 visits, window 2025-01-05..2025-01-11; predicted CARC 198.',
        evidence: { capPeriod: 'WEEK', capMilliUnits: 2000, heldMilliUnits: 2000, weekDefinition: 'SUN_SAT', windowFrom: '2025-01-05', windowTo: '2025-01-11' },
      },
    ]);
  });

  test('is a warning where the payer only warns of caps', () => {
    expect(found('AUTH-06', { authorizations, visits, policies: [aPolicy({ capSemantics: 'WARN' })] })).toMatchObject([{ severity: 'WARNING', visitIds: ['visit-2025-01-08'] }]);
  });

  test('speaks of the shortest of several caps', () => {
    const lines = [aLine({ caps: [aCap('MONTH', 2000), aCap('WEEK', 2000)] })];
    expect(found('AUTH-06', { authorizations: [anAuthorization(lines)], visits })).toMatchObject([{ evidence: { capPeriod: 'WEEK' } }]);
  });

  test('is not found where the payer asks for no authorization', () => {
    for (const capSemantics of ['WARN', 'BLOCK'] as const) {
      expect(rulesOf({ authorizations, visits, policies: [aPolicy({ capSemantics, authorizationRequired: 'NONE' })] })).toEqual([]);
    }
  });
});

describe('AUTH-07', () => {
  test('is found when another discipline is approved', () => {
    const authorizations = [anAuthorization([aLine({ discipline: 'OT' })])];
    expect(found('AUTH-07', { authorizations, visits: [visit] })).toMatchObject([
      {
        clinicalText: 'Approved for 2025-01-06 is occupational therapy; the visit is physical therapy. Correct the visit, or ask for approval of it.',
        billingText: 'auth A123 2025-01-02..2025-02-10 is for OT (all codes) and does not cover G0151 DOS 2025-01-06; predicted CARC 284, RARC N54.',
        evidence: { differsIn: 'DISCIPLINE' },
      },
    ]);
  });

  test('is found when another code or modifier is approved', () => {
    const forCode = [anAuthorization([aLine({ serviceCode: 'G0157' })])];
    expect(found('AUTH-07', { authorizations: forCode, visits: [visit] })).toMatchObject([
      { clinicalText: expect.stringContaining('"Physical therapist assistant, home"; the visit is "Physical therapist, home"'), evidence: { differsIn: 'CODE' } },
    ]);
    const forModifier = [anAuthorization([aLine({ modifiers: ['GP'] })])];
    expect(found('AUTH-07', { authorizations: forModifier, visits: [visit] })).toMatchObject([
      { clinicalText: expect.not.stringContaining('GP'), billingText: expect.stringContaining('GP'), evidence: { differsIn: 'MODIFIER', authorizedModifiers: 'GP', visitModifiers: '' } },
    ]);
  });
});

describe('AUTH-11', () => {
  const facts = { authorizations: [anAuthorization([aLine()])], visits: [aVisit('2025-02-10'), aVisit('2025-02-11'), aVisit('2025-02-13')] };

  test('is found from the first instant of the lead time to the last of the last day', () => {
    expect(found('AUTH-11', facts, at('2025-01-27') - 1)).toEqual([]);
    expect(found('AUTH-11', facts, at('2025-01-27'))).toHaveLength(1);
    expect(found('AUTH-11', facts, at('2025-02-11') - 1)).toHaveLength(1);
    expect(found('AUTH-11', facts, at('2025-02-11'))).toEqual([]);
  });

  test('lists the visits after the end, and what they are worth', () => {
    expect(found('AUTH-11', facts, at('2025-02-01'))).toMatchObject([
      {
        key: 'AUTH-11:line-1',
        severity: 'WARNING',
        visitIds: ['visit-2025-02-11', 'visit-2025-02-13'],
        clinicalText: 'Approval of physical therapy ends on 2025-02-10; 2 physical therapy visits planned after it (2025-02-11, 2025-02-13) would not be approved.',
        billingText: 'auth A123 PT (all codes) expires 2025-02-10: 2 scheduled visits, 2 visits, $240.00 uncovered after it; predicted CARC 197.',
        milliUnitsAtRisk: 2000,
        centsAtRisk: 24_000,
      },
    ]);
  });

  test('counts a day once where days are authorized', () => {
    const visits = [aVisit('2025-02-11'), aVisit('2025-02-11', { id: 'same-day', hour: 14 })];
    expect(found('AUTH-11', { authorizations: [anAuthorization([aLine({ unitDefinition: 'DAY' })])], visits }, at('2025-02-01'))).toMatchObject([
      { billingText: expect.stringContaining('2 scheduled visits, 1 day,'), milliUnitsAtRisk: 1000 },
    ]);
  });

  test('is not found when another line covers the visits, or none are planned', () => {
    const renewal = aLine({ id: 'line-2', startsOn: dayOf('2025-02-11'), endsOn: dayOf('2025-03-10') });
    expect(found('AUTH-11', { ...facts, authorizations: [anAuthorization([aLine(), renewal])] }, at('2025-02-01'))).toEqual([]);
    expect(found('AUTH-11', { ...facts, visits: [aVisit('2025-02-10')] }, at('2025-02-01'))).toEqual([]);
    expect(found('AUTH-11', { ...facts, visits: [done(aVisit('2025-02-11'))] }, at('2025-02-01'))).toEqual([]);
  });

  test('is about the line that ends, although another begins sooner after the visit', () => {
    const later = aLine({ id: 'line-2', startsOn: dayOf('2025-02-14'), endsOn: dayOf('2025-03-10') });
    expect(found('AUTH-11', { ...facts, authorizations: [anAuthorization([aLine(), later])] }, at('2025-02-01'))).toMatchObject([
      { lineId: 'line-1', visitIds: ['visit-2025-02-11', 'visit-2025-02-13'] },
    ]);
  });

  test('says when it will be found before it is', () => {
    const changes: number[] = [];
    for (let instant: number | null = NOW; instant !== null; instant = evaluate(aPatient({ orders: [amplyOrdered()], ...facts }), instant).nextChangeAt) {
      if (found('AUTH-11', facts, instant).length !== changes.length % 2) changes.push(instant);
    }
    expect(changes).toEqual([at('2025-01-27'), at('2025-02-11')]);
  });
});

test('a visit without an allocation is the affair of one authorization rule only', () => {
  const lines = [aLine({ authorizedMilliUnits: 500 }), aLine({ id: 'line-2', endsOn: dayOf('2025-01-05') }), aLine({ id: 'line-3', discipline: 'OT' }), aLine({ id: 'line-4', decision: 'NOT_CERTIFIED' })];
  expect(rulesOf({ authorizations: [anAuthorization(lines)], visits: [visit] })).toEqual(['AUTH-05']);
});
