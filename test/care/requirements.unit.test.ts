import { describe, expect, test } from '@jest/globals';

import { type Certification, certified } from '../../src/care/certification.js';
import { changed, type Coverage } from '../../src/care/coverage.js';
import { type EvvRecord, verified } from '../../src/care/evv.js';
import { ALLOWED_PRACTITIONERS, encountered } from '../../src/care/face-to-face.js';
import { supervised, type Supervision } from '../../src/care/supervision.js';

const TODAY = '2026-03-02';
const TOMORROW = '2026-03-03';
const refused = (code: string, field: string): unknown => expect.objectContaining({ code, details: expect.objectContaining({ path: ['input', field] }) });

describe('a certification', () => {
  const period = (changes: Partial<Certification> = {}): Certification =>
    certified({ agencyId: 'a', id: 'c', patientId: 'p', kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29', certifiedOn: null, assessedOn: null, version: 1, ...changes }, TODAY);

  test('may be of one day, and does not end before it starts', () => {
    expect(period({ endsOn: '2026-03-01' }).endsOn).toBe('2026-03-01');
    expect(() => period({ endsOn: '2026-02-28' })).toThrow(refused('INVALID_RANGE', 'endsOn'));
  });

  test.each(['certifiedOn', 'assessedOn'] as const)('has %s by today and not later', (field) => {
    expect(period({ [field]: TODAY })[field]).toBe(TODAY);
    expect(() => period({ [field]: TOMORROW })).toThrow(refused('INVALID_DATE', field));
  });
});

test('an encounter has taken place by today', () => {
  const encounter = { agencyId: 'a', id: 'f', patientId: 'p', practitionerKind: 'PHYSICIAN' } as const;
  expect(encountered({ ...encounter, occurredOn: TODAY }, TODAY).occurredOn).toBe(TODAY);
  expect(() => encountered({ ...encounter, occurredOn: TOMORROW }, TODAY)).toThrow(refused('INVALID_DATE', 'occurredOn'));
});

test('everyone but OTHER may perform an encounter', () => {
  expect([ALLOWED_PRACTITIONERS.size, ALLOWED_PRACTITIONERS.has('OTHER')]).toEqual([5, false]);
});

describe('a supervision', () => {
  const supervision = (changes: Partial<Supervision> = {}): Supervision =>
    supervised({ agencyId: 'a', id: 's', patientId: 'p', kind: 'AIDE_SUPERVISION', discipline: 'HHA', staffId: null, aideStaffId: null, performedOn: TODAY, mode: 'ONSITE', ...changes }, TODAY);

  test('has been done by today', () => {
    expect(supervision().performedOn).toBe(TODAY);
    expect(() => supervision({ performedOn: TOMORROW })).toThrow(refused('INVALID_DATE', 'performedOn'));
  });

  test('is of aides, and a reassessment of therapies', () => {
    for (const discipline of ['HHA', 'PCS'] as const) expect(supervision({ discipline }).discipline).toBe(discipline);
    for (const discipline of ['PT', 'OT', 'SLP'] as const) {
      expect(supervision({ kind: 'THERAPY_REASSESSMENT', discipline }).discipline).toBe(discipline);
      expect(() => supervision({ discipline })).toThrow(refused('INVALID_INPUT', 'discipline'));
    }
    expect(() => supervision({ kind: 'THERAPY_REASSESSMENT', discipline: 'HHA' })).toThrow(refused('INVALID_INPUT', 'discipline'));
    expect(() => supervision({ discipline: 'SN' })).toThrow(refused('INVALID_INPUT', 'discipline'));
  });

  test('is done from afar only where nobody has to be watched or touched', () => {
    expect(supervision({ mode: 'VIRTUAL' }).mode).toBe('VIRTUAL');
    expect(() => supervision({ kind: 'AIDE_DIRECT_OBSERVATION', mode: 'VIRTUAL' })).toThrow(refused('INVALID_INPUT', 'mode'));
    expect(() => supervision({ kind: 'THERAPY_REASSESSMENT', discipline: 'PT', mode: 'VIRTUAL' })).toThrow(refused('INVALID_INPUT', 'mode'));
  });
});

describe('the verification of a visit', () => {
  const at = (text: string): Date => new Date(text);
  const record = (changes: Partial<EvvRecord> = {}): EvvRecord =>
    verified({
      agencyId: 'a', id: 'e', patientId: 'p', visitId: 'v', serviceCode: null, memberId: null, memberIndex: [], serviceOn: null, location: null, staffId: null, startsAt: null, endsAt: null,
      status: 'RECEIVED', isManuallyEdited: false, reasonCode: null, version: 1, ...changes,
    });

  test('may have no part but its status', () => {
    expect(record().status).toBe('RECEIVED');
  });

  test('may be clocked out as it is clocked in, and not before', () => {
    expect(record({ startsAt: at('2026-03-01T15:00:00Z'), endsAt: at('2026-03-01T15:00:00Z') }).endsAt).toEqual(at('2026-03-01T15:00:00Z'));
    expect(record({ endsAt: at('2026-03-01T15:00:00Z') }).startsAt).toBeNull();
    expect(() => record({ startsAt: at('2026-03-01T15:00:00Z'), endsAt: at('2026-03-01T14:59:59Z') })).toThrow(refused('INVALID_RANGE', 'endsAt'));
  });
});

test('a coverage that changes its dates keeps everything else, and does not end before it starts', () => {
  const coverage: Coverage = { agencyId: 'a', id: 'c', patientId: 'p', payerId: 'y', memberId: 'v1.1.sealed', memberIndex: ['1.M1'], rank: 2, startsOn: '2026-01-01', endsOn: null, version: 4 };
  expect(changed(coverage, { ...coverage, startsOn: '2026-02-01', endsOn: '2026-02-01' })).toEqual({ ...coverage, startsOn: '2026-02-01', endsOn: '2026-02-01', version: 5 });
  expect(() => changed(coverage, { ...coverage, startsOn: '2026-02-01', endsOn: '2026-01-31' })).toThrow(refused('INVALID_RANGE', 'endsOn'));
});
