import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { CertificationFact, FaceToFaceFact, PatientSnapshot } from '../../../src/alignment/snapshot.js';
import { dayOf } from '../../../src/base/day.js';
import { PRACTITIONER_KINDS } from '../../../src/care/face-to-face.js';
import { aPatient, aPolicy, aVisit, anOrder, at, done } from '../../support/snapshots.js';

/** Care that starts on 2025-01-02: day 60 is 2025-03-02. */
function aCase(facts: Partial<PatientSnapshot>): PatientSnapshot {
  return aPatient({ policies: [aPolicy({ authorizationRequired: 'NONE', isCertificationRequired: true, isFaceToFaceRequired: true })], ...facts });
}

function found(ruleId: string, facts: Partial<PatientSnapshot>, now = at('2025-01-03', 12)): readonly Finding[] {
  return evaluate(aCase(facts), now).findings.filter((finding) => finding.ruleId === ruleId);
}

function aRecertification(facts: Partial<CertificationFact> = {}): CertificationFact {
  return { id: 'recert', kind: 'RECERTIFICATION', startsOn: dayOf('2025-03-03'), endsOn: dayOf('2025-05-01'), certifiedOn: dayOf('2025-03-01'), assessedOn: dayOf('2025-02-27'), ...facts };
}

function anInitial(facts: Partial<CertificationFact> = {}): CertificationFact {
  return { id: 'initial', kind: 'INITIAL', startsOn: dayOf('2025-01-02'), endsOn: dayOf('2025-03-02'), certifiedOn: null, assessedOn: null, ...facts };
}

const NOTHING_ASKED = [aPolicy({ authorizationRequired: 'NONE' })];

describe('ORD-08', () => {
  test('is not found on day 60, and found on day 61', () => {
    const visits = [aVisit('2025-01-02'), aVisit('2025-03-02')];
    expect(found('ORD-08', { visits })).toEqual([]);
    expect(found('ORD-08', { visits: [...visits, aVisit('2025-03-03'), aVisit('2025-03-05')] })).toMatchObject([
      {
        key: 'ORD-08:2025-03-02',
        severity: 'BLOCKER',
        ownerTeam: 'ORDERS',
        predictedCarc: '176',
        visitIds: ['visit-2025-03-03', 'visit-2025-03-05'],
        clinicalText: 'Certification ended on 2025-03-02, and no recertification covers 2 visits (2025-03-03, 2025-03-05); have it signed and dated.',
        billingText: 'Outside certified period: certification ended 2025-03-02, no recertification, 2 visits DOS 2025-03-03, 2025-03-05, $240.00; predicted CARC 176.',
        evidence: { certificationEndedOn: '2025-03-02', visits: 2, firstServiceOn: '2025-03-03', unsignedFrom: null },
      },
    ]);
  });

  test('is found until the recertification is signed, and beyond its last day', () => {
    const visits = [aVisit('2025-03-03'), aVisit('2025-05-01')];
    expect(found('ORD-08', { visits, certifications: [aRecertification()] })).toEqual([]);
    expect(found('ORD-08', { visits, certifications: [aRecertification({ certifiedOn: null })] })).toMatchObject([
      {
        clinicalText: 'Certification ended on 2025-03-02, and the recertification for 2025-03-03 to 2025-05-01 is not signed yet and has to cover 2 visits (2025-03-03, 2025-05-01); have it signed and dated.',
        evidence: { unsignedFrom: '2025-03-03' },
      },
    ]);
    expect(found('ORD-08', { visits: [aVisit('2025-05-02')], certifications: [aRecertification()] })).toMatchObject([{ key: 'ORD-08:2025-05-01' }]);
  });

  test('is one finding for the visits after each certification that ran out', () => {
    const certifications = [aRecertification({ startsOn: dayOf('2025-03-10') })];
    expect(found('ORD-08', { visits: [aVisit('2025-03-05'), aVisit('2025-03-10'), aVisit('2025-05-05')], certifications }).map(({ key, visitIds }) => [key, visitIds])).toEqual([
      ['ORD-08:2025-03-02', ['visit-2025-03-05']],
      ['ORD-08:2025-05-01', ['visit-2025-05-05']],
    ]);
  });

  test('counts the initial certification as it was recorded, signed or not', () => {
    expect(found('ORD-08', { visits: [aVisit('2025-03-01')], certifications: [anInitial({ endsOn: dayOf('2025-02-28') })] })).toMatchObject([{ key: 'ORD-08:2025-02-28' }]);
    expect(found('ORD-08', { visits: [aVisit('2025-03-02')], certifications: [anInitial()] })).toEqual([]);
  });

  test('after another start of care counts anew, whatever was certified before', () => {
    const certifications = [anInitial({ startsOn: dayOf('2024-06-01'), endsOn: dayOf('2024-07-30') })];
    expect(found('ORD-08', { certifications, visits: [aVisit('2024-08-15'), aVisit('2025-01-02'), aVisit('2025-03-02')] })).toEqual([]);
  });

  test('is not found before the start of care, nor where neither it nor a certification is known', () => {
    expect(found('ORD-08', { visits: [aVisit('2025-01-01')] })).toEqual([]);
    expect(found('ORD-08', { visits: [aVisit('2025-06-01')], startOfCareOn: null })).toEqual([]);
    expect(found('ORD-08', { visits: [aVisit('2025-03-03')], startOfCareOn: null, certifications: [anInitial()] })).toHaveLength(1);
  });

  test('is not found where the payer asks for no certification on that day', () => {
    const policies = [
      aPolicy({ authorizationRequired: 'NONE' }, { id: 'p1', version: 1, effectiveTo: dayOf('2025-03-05') }),
      aPolicy({ authorizationRequired: 'NONE', isCertificationRequired: true }, { id: 'p2', version: 2, effectiveFrom: dayOf('2025-03-06') }),
    ];
    expect(found('ORD-08', { policies, visits: [aVisit('2025-03-05'), aVisit('2025-03-06')] })).toMatchObject([{ visitIds: ['visit-2025-03-06'], policyVersion: 2 }]);
  });

  test('does not count visits that did not take place', () => {
    expect(found('ORD-08', { visits: [aVisit('2025-03-03', { status: 'CANCELLED' }), aVisit('2025-03-04', { status: 'MISSED' })] })).toEqual([]);
  });
});

describe('ORD-09', () => {
  function encounter(date: string, practitionerKind: FaceToFaceFact['practitionerKind'] = 'PHYSICIAN'): FaceToFaceFact {
    return { id: 'f2f', occurredOn: dayOf(date), practitionerKind };
  }

  test.each([
    ['90 days before the start of care', '2024-10-04', 0],
    ['91 days before it', '2024-10-03', 1],
    ['on the 30th day after it', '2025-02-01', 0],
    ['on the 31st day after it', '2025-02-02', 1],
  ])('of an encounter %s', (_, date, findings) => {
    expect(found('ORD-09', { faceToFaces: [encounter(date)] }, at('2025-03-01'))).toHaveLength(findings);
  });

  test.each(PRACTITIONER_KINDS)('of an encounter with a %s asks whether they may perform it', (kind) => {
    expect(found('ORD-09', { faceToFaces: [encounter('2025-01-02', kind)] })).toHaveLength(kind === 'OTHER' ? 1 : 0);
  });

  test('warns until the 30th day is over, then blocks the visits of the first certification', () => {
    const facts = { visits: [aVisit('2025-01-02'), aVisit('2025-03-02'), aVisit('2025-03-03')] };
    const closes = at('2025-02-02');
    expect(found('ORD-09', facts, closes - 1)).toMatchObject([
      {
        key: 'ORD-09:2025-01-02',
        severity: 'WARNING',
        ownerTeam: 'ORDERS',
        deadlineAt: closes,
        visitIds: ['visit-2025-01-02', 'visit-2025-03-02'],
        clinicalText: 'A face-to-face visit with an allowed practitioner is needed by 2025-02-01; none from 2024-10-04 to 2025-02-01 is on record.',
        billingText: 'F2F missing: SOC 2025-01-02, window 2024-10-04..2025-02-01, 0 encounters outside it or not allowed, 2 visits $240.00; predicted CARC 272.',
      },
    ]);
    expect(found('ORD-09', facts, closes)).toMatchObject([
      {
        severity: 'BLOCKER',
        clinicalText: 'No face-to-face visit with an allowed practitioner from 2024-10-04 to 2025-02-01 is on record; find the record of one, or the care that began on 2025-01-02 is not certified.',
      },
    ]);
    const changes = [evaluate(aCase(facts), closes - 1).nextChangeAt, evaluate(aCase({ ...facts, faceToFaces: [encounter('2025-01-02')] }), closes - 1).nextChangeAt];
    expect(changes[0]).toBe(closes);
    expect(changes[1]).not.toBe(closes);
  });

  test('says how many encounters do not count', () => {
    expect(found('ORD-09', { faceToFaces: [encounter('2024-09-01')] })).toMatchObject([{ clinicalText: expect.stringMatching(/; 1 encounter on record does not count\.$/), evidence: { encountersThatDoNotCount: 1 } }]);
  });

  test('is not found where the payer does not ask for it, no start of care is known, or it is older than the facts', () => {
    expect(found('ORD-09', { policies: NOTHING_ASKED })).toEqual([]);
    expect(found('ORD-09', { startOfCareOn: null })).toEqual([]);
    expect(found('ORD-09', { since: dayOf('2025-03-02') }, at('2026-09-01'))).toHaveLength(1);
    expect(found('ORD-09', { since: dayOf('2025-03-03') }, at('2026-09-01'))).toEqual([]);
  });
});

describe('ORD-10', () => {
  const [OPENS, CLOSES] = [at('2025-02-26'), at('2025-03-03')];
  const goingOn = { visits: [aVisit('2025-03-05')] };

  test('is found from the first instant of day 56, and speaks of the past once day 60 is over', () => {
    expect(found('ORD-10', goingOn, OPENS - 1)).toEqual([]);
    expect(found('ORD-10', goingOn, OPENS)).toMatchObject([
      {
        key: 'ORD-10:2025-01-02',
        severity: 'WARNING',
        ownerTeam: 'CLINICAL',
        predictedCarc: '272',
        deadlineAt: CLOSES,
        visitIds: ['visit-2025-03-05'],
        clinicalText: 'The recertification visit is due from 2025-02-26 to 2025-03-02, as care goes on after 2025-03-02; none is made yet.',
        billingText: 'Recert assessment due: 2025-02-26..2025-03-02, 1 visit in the next period; predicted CARC 272.',
      },
    ]);
    expect(found('ORD-10', goingOn, CLOSES - 1)).toMatchObject([{ deadlineAt: CLOSES }]);
    expect(found('ORD-10', goingOn, CLOSES)).toMatchObject([
      {
        clinicalText: 'No recertification visit was made from 2025-02-26 to 2025-03-02, although care went on after 2025-03-02; assess as soon as possible and record why it is late.',
        billingText: expect.stringContaining('window missed'),
      },
    ]);
    expect(evaluate(aCase(goingOn), OPENS - 1).nextChangeAt).toBe(OPENS);
    expect(evaluate(aCase(goingOn), CLOSES - 1).nextChangeAt).toBe(CLOSES);
  });

  test.each([
    ['a recertification visit on day 55', [done(aVisit('2025-02-25', { type: 'RECERTIFICATION' }))], 1],
    ['a recertification visit on day 56', [done(aVisit('2025-02-26', { type: 'RECERTIFICATION' }))], 0],
    ['a recertification visit on day 60', [done(aVisit('2025-03-02', { type: 'RECERTIFICATION' }))], 0],
    ['a recertification visit on day 61', [done(aVisit('2025-03-03', { type: 'RECERTIFICATION' }))], 1],
    ['a recertification visit that is only planned', [aVisit('2025-02-27', { type: 'RECERTIFICATION' })], 1],
    ['a start-of-care visit', [done(aVisit('2025-02-27', { type: 'START_OF_CARE' }))], 0],
    ['a routine visit', [done(aVisit('2025-02-27'))], 1],
  ])('after %s', (_, visits, findings) => {
    expect(found('ORD-10', { visits: [...visits, aVisit('2025-03-05')] }, CLOSES)).toHaveLength(findings);
  });

  test.each([
    ['day 55', { assessedOn: dayOf('2025-02-25') }, 1],
    ['day 56', { assessedOn: dayOf('2025-02-26') }, 0],
    ['day 60', { assessedOn: dayOf('2025-03-02') }, 0],
    ['day 61', { assessedOn: dayOf('2025-03-03') }, 1],
    ['no known day', { assessedOn: null }, 1],
    ['day 56 but for this period', { startsOn: dayOf('2025-03-02'), assessedOn: dayOf('2025-02-26') }, 1],
  ])('of a recertification assessed on %s', (_, facts, findings) => {
    expect(found('ORD-10', { ...goingOn, certifications: [aRecertification(facts)] }, CLOSES)).toHaveLength(findings);
  });

  test('looks at each period in turn', () => {
    const facts = { visits: [aVisit('2025-05-05')], certifications: [aRecertification({ certifiedOn: null })] };
    expect(found('ORD-10', facts, at('2025-04-27') - 1)).toEqual([]);
    expect(found('ORD-10', facts, at('2025-04-27'))).toMatchObject([{ key: 'ORD-10:2025-03-03', evidence: { windowFrom: '2025-04-27', windowTo: '2025-05-01' } }]);
  });

  test('is not found when care does not go on, and found when only an order does', () => {
    const order = (endsOn: string | null) => ({ orders: [anOrder('PT 1w9', { endsOn: endsOn === null ? null : dayOf(endsOn) })] });
    expect(found('ORD-10', {}, CLOSES)).toEqual([]);
    expect(found('ORD-10', { visits: [aVisit('2025-03-02')] }, CLOSES)).toEqual([]);
    expect(found('ORD-10', order('2025-03-02'), CLOSES)).toEqual([]);
    expect(found('ORD-10', order('2025-03-03'), CLOSES)).toHaveLength(1);
    expect(found('ORD-10', order(null), CLOSES)).toHaveLength(1);
  });

  test('does not take an order for care that goes on while the patient is not on service', () => {
    const orders = [anOrder('PT 1w9', { endsOn: null })];
    expect(found('ORD-10', { orders, statusPeriods: [{ status: 'DISCHARGED', startsOn: dayOf('2025-03-02') }] }, CLOSES)).toEqual([]);
    expect(found('ORD-10', { orders, statusPeriods: [{ status: 'DISCHARGED', startsOn: dayOf('2025-03-04') }] }, CLOSES)).toHaveLength(1);
  });

  test('is not found for care before a later start, where the payer does not ask, or of which the facts no longer tell', () => {
    const earlier = anInitial({ startsOn: dayOf('2024-10-01'), endsOn: dayOf('2024-11-29') });
    expect(found('ORD-10', { visits: [aVisit('2025-01-02')], certifications: [earlier] }, at('2025-02-01'))).toEqual([]);
    expect(found('ORD-10', { ...goingOn, policies: NOTHING_ASKED }, CLOSES)).toEqual([]);
    expect(found('ORD-10', { ...goingOn, since: dayOf('2025-02-26') }, CLOSES)).toHaveLength(1);
    expect(found('ORD-10', { ...goingOn, since: dayOf('2025-02-27') }, CLOSES)).toEqual([]);
  });
});
