import { describe, expect, test } from '@jest/globals';

import { type EmergencyAccess, emergencyAccess, type EmergencyRequest, ended, isOpen, reviewed } from '../../src/care/emergency-access.js';

const NOW = new Date('2026-03-02T15:00:00Z');
const WHOSE = { agencyId: 'a', id: 'e', patientId: 'p', subject: 'nurse', role: 'CLINICIAN' } as const;
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const taken = (request: Partial<EmergencyRequest> = {}): EmergencyAccess => emergencyAccess(WHOSE, { reasonCode: 'EMERGENCY_TREATMENT', reason: 'Chest pain', minutes: 30, ...request }, NOW);
const refused = (code: string, path: string): unknown => expect.objectContaining({ code, details: expect.objectContaining({ path: ['input', path] }) });

describe('an emergency access', () => {
  test.each([1, 60])('lasts %i minutes and not a second longer', (minutes) => {
    const access = taken({ minutes });
    expect(access.endsAt).toEqual(after(minutes * 60));
    expect(isOpen(access, NOW)).toBe(true);
    expect(isOpen(access, after(minutes * 60 - 1))).toBe(true);
    expect(isOpen(access, after(minutes * 60))).toBe(false);
    expect(isOpen(access, after(minutes * 60 + 1))).toBe(false);
  });

  test.each([0, 61, -1, 1.5, Number.NaN])('of %d minutes is refused', (minutes) => {
    expect(() => taken({ minutes })).toThrow(refused('INVALID_INPUT', 'minutes'));
  });

  test('needs words, neither none nor too many', () => {
    expect(taken({ reason: ` ${'x'.repeat(1000)} ` }).reason).toHaveLength(1000);
    expect(() => taken({ reason: 'x'.repeat(1001) })).toThrow(refused('INVALID_INPUT', 'reason'));
    expect(() => taken({ reason: ' ' })).toThrow(refused('INVALID_INPUT', 'reason'));
  });

  test('needs a reason of those that there are', () => {
    expect(() => taken({ reasonCode: 'CURIOSITY' as never })).toThrow(refused('UNKNOWN_CODE', 'reasonCode'));
  });

  test('waits for its review from the start, for a day', () => {
    expect(taken()).toMatchObject({ reviewStatus: 'PENDING', reviewDueAt: after(24 * 3600) });
  });
});

describe('to end it', () => {
  test('is possible until its time is up, and once', () => {
    const early = ended(taken(), 'nurse', after(60));
    expect(early).toMatchObject({ endedAt: after(60), endedBy: 'nurse', endsAt: after(1800), reviewStatus: 'PENDING', version: 2 });
    expect(isOpen(early, after(60))).toBe(false);
    expect(() => ended(early, 'nurse', after(61))).toThrow(refused('ILLEGAL_TRANSITION', 'emergencyAccessId'));
    expect(ended(taken(), 'nurse', after(1799)).endedAt).toEqual(after(1799));
    expect(() => ended(taken(), 'nurse', after(1800))).toThrow(refused('ILLEGAL_TRANSITION', 'emergencyAccessId'));
  });
});

describe('its review', () => {
  const decided = (decision: 'APPROVED' | 'REJECTED', access = taken(), at = after(60), by = 'lead'): EmergencyAccess => reviewed(access, { by, decision, text: ' Looked at the call ' }, at);

  test('is a colleague\'s, and says who, when and why', () => {
    expect(decided('APPROVED')).toMatchObject({ reviewStatus: 'APPROVED', reviewedAt: after(60), reviewedBy: 'lead', reviewText: 'Looked at the call', endedAt: null, version: 2 });
    expect(() => decided('APPROVED', taken(), after(60), 'nurse')).toThrow(refused('FORBIDDEN', 'emergencyAccessId'));
  });

  test('stands once it is made', () => {
    for (const decision of ['APPROVED', 'REJECTED'] as const) expect(() => decided('REJECTED', decided(decision))).toThrow(refused('ILLEGAL_TRANSITION', 'emergencyAccessId'));
  });

  test('ends what was not justified, unless it is over already', () => {
    expect(decided('REJECTED')).toMatchObject({ endedAt: after(60), endedBy: 'lead' });
    expect(isOpen(decided('REJECTED'), after(60))).toBe(false);
    expect(decided('REJECTED', taken(), after(1800))).toMatchObject({ endedAt: null, endedBy: null });
    expect(decided('REJECTED', ended(taken(), 'nurse', after(30)))).toMatchObject({ endedAt: after(30), endedBy: 'nurse' });
    expect(isOpen(decided('APPROVED'), after(1799))).toBe(true);
  });

  test('says how it came to its decision', () => {
    expect(() => reviewed(taken(), { by: 'lead', decision: 'APPROVED', text: '' }, NOW)).toThrow(refused('INVALID_INPUT', 'text'));
    expect(() => reviewed(taken(), { by: 'lead', decision: 'PENDING' as never, text: 'x' }, NOW)).toThrow(refused('UNKNOWN_CODE', 'decision'));
  });
});
