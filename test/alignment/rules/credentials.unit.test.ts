import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import type { NoteFact, StaffFact, VisitFact } from '../../../src/alignment/snapshot.js';
import { dayOf } from '../../../src/base/day.js';
import { credentialsIn, isAssistant } from '../../../src/care/credential.js';
import { serviceOf } from '../../../src/care/service.js';
import type { VisitType } from '../../../src/care/visit.js';
import { aNote, aPatient, aPolicy, aVisit, at, done } from '../../support/snapshots.js';

function aStaffMember(facts: Partial<StaffFact> = {}): StaffFact {
  return { id: 'member', disciplines: ['SN', 'PT', 'OT', 'SLP', 'MSW', 'HHA', 'PCS'], credential: null, credentialExpiresOn: null, ...facts };
}

function found(visits: readonly VisitFact[], staff: readonly StaffFact[], notes: readonly NoteFact[] = []): readonly Finding[] {
  const snapshot = aPatient({ policies: [aPolicy({ authorizationRequired: 'NONE' })], visits, notes, staff });
  return evaluate(snapshot, at('2025-01-02')).findings.filter((finding) => finding.ruleId === 'DOC-07');
}

function visited(serviceCode: string, credential: string | null, type: VisitType = 'ROUTINE'): readonly Finding[] {
  const { discipline } = serviceOf(serviceCode, []);
  return found([aVisit('2025-01-06', { id: 'v1', serviceCode, discipline, type, staffId: 'member' })], [aStaffMember({ credential })]);
}

describe('the credential that a code asks for', () => {
  test.each([
    ['G0151', ['PT', 'PT, DPT', 'M.P.T.'], ['PTA', 'OT', 'RN']],
    ['G0159', ['PT'], ['PTA']],
    ['G0157', ['PTA', 'LPTA'], ['OTA', 'PT']],
    ['G0152', ['OT', 'OTR/L'], ['COTA', 'OTA', 'PT']],
    ['G0160', ['OTR'], ['OTA']],
    ['G0158', ['COTA/L', 'OTA'], ['OT', 'PTA']],
    ['G0153', ['SLP', 'MA, CCC-SLP'], ['PT', 'SLPA']],
    ['G0161', ['SLP'], ['OT']],
    ['G0299', ['RN', 'R.N.', 'RN, BSN', 'APRN'], ['LPN', 'LVN', 'HHA']],
    ['T1002', ['RN'], ['LPN']],
    ['S9123', ['RN'], ['LVN']],
    ['G0162', ['RN'], ['LPN']],
    ['G0493', ['RN'], ['LPN']],
    ['G0300', ['LPN', 'LVN', 'RN'], ['CNA', 'PT']],
    ['T1003', ['LPN', 'RN'], ['HHA']],
    ['S9124', ['LVN', 'RN'], ['HHA']],
    ['G0155', ['MSW', 'LCSW'], ['RN']],
    ['G0156', ['HHA', 'CNA', 'Home health aide'], ['PCA', 'PT']],
  ] as const)('%s is rendered by %j and not by %j', (code, eligible, ineligible) => {
    for (const credential of eligible) expect(visited(code, credential)).toEqual([]);
    for (const credential of ineligible) expect(visited(code, credential)).toMatchObject([{ evidence: { problem: 'OTHER_CREDENTIAL' } }]);
  });

  test('is not asked for where the credential is not on record or not known here', () => {
    expect(visited('G0151', null)).toEqual([]);
    expect(visited('G0151', 'Orthopaedic specialist')).toEqual([]);
  });

  test('is not asked for by a code of personal care', () => {
    expect(visited('T1019', 'PCA')).toEqual([]);
  });

  test('is named in words to clinicians and in letters to billers', () => {
    expect(visited('G0151', 'PTA')).toMatchObject([
      {
        key: 'DOC-07:v1:member',
        severity: 'BLOCKER',
        ownerTeam: 'CLINICAL',
        visitIds: ['v1'],
        clinicalText: 'Whoever is assigned to the physical therapy visit on 2025-01-06 is a physical therapist assistant, and it needs a physical therapist; assign someone who may make it.',
        billingText: 'Rendering credential ineligible: G0151 DOS 2025-01-06, assigned staff PTA, code wants PT, $120.00 held; predicted CARC 185.',
        evidence: { staffId: 'member', role: 'ASSIGNED', credentials: 'PTA', credentialsForCode: 'PT' },
        deadlineAt: at('2025-01-06', 9),
      },
    ]);
  });
});

describe('a visit that assesses', () => {
  const assessing = ['EVALUATION', 'START_OF_CARE', 'REASSESSMENT', 'RECERTIFICATION'] as const;

  test.each([['G0157', 'PTA'], ['G0158', 'COTA'], ['G0158', 'OTA'], ['G0300', 'LPN'], ['G0300', 'LVN']])('of %s is not for a %s', (code, credential) => {
    for (const type of assessing) expect(visited(code, credential, type)).toMatchObject([{ evidence: { problem: 'ASSISTANT', visitType: type } }]);
    for (const type of ['ROUTINE', 'DISCHARGE'] as const) expect(visited(code, credential, type)).toEqual([]);
  });

  test('is for a professional, and for whoever has no known credential', () => {
    for (const type of assessing) {
      expect(visited('G0151', 'PT', type)).toEqual([]);
      expect(visited('G0300', 'RN', type)).toEqual([]);
      expect(visited('G0300', 'LPN, RN', type)).toEqual([]);
      expect(visited('G0300', null, type)).toEqual([]);
    }
  });
});

describe('a discipline', () => {
  test('that the member does not have is found also where the credential is unknown', () => {
    const visit = aVisit('2025-01-06', { id: 'v1', staffId: 'member' });
    expect(found([visit], [aStaffMember({ disciplines: ['OT'] })])).toMatchObject([
      { evidence: { problem: 'OTHER_DISCIPLINE' }, clinicalText: expect.stringContaining('does not provide physical therapy'), billingText: expect.stringContaining('assigned staff not PT') },
    ]);
    expect(found([visit], [aStaffMember({ disciplines: ['OT', 'PT'] })])).toEqual([]);
  });

  test('is not asked of a member without any on record, nor of one who is not known', () => {
    const visit = aVisit('2025-01-06', { id: 'v1', staffId: 'member' });
    expect(found([visit], [aStaffMember({ disciplines: [] })])).toEqual([]);
    expect(found([visit], [aStaffMember({ id: 'other', disciplines: ['OT'] })])).toEqual([]);
    expect(found([{ ...visit, staffId: null }], [aStaffMember({ disciplines: ['OT'] })])).toEqual([]);
  });
});

describe('a credential', () => {
  const visit = aVisit('2025-01-06', { id: 'v1', staffId: 'member' });
  const expiring = (date: string, credential: string | null = 'PT'): readonly Finding[] => found([visit], [aStaffMember({ credential, credentialExpiresOn: dayOf(date) })]);

  test('is valid on its last day, and not on the day after it', () => {
    expect(expiring('2025-01-06')).toEqual([]);
    expect(expiring('2025-01-05')).toMatchObject([
      { evidence: { problem: 'EXPIRED', credentialExpiresOn: '2025-01-05' }, clinicalText: expect.stringContaining('has a credential that ended on 2025-01-05'), billingText: expect.stringContaining('PT expired 2025-01-05') },
    ]);
  });

  test('that is not on record does not expire', () => {
    expect(expiring('2025-01-05', null)).toEqual([]);
    expect(expiring('2025-01-05', 'Orthopaedic specialist')).toHaveLength(1);
  });
});

describe('the author of a note', () => {
  const visit = done(aVisit('2025-01-06', { id: 'v1', staffId: 'member' }));
  const pt = aStaffMember({ credential: 'PT' });
  const pta = aStaffMember({ id: 'author', credential: 'PTA' });

  test('has to be able to make the visit too', () => {
    expect(found([visit], [pt, pta], [aNote(visit, { authorStaffId: 'author' })])).toMatchObject([
      { key: 'DOC-07:v1:author', evidence: { role: 'AUTHOR' }, clinicalText: expect.stringMatching(/^Whoever wrote the note for the physical therapy visit on 2025-01-06 is .*; correct who it was, or have it made again by someone who may\.$/) },
    ]);
    expect(found([visit], [pt, pta], [aNote(visit, { authorStaffId: 'member' })])).toEqual([]);
    expect(found([visit], [pt, pta], [aNote(visit)])).toEqual([]);
  });

  test('is found once where it is whoever made the visit', () => {
    const own = { ...visit, staffId: 'author' };
    expect(found([own], [pta], [aNote(visit, { authorStaffId: 'author' })]).map(({ key, evidence }) => [key, evidence['role']])).toEqual([['DOC-07:v1:author', 'ASSIGNED']]);
  });
});

test('a cancelled visit asks for nobody', () => {
  expect(found([aVisit('2025-01-06', { staffId: 'member', status: 'CANCELLED' })], [aStaffMember({ disciplines: ['OT'] })])).toEqual([]);
});

test('a signature is read word by word, and what is not known is left out', () => {
  expect(credentialsIn('Jane Roe, PT, DPT, OCS')).toEqual(['PT']);
  expect(credentialsIn('L.P.N.')).toEqual(['LPN']);
  expect(credentialsIn('')).toEqual([]);
  expect(isAssistant([])).toBe(false);
  expect(isAssistant(['PTA', 'RN'])).toBe(false);
  expect(isAssistant(['PTA', 'LPN'])).toBe(true);
});
