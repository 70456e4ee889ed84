import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { AuthorizationFact, PatientSnapshot } from '../../../src/alignment/snapshot.js';
import { MS_PER_HOUR, MS_PER_MINUTE, dayOf } from '../../../src/base/day.js';
import { ACME, BOREALIS, aCoverage, aLine, aPatient, aPolicy, aVisit, anAuthorization, at, done, visitsFrom } from '../../support/snapshots.js';

const NOW = at('2025-01-03', 12);

function found(ruleId: string, facts: Partial<PatientSnapshot>, now = NOW): readonly Finding[] {
  return evaluate(aPatient(facts), now).findings.filter((finding) => finding.ruleId === ruleId);
}

describe('AUTH-16', () => {
  const visits = visitsFrom('2025-01-06', 2, 2);
  const numbered = (number: string | null, authorizationNumberFormat: string | null = null): Partial<PatientSnapshot> => ({
    policies: [aPolicy({ authorizationNumberFormat })],
    authorizations: [anAuthorization([aLine()], { number })],
    visits,
  });

  test('is not found where the payer asks for no authorization', () => {
    expect(found('AUTH-16', { ...numbered('TEMP'), policies: [aPolicy({ authorizationRequired: 'NONE' })], visits: [done(visits[0]!), visits[1]!] })).toEqual([]);
  });

  test('warns while the visits that draw on it are planned', () => {
    expect(found('AUTH-16', numbered(null))).toMatchObject([
      {
        key: 'AUTH-16:auth-1',
        severity: 'WARNING',
        ownerTeam: 'BILLING',
        authorizationId: 'auth-1',
        lineId: 'line-1',
        visitIds: ['visit-2025-01-06', 'visit-2025-01-08'],
        clinicalText: 'Acme Health has approved physical therapy, but the number of its approval has not been received yet; 2 visits (2025-01-06 to 2025-01-08) depend on it.',
        billingText: 'Auth no. missing: Acme Health PT (all codes), 2 visits DOS 2025-01-06..2025-01-08, $240.00 will be held; predicted CARC 16, RARC M62.',
        evidence: { problem: 'MISSING', visitsDone: 0, visitsPlanned: 2 },
        milliUnitsAtRisk: 2000,
        deadlineAt: at('2025-01-06', 9),
      },
    ]);
  });

  test('holds the visits once one of them was made', () => {
    expect(found('AUTH-16', { ...numbered('TEMP'), visits: [done(visits[0]!), visits[1]!] })).toMatchObject([
      { severity: 'BLOCKER', billingText: expect.stringContaining('Auth no. placeholder "TEMP": Acme Health PT (all codes), 2 visits DOS 2025-01-06..2025-01-08, 1 completed, $120.00 held'), evidence: { visitsDone: 1, visitsPlanned: 1 } },
    ]);
  });

  test.each([
    ['', 'MISSING'],
    ['  ', 'MISSING'],
    ['TEMP', 'PLACEHOLDER'],
    ['temp-1', 'PLACEHOLDER'],
    ['Pending', 'PLACEHOLDER'],
    ['T.B.D.', 'PLACEHOLDER'],
    ['unknown', 'PLACEHOLDER'],
    ['N/A', 'PLACEHOLDER'],
    ['none', 'PLACEHOLDER'],
    ['0000-00', 'PLACEHOLDER'],
    ['?', 'PLACEHOLDER'],
    ['A123', null],
    ['NA123', null],
    ['TEMPLE7', null],
    ['00010', null],
  ])('reads the number %j as %s', (number, problem) => {
    expect(found('AUTH-16', numbered(number)).map(({ evidence }) => evidence['problem'])).toEqual(problem === null ? [] : [problem]);
  });

  test.each([
    ['A123', 'A999', true],
    ['b123', 'A999', true],
    ['1123', 'A999', false],
    ['A12', 'A999', false],
    ['A1234', 'A999', false],
    ['7Q-01', 'XX-99', true],
    ['7Q/01', 'XX-99', false],
    ['7?-01', 'XX-99', false],
    [' 7Q-01 ', 'XX-99', true],
  ])('says of the number %j whether it has the form %s', (number, format, fits) => {
    expect(found('AUTH-16', numbered(number, format)).map(({ evidence }) => evidence['problem'])).toEqual(fits ? [] : ['FORM']);
  });

  test('is not found of an authorization that no visit draws on, or that is not certified yet', () => {
    expect(found('AUTH-16', { ...numbered(null), visits: [] })).toEqual([]);
    expect(found('AUTH-16', { ...numbered(null), visits: [aVisit('2025-02-11')] })).toEqual([]);
    expect(found('AUTH-16', { ...numbered(null), authorizations: [anAuthorization([aLine({ decision: 'PENDED' })], { number: null })] })).toEqual([]);
    expect(found('AUTH-16', { ...numbered(null), visits: [aVisit('2025-01-06', { status: 'CANCELLED' })] })).toEqual([]);
  });

  test('is found once for all lines of an authorization', () => {
    const lines = [aLine(), aLine({ id: 'line-ot', discipline: 'OT' })];
    const ot = aVisit('2025-01-07', { discipline: 'OT', serviceCode: 'G0152' });
    expect(found('AUTH-16', { authorizations: [anAuthorization(lines, { number: null })], visits: [...visits, ot] })).toMatchObject([
      { lineId: 'line-1', visitIds: ['visit-2025-01-06', 'visit-2025-01-07', 'visit-2025-01-08'], milliUnitsAtRisk: 3000 },
    ]);
  });

  test('measures the number of an honoured authorization by the form of the payer that gave it', () => {
    const facts = {
      coverages: [aCoverage({ payerId: BOREALIS, startsOn: dayOf('2025-01-05') })],
      policies: [aPolicy({ transitionDays: 90, authorizationNumberFormat: 'A999' }, { payerId: BOREALIS }), aPolicy({ authorizationNumberFormat: '99' }, { id: 'policy-2' })],
      visits,
    };
    expect(found('AUTH-16', { ...facts, authorizations: [anAuthorization([aLine()], { number: '12' })] })).toEqual([]);
    expect(found('AUTH-16', { ...facts, authorizations: [anAuthorization([aLine()], { number: 'A123' })] })).toMatchObject([{ payerId: ACME, evidence: { problem: 'FORM' } }]);
  });
});

describe('AUTH-18', () => {
  const clocks = aPolicy({ decisionHoursExpedited: 72, decisionDaysStandard: 7 });
  const requested = (facts: Partial<AuthorizationFact> = {}, line: Parameters<typeof aLine>[0] = {}): Partial<PatientSnapshot> => ({
    policies: [clocks],
    authorizations: [anAuthorization([aLine({ decision: 'PENDED', ...line })], { number: null, requestedAt: at('2025-01-02', 15, 30), ...facts })],
  });

  test('is found from the seventh day on at the time of the request, and not a moment before', () => {
    const dueAt = at('2025-01-09', 15, 30);
    expect(found('AUTH-18', requested(), dueAt - 1)).toEqual([]);
    expect(found('AUTH-18', requested(), dueAt)).toMatchObject([
      {
        key: 'AUTH-18:line-1',
        severity: 'INFO',
        predictedCarc: null,
        clinicalText: 'Still waiting for Acme Health to decide on physical therapy for 2025-01-02 to 2025-02-10, requested on 2025-01-02; the answer was due on 2025-01-09.',
        billingText: 'Decision overdue since 2025-01-09: auth (no number yet) PT (all codes) requested 2025-01-02, standard clock 7 days; escalate; no adjustment code predicted.',
        evidence: { requestedAt: '2025-01-02T21:30:00.000Z', dueAt: '2025-01-09T21:30:00.000Z', urgency: 'STANDARD' },
        deadlineAt: dueAt,
      },
    ]);
    expect(evaluate(aPatient(requested()), NOW).nextChangeAt).toBe(dueAt);
  });

  test('is found 72 hours after an expedited request', () => {
    const dueAt = at('2025-01-05', 15, 30);
    expect(found('AUTH-18', requested({ urgency: 'EXPEDITED' }), dueAt - 1)).toEqual([]);
    expect(found('AUTH-18', requested({ urgency: 'EXPEDITED' }), dueAt)).toMatchObject([{ evidence: { clock: '72 hours' } }]);
  });

  test('counts calendar days on the wall and hours as they pass, also where the clocks change', () => {
    // The clocks go forward on March 9 and back on November 2.
    const due = (requestedAt: number, urgency: AuthorizationFact['urgency']): number | null => evaluate(aPatient(requested({ requestedAt, urgency })), requestedAt).nextChangeAt;
    expect(due(at('2025-03-05', 15, 30), 'STANDARD')).toBe(Date.parse('2025-03-12T20:30:00Z'));
    expect(due(at('2025-03-07', 15, 30), 'EXPEDITED')).toBe(Date.parse('2025-03-10T21:30:00Z'));
    expect(due(at('2025-10-30', 15, 30) + 7, 'STANDARD')).toBe(Date.parse('2025-11-06T21:30:00.007Z'));
    // Half past two is skipped on March 9, and the hour after stands for it.
    expect(due(at('2025-03-02', 2, 30), 'STANDARD')).toBe(Date.parse('2025-03-09T08:30:00Z'));
  });

  test('goes by the clock of the policy on the day of the request', () => {
    const policies = [clocks, aPolicy({ decisionDaysStandard: 3 }, { id: 'policy-2', version: 2, effectiveFrom: dayOf('2025-01-03') })];
    const due = (requestedAt: number): number | null => evaluate(aPatient({ ...requested({ requestedAt }), policies }), requestedAt).nextChangeAt;
    expect([due(at('2025-01-03') - MS_PER_MINUTE), due(at('2025-01-03'))]).toEqual([at('2025-01-10') - MS_PER_MINUTE, at('2025-01-06')]);
  });

  test('names the visits that wait, and puts nothing at risk by itself', () => {
    expect(found('AUTH-18', { ...requested(), visits: visitsFrom('2025-01-14', 2, 2) }, at('2025-01-10'))).toMatchObject([{ visitIds: ['visit-2025-01-14', 'visit-2025-01-16'], milliUnitsAtRisk: 2000, centsAtRisk: 0 }]);
  });

  test.each([
    ['a decision clears it', requested({}, { decision: 'CERTIFIED_IN_TOTAL' }), 0],
    ['a refusal clears it', requested({}, { decision: 'NOT_CERTIFIED' }), 0],
    ['being asked to phone is no decision', requested({}, { decision: 'CONTACT_PAYER' }), 1],
    ['a withdrawn request is not waited for', requested({ isCancelled: true }), 0],
    ['without the time of the request no clock runs', requested({ requestedAt: null }), 0],
    ['a payer that no clock binds is never overdue', { ...requested(), policies: [aPolicy()] }, 0],
    ['each clock is for its own urgency', { ...requested({ urgency: 'EXPEDITED' }), policies: [aPolicy({ decisionDaysStandard: 7 })] }, 0],
  ] as const)('%s', (_, facts, findings) => {
    expect(found('AUTH-18', facts, at('2025-06-01'))).toHaveLength(findings);
  });

  test('is found for each undecided line of a request', () => {
    const lines = [aLine({ decision: 'PENDED' }), aLine({ id: 'line-ot', discipline: 'OT', decision: 'PENDED' }), aLine({ id: 'line-sn', discipline: 'SN' })];
    const facts = { policies: [clocks], authorizations: [anAuthorization(lines, { requestedAt: at('2025-01-02') })] };
    expect(found('AUTH-18', facts, at('2025-01-09')).map(({ lineId }) => lineId)).toEqual(['line-1', 'line-ot']);
  });
});

describe('AUTH-20', () => {
  const requested = (requestedAt: number | null, requestNoticeDays: number | null, retroAuthorizationDays = 0, line: Parameters<typeof aLine>[0] = {}): Partial<PatientSnapshot> => ({
    policies: [aPolicy({ requestNoticeDays, retroAuthorizationDays })],
    authorizations: [anAuthorization([aLine({ decision: 'PENDED', ...line })], { number: null, requestedAt })],
  });
  const late = (...facts: Parameters<typeof requested>): boolean => found('AUTH-20', requested(...facts)).length > 0;

  test('says by when the payer had to be asked', () => {
    expect(found('AUTH-20', { ...requested(at('2025-01-01', 10), 3), visits: [aVisit('2025-01-06')] })).toMatchObject([
      {
        key: 'AUTH-20:line-1',
        severity: 'HIGH',
        predictedCarc: '210',
        visitIds: ['visit-2025-01-06'],
        clinicalText: 'Acme Health was asked on 2025-01-01 to approve physical therapy for 2025-01-02 to 2025-02-10, but had to be asked by 2024-12-30; find out whether it accepts the late request.',
        billingText: 'Notification window missed: auth (no number yet) PT (all codes) 2025-01-02..2025-02-10 requested 2025-01-01, due 2024-12-30; predicted CARC 210.',
        evidence: { requestedOn: '2025-01-01', dueOn: '2024-12-30', daysLate: 2, requestNoticeDays: 3, retroAuthorizationDays: 0 },
        deadlineAt: at('2025-01-06', 9),
      },
    ]);
  });

  test.each([
    ['the last instant of the last day of notice is in time', at('2024-12-31') - 1, 3, 0, false],
    ['the first one of the next day is late', at('2024-12-31'), 3, 0, true],
    ['no notice lets the first day of care pass', at('2025-01-03') - 1, 0, 0, false],
    ['but not the day after', at('2025-01-03'), 0, 0, true],
    ['a negative notice counts from the first day of care', at('2025-01-07', 12), -5, 0, false],
    ['and ends too', at('2025-01-08'), -5, 0, true],
    ['care given up to so many days before is authorized', at('2025-01-12', 12), 3, 10, false],
    ['and earlier care is not', at('2025-01-13'), 3, 10, true],
    ['the longer of both allowances counts', at('2025-01-07', 12), -5, 2, false],
    ['a payer that takes requests at any time has no late ones', at('2025-02-01'), null, 0, false],
    ['a request of which the time is not known is not called late', null, 3, 0, false],
  ] as const)('%s', (_, requestedAt, notice, retro, isLate) => {
    expect(late(requestedAt, notice, retro)).toBe(isLate);
  });

  test('goes by the day in the zone of the patient', () => {
    // Still December 30 in Chicago, and already the 31st in London.
    expect(late(Date.parse('2024-12-31T05:30:00Z'), 3)).toBe(false);
    expect(late(Date.parse('2024-12-31T05:30:00Z') + MS_PER_HOUR, 3)).toBe(true);
  });

  test('is cleared by any decision, and by withdrawing the request', () => {
    for (const decision of ['CERTIFIED_IN_TOTAL', 'CERTIFIED_PARTIALLY', 'MODIFIED', 'NOT_CERTIFIED', 'NOT_REQUIRED', 'CANCELLED'] as const) expect(late(at('2025-01-02'), 3, 0, { decision })).toBe(false);
    for (const decision of ['PENDED', 'CONTACT_PAYER'] as const) expect(late(at('2025-01-02'), 3, 0, { decision })).toBe(true);
  });

  test('goes by the policy on the first day of the requested care', () => {
    const policies = [aPolicy({ requestNoticeDays: 3 }), aPolicy({ requestNoticeDays: null }, { id: 'policy-2', version: 2, effectiveFrom: dayOf('2025-01-02') })];
    expect(found('AUTH-20', { ...requested(at('2025-01-02'), 3), policies })).toEqual([]);
  });
});
