import { describe, expect, test } from '@jest/globals';

import type { FindingRow } from '../../src/db/rows/finding-row.js';
import { type AlignmentEvent, NO_EFFECT } from '../../src/feed/event.js';
import { type Interest, matches } from '../../src/feed/interest.js';

const EVERYTHING: Interest = { patientIds: null, branchIds: null, payerIds: null, types: null, teams: null, severities: null, rules: null };

const finding = (ownerTeam: string, severity: string, ruleId: string): FindingRow => ({ ownerTeam, severity, ruleId }) as FindingRow;

const EVENT: AlignmentEvent = {
  agencyId: 'agency', seq: 1, epoch: 1, eventId: 'event', correlationId: 'together', type: 'VISIT_RESCHEDULED', patientId: 'pat', branchId: 'north', payerIds: ['acme', 'medicare'],
  body: {
    what: [], actor: { subject: 'someone', role: 'SCHEDULER' }, cause: 'OTHER', reason: null,
    effect: { ...NO_EFFECT, raised: [finding('SCHEDULING', 'HIGH', 'AUTH-04')], cleared: [finding('BILLING', 'INFO', 'AUTH-05')] },
  },
  occurredAt: new Date(0), recordedAt: new Date(0),
};
const OF_THE_AGENCY: AlignmentEvent = { ...EVENT, patientId: null, branchId: null, payerIds: [], body: { ...EVENT.body, effect: NO_EFFECT } };

describe('an interest', () => {
  test.each<[string, Partial<Interest>, boolean]>([
    ['in everything is met', {}, true],
    ['in this patient is met', { patientIds: ['else', 'pat'] }, true],
    ['in another patient is not', { patientIds: ['else'] }, false],
    ['in no patient at all is not', { patientIds: [] }, false],
    ['in this branch is met', { branchIds: ['north'] }, true],
    ['in another branch is not', { branchIds: ['south'] }, false],
    ['in one of its payers is met', { payerIds: ['medicare'] }, true],
    ['in another payer is not', { payerIds: ['other'] }, false],
    ['in this kind of change is met', { types: ['VISIT_RESCHEDULED'] }, true],
    ['in another kind of change is not', { types: ['VISIT_MISSED'] }, false],
    ['in the team of a finding that was cleared is met', { teams: ['BILLING'] }, true],
    ['in one finding of team, severity and rule is met', { teams: ['SCHEDULING'], severities: ['HIGH'], rules: ['AUTH-04'] }, true],
    ['in the team of one finding and the severity of another is not', { teams: ['BILLING'], severities: ['HIGH'] }, false],
    ['of which one part is not met is not', { patientIds: ['pat'], types: ['VISIT_MISSED'] }, false],
  ])('%s', (_name, interest, isMet) => {
    expect(matches({ ...EVERYTHING, ...interest }, EVENT)).toBe(isMet);
  });

  test('in a patient, a branch, a payer or a finding is not met by what concerns the agency alone', () => {
    const narrow: ReadonlyArray<Partial<Interest>> = [{ patientIds: ['pat'] }, { branchIds: ['north'] }, { payerIds: ['acme'] }, { teams: ['BILLING'] }];
    expect(narrow.map((interest) => matches({ ...EVERYTHING, ...interest }, OF_THE_AGENCY))).toEqual([false, false, false, false]);
    expect(matches(EVERYTHING, OF_THE_AGENCY)).toBe(true);
  });
});
