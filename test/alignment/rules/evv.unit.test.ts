import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { EvvFact, PatientSnapshot, VisitFact } from '../../../src/alignment/snapshot.js';
import { dayOf, MS_PER_MINUTE } from '../../../src/base/day.js';
import type { EvvTerms, PayerPolicyTerms } from '../../../src/care/payer-policy.js';
import { BOREALIS, aCoverage, aPatient, aPolicy, aVisit, anEvvRecord, at, done } from '../../support/snapshots.js';

const EVV: EvvTerms = { disciplines: ['PT'], matchedElements: ['SERVICE', 'MEMBER', 'DATE', 'LOCATION', 'STAFF', 'TIME'], toleranceMinutes: 10, maintenanceDays: null };
const NOW = at('2025-01-08', 12);

/** 45 minutes from nine o'clock by one of the staff. */
const planned = aVisit('2025-01-06', { id: 'v1', staffId: 'staff-1' });
const made = done(planned);

function verifiedBy(evv: Partial<EvvTerms> = {}, terms: Partial<PayerPolicyTerms> = {}): Pick<PatientSnapshot, 'policies'> {
  return { policies: [aPolicy({ evv: { ...EVV, ...evv }, ...terms })] };
}

function found(facts: Partial<PatientSnapshot>, now = NOW): readonly Finding[] {
  return evaluate(aPatient({ ...verifiedBy(), visits: [made], ...facts }), now).findings.filter(({ ruleId }) => ruleId.startsWith('EVV-'));
}

function rulesOf(facts: Partial<PatientSnapshot>, now = NOW): string[] {
  return found(facts, now).map(({ ruleId }) => ruleId);
}

/** The visit as made and a record of it that differs in these facts. */
function recorded(facts: Partial<EvvFact> = {}, visit: VisitFact = made): Pick<PatientSnapshot, 'visits' | 'evvRecords'> {
  return { visits: [visit], evvRecords: [anEvvRecord(visit, facts)] };
}

describe('EVV-01', () => {
  test('is found for a visit that was made and has no record', () => {
    expect(found({})).toMatchObject([
      {
        key: 'EVV-01:v1',
        code: 'EVV_MISSING',
        severity: 'BLOCKER',
        ownerTeam: 'EVV',
        clinicalText: 'The clock-in and clock-out of the physical therapy visit on 2025-01-06 are missing; have them recorded.',
        billingText: 'No EVV record: Acme Health G0151 DOS 2025-01-06, $120.00 at risk; predicted CARC 16.',
        visitIds: ['v1'],
        policyVersion: 1,
      },
    ]);
  });

  test.each(['COMPLETED', 'BILLED', 'PAID'] as const)('is found for a visit that is %s', (status) => {
    expect(rulesOf({ visits: [{ ...made, status }] })).toEqual(['EVV-01']);
  });

  test.each(['SCHEDULED', 'MISSED', 'CANCELLED'] as const)('is not found for a visit that is %s', (status) => {
    expect(rulesOf({ visits: [{ ...made, status }] })).toEqual([]);
  });

  test('is cleared by a record of this visit and not by one of another', () => {
    expect(rulesOf(recorded())).toEqual([]);
    expect(rulesOf({ evvRecords: [anEvvRecord(made, { visitId: 'v2' })] })).toEqual(['EVV-01']);
  });

  test('is not found where the payer verifies other disciplines, or none', () => {
    expect(rulesOf(verifiedBy({ disciplines: ['HHA', 'PCS'] }))).toEqual([]);
    expect(rulesOf(verifiedBy({ disciplines: [] }))).toEqual([]);
    expect(rulesOf({ policies: [] })).toEqual([]);
  });

  test('is found from the day on which the payer asks for it', () => {
    const policies = [
      aPolicy({}, { id: 'p1', effectiveTo: dayOf('2025-01-06') }),
      aPolicy({ evv: EVV }, { id: 'p2', version: 2, effectiveFrom: dayOf('2025-01-07') }),
    ];
    expect(rulesOf({ policies })).toEqual([]);
    expect(rulesOf({ policies, visits: [done(aVisit('2025-01-07'))] })).toEqual(['EVV-01']);
  });
});

describe('EVV-02', () => {
  test.each<[string, Partial<EvvFact>, string]>([
    ['another service', { serviceCode: 'G0157' }, 'SERVICE'],
    ['no service', { serviceCode: null }, 'SERVICE'],
    ['another member', { memberIndex: ['M2'] }, 'MEMBER'],
    ['no member', { memberIndex: [] }, 'MEMBER'],
    ['another date', { serviceOn: dayOf('2025-01-07') }, 'DATE'],
    ['no date', { serviceOn: null }, 'DATE'],
    ['no location', { hasLocation: false }, 'LOCATION'],
    ['someone else', { staffId: 'staff-2' }, 'STAFF'],
    ['nobody', { staffId: null }, 'STAFF'],
    ['no start', { startsAt: null }, 'TIME'],
    ['no end', { endsAt: null }, 'TIME'],
  ])('is found when the record says %s', (_, facts, elements) => {
    expect(found(recorded(facts))).toMatchObject([{ ruleId: 'EVV-02', key: 'EVV-02:v1', severity: 'BLOCKER', evidence: { elements } }]);
  });

  test('is not found when every element agrees', () => {
    expect(rulesOf(recorded())).toEqual([]);
  });

  test('names all elements that differ in one finding, and no member id', () => {
    const [finding, ...others] = found({ coverages: [aCoverage({ memberIndex: ['W123'] })], ...recorded({ memberIndex: ['W999'], hasLocation: false, startsAt: null }) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      clinicalText: 'The electronic record of the physical therapy visit on 2025-01-06 does not confirm who was visited, the place and when it began and ended; confirm or correct it.',
      billingText: 'EVV mismatch MEMBER, LOCATION, TIME: G0151 DOS 2025-01-06, $120.00 at risk; predicted CARC 16.',
    });
    expect(JSON.stringify(finding)).not.toMatch(/W123|W999/);
  });

  test('looks at no element that the payer does not match', () => {
    const amiss = recorded({ serviceCode: null, memberIndex: [], serviceOn: null, hasLocation: false, staffId: null, startsAt: null });
    expect(rulesOf({ ...verifiedBy({ matchedElements: [] }), ...amiss })).toEqual([]);
    expect(found({ ...verifiedBy({ matchedElements: ['STAFF', 'DATE'] }), ...amiss })).toMatchObject([{ evidence: { elements: 'STAFF, DATE' } }]);
  });

  test.each([
    [0, 0, false],
    [10, 0, false],
    [-10, 0, false],
    [11, 0, true],
    [-11, 0, true],
    [0, 10, false],
    [0, 11, true],
    [0, -11, true],
  ])('with a tolerance of 10 minutes, a start off by %i and an end off by %i are a difference: %p', (start, end, isFound) => {
    const times = { startsAt: planned.startsAt + start * MS_PER_MINUTE, endsAt: planned.endsAt + end * MS_PER_MINUTE };
    expect(rulesOf(recorded(times)).includes('EVV-02')).toBe(isFound);
  });

  test('reads a second beyond the tolerance as a minute beyond it', () => {
    expect(found(recorded({ startsAt: planned.startsAt - 10 * MS_PER_MINUTE - 1000 }))[0]).toMatchObject({ ruleId: 'EVV-02', evidence: { toleranceMinutes: 10, startOffMinutes: 11, endOffMinutes: 0 } });
  });

  test('compares with the worked times and not with the planned ones', () => {
    const late = { ...made, actualStartsAt: made.startsAt + 60 * MS_PER_MINUTE, actualEndsAt: made.endsAt + 60 * MS_PER_MINUTE };
    expect(rulesOf(recorded({}, late))).toEqual([]);
    expect(rulesOf(recorded({ startsAt: made.startsAt, endsAt: made.endsAt }, late))).toEqual(['EVV-02']);
  });

  test('compares the member with the coverage that pays on the date', () => {
    const coverages = [
      aCoverage({ endsOn: dayOf('2025-01-05') }),
      aCoverage({ id: 'c2', memberIndex: ['M2'], startsOn: dayOf('2025-01-06') }),
      aCoverage({ id: 'c3', payerId: BOREALIS, memberIndex: ['M3'], rank: 2 }),
    ];
    expect(rulesOf({ coverages, ...recorded({ memberIndex: ['M2'] }) })).toEqual([]);
    expect(rulesOf({ coverages, ...recorded({ memberIndex: ['M1'] }) })).toEqual(['EVV-02']);
    expect(rulesOf({ coverages, ...recorded({ memberIndex: ['M3'] }) })).toEqual(['EVV-02']);
  });
});

describe('EVV-03', () => {
  /** 45 minutes are 3 quarters of an hour; 53 are 4. */
  const lasting = (minutes: number, visit = made): Pick<PatientSnapshot, 'visits' | 'evvRecords'> =>
    recorded({ endsAt: visit.startsAt + minutes * MS_PER_MINUTE }, visit);

  test.each([
    [37, true],
    [38, false],
    [52, false],
    [53, true],
  ])('a record of %i minutes of a visit of 45 gives other units: %p', (minutes, isFound) => {
    expect(rulesOf({ ...verifiedBy({ toleranceMinutes: 30 }), ...lasting(minutes) })).toEqual(isFound ? ['EVV-03'] : []);
  });

  test('says both numbers in the unit of the code', () => {
    expect(found({ ...verifiedBy({ toleranceMinutes: 30 }), ...lasting(53) })).toMatchObject([
      {
        clinicalText: 'The electronically recorded times of the physical therapy visit on 2025-01-06 count as 1 h, and the visit counts as 45 min; correct whichever is wrong.',
        billingText: 'Units do not match: G0151 DOS 2025-01-06, EVV 4 units (15 min), counted 3 units (15 min), $120.00 at risk; predicted CARC 16.',
        evidence: { unitDefinition: 'QUARTER_HOUR', unitRule: 'HOME_HEALTH_15', basis: 'CLOCKED', recordedMinutes: 53, countedMinutes: 45, recordedMilliUnits: 4000, countedMilliUnits: 3000 },
      },
    ]);
  });

  test('is found beside EVV-02 when the times are also beyond the tolerance', () => {
    expect(rulesOf(lasting(60))).toEqual(['EVV-02', 'EVV-03']);
  });

  test('is not found when one of the times is absent: there are no units to compare', () => {
    expect(rulesOf({ ...verifiedBy({ matchedElements: [] }), ...recorded({ startsAt: null }) })).toEqual([]);
  });

  test('follows the unit rule of the payer', () => {
    const perVisit = { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' } } as const;
    const nearest = { '*': { kind: 'WHOLE_HOUR', basis: 'CLOCKED' } } as const;
    const atLarge = { toleranceMinutes: 60 };
    const perVisitCode = done({ ...planned, serviceCode: 'S9131' });
    expect(rulesOf({ ...verifiedBy(atLarge, { unitRules: perVisit }), ...lasting(90, perVisitCode) })).toEqual([]);
    expect(rulesOf({ ...verifiedBy(atLarge, { unitRules: nearest }), ...lasting(59) })).toEqual([]);
    expect(rulesOf({ ...verifiedBy(atLarge, { unitRules: nearest }), ...lasting(60) })).toEqual(['EVV-03']);
  });

  test('compares what was recorded with what counts, where planned or billed minutes count', () => {
    const scheduled = { unitRules: { '*': { kind: 'HOME_HEALTH_15', basis: 'SCHEDULED' } } } as const;
    const billed = { unitRules: { '*': { kind: 'HOME_HEALTH_15', basis: 'BILLED' } } } as const;
    const ranOver = done(planned, 60);
    expect(rulesOf({ ...verifiedBy({}, scheduled), ...recorded({}, ranOver) })).toEqual(['EVV-03']);
    const onClaim: VisitFact = { ...ranOver, status: 'BILLED', billedAt: NOW, billedMinutes: 45 };
    expect(rulesOf({ ...verifiedBy({}, billed), ...recorded({}, onClaim) })).toEqual(['EVV-03']);
    expect(rulesOf({ ...verifiedBy({}, billed), ...recorded({}, { ...onClaim, billedMinutes: 60 }) })).toEqual([]);
  });

  describe('where the payer pools the minutes of a day', () => {
    const pooling = { unitRules: { '*': { kind: 'PART_B_8_MINUTE', basis: 'CLOCKED' } } } as const;
    const morning = done(aVisit('2025-01-06', { id: 'a', staffId: 'staff-1', minutes: 8 }));
    const evening = done(aVisit('2025-01-06', { id: 'b', staffId: 'staff-1', minutes: 8, hour: 17 }));
    const visits = [morning, evening];

    test('is not found for two visits of 8 minutes, of which the day earns one unit and each alone would earn one', () => {
      expect(rulesOf({ ...verifiedBy({}, pooling), visits, evvRecords: visits.map((visit) => anEvvRecord(visit)) })).toEqual([]);
    });

    test('is found for the visit that earns the unit which the recorded minutes of the other add', () => {
      const evvRecords = [anEvvRecord(morning), anEvvRecord(evening, { endsAt: evening.startsAt + 18 * MS_PER_MINUTE })];
      // 26 minutes recorded are 2 units of the day: one whole for the evening, one for the morning's 8 minutes or the evening's 3.
      expect(found({ ...verifiedBy({}, pooling), visits, evvRecords }).map(({ ruleId, evidence }) => [ruleId, evidence['recordedMilliUnits'], evidence['countedMilliUnits']])).toEqual([['EVV-03', 1000, 0]]);
    });
  });

  test('counts what rounding leaves over with the records before, where the payer banks it', () => {
    const banking = { unitRules: { '*': { kind: 'WHOLE_QUARTER_HOUR', basis: 'CLOCKED', banksLeftovers: true } } } as const;
    const visits = ['2025-01-06', '2025-01-07'].map((date) => done(aVisit(date, { staffId: 'staff-1', minutes: 23 })));
    const evvRecords = visits.map((visit) => anEvvRecord(visit));
    expect(rulesOf({ ...verifiedBy({}, banking), visits, evvRecords })).toEqual([]);
    const shorter = anEvvRecord(visits[0]!, { endsAt: visits[0]!.startsAt + 21 * MS_PER_MINUTE });
    expect(found({ ...verifiedBy({}, banking), visits, evvRecords: [shorter, evvRecords[1]!] })).toMatchObject([
      { key: 'EVV-03:visit-2025-01-07', evidence: { recordedMinutes: 29, countedMinutes: 31, recordedMilliUnits: 1000, countedMilliUnits: 2000 } },
    ]);
  });
});

describe('EVV-04', () => {
  test.each(['RECEIVED', 'VERIFIED', 'SUBMITTED', 'ACCEPTED'] as const)('is not found for a record that is %s', (status) => {
    expect(rulesOf(recorded({ status }))).toEqual([]);
  });

  test.each([
    ['EXCEPTION', 'The electronic record of the physical therapy visit on 2025-01-06 is marked as an exception and has to be resolved.', 'EVV exception open'],
    ['REJECTED', 'The electronic record of the physical therapy visit on 2025-01-06 was rejected; correct it and send it again.', 'EVV rejected by aggregator'],
  ] as const)('is found for a record that is %s', (status, clinicalText, billing) => {
    expect(found(recorded({ status }))).toMatchObject([
      { key: 'EVV-04:v1', severity: 'BLOCKER', clinicalText, billingText: `${billing}: G0151 DOS 2025-01-06, $120.00 at risk; predicted CARC 16.`, evidence: { status } },
    ]);
  });

  test('is found for an edit by hand until its reason code is given', () => {
    expect(found(recorded({ isManuallyEdited: true }))).toMatchObject([
      { ruleId: 'EVV-04', clinicalText: 'The electronic record of the physical therapy visit on 2025-01-06 was changed by hand and does not say why; add the reason.' },
    ]);
    expect(rulesOf(recorded({ isManuallyEdited: true, reasonCode: '105' }))).toEqual([]);
  });

  test('is one finding for a rejected record that was also edited without reason', () => {
    expect(rulesOf(recorded({ status: 'REJECTED', isManuallyEdited: true }))).toEqual(['EVV-04']);
  });
});

describe('EVV-05', () => {
  /** 2025-01-06 and 95 days: to the end of 2025-04-11. */
  const window = verifiedBy({ maintenanceDays: 95 });
  const opensAt = at('2025-04-05');
  const closesAt = at('2025-04-12');
  const closing = (facts: Partial<PatientSnapshot>, now: number): readonly Finding[] => found({ ...window, ...facts }, now).filter(({ ruleId }) => ruleId === 'EVV-05');

  test.each([
    ['before the last seven days', opensAt - 1, []],
    ['from the first of them', opensAt, ['WARNING']],
    ['to the end of the last', closesAt - 1, ['WARNING']],
    ['and once it is over', closesAt, ['HIGH']],
    ['for ever', at('2026-01-01'), ['HIGH']],
  ])('%s', (_, now, severities) => {
    expect(closing({}, now).map(({ severity }) => severity)).toEqual(severities);
  });

  test('changes exactly at the instants that are announced', () => {
    // A payer that asks for nothing else leaves no other clock than the one of the note.
    const facts = aPatient({ ...verifiedBy({ maintenanceDays: 95 }, { authorizationRequired: 'NONE' }), visits: [made] });
    const announced: number[] = [];
    for (let now: number | null = NOW; now !== null; now = evaluate(facts, now).nextChangeAt) announced.push(now);
    expect(announced).toEqual(expect.arrayContaining([opensAt, closesAt]));
  });

  test('says until when, what is open, and that it is too late', () => {
    expect(closing({}, opensAt)).toMatchObject([
      {
        key: 'EVV-05:v1',
        clinicalText: 'Correct the electronic record of the physical therapy visit on 2025-01-06 by 2025-04-11; it cannot be changed after that day.',
        billingText: 'EVV maintenance window closes 2025-04-11: G0151 DOS 2025-01-06, EVV-01 open, $120.00 at risk; predicted CARC 16.',
        evidence: { maintenanceDays: 95, closesOn: '2025-04-11', open: 'EVV-01' },
        deadlineAt: closesAt,
      },
    ]);
    expect(closing({}, closesAt)).toMatchObject([
      {
        clinicalText: 'The time to correct the electronic record of the physical therapy visit on 2025-01-06 closed on 2025-04-11.',
        billingText: expect.stringContaining('EVV maintenance window closed 2025-04-11'),
        deadlineAt: closesAt,
      },
    ]);
  });

  test('is one finding whatever is amiss', () => {
    const facts = recorded({ status: 'REJECTED', hasLocation: false, endsAt: made.startsAt + 60 * MS_PER_MINUTE });
    expect(closing(facts, opensAt)).toMatchObject([{ evidence: { open: 'EVV-02, EVV-03, EVV-04' } }]);
  });

  test('is not found when nothing is amiss, or the payer has no such window', () => {
    expect(closing(recorded(), closesAt)).toEqual([]);
    expect(rulesOf(verifiedBy({ maintenanceDays: null }), closesAt)).toEqual(['EVV-01']);
  });

  test('begins at once where the window is shorter than a week', () => {
    expect(found(verifiedBy({ maintenanceDays: 3 }), at('2025-01-06', 10)).map(({ ruleId }) => ruleId)).toEqual(['EVV-01', 'EVV-05']);
  });
});
