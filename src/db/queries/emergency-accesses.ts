import type { Tx } from '../agency-scope.js';
import { EmergencyAccessRow } from '../rows/emergency-access-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const LOCK = statement(`select ${columnsOf(EmergencyAccessRow, 'e')} from emergency_accesses e where e.agency_id = $1 and e.id = $2 for no key update`);

/** Whoever ends it and whoever reviews it take turns. */
export async function lockEmergencyAccess(tx: Tx, id: string): Promise<EmergencyAccessRow | undefined> {
  return (await tx.rows<EmergencyAccessRow>(LOCK, [tx.agencyId, id]))[0];
}

const IS_UNREVIEWED = statement(`select 1 from emergency_accesses e where e.agency_id = $1 and e.subject = $2 and e.review_status = 'PENDING'`);

/** Whether one of theirs still waits for its review. */
export async function hasUnreviewed(tx: Tx, subject: string): Promise<boolean> {
  return (await tx.rows(IS_UNREVIEWED, [tx.agencyId, subject])).length > 0;
}

const SET_OUTCOME = statement(`
  update emergency_accesses set ended_at = $3, ended_by = $4, review_status = $5, reviewed_at = $6, reviewed_by = $7, review_text = $8, version = $9
   where agency_id = $1 and id = $2`);

/** What was taken never changes. */
export async function setEmergencyOutcome(tx: Tx, { id, endedAt, endedBy, reviewStatus, reviewedAt, reviewedBy, reviewText, version }: EmergencyAccessRow): Promise<void> {
  await tx.rows(SET_OUTCOME, [tx.agencyId, id, endedAt, endedBy, reviewStatus, reviewedAt, reviewedBy, reviewText, version]);
}

const LATEST_OF = statement(`
  select ${columnsOf(EmergencyAccessRow, 'e')} from emergency_accesses_of_subjects e
   where e.agency_id = $1 and e.subject = $2 order by e.granted_at desc, e.id desc limit $3`);

/** The latest first, also those whose patient is not within the scope of whoever took it any more. */
export async function latestEmergencyAccessesOf(tx: Tx, subject: string, limit: number): Promise<EmergencyAccessRow[]> {
  return tx.rows<EmergencyAccessRow>(LATEST_OF, [tx.agencyId, subject, limit]);
}
