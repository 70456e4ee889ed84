import { describe, expect, test } from '@jest/globals';

import { amended, type Note, rewritten, signed, type Signature, written } from '../../src/care/note.js';

const NOW = new Date('2026-03-02T18:00:00Z');
const draft = (isComplete = true, isCosignRequired = false): Note =>
  written({ agencyId: 'a', id: 'n', patientId: 'p', visitId: 'v', authorStaffId: null, elements: [{ key: 'vitals', text: '120/80' }], isCosignRequired, writtenAt: NOW }, isComplete);
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
  expect(() => rewritten(note, [], true)).toThrow(refused('ILLEGAL_TRANSITION'));
  const again = amended(note, [{ key: 'vitals', text: '130/80' }], { amendedAt: NOW.toISOString(), reason: 'Wrong cuff', actorSubject: 'ann', replacedVersion: 2 });
  expect(again).toMatchObject({ status: 'AMENDING', signedAt: null, signedBy: null, version: 3, amendments: [{ reason: 'Wrong cuff', replacedVersion: 2 }] });
  expect(signed(again, by('lee'))).toMatchObject({ status: 'SIGNED', signedBy: 'lee', version: 4 });
});

test('an element stands once in a note', () => {
  expect(() => rewritten(draft(false), [{ key: 'vitals', text: 'a' }, { key: 'vitals', text: 'b' }], false)).toThrow(refused('INVALID_INPUT'));
});
