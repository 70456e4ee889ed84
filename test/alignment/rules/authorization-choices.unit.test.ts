import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { AuthorizationFact, LineFact, PatientSnapshot, PriorTerms, VisitFact } from '../../../src/alignment/snapshot.js';
import { dayOf } from '../../../src/base/day.js';
import type { PayerPolicyTerms } from '../../../src/care/payer-policy.js';
import { ACME, BOREALIS, aCap, aCoverage, aLine, aPatient, aPolicy, aVisit, amplyOrdered, anAuthorization, at, done, visitsFrom } from '../../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function found(ruleId: string, facts: Partial<PatientSnapshot>, now = NOW): readonly Finding[] {
  return evaluate(aPatient({ orders: [amplyOrdered()], ...facts }), now).findings.filter((finding) => finding.ruleId === ruleId);
}

function withLines(lines: readonly LineFact[], visits: readonly VisitFact[], terms: Partial<PayerPolicyTerms> = {}): Partial<PatientSnapshot> {
  return { authorizations: [anAuthorization(lines)], visits, policies: [aPolicy(terms)] };
}

const visit = aVisit('2025-01-06', { id: 'v1' });

describe('AUTH-02', () => {
  const pended = (facts: Partial<LineFact> = {}, of: Partial<AuthorizationFact> = { requestedAt: at('2025-01-02', 15) }): Partial<PatientSnapshot> => ({
    authorizations: [anAuthorization([aLine({ decision: 'PENDED', ...facts })], of)],
    visits: [visit],
  });

  test('is found for a visit that is held against an undecided request', () => {
    expect(found('AUTH-02', pended())).toMatchObject([
      {
        key: 'AUTH-02:v1',
        severity: 'HIGH',
        ownerTeam: 'AUTHORIZATION',
        lineId: 'line-1',
        clinicalText: 'Approval by Acme Health of the physical therapy visit on 2025-01-06 is still pending, asked on 2025-01-02; hold the visit, or confirm that it cannot wait.',
        billingText: 'DOS 2025-01-06 precedes decision: Acme Health auth A123 G0151 PENDED since request of 2025-01-02; predicted CARC 197.',
        evidence: { decision: 'PENDED', requestedOn: '2025-01-02', heldMilliUnits: 1000, unitDefinition: 'VISIT' },
        milliUnitsAtRisk: 1000,
        deadlineAt: at('2025-01-06', 9),
      },
    ]);
    expect(found('AUTH-02', pended({ decision: 'CONTACT_PAYER' }, {}))).toMatchObject([{ billingText: 'DOS 2025-01-06 precedes decision: Acme Health auth A123 G0151 CONTACT_PAYER; predicted CARC 197.' }]);
  });

  test('says the same on every day that the decision is waited for', () => {
    expect(found('AUTH-02', pended(), at('2025-01-20'))).toEqual(found('AUTH-02', pended()));
  });

  test('asks nobody to hold a visit that was made', () => {
    expect(found('AUTH-02', { ...pended(), visits: [done(visit)] })[0]?.clinicalText).toBe('The physical therapy visit on 2025-01-06 was made while approval by Acme Health was still pending, asked on 2025-01-02.');
  });

  test('is cleared by the decision, whatever it is', () => {
    for (const decision of ['CERTIFIED_IN_TOTAL', 'CERTIFIED_PARTIALLY', 'MODIFIED', 'NOT_CERTIFIED', 'CANCELLED', 'NOT_REQUIRED'] as const) expect(found('AUTH-02', pended({ decision }))).toEqual([]);
  });

  test('is not found where a certified line takes the visit, or the payer asks for no authorization', () => {
    expect(found('AUTH-02', withLines([aLine({ decision: 'PENDED' }), aLine({ id: 'certified' })], [visit]))).toEqual([]);
    expect(found('AUTH-02', { ...pended(), policies: [aPolicy({ authorizationRequired: 'NONE' })] })).toEqual([]);
  });
});

describe('AUTH-08', () => {
  test('is found when the authorization names other clinicians', () => {
    expect(found('AUTH-08', withLines([aLine({ staffIds: ['ben', 'anna'] })], [{ ...visit, staffId: 'carl' }]))).toMatchObject([
      {
        key: 'AUTH-08:v1',
        severity: 'HIGH',
        predictedCarc: '296',
        clinicalText: 'Approval of physical therapy is not for the clinician of the visit on 2025-01-06; assign someone whom it names, or ask for the clinician to be added.',
        billingText: 'auth A123 2025-01-02..2025-02-10 valid, not for this rendering provider: G0151 DOS 2025-01-06; predicted CARC 296.',
        evidence: { differsIn: 'STAFF', authorizedStaffIds: 'anna ben', visitStaffId: 'carl' },
      },
    ]);
  });

  test('is found when the authorization names other places', () => {
    expect(found('AUTH-08', withLines([aLine({ placesOfService: ['11'] })], [visit]))).toMatchObject([
      {
        clinicalText: 'Approval of physical therapy is not for the place of the visit on 2025-01-06; hold the visit at a place that it names, or ask for the place to be added.',
        billingText: 'auth A123 2025-01-02..2025-02-10 valid, not for this place of service (12): G0151 DOS 2025-01-06; predicted CARC 296.',
      },
    ]);
  });

  test('is not found before anyone is assigned, nor where another line takes the visit', () => {
    expect(found('AUTH-08', withLines([aLine({ staffIds: ['anna'] })], [visit]))).toEqual([]);
    expect(found('AUTH-08', withLines([aLine({ staffIds: ['anna'] }), aLine({ id: 'any' })], [{ ...visit, staffId: 'carl' }]))).toEqual([]);
  });
});

describe('AUTH-09', () => {
  test('is found on a day of the week that the line excludes', () => {
    expect(found('AUTH-09', withLines([aLine({ allowedWeekdays: [4, 2] })], [visit]))).toMatchObject([
      {
        key: 'AUTH-09:v1',
        severity: 'HIGH',
        predictedCarc: '198',
        clinicalText: 'Approval of physical therapy does not reach the visit on 2025-01-06, a Monday; move the visit to another day.',
        billingText: 'DOS 2025-01-06 on non-authorized weekday per auth A123, G0151; predicted CARC 198.',
        evidence: { weekday: 1, excludedBy: 'LINE', excludedBecause: 'WEEKDAY', allowedWeekdays: '2 4' },
      },
    ]);
  });

  test.each<[string, Partial<LineFact>, Partial<PayerPolicyTerms>, object]>([
    ['a date that the line excludes', { blackoutDates: [dayOf('2025-01-06')] }, {}, { excludedBy: 'LINE', excludedBecause: 'BLACKOUT', allowedWeekdays: null }],
    ['a day of the week that the policy excludes', {}, { allowedWeekdays: [0, 6] }, { excludedBy: 'POLICY', excludedBecause: 'WEEKDAY', allowedWeekdays: '0 6' }],
    ['a date that the policy excludes', {}, { blackoutDates: ['2025-01-06'] }, { excludedBy: 'POLICY', excludedBecause: 'BLACKOUT' }],
  ])('is found on %s', (_, line, terms, evidence) => {
    expect(found('AUTH-09', withLines([aLine(line)], [visit], terms))).toMatchObject([{ evidence }]);
  });

  test('is not found on the days around it', () => {
    expect(found('AUTH-09', withLines([aLine({ blackoutDates: [dayOf('2025-01-06')] })], [aVisit('2025-01-05'), aVisit('2025-01-07')]))).toEqual([]);
  });
});

describe('AUTH-14', () => {
  const first = anAuthorization([aLine({ id: 'line-b' })]);
  const second = (facts: Partial<LineFact> = {}, of: Partial<AuthorizationFact> = {}): AuthorizationFact => anAuthorization([aLine({ id: 'line-a', startsOn: dayOf('2025-01-06'), endsOn: dayOf('2025-03-31'), ...facts })], { id: 'auth-2', number: 'B456', ...of });
  const overlap = (other: AuthorizationFact, visits: readonly VisitFact[] = [visit]): readonly Finding[] => found('AUTH-14', { authorizations: [first, other], visits });

  test('is found once for a pair of lines that nothing tells apart', () => {
    expect(overlap(second(), visitsFrom('2025-01-05', 3, 1))).toMatchObject([
      {
        key: 'AUTH-14:line-a:line-b',
        severity: 'WARNING',
        authorizationId: 'auth-1',
        visitIds: ['visit-2025-01-06', 'visit-2025-01-07'],
        clinicalText: 'Two approvals of physical therapy overlap (2025-01-06 to 2025-02-10), and 2 visits could draw on either; choose which one comes first.',
        billingText: 'Ambiguous allocation auth A123 / auth B456, PT (all codes), 2025-01-06..2025-02-10: 2 visits; predicted CARC 284.',
        evidence: { firstLineId: 'line-b', secondLineId: 'line-a', windowFrom: '2025-01-06', windowTo: '2025-02-10', visits: 2 },
      },
    ]);
  });

  test.each<[string, AuthorizationFact]>([
    ['priority', second({ priority: 2 })],
    ['exactness', second({ serviceCode: 'G0151' })],
    ['service', second({ discipline: 'OT' })],
    ['payer', second({}, { payerId: BOREALIS })],
    ['decision', second({ decision: 'PENDED' })],
    ['dates', second({ startsOn: dayOf('2025-02-11') })],
    ['authorization, being lines of the same one', second({}, { id: 'auth-1' })],
    ['clinicians', second({ staffIds: ['anna'] })],
  ])('is not found where they differ in %s', (_, other) => {
    expect(overlap(other, [{ ...visit, staffId: 'ben' }])).toEqual([]);
  });

  test('is not found while no visit falls on a day of both, nor for visits that the office has assigned', () => {
    expect(overlap(second({ startsOn: dayOf('2025-01-07') }))).toEqual([]);
    expect(overlap(second({ startsOn: dayOf('2025-01-06') }))).toHaveLength(1);
    expect(overlap(second(), [{ ...visit, pinnedLineId: 'line-a', pinnedMilliUnits: 1000 }])).toEqual([]);
    expect(overlap(second(), [{ ...visit, status: 'CANCELLED' }])).toEqual([]);
  });

  test('is found where the two have only one day in common, on that day', () => {
    const lastDay = dayOf('2025-02-10');
    expect(overlap(second({ startsOn: lastDay }), [aVisit('2025-02-10')])).toMatchObject([{ evidence: { windowFrom: '2025-02-10', windowTo: '2025-02-10' } }]);
    expect(overlap(second({ startsOn: lastDay + 1 }), [aVisit('2025-02-10')])).toEqual([]);
  });

  test('is found for each pair of three', () => {
    const third = anAuthorization([aLine({ id: 'line-c' })], { id: 'auth-3', number: 'C789' });
    expect(found('AUTH-14', { authorizations: [first, second(), third], visits: [visit] }).map(({ key }) => key)).toEqual(['AUTH-14:line-a:line-b', 'AUTH-14:line-a:line-c', 'AUTH-14:line-b:line-c']);
  });
});

describe('AUTH-15', () => {
  const line = aLine({ unitDefinition: 'QUARTER_HOUR' });
  const pinned = (facts: Parameters<typeof aVisit>[1] = {}): VisitFact => aVisit('2025-01-06', { id: 'v1', pinnedLineId: 'line-1', pinnedMilliUnits: 3000, ...facts });

  test('is found when the visit has outgrown what was chosen for it', () => {
    expect(found('AUTH-15', withLines([line], [pinned({ minutes: 60 })]))).toMatchObject([
      {
        key: 'AUTH-15:v1',
        severity: 'HIGH',
        clinicalText: 'The physical therapy visit on 2025-01-06 no longer fits the approval chosen for it, because it has grown since: it takes 1 h, and 45 min is kept for it; choose an approval anew.',
        billingText: 'Manual allocation stale (GROWN): auth A123 G0151 DOS 2025-01-06 needs 4 units (15 min), holds 3 units (15 min); predicted CARC 198.',
        evidence: { reason: 'GROWN', neededMilliUnits: 4000, pinnedMilliUnits: 3000, heldMilliUnits: 3000 },
        milliUnitsAtRisk: 1000,
      },
    ]);
    expect(found('AUTH-15', withLines([line], [pinned({ minutes: 45 })]))).toEqual([]);
  });

  test('is found when the visit is moved past the end of the line, and not on its last day', () => {
    const ending = { ...line, endsOn: dayOf('2025-01-06') };
    expect(found('AUTH-15', withLines([ending], [pinned()]))).toEqual([]);
    const moved = withLines([ending, aLine({ id: 'other' })], [{ ...pinned(), serviceOn: dayOf('2025-01-07') }]);
    expect(found('AUTH-15', moved)).toMatchObject([{ clinicalText: expect.stringContaining('which has other dates: it takes 45 min, and nothing is kept for it'), evidence: { reason: 'DATE', heldMilliUnits: 0 }, milliUnitsAtRisk: 3000 }]);
  });

  test.each<[string, Partial<LineFact>, string]>([
    ['QUANTITY', { authorizedMilliUnits: 1000 }, 'of which too little is left'],
    ['CAP', { caps: [aCap('DAY', 1000)] }, 'which limits how much one period may hold'],
    ['DAY', { allowedWeekdays: [0] }, 'which excludes the day'],
    ['STAFF', { staffIds: ['anna'] }, 'which is for other clinicians'],
    ['PLACE', { placesOfService: ['11'] }, 'which is for other places'],
    ['MODIFIER', { modifiers: ['GP'] }, 'which is for other care'],
    ['CANCELLED', { decision: 'CANCELLED' }, 'which has been withdrawn'],
    ['DENIED', { decision: 'NOT_CERTIFIED' }, 'which was refused in the end'],
  ])('says why: %s', (reason, facts, words) => {
    const [finding] = found('AUTH-15', withLines([{ ...line, ...facts }], [pinned({ staffId: 'ben' })]));
    expect(finding).toMatchObject({ clinicalText: expect.stringContaining(words), evidence: { reason } });
  });

  test('says when the line is of another health plan', () => {
    expect(found('AUTH-15', { authorizations: [anAuthorization([line], { payerId: BOREALIS })], visits: [pinned()] })).toMatchObject([{ clinicalText: expect.stringContaining('which another health plan gave') }]);
  });

  test('is not found once the choice is left to the allocator again', () => {
    expect(found('AUTH-15', withLines([{ ...line, authorizedMilliUnits: 1000 }], [pinned({ pinnedLineId: null, pinnedMilliUnits: null })]))).toEqual([]);
  });
});

describe('AUTH-17', () => {
  const visits = visitsFrom('2025-01-06', 3, 1);
  const before: PriorTerms = { decision: 'CERTIFIED_IN_TOTAL', authorizedMilliUnits: 12_000, startsOn: dayOf('2025-01-02'), endsOn: dayOf('2025-02-10') };
  const revised = (facts: Partial<LineFact>, of: readonly VisitFact[] = visits, terms: Partial<PayerPolicyTerms> = {}): readonly Finding[] =>
    found('AUTH-17', withLines([aLine({ decision: 'MODIFIED', priorTerms: [before], ...facts })], of, terms));

  test('is found once for a line that the payer has shrunk, with the visits that it covered before', () => {
    expect(revised({ authorizedMilliUnits: 1000 })).toMatchObject([
      {
        key: 'AUTH-17:line-1',
        severity: 'BLOCKER',
        ownerTeam: 'AUTHORIZATION',
        visitIds: ['visit-2025-01-07', 'visit-2025-01-08'],
        clinicalText: 'Approval of physical therapy has been reduced, and 2 visits (2025-01-07, 2025-01-08) that it covered before are without approval now.',
        billingText: 'auth A123 PT (all codes) MODIFIED, reduced: 2 DOS (2025-01-07, 2025-01-08), 2 visits, $240.00 re-exposed; predicted CARC 197.',
        evidence: { authorizedMilliUnits: 1000, earlierMilliUnits: 12_000, earlierFrom: '2025-01-02', earlierTo: '2025-02-10', visits: 2 },
        milliUnitsAtRisk: 2000,
        policyVersion: 1,
      },
    ]);
  });

  test('is found for visits after an end that was brought forward, and before a start that was put off', () => {
    expect(revised({ endsOn: dayOf('2025-01-07') })).toMatchObject([{ visitIds: ['visit-2025-01-08'] }]);
    expect(revised({ startsOn: dayOf('2025-01-07') })).toMatchObject([{ visitIds: ['visit-2025-01-06'] }]);
    expect(revised({ endsOn: dayOf('2025-01-08') })).toEqual([]);
  });

  test('is found when the line or its authorization is cancelled, or its certification taken back', () => {
    const all = visits.map(({ id }) => id);
    expect(revised({ decision: 'CANCELLED' })).toMatchObject([{ visitIds: all, clinicalText: expect.stringContaining('has been withdrawn'), billingText: expect.stringContaining('CANCELLED, withdrawn') }]);
    expect(revised({ decision: 'CANCELLED', priorTerms: [] })).toMatchObject([{ visitIds: all }]);
    expect(revised({ decision: 'NOT_CERTIFIED' })).toMatchObject([{ visitIds: all }]);
    expect(found('AUTH-17', { authorizations: [anAuthorization([aLine()], { isCancelled: true })], visits })).toMatchObject([{ visitIds: all, billingText: expect.stringContaining('CANCELLED, withdrawn') }]);
  });

  test('counts no more visits than the earlier terms had room for', () => {
    expect(revised({ authorizedMilliUnits: 1000, priorTerms: [{ ...before, authorizedMilliUnits: 2000 }] })).toMatchObject([{ visitIds: ['visit-2025-01-07'], milliUnitsAtRisk: 1000 }]);
    expect(found('AUTH-17', { authorizations: [anAuthorization([aLine({ authorizedMilliUnits: 2000 })], { isCancelled: true })], visits })).toMatchObject([{ visitIds: ['visit-2025-01-06', 'visit-2025-01-07'] }]);
  });

  test('counts a day once where visits share it', () => {
    const days = { unitDefinition: 'DAY', decision: 'CANCELLED', priorTerms: [{ ...before, authorizedMilliUnits: 1000 }] } as const;
    expect(revised(days, [visit, aVisit('2025-01-06', { id: 'v2', hour: 14 })])).toMatchObject([{ visitIds: ['v1', 'v2'], milliUnitsAtRisk: 1000 }]);
  });

  test('is not found where the payer gave more, or never gave more', () => {
    expect(revised({ authorizedMilliUnits: 2000, priorTerms: [{ ...before, authorizedMilliUnits: 1000 }] })).toEqual([]);
    expect(revised({ authorizedMilliUnits: 1000, priorTerms: [{ ...before, decision: 'PENDED' }] })).toEqual([]);
    expect(revised({ decision: 'CANCELLED', priorTerms: [{ ...before, decision: 'PENDED' }] })).toEqual([]);
    expect(revised({ authorizedMilliUnits: 1000, priorTerms: [] })).toEqual([]);
  });

  test('is not found where visits are covered all the same, or something else is in their way', () => {
    expect(revised({ authorizedMilliUnits: 3000 })).toEqual([]);
    expect(found('AUTH-17', withLines([aLine({ decision: 'CANCELLED', priorTerms: [before] }), aLine({ id: 'other' })], visits))).toEqual([]);
    expect(revised({ authorizedMilliUnits: 11_000, caps: [aCap('WEEK', 1000)] })).toEqual([]);
    expect(revised({ decision: 'CANCELLED', staffIds: ['anna'] }, [{ ...visit, staffId: 'ben' }])).toEqual([]);
    expect(revised({ decision: 'CANCELLED' }, visits, { authorizationRequired: 'NONE' })).toEqual([]);
  });

  test('leaves out visits that the office has assigned to another line', () => {
    const elsewhere = aLine({ id: 'other', authorizedMilliUnits: 500 });
    const pinned = { ...visit, pinnedLineId: 'other', pinnedMilliUnits: 1000 };
    expect(found('AUTH-17', withLines([aLine({ decision: 'CANCELLED', priorTerms: [before] }), elsewhere], [pinned]))).toEqual([]);
    expect(found('AUTH-17', withLines([aLine({ decision: 'CANCELLED', priorTerms: [before] }), elsewhere], [{ ...pinned, pinnedLineId: 'line-1' }]))).toHaveLength(1);
  });
});

describe('AUTH-19', () => {
  const changedOn = dayOf('2025-01-06');
  const facts = (transitionDays: number, visits: readonly VisitFact[], line: Partial<LineFact> = {}): Partial<PatientSnapshot> => ({
    coverages: [aCoverage({ endsOn: changedOn - 1 }), aCoverage({ id: 'c2', payerId: BOREALIS, startsOn: changedOn })],
    payers: [{ id: ACME, name: 'Acme Health', kind: 'COMMERCIAL' }, { id: BOREALIS, name: 'Borealis Plan', kind: 'COMMERCIAL' }],
    policies: [aPolicy(), aPolicy({ transitionDays }, { id: 'p2', payerId: BOREALIS })],
    authorizations: [anAuthorization([aLine(line)])],
    visits,
  });

  test('is found from the first day of the new coverage on', () => {
    expect(found('AUTH-19', facts(0, [aVisit('2025-01-05'), visit]))).toMatchObject([
      {
        key: 'AUTH-19:v1',
        severity: 'BLOCKER',
        ownerTeam: 'BILLING',
        predictedCarc: '27',
        payerId: BOREALIS,
        clinicalText: 'Insurance has been with Borealis Plan since 2025-01-06; approval of physical therapy by Acme Health does not count for the visit on 2025-01-06; new approval is needed before the visit.',
        billingText: 'Coverage/auth payer mismatch: DOS 2025-01-06 G0151 under Borealis Plan (since 2025-01-06), auth A123 2025-01-02..2025-02-10 under Acme Health, no transition; predicted CARC 27.',
        evidence: { coveredSince: '2025-01-06', authorizationPayerId: ACME, transitionDays: 0, honouredUntil: null },
      },
    ]);
  });

  test('is found from the day after the transition on, and says until when it lasted', () => {
    expect(found('AUTH-19', facts(3, visitsFrom('2025-01-08', 2, 1)))).toMatchObject([
      {
        visitIds: ['visit-2025-01-09'],
        clinicalText: expect.stringContaining('by Acme Health counted until 2025-01-08 and not for the visit on 2025-01-09'),
        billingText: expect.stringContaining('transition until 2025-01-08'),
        evidence: { honouredUntil: '2025-01-08' },
      },
    ]);
  });

  test('is not found where the earlier authorization is not for the visit, or was not certified', () => {
    for (const line of [{ endsOn: dayOf('2025-01-05') }, { discipline: 'OT' }, { decision: 'PENDED' }, { decision: 'CANCELLED' }] as const) expect(found('AUTH-19', facts(0, [visit], line))).toEqual([]);
  });

  test('is cleared by an authorization of the new payer', () => {
    const changed = facts(0, [visit]);
    const own = anAuthorization([aLine({ id: 'own' })], { id: 'auth-2', payerId: BOREALIS });
    expect(found('AUTH-19', { ...changed, authorizations: [...changed.authorizations!, own] })).toEqual([]);
  });

  test('does not ask for approval before a visit that was made', () => {
    expect(found('AUTH-19', facts(0, [done(visit)]))[0]?.clinicalText).toMatch(/for the visit on 2025-01-06\.$/);
  });
});
