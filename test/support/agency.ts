import type { Role, Viewer } from '../../src/auth/viewer.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform, type World } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { signNote } from '../../src/changes/sign-note.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading } from '../../src/db/agency-scope.js';
import { childrenOf, coveragesOfPatients } from '../../src/db/queries/children.js';
import { type Authorized, authorize, type Care, openCare, order, therapyOn } from './care.js';
import { viewerOf } from './viewers.js';

/**
 * An agency in which something has happened: the one of `openCare`, whose patient has an order for physical
 * therapy, an authorization of twelve visits with three a week at most, one visit made and documented,
 * one made without a note, and two planned. The clock of the test world stands on Monday, 2 March 2026.
 */
export interface TestAgency extends Care, Authorized {
  readonly coverageId: string;
  readonly orderId: string;
  /** In order of time: documented, undocumented, planned, planned. */
  readonly visitIds: readonly [string, string, string, string];
  readonly noteId: string;
  viewerAs(role: Role): Viewer;
}

export const NOTE_TEXT = 'Walked forty feet with a cane';

export async function openTestAgency(world: World, terms: Partial<PayerPolicyTerms> = {}): Promise<TestAgency> {
  const care = await openCare(world, { feeSchedule: { G0151: 4_500 }, ...terms });
  const [coverage] = (await reading(world.database, care.agencyId, (tx) => childrenOf(tx, coveragesOfPatients, [care.patientId]))).get(care.patientId) ?? [];
  const orderId = await order(world, care);
  const authorized = await authorize(world, care, { startsOn: '2026-02-01', caps: [{ period: 'WEEK', milliUnits: 3_000 }] });
  const visit = (date: string, hour?: number): Promise<string> => plan(world, care, date, hour);
  const visitIds = [await visit('2026-03-01', 9), await visit('2026-03-01', 14), await visit('2026-03-04'), await visit('2026-03-10')] as const;
  await perform(world, completeVisit, { visitId: visitIds[0] }, care);
  await perform(world, completeVisit, { visitId: visitIds[1] }, care);
  const noteId = await document(world, care, visitIds[0]);
  return { ...care, ...authorized, coverageId: coverage?.id ?? '', orderId, visitIds, noteId, viewerAs: (role) => viewerOf(care.agencyId, role) };
}

/** A planned visit of 45 minutes by the agency's therapist. */
export async function plan(world: World, { viewer, patientId, staffId }: Care, date: string, hour?: number): Promise<string> {
  const { record } = await perform(world, scheduleVisit, { patientId, staffId, ...therapyOn(date, hour) }, { viewer });
  return record.id;
}

/** A note, complete and signed. */
export async function document(world: World, { viewer }: Care, visitId: string): Promise<string> {
  const { record } = await perform(world, writeNote, { visitId, elements: [{ key: 'intervention', text: NOTE_TEXT }], isComplete: true }, { viewer });
  await perform(world, signNote, { noteId: record.id }, { viewer });
  return record.id;
}
