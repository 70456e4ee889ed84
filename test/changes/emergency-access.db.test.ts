import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { UNLIMITED } from '../../src/auth/scope.js';
import type { Role, Viewer } from '../../src/auth/viewer.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { breakGlass, type BreakGlassInput } from '../../src/changes/break-glass.js';
import { changeAccess } from '../../src/changes/change-access.js';
import { endEmergencyAccess } from '../../src/changes/end-emergency-access.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { reviewEmergencyAccess } from '../../src/changes/review-emergency-access.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { reading, writing } from '../../src/db/agency-scope.js';
import { accessFactsOf } from '../../src/db/queries/access-facts.js';
import { lockPatient } from '../../src/db/queries/lock-patient.js';
import type { EmergencyAccessRow } from '../../src/db/rows/emergency-access-row.js';
import type { MemberRow } from '../../src/db/rows/member-row.js';
import { systemIds } from '../../src/system.js';
import { admit, type Care, openCare, openTestWorld, therapyOn, type TestWorld } from '../support/care.js';
import { viewerOf } from '../support/viewers.js';

let the: TestWorld;
let care: Care;
/** Of a branch that the nurse is not on call for. */
let farPatientId: string;
let farBranchId: string;
let nurse: Viewer;
let member: MemberRow;
let admin: Viewer;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  care = await openCare(the.world);
  farBranchId = (await perform(the.world, addBranch, { name: 'Far', timeZone: 'America/Chicago' }, care)).record.id;
  farPatientId = await admit(the.world, { ...care, branchId: farBranchId });
  admin = as('admin', 'ADMIN');
  member = await onCall('nurse');
  nurse = as('nurse', 'CLINICIAN');
});

const as = (subject: string, role: Role, { agencyId } = care): Viewer => viewerOf(agencyId, role, subject);
const onCall = async (subject: string, role: Role = 'CLINICIAN'): Promise<MemberRow> =>
  (await perform(the.world, grantAccess, { subject, role, branchIds: [care.branchId] }, { viewer: care.viewer })).record;
const take = async (input: Partial<BreakGlassInput> = {}, viewer = nurse): Promise<EmergencyAccessRow> =>
  (await perform(the.world, breakGlass, { ...('mrn' in input ? {} : { patientId: farPatientId }), reasonCode: 'IMMINENT_DANGER', reason: 'Canary fell', minutes: 30, ...input }, { viewer })).record;
const review = async ({ id }: EmergencyAccessRow, decision: 'APPROVED' | 'REJECTED' = 'APPROVED', viewer = admin): Promise<EmergencyAccessRow> =>
  (await perform(the.world, reviewEmergencyAccess, { emergencyAccessId: id, decision, text: 'Canary called back' }, { viewer })).record;
const end = async ({ id }: EmergencyAccessRow, viewer = nurse): Promise<EmergencyAccessRow> => (await perform(the.world, endEmergencyAccess, { emergencyAccessId: id }, { viewer })).record;
const refused = (code: string, field?: string): unknown => expect.objectContaining({ code, ...(field !== undefined && { details: expect.objectContaining({ path: ['input', field] }) }) });

async function lastEvent(): Promise<Record<string, unknown>> {
  const { rows } = await the.owner.query(`select type, patient_id, branch_id, payer_ids, body from alignment_events where agency_id = $1 order by seq desc limit 1`, [care.agencyId]);
  return rows[0];
}

describe('an emergency access', () => {
  test('is recorded with who took it, why and until when, and its event says so without a word of the reason', async () => {
    const record = await take();
    expect(record).toMatchObject({ patientId: farPatientId, subject: 'nurse', role: 'CLINICIAN', reason: 'Canary fell', endsAt: new Date('2026-03-02T15:30:00Z'), reviewStatus: 'PENDING' });
    const event = await lastEvent();
    expect(event).toMatchObject({ type: 'EMERGENCY_ACCESS_GRANTED', patient_id: farPatientId, branch_id: farBranchId, payer_ids: [care.payerId], body: { actor: { subject: 'nurse', role: 'CLINICIAN' } } });
    expect(JSON.stringify(event)).toContain('IMMINENT_DANGER');
    expect(JSON.stringify(event)).not.toMatch(/canary/i);
  });

  test('is taken by a medical record number, and the number has to be complete', async () => {
    const { rows } = await the.owner.query('select mrn from patients where id = $1', [farPatientId]);
    const { mrn } = rows[0] as { mrn: string };
    await expect(take({ mrn: mrn.slice(0, -1) })).rejects.toEqual(refused('NOT_FOUND', 'mrn'));
    expect((await take({ mrn })).patientId).toBe(farPatientId);
  });

  test('is refused where the patient is in the member\'s scope already, by every list of it', async () => {
    await expect(take({ patientId: care.patientId })).rejects.toEqual(refused('INVALID_INPUT', 'patientId'));
    await perform(the.world, changeAccess, { agencyMemberId: member.id, branchIds: null, patientIds: [farPatientId] }, { viewer: admin });
    await expect(take()).rejects.toEqual(refused('INVALID_INPUT', 'patientId'));
    expect((await take({ patientId: care.patientId })).patientId).toBe(care.patientId);
  });

  test('is refused to those who see everything, and to those who are no members', async () => {
    await perform(the.world, grantAccess, { subject: 'everywhere', role: 'CLINICIAN' }, { viewer: admin });
    await expect(take({}, as('everywhere', 'CLINICIAN'))).rejects.toEqual(refused('INVALID_INPUT', 'patientId'));
    await expect(take({}, as('stranger', 'CLINICIAN'))).rejects.toEqual(refused('FORBIDDEN'));
  });

  test('is refused to whoever is sent away, or given a role without it, whatever their token says', async () => {
    await perform(the.world, changeAccess, { agencyMemberId: member.id, role: 'BILLER' }, { viewer: admin });
    await expect(take()).rejects.toEqual(refused('FORBIDDEN'));
    await perform(the.world, revokeAccess, { agencyMemberId: member.id }, { viewer: admin });
    await expect(take()).rejects.toEqual(refused('FORBIDDEN'));
  });

  test('knows no patient of another agency, as it knows none that does not exist', async () => {
    const elsewhere = await openCare(the.world);
    for (const patientId of [elsewhere.patientId, systemIds.next()]) await expect(take({ patientId })).rejects.toEqual(refused('NOT_FOUND', 'patientId'));
  });

  test('is of the one whom their provider names, and not of another\'s with the same subject', async () => {
    const clinic = 'clinic-of-the-northern-counties-';
    const long = 'n'.repeat(255);
    for (const subject of ['nurse', long]) await perform(the.world, grantAccess, { issuer: clinic, subject, role: 'CLINICIAN', branchIds: [care.branchId] }, { viewer: care.viewer });
    const theirs = await take({}, as(`${clinic} nurse`, 'CLINICIAN'));
    expect((await take({}, as(`${clinic} ${long}`, 'CLINICIAN'))).subject).toBe(`${clinic} ${long}`);
    const asked = ['nurse', `${clinic} nurse`].map((subject) => ({ subject, tokenId: null }));
    const { members } = await reading(the.database, care.agencyId, (tx) => accessFactsOf(tx, asked, the.clock.now()));
    expect(asked.map(({ subject }) => members.get(subject)?.emergencies.map(({ id }) => id))).toEqual([[], [theirs.id]]);
    await expect(end(theirs)).rejects.toEqual(refused('NOT_FOUND', 'emergencyAccessId'));
    expect((await take()).subject).toBe('nurse');
    expect((await end(theirs, as(`${clinic} nurse`, 'CLINICIAN'))).endedBy).toBe(`${clinic} nurse`);
  });

  test('does not wait for whoever is changing the patient', async () => {
    await writing(the.database, care.agencyId, async (tx) => {
      await lockPatient(tx, farPatientId);
      expect((await take()).patientId).toBe(farPatientId);
    });
  });
});

describe('a second one', () => {
  test('is refused until the first is reviewed, whichever patient it is to, also when the first is over', async () => {
    const first = await take();
    const another = await admit(the.world, { ...care, branchId: farBranchId });
    await expect(take()).rejects.toEqual(refused('REVIEW_PENDING'));
    await expect(take({ patientId: another })).rejects.toEqual(refused('REVIEW_PENDING'));
    await end(first);
    the.clock.moveBy(2 * 3_600_000);
    await expect(take()).rejects.toEqual(refused('REVIEW_PENDING'));
    await review(first);
    expect((await take({ patientId: another })).patientId).toBe(another);
  });

  test('is refused before anything is said of the patient', async () => {
    await take();
    await expect(take({ patientId: systemIds.next() })).rejects.toEqual(refused('REVIEW_PENDING'));
    await expect(take({ patientId: care.patientId })).rejects.toEqual(refused('REVIEW_PENDING'));
  });

  test('is refused to one of two that are taken at once', async () => {
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => take()));
    expect(all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : ['taken'])).sort()).toEqual([...Array.from({ length: 4 }, () => 'REVIEW_PENDING'), 'taken']);
  });

  test('is a colleague\'s own affair, and another agency\'s', async () => {
    await take();
    await onCall('other');
    expect((await take({}, as('other', 'CLINICIAN'))).subject).toBe('other');
    const elsewhere = await openCare(the.world);
    await perform(the.world, grantAccess, { subject: 'nurse', role: 'CLINICIAN', branchIds: [] }, { viewer: elsewhere.viewer });
    expect((await take({ patientId: elsewhere.patientId }, as('nurse', 'CLINICIAN', elsewhere))).agencyId).toBe(elsewhere.agencyId);
  });

  test('cannot be written past the server either', async () => {
    const { id } = await take();
    const copy = `insert into emergency_accesses select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from emergency_accesses e where e.id = $1`;
    await expect(the.owner.query(copy, [id])).rejects.toMatchObject({ constraint: 'emergency_accesses_one_unreviewed' });
  });
});

describe('the end before its time', () => {
  test('is for whoever took it and for administrators', async () => {
    const own = await take();
    expect(await end(own)).toMatchObject({ endedBy: 'nurse', endedAt: the.clock.now() });
    expect(await lastEvent()).toMatchObject({ type: 'EMERGENCY_ACCESS_ENDED', patient_id: farPatientId, branch_id: farBranchId });
    await onCall('other');
    expect(await end(await take({}, as('other', 'CLINICIAN')), admin)).toMatchObject({ endedBy: 'admin' });
  });

  test('is not for colleagues, of whom some do not even learn that there is one', async () => {
    const own = await take();
    await expect(end(own, as('another', 'CLINICIAN'))).rejects.toEqual(refused('NOT_FOUND', 'emergencyAccessId'));
    await expect(end(own, as('lead', 'CLINICAL_LEAD'))).rejects.toEqual(refused('FORBIDDEN', 'emergencyAccessId'));
    await expect(end(own, as('admin', 'ADMIN', await openCare(the.world)))).rejects.toEqual(refused('NOT_FOUND', 'emergencyAccessId'));
  });

  test('comes too late when its time is up, and is in time a second before', async () => {
    const own = await take();
    the.clock.moveTo('2026-03-02T15:30:00Z');
    await expect(end(own)).rejects.toEqual(refused('ILLEGAL_TRANSITION', 'emergencyAccessId'));
    the.clock.moveTo('2026-03-02T15:29:59Z');
    expect((await end(own)).endedAt).toEqual(the.clock.now());
  });
});

describe('the review', () => {
  test('is for administrators and clinical leads, never for whoever took it', async () => {
    const own = await take();
    await expect(review(own, 'APPROVED', as('another', 'CLINICIAN'))).rejects.toEqual(refused('FORBIDDEN'));
    await expect(review(own, 'APPROVED', as('nurse', 'ADMIN'))).rejects.toEqual(refused('FORBIDDEN', 'emergencyAccessId'));
    expect(await review(own, 'APPROVED', as('lead', 'CLINICAL_LEAD'))).toMatchObject({ reviewStatus: 'APPROVED', reviewedBy: 'lead', endedAt: null });
    const event = await lastEvent();
    expect(event).toMatchObject({ type: 'EMERGENCY_ACCESS_REVIEWED', patient_id: farPatientId });
    expect(JSON.stringify(event)).not.toMatch(/canary/i);
  });

  test('is not an administrator\'s of their own either', async () => {
    await onCall('boss', 'ADMIN');
    const boss = as('boss', 'ADMIN');
    const own = await take({}, boss);
    await expect(review(own, 'APPROVED', boss)).rejects.toEqual(refused('FORBIDDEN', 'emergencyAccessId'));
    expect((await review(own)).reviewedBy).toBe('admin');
  });

  test('ends one that it rejects, at once', async () => {
    expect(await review(await take(), 'REJECTED')).toMatchObject({ reviewStatus: 'REJECTED', endedAt: the.clock.now(), endedBy: 'admin' });
  });

  test('is decided once, also by two at once', async () => {
    const own = await take();
    const both = await Promise.allSettled([review(own), review(own, 'REJECTED', as('lead', 'CLINICAL_LEAD'))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ILLEGAL_TRANSITION' } });
  });

  test('is for those within whose scope the patient is, and unknown to others', async () => {
    const own = await take();
    const within = (branchId: string, role: Role): Viewer => ({ ...as('somebody', role), scope: { ...UNLIMITED, branchIds: [branchId] } });
    await expect(review(own, 'APPROVED', within(care.branchId, 'CLINICAL_LEAD'))).rejects.toEqual(refused('NOT_FOUND', 'emergencyAccessId'));
    await expect(end(own, within(care.branchId, 'ADMIN'))).rejects.toEqual(refused('NOT_FOUND', 'emergencyAccessId'));
    expect((await end(own, { ...nurse, scope: { ...UNLIMITED, branchIds: [care.branchId] } })).endedBy).toBe('nurse');
    expect((await review(own, 'APPROVED', within(farBranchId, 'CLINICAL_LEAD'))).reviewedBy).toBe('somebody');
  });

  test('knows none of another agency', async () => {
    await expect(review(await take(), 'APPROVED', as('admin', 'ADMIN', await openCare(the.world)))).rejects.toEqual(refused('NOT_FOUND', 'emergencyAccessId'));
  });
});

describe('what is done under it', () => {
  const openedBy = ({ id, patientId, endsAt }: EmergencyAccessRow): Viewer => ({ ...nurse, scope: { branchIds: [care.branchId], payerIds: null, patientIds: null, emergencies: [{ id, patientId, endsAt }] } });

  test('bears its id and its cause, in the log, in the history of visits and on the audit trail', async () => {
    const own = await take();
    const { record } = await perform(the.world, scheduleVisit, { patientId: farPatientId, ...therapyOn('2026-03-04') }, care);
    const viewer = openedBy(own);
    await perform(the.world, rescheduleVisit, { visitId: record.id, ...therapyOn('2026-03-05') }, { viewer });
    expect((await lastEvent())['body']).toMatchObject({ emergencyAccessId: own.id, cause: 'EMERGENCY' });
    await perform(the.world, rescheduleVisit, { visitId: record.id, ...therapyOn('2026-03-06') }, { viewer, cause: 'FAMILY_REQUEST' });
    expect((await lastEvent())['body']).toMatchObject({ emergencyAccessId: own.id, cause: 'FAMILY_REQUEST' });
    const trail = await the.owner.query('select emergency_access_id, purpose from audit_entries where agency_id = $1 order by seq desc limit 2', [care.agencyId]);
    expect(trail.rows).toEqual(Array.from({ length: 2 }, () => ({ emergency_access_id: own.id, purpose: 'ETREAT' })));
    const { rows } = await the.owner.query('select cause from schedule_changes where visit_id = $1 order by recorded_at, id', [record.id]);
    expect(rows.map(({ cause }: { cause: string }) => cause)).toEqual(['OTHER', 'EMERGENCY', 'FAMILY_REQUEST']);
  });

  test('is not confused with what the same person does for another patient', async () => {
    const viewer = openedBy(await take());
    await perform(the.world, scheduleVisit, { patientId: care.patientId, ...therapyOn('2026-03-04') }, { viewer: { ...viewer, role: 'CLINICAL_LEAD' } });
    const { body } = await lastEvent();
    expect(body).toMatchObject({ cause: 'OTHER' });
    expect(body).not.toHaveProperty('emergencyAccessId');
  });
});
