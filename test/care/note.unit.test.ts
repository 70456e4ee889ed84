import { describe, expect, test } from '@jest/globals';

import { amended, type Note, type NoteContent, type NoteElement, rewritten, signed, type Signature, written } from '../../src/care/note.js';

const NOW = new Date('2026-03-02T18:00:00Z');
const content = (elements: readonly NoteElement[] = [], changes: Partial<NoteContent> = {}): NoteContent => ({ elements, documentedStartsAt: null, documentedEndsAt: null, diagnosisCodes: [], ...changes });
const draft = (isComplete = true, isCosignRequired = false): Note =>
  written({ agencyId: 'a', id: 'n', patientId: 'p', visitId: 'v', authorStaffId: null, ...content([{ key: 'vitals', text: '120/80' }]), isCosignRequired, writtenAt: NOW }, isComplete);
const by = (subject: string, signature: Partial<Signature> = {}): Signature => ({ at: NOW, by: subject, isCosignature: false, isReported: false, ...signature });
const cosign = { isCosignature: true };
const refused = (code: string): unknown => expect.objectContaining({ code });

test('a note that is finished and signed needs no more, unless the payer wants a second signature', () => {
  expect(signed(draft(), by('ann'))).toMatchObject({ status: 'SIGNED', signedAt: NOW, signedBy: 'ann', version: 2 });
  expect(signed(draft(true, true), by('ann'))).toMatchObject({ status: 'COSIGN_PENDING', signedBy: 'ann' });
});

describe('a second signature', () => {
  const first = signed(draft(true, true), by('ann'));

  test('comes from someone else', () => {
    expect(signed(first, by('lee', cosign))).toMatchObject({ status: 'SIGNED', signedBy: 'ann', cosignedBy: 'lee' });
    expect(() => signed(first, by('ann', cosign))).toThrow(refused('FORBIDDEN'));
  });

  test('may be reported by the program that reported the first', () => {
    expect(signed(first, by('ann', { ...cosign, isReported: true })).status).toBe('SIGNED');
  });

  test('does not come before the first', () => {
    expect(() => signed(draft(true, true), by('lee', cosign))).toThrow(refused('ILLEGAL_TRANSITION'));
  });
});

test('what is not finished cannot be signed', () => {
  expect(() => signed(draft(false), by('ann'))).toThrow(refused('ILLEGAL_TRANSITION'));
});

test('what is signed is amended with a reason, and never overwritten', () => {
  const note = signed(draft(), by('ann'));
  expect(() => rewritten(note, content(), true)).toThrow(refused('ILLEGAL_TRANSITION'));
  const again = amended(note, content([{ key: 'vitals', text: '130/80' }]), { amendedAt: NOW.toISOString(), reason: 'Wrong cuff', actorSubject: 'ann', replacedVersion: 2 });
  expect(again).toMatchObject({ status: 'AMENDING', signedAt: null, signedBy: null, version: 3, amendments: [{ reason: 'Wrong cuff', replacedVersion: 2 }] });
  expect(signed(again, by('lee'))).toMatchObject({ status: 'SIGNED', signedBy: 'lee', version: 4 });
});

test('an element stands once in a note', () => {
  expect(() => rewritten(draft(false), content([{ key: 'vitals', text: 'a' }, { key: 'vitals', text: 'b' }]), false)).toThrow(refused('INVALID_INPUT'));
});

describe('the times of the visit according to the note', () => {
  const documented = (documentedStartsAt: Date | null, documentedEndsAt: Date | null): Note => rewritten(draft(false), content([], { documentedStartsAt, documentedEndsAt }), false);
  const later = new Date(NOW.getTime() + 1);

  test('are given both or not at all', () => {
    expect(documented(NOW, later)).toMatchObject({ documentedStartsAt: NOW, documentedEndsAt: later });
    expect(documented(null, null)).toMatchObject({ documentedStartsAt: null, documentedEndsAt: null });
    expect(() => documented(NOW, null)).toThrow(refused('INVALID_RANGE'));
    expect(() => documented(null, NOW)).toThrow(refused('INVALID_RANGE'));
  });

  test('end after they start', () => {
    expect(() => documented(NOW, NOW)).toThrow(refused('INVALID_RANGE'));
    expect(() => documented(later, NOW)).toThrow(refused('INVALID_RANGE'));
  });
});

test('diagnoses are ICD-10-CM codes, each once, the primary one first', () => {
  const diagnosed = (...diagnosisCodes: string[]): Note => rewritten(draft(false), content([], { diagnosisCodes }), false);
  expect(diagnosed('I50.9', 'E11.9', 'I50.9').diagnosisCodes).toEqual(['I50.9', 'E11.9']);
  for (const code of ['I509', 'i50.9', 'I50.', '50.9', 'I50.98765', '']) expect(() => diagnosed('E11.9', code)).toThrow(refused('UNKNOWN_CODE'));
});
