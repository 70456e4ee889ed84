import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../src/alignment/evaluate.js';
import type { Finding } from '../../src/alignment/finding.js';
import type { NoteFact, PatientSnapshot, VisitFact } from '../../src/alignment/snapshot.js';
import { MS_PER_HOUR } from '../../src/base/day.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { aNote, aPatient, aPolicy, aVisit, at, done } from '../support/snapshots.js';

const visit = done(aVisit('2025-01-06', { id: 'v1' }), 60);
const end = at('2025-01-06', 10);
const due = end + 24 * MS_PER_HOUR;
const late = end + 72 * MS_PER_HOUR;
const billed: VisitFact = { ...visit, status: 'BILLED' };

function patient(visits: readonly VisitFact[], notes: readonly NoteFact[], terms: Partial<PayerPolicyTerms> = {}): PatientSnapshot {
  return aPatient({ policies: [aPolicy({ authorizationRequired: 'NONE', ...terms })], visits, notes });
}

/** What these two rules find; no other rule that has a clock is concerned by these facts. */
function found(snapshot: PatientSnapshot, now: number): readonly Finding[] {
  return evaluate(snapshot, now).findings.filter(({ ruleId }) => ruleId === 'DOC-01' || ruleId === 'DOC-02');
}

describe('DOC-01', () => {
  test('is found from the hour a note is due, counted from the end that was clocked', () => {
    expect(found(patient([visit], []), due - 1)).toEqual([]);
    expect(found(patient([visit], []), due)).toMatchObject([
      {
        key: 'DOC-01:v1',
        severity: 'WARNING',
        ownerTeam: 'CLINICAL',
        clinicalText: 'The note for the physical therapy visit on 2025-01-06 is not started; it was due within 24 hours.',
        billingText: 'No documentation for G0151 DOS 2025-01-06, note due 24 h after service, $160.00 at risk; predicted CARC 112.',
        centsAtRisk: 16_000,
      },
    ]);
  });

  test('blocks from the hour a note is late, where the payer holds late notes', () => {
    const snapshot = patient([visit], [], { lateNote: 'HOLD' });
    expect(found(snapshot, late - 1)).toMatchObject([{ severity: 'WARNING' }]);
    expect(found(snapshot, late)).toMatchObject([{ severity: 'BLOCKER', clinicalText: expect.stringContaining('it is late after 72 hours'), billingText: expect.stringContaining('$160.00 held') }]);
  });

  test('only warns however late it is, where the payer only warns, until the visit is billed', () => {
    expect(found(patient([visit], []), late + 1000 * MS_PER_HOUR)).toMatchObject([{ severity: 'WARNING' }]);
    expect(found(patient([billed], []), end)).toMatchObject([{ severity: 'BLOCKER', billingText: expect.stringContaining('billed without it') }]);
  });

  test('says when it will change', () => {
    expect(evaluate(patient([visit], []), end).nextChangeAt).toBe(due);
    expect(evaluate(patient([visit], []), due).nextChangeAt).toBeNull();
    expect(evaluate(patient([visit], [], { lateNote: 'HOLD' }), due).nextChangeAt).toBe(late);
    expect(evaluate(patient([visit], [], { lateNote: 'HOLD' }), late).nextChangeAt).toBeNull();
    expect(evaluate(patient([billed], [], { lateNote: 'HOLD' }), end).nextChangeAt).toBeNull();
  });

  test('is not found for a visit that was not made', () => {
    for (const status of ['SCHEDULED', 'MISSED', 'CANCELLED'] as const) {
      expect(found(patient([{ ...visit, status }], []), late)).toEqual([]);
    }
  });

  test('is found as long as the note is only begun', () => {
    expect(found(patient([visit], [aNote(visit, { status: 'IN_PROGRESS', signedAt: null })]), due)).toMatchObject([
      { ruleId: 'DOC-01', noteId: 'note-v1', clinicalText: expect.stringContaining('started but not finished'), evidence: { noteStatus: 'IN_PROGRESS' } },
    ]);
  });

  test('counts from the planned end when no end was clocked', () => {
    const unclocked = { ...visit, actualStartsAt: null, actualEndsAt: null };
    expect(evaluate(patient([unclocked], []), end).nextChangeAt).toBe(unclocked.endsAt + 24 * MS_PER_HOUR);
  });
});

describe('DOC-02', () => {
  test.each([
    ['COMPLETE_UNSIGNED', 'Sign the note for the physical therapy visit on 2025-01-06.', 'Unsigned note: note for G0151 DOS 2025-01-06 not bill-ready, $160.00 held; predicted CARC 251.'],
    ['COSIGN_PENDING', 'Co-sign the note for the physical therapy visit on 2025-01-06.', 'Co-signature missing: note for G0151 DOS 2025-01-06 not bill-ready, $160.00 held; predicted CARC 251.'],
    ['AMENDING', 'Finish amending and sign the note for the physical therapy visit on 2025-01-06.', 'Note under amendment: note for G0151 DOS 2025-01-06 not bill-ready, $160.00 held; predicted CARC 251.'],
  ] as const)('blocks at once while the note is %s', (status, clinicalText, billingText) => {
    expect(found(patient([visit], [aNote(visit, { status })]), end)).toMatchObject([{ key: 'DOC-02:note-v1', severity: 'BLOCKER', noteId: 'note-v1', visitIds: ['v1'], clinicalText, billingText }]);
  });

  test('is cleared by the signature', () => {
    expect(found(patient([visit], [aNote(visit)]), late)).toEqual([]);
  });

  test('is found for a signed note whose co-signature is required and missing', () => {
    expect(found(patient([visit], [aNote(visit, { isCosignRequired: true })]), end)).toMatchObject([{ ruleId: 'DOC-02', evidence: { lacks: 'COSIGNATURE' } }]);
    expect(found(patient([visit], [aNote(visit, { isCosignRequired: true, cosignedAt: end })]), end)).toEqual([]);
  });
});
