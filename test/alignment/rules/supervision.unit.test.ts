import { describe, expect, test } from '@jest/globals';

import { monthsAfter } from '../../../src/alignment/calendar.js';
import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { OrderFact, PatientSnapshot, StaffFact, SupervisionFact, VisitFact } from '../../../src/alignment/snapshot.js';
import { dateOf, dayOf } from '../../../src/base/day.js';
import type { PayerPolicyTerms, SupervisionTerms } from '../../../src/care/payer-policy.js';
import { MEDICARE_SUPERVISION } from '../../../src/care/default-terms.js';
import { aPatient, aPolicy, aVisit, anOrder, at, done } from '../../support/snapshots.js';

function aSupervision(performedOn: string, facts: Partial<SupervisionFact> = {}): SupervisionFact {
  return { id: `supervision-${performedOn}`, kind: 'AIDE_SUPERVISION', discipline: 'HHA', staffId: null, aideStaffId: null, performedOn: dayOf(performedOn), mode: 'ONSITE', ...facts };
}

function aideVisit(date: string, facts: Parameters<typeof aVisit>[1] = {}): VisitFact {
  return aVisit(date, { discipline: 'HHA', serviceCode: 'G0156', staffId: 'aide-1', ...facts });
}

/** Whether an answer changes exactly at an instant, and says so beforehand. */
function expectChangeAt(instant: number, findings: (now: number) => readonly Finding[], snapshot: PatientSnapshot): void {
  expect(findings(instant)).not.toEqual(findings(instant - 1));
  expect(evaluate(snapshot, instant - 1).nextChangeAt).toBe(instant);
}

const supervising = (supervision: Partial<SupervisionTerms> = {}): Partial<PayerPolicyTerms> => ({ authorizationRequired: 'NONE', noteDueHours: 8000, noteLateHours: 8000, supervision: { ...MEDICARE_SUPERVISION, ...supervision } });

describe('SUP-01', () => {
  const skilled = anOrder('SN 1w20', { id: 'skilled', frequency: null, endsOn: null });
  const first = done(aideVisit('2025-01-06'));

  function patient(visits: readonly VisitFact[], facts: Partial<PatientSnapshot> = {}, terms: Partial<SupervisionTerms> = {}): PatientSnapshot {
    return aPatient({ policies: [aPolicy(supervising(terms))], orders: [skilled], visits, ...facts });
  }

  function found(snapshot: PatientSnapshot, now: number): readonly Finding[] {
    return evaluate(snapshot, now).findings.filter(({ ruleId }) => ruleId === 'SUP-01');
  }

  describe('with skilled care', () => {
    const snapshot = patient([first, aideVisit('2025-01-20'), aideVisit('2025-01-21'), aideVisit('2025-01-28')]);

    test('is due 14 days after the first aide visit, and warns from the lead time to the end of that day', () => {
      expect(found(snapshot, at('2025-01-17') - 1)).toEqual([]);
      expect(found(snapshot, at('2025-01-17'))).toMatchObject([
        {
          key: 'SUP-01:supervision',
          severity: 'WARNING',
          ownerTeam: 'CLINICAL',
          resolution: 'CHART_CORRECTION',
          visitIds: ['visit-2025-01-21', 'visit-2025-01-28'],
          clinicalText: 'The supervisory visit for the aide is due by 2025-01-20, 14 days after 2025-01-06; 2 aide visits come after it (2025-01-21 to 2025-01-28).',
          billingText: 'Supervision due 2025-01-20, 2 visits DOS 2025-01-21..2025-01-28 after it, $0.00; predicted CARC 272.',
          evidence: { since: '2025-01-06', dueOn: '2025-01-20', hasSkilledCare: true },
          deadlineAt: at('2025-01-21'),
        },
      ]);
      expect(found(snapshot, at('2025-01-21') - 1)).toMatchObject([{ severity: 'WARNING' }]);
    });

    test('is grave once the day is over, and names the visits after it', () => {
      expect(found(snapshot, at('2025-01-21'))).toMatchObject([
        {
          severity: 'HIGH',
          visitIds: ['visit-2025-01-21', 'visit-2025-01-28'],
          clinicalText: 'The supervisory visit for the aide was due by 2025-01-20, 14 days after 2025-01-06; 2 aide visits come after it (2025-01-21 to 2025-01-28).',
          billingText: 'Supervision lapsed, due 2025-01-20, 2 visits DOS 2025-01-21..2025-01-28 exposed, $0.00; predicted CARC 272.',
        },
      ]);
    });

    test('changes exactly when it says', () => {
      expectChangeAt(at('2025-01-17'), (now) => found(snapshot, now), snapshot);
      expectChangeAt(at('2025-01-21'), (now) => found(snapshot, now), snapshot);
    });
  });

  test('is found only while aide visits go on', () => {
    const until = (last: string): PatientSnapshot => patient([first, aideVisit(last)]);
    expect(found(until('2025-01-16'), at('2025-01-18'))).toEqual([]);
    expect(found(until('2025-01-17'), at('2025-01-18'))).toMatchObject([{ severity: 'WARNING', visitIds: [], clinicalText: expect.stringContaining('no aide visit is planned after it yet') }]);
    expect(found(until('2025-01-20'), at('2025-01-21'))).toEqual([]);
    expect(found(until('2025-01-21'), at('2025-01-21'))).toMatchObject([{ severity: 'HIGH' }]);
  });

  test('does not run before the first visit is made, nor for visits that were missed', () => {
    expect(found(patient([aideVisit('2025-01-06'), aideVisit('2025-03-01')]), at('2025-02-20'))).toEqual([]);
    expect(found(patient([first, aideVisit('2025-01-28', { status: 'MISSED' })]), at('2025-02-20'))).toEqual([]);
  });

  test.each(['AIDE_SUPERVISION', 'AIDE_DIRECT_OBSERVATION'] as const)('a recorded %s starts the clock anew', (kind) => {
    const supervised = (on: string): PatientSnapshot => patient([first, aideVisit('2025-02-03'), aideVisit('2025-02-04')], { supervisions: [aSupervision(on, { kind })] });
    expect(found(supervised('2025-01-20'), at('2025-02-04'))).toMatchObject([{ severity: 'HIGH', visitIds: ['visit-2025-02-04'], evidence: { since: '2025-01-20', dueOn: '2025-02-03' } }]);
    expect(found(supervised('2025-01-21'), at('2025-02-04'))).toMatchObject([{ severity: 'WARNING' }]);
  });

  test('the reassessment of a therapy does not, nor does what was supervised before there were aides', () => {
    const visits = [first, aideVisit('2025-01-28')];
    for (const supervision of [aSupervision('2025-01-20', { kind: 'THERAPY_REASSESSMENT', discipline: 'PT' }), aSupervision('2024-06-01')]) {
      expect(found(patient(visits, { supervisions: [supervision] }), at('2025-01-21'))).toMatchObject([{ severity: 'HIGH', evidence: { since: '2025-01-06' } }]);
    }
  });

  test('of virtual supervision one counts in 60 days', () => {
    const virtually = (...days: readonly string[]): unknown => {
      const snapshot = patient([first, aideVisit('2025-05-01')], { supervisions: days.map((day) => aSupervision(day, { mode: 'VIRTUAL' })) });
      return found(snapshot, at('2025-05-01'))[0]?.evidence['since'];
    };
    expect(virtually('2025-01-10')).toBe('2025-01-10');
    expect(virtually('2025-01-10', '2025-03-10')).toBe('2025-01-10');
    expect(virtually('2025-01-10', '2025-03-11')).toBe('2025-03-11');
    // The second does not count, and so does not keep the third from counting.
    expect(virtually('2025-03-12', '2025-01-10', '2025-02-10')).toBe('2025-03-12');
  });

  test('supervision on site counts whatever was virtual', () => {
    const supervisions = [aSupervision('2025-01-10', { mode: 'VIRTUAL' }), aSupervision('2025-01-20')];
    expect(found(patient([first, aideVisit('2025-05-01')], { supervisions }), at('2025-05-01'))).toMatchObject([{ evidence: { since: '2025-01-20' } }]);
  });

  describe('without skilled care', () => {
    const ending = (on: string): OrderFact => ({ ...skilled, endsOn: dayOf(on) });
    const due = (orders: readonly OrderFact[]): unknown => found(patient([first, aideVisit('2025-04-01')], { orders }), at('2025-04-01')).find(({ key }) => key === 'SUP-01:supervision')?.evidence['dueOn'];

    test('is due after 60 days', () => {
      expect(due([])).toBe('2025-03-07');
    });

    test('the interval follows the skilled care of the patient', () => {
      expect(due([ending('2025-01-19')])).toBe('2025-03-07');
      expect(due([ending('2025-01-20')])).toBe('2025-01-20');
      const resumed: OrderFact = { ...skilled, id: 'resumed', startsOn: dayOf('2025-02-05') };
      expect(due([ending('2025-01-19'), resumed])).toBe('2025-02-05');
      expect(due([{ ...resumed, startsOn: dayOf('2025-01-10') }])).toBe('2025-01-20');
    });

    test('only nursing and therapy are skilled care, and only while the order is active', () => {
      for (const discipline of ['SN', 'PT', 'OT', 'SLP'] as const) expect(due([{ ...skilled, discipline }])).toBe('2025-01-20');
      for (const discipline of ['MSW', 'HHA', 'PCS'] as const) expect(due([{ ...skilled, discipline }])).toBe('2025-03-07');
      expect(due([{ ...skilled, status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-20') }])).toBe('2025-03-07');
      expect(due([{ ...skilled, status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-21') }])).toBe('2025-01-20');
    });
  });

  test('does not run where the payer has no such interval', () => {
    const visits = [first, aideVisit('2025-12-01')];
    expect(found(patient(visits, {}, { aideWithSkilledCareDays: null }), at('2025-12-01'))).toEqual([]);
    expect(found(patient(visits, { orders: [] }, { aideWithoutSkilledCareDays: null, aideObservationMonths: null }), at('2025-12-01'))).toEqual([]);
  });

  test('the terms are those of the policy on the due day', () => {
    const policies = [
      aPolicy(supervising(), { effectiveTo: dayOf('2025-01-14') }),
      aPolicy(supervising({ aideWithSkilledCareDays: 30 }), { id: 'policy-2', version: 2, effectiveFrom: dayOf('2025-01-15') }),
    ];
    expect(found(patient([first, aideVisit('2025-04-01')], { policies }), at('2025-04-01'))).toMatchObject([{ evidence: { dueOn: '2025-02-05' }, policyVersion: 2 }]);
  });

  describe('direct observation', () => {
    const observing = (facts: Partial<PatientSnapshot>, now: number): readonly Finding[] =>
      found(patient([first, done(aideVisit('2025-03-03', { staffId: 'aide-2' })), aideVisit('2025-09-10'), aideVisit('2025-09-11', { staffId: 'aide-2' })], { orders: [], ...facts }, { aideWithoutSkilledCareDays: null }), now);

    test('of each aide is due six months after the first visit of that aide', () => {
      expect(observing({}, at('2025-07-03') - 1)).toEqual([]);
      expect(observing({}, at('2025-07-03'))).toMatchObject([
        {
          key: 'SUP-01:observation:aide-1',
          severity: 'WARNING',
          visitIds: ['visit-2025-09-10'],
          clinicalText: 'The direct observation of one of the aides is due by 2025-07-06, 6 months after 2025-01-06; 1 aide visit comes after it (2025-09-10).',
          billingText: expect.stringContaining('Direct observation due 2025-07-06'),
          evidence: { aideStaffId: 'aide-1', interval: '6 months' },
        },
      ]);
      expect(observing({}, at('2025-07-07'))).toMatchObject([{ key: 'SUP-01:observation:aide-1', severity: 'HIGH' }]);
      expect(observing({}, at('2025-09-04')).map(({ key, severity }) => [key, severity])).toEqual([['SUP-01:observation:aide-1', 'HIGH'], ['SUP-01:observation:aide-2', 'HIGH']]);
    });

    test('is cleared by the observation of that aide, and of no other', () => {
      const observed = (aideStaffId: string, kind: SupervisionFact['kind'] = 'AIDE_DIRECT_OBSERVATION'): readonly string[] =>
        observing({ supervisions: [aSupervision('2025-07-01', { kind, aideStaffId })] }, at('2025-07-07')).map(({ key }) => key);
      expect(observed('aide-1')).toEqual([]);
      expect(observed('aide-2')).toEqual(['SUP-01:observation:aide-1']);
      expect(observed('aide-1', 'AIDE_SUPERVISION')).toEqual(['SUP-01:observation:aide-1']);
    });

    test('is not due while the patient has skilled care, and is at once when that ends later', () => {
      expect(observing({ orders: [skilled] }, at('2025-09-20')).filter(({ key }) => key.includes('observation'))).toEqual([]);
      const until = { ...skilled, endsOn: dayOf('2025-08-10') };
      expect(observing({ orders: [until] }, at('2025-09-20')).filter(({ key }) => key.endsWith('aide-1'))).toMatchObject([{ evidence: { dueOn: '2025-08-11' } }]);
    });

    test('is of no aide in particular where nobody is assigned', () => {
      expect(found(patient([{ ...first, staffId: null }, aideVisit('2025-09-10', { staffId: null })], { orders: [] }, { aideWithoutSkilledCareDays: null }), at('2025-09-10'))).toEqual([]);
    });
  });

  test('personal care is care by aides too', () => {
    const visits = [done(aVisit('2025-01-06', { discipline: 'PCS', serviceCode: 'T1019' })), aVisit('2025-01-28', { discipline: 'PCS', serviceCode: 'T1019' })];
    expect(found(patient(visits), at('2025-01-21'))).toMatchObject([{ severity: 'HIGH', visitIds: ['visit-2025-01-28'], centsAtRisk: 1800 }]);
  });
});

describe('SUP-02', () => {
  const STAFF: readonly StaffFact[] = [
    { id: 'pt', disciplines: ['PT'], credential: 'PT', credentialExpiresOn: null },
    { id: 'pta', disciplines: ['PT'], credential: 'PTA', credentialExpiresOn: null },
  ];
  const evaluation = done(aVisit('2025-06-01', { type: 'EVALUATION', staffId: 'pt' }));

  function patient(visits: readonly VisitFact[], supervisions: readonly SupervisionFact[] = [], terms: Partial<SupervisionTerms> = {}): PatientSnapshot {
    return aPatient({ policies: [aPolicy(supervising(terms))], visits, supervisions, staff: STAFF });
  }

  function found(snapshot: PatientSnapshot, now: number): readonly Finding[] {
    return evaluate(snapshot, now).findings.filter(({ ruleId }) => ruleId === 'SUP-02');
  }

  const reassessed = (on: string, discipline: SupervisionFact['discipline'] = 'PT'): SupervisionFact => aSupervision(on, { kind: 'THERAPY_REASSESSMENT', discipline });

  describe('evaluated on June 1, with 30 days', () => {
    const snapshot = patient([evaluation, aVisit('2025-07-01'), aVisit('2025-07-02'), aVisit('2025-07-09')]);

    test('is due by July 1, and warns from the lead time to the end of that day', () => {
      expect(found(snapshot, at('2025-06-28') - 1)).toEqual([]);
      expect(found(snapshot, at('2025-06-28'))).toMatchObject([
        {
          key: 'SUP-02:PT:2025-06-01',
          severity: 'WARNING',
          ownerTeam: 'CLINICAL',
          visitIds: ['visit-2025-07-02', 'visit-2025-07-09'],
          clinicalText: 'Physical therapy reassessment by a therapist is due by 2025-07-01, 30 days after 2025-06-01; 2 visits come after it (2025-07-02 to 2025-07-09).',
          billingText: 'PT reassessment due 2025-07-01: 2 visits DOS 2025-07-02..2025-07-09 non-covered without it, $240.00; predicted CARC 50.',
          evidence: { since: '2025-06-01', dueOn: '2025-07-01', therapyReassessmentDays: 30 },
          deadlineAt: at('2025-07-02'),
        },
      ]);
      expect(found(snapshot, at('2025-07-02') - 1)).toMatchObject([{ severity: 'WARNING' }]);
    });

    test('blocks the visits after it once the day is over', () => {
      expect(found(snapshot, at('2025-07-02'))).toMatchObject([
        { severity: 'BLOCKER', visitIds: ['visit-2025-07-02', 'visit-2025-07-09'], billingText: 'PT reassessment lapsed, due 2025-07-01: 2 visits DOS 2025-07-02..2025-07-09 non-covered, $240.00; predicted CARC 50.' },
      ]);
    });

    test('changes exactly when it says', () => {
      expectChangeAt(at('2025-06-28'), (now) => found(snapshot, now), snapshot);
      expectChangeAt(at('2025-07-02'), (now) => found(snapshot, now), snapshot);
    });
  });

  test('is not found when no visit follows the due day', () => {
    const snapshot = patient([evaluation, aVisit('2025-07-01')]);
    for (const now of [at('2025-06-30'), at('2025-07-05')]) expect(found(snapshot, now)).toEqual([]);
  });

  test('a reassessment on the due day is in time; one on the day after leaves the visits between without', () => {
    const visits = [evaluation, done(aVisit('2025-07-02')), done(aVisit('2025-07-05')), aVisit('2025-07-20')];
    expect(found(patient(visits, [reassessed('2025-07-01')]), at('2025-07-10'))).toEqual([]);
    expect(found(patient(visits, [reassessed('2025-07-02')]), at('2025-07-10'))).toEqual([]);
    expect(found(patient(visits, [reassessed('2025-07-03')]), at('2025-07-10'))).toMatchObject([
      {
        severity: 'BLOCKER',
        visitIds: ['visit-2025-07-02'],
        clinicalText: 'Physical therapy reassessment by a therapist was due by 2025-07-01, 30 days after 2025-06-01, and was done on 2025-07-03; 1 visit comes after it (2025-07-02).',
        evidence: { reassessedOn: '2025-07-03' },
      },
    ]);
  });

  test.each([
    ['an evaluation by a therapist starts the clock anew', { type: 'EVALUATION', staffId: 'pt' }, true],
    ['a reassessment by a therapist starts the clock anew', { type: 'REASSESSMENT', staffId: 'pt' }, true],
    ['a reassessment by someone not on record starts the clock anew', { type: 'REASSESSMENT', staffId: null }, true],
    ['a reassessment by an assistant lets it run on', { type: 'REASSESSMENT', staffId: 'pta' }, false],
    ['a routine visit by a therapist lets it run on', { type: 'ROUTINE', staffId: 'pt' }, false],
  ] as const)('%s', (_, facts, isReset) => {
    const snapshot = patient([evaluation, done(aVisit('2025-06-25', facts)), aVisit('2025-07-20')]);
    expect(found(snapshot, at('2025-07-20')).map(({ visitIds }) => visitIds)).toEqual(isReset ? [] : [['visit-2025-07-20']]);
  });

  test('a reassessment that is only planned starts nothing, and is not itself held', () => {
    const planned = aVisit('2025-07-03', { type: 'REASSESSMENT', staffId: 'pt' });
    expect(found(patient([evaluation, planned]), at('2025-07-02'))).toEqual([]);
    expect(found(patient([evaluation, planned, aVisit('2025-07-05')]), at('2025-07-02'))).toMatchObject([{ visitIds: ['visit-2025-07-05'] }]);
  });

  test('each discipline has its own clock', () => {
    const ot = { discipline: 'OT', serviceCode: 'G0152' } as const;
    const visits = [evaluation, done(aVisit('2025-06-10', { id: 'ot-1', type: 'EVALUATION', ...ot })), aVisit('2025-07-15', { id: 'ot-2', ...ot }), aVisit('2025-07-15', { id: 'pt-2' })];
    const keys = (supervisions: readonly SupervisionFact[]): readonly string[] => found(patient(visits, supervisions), at('2025-07-15')).map(({ key }) => key);
    expect(keys([])).toEqual(['SUP-02:OT:2025-06-10', 'SUP-02:PT:2025-06-01']);
    expect(keys([reassessed('2025-07-01', 'OT')])).toEqual(['SUP-02:PT:2025-06-01']);
  });

  test('runs from the start of care or, where no evaluation is known, from the first visit that was made', () => {
    const since = (visits: readonly VisitFact[]): unknown => found(patient([...visits, aVisit('2025-08-20')]), at('2025-08-20'))[0]?.evidence['since'];
    expect(since([aVisit('2025-06-01'), done(aVisit('2025-06-03')), done(aVisit('2025-06-05'))])).toBe('2025-06-03');
    expect(since([done(aVisit('2025-06-03')), done(aVisit('2025-06-05', { type: 'START_OF_CARE', staffId: 'pta' }))])).toBe('2025-06-05');
    expect(since([aVisit('2025-06-01')])).toBeUndefined();
  });

  test('does not run where the payer has no such interval, nor for nursing', () => {
    expect(found(patient([evaluation, aVisit('2025-08-20')], [], { therapyReassessmentDays: null }), at('2025-08-20'))).toEqual([]);
    const sn = { discipline: 'SN', serviceCode: 'G0299' } as const;
    expect(found(patient([done(aVisit('2025-06-01', sn)), aVisit('2025-08-20', sn)]), at('2025-08-20'))).toEqual([]);
  });
});

test('months are counted by the calendar, to the last day of one that is too short', () => {
  const after = (date: string, months: number): string => dateOf(monthsAfter(dayOf(date), months));
  expect(after('2025-01-06', 6)).toBe('2025-07-06');
  expect(after('2025-08-31', 6)).toBe('2026-02-28');
  expect(after('2024-01-31', 1)).toBe('2024-02-29');
  expect(after('2025-12-15', 1)).toBe('2026-01-15');
});
