import type { Tx } from '../agency-scope.js';
import { PatientRow } from '../rows/patient-row.js';
import { columnsOf, type RowClass, tableOf } from '../rows/row.js';
import { type Statement, statement } from '../statement.js';

/** A patient's row, locked until the end of the transaction, with the zone of the patient's branch. */
export interface LockedPatient extends PatientRow {
  readonly timeZone: string;
}

const SELECT = `select ${columnsOf(PatientRow, 'p')}, b.time_zone as "timeZone"
  from patients p join branches b on b.agency_id = p.agency_id and b.id = p.branch_id`;

const BY_ID = statement(`${SELECT} where p.agency_id = $1 and p.id = $2 for no key update of p`);
const DUE_UNLESS_LOCKED = statement(`${SELECT}
  where p.agency_id = $1 and p.id = any($2::uuid[]) and (
        exists (select from alignment_deadlines d where d.agency_id = $1 and d.patient_id = p.id and d.due_at <= $3)
     or exists (select from alignment_wakes w where w.agency_id = $1 and w.patient_id = p.id))
  for no key update of p skip locked`);

/**
 * All changes to one patient's facts take turns here; changes to different patients never wait. The lock
 * leaves the key alone, so that whoever only refers to the patient, as a payer's new policy does when it
 * makes patients due, need not take a turn.
 */
export async function lockPatient(tx: Tx, patientId: string): Promise<LockedPatient | undefined> {
  return (await tx.rows<LockedPatient>(BY_ID, [tx.agencyId, patientId]))[0];
}

/**
 * For the clock, which has other patients to look after when one is being changed, and which may have heard of a
 * patient whom another node's clock has seen to since.
 */
export async function lockDuePatients(tx: Tx, patientIds: readonly string[], now: Date): Promise<LockedPatient[]> {
  return tx.rows<LockedPatient>(DUE_UNLESS_LOCKED, [tx.agencyId, patientIds, now]);
}

const byRecord = new Map<RowClass<unknown>, Statement>();

/** Locks the patient to whom a record belongs. */
export async function lockPatientOf(tx: Tx, row: RowClass<{ patientId: string }>, recordId: string): Promise<LockedPatient | undefined> {
  const lock = byRecord.get(row) ?? statement(`${SELECT}
     where p.agency_id = $1 and p.id = (select r.patient_id from ${tableOf(row)} r where r.agency_id = $1 and r.id = $2) for no key update of p`);
  byRecord.set(row, lock);
  return (await tx.rows<LockedPatient>(lock, [tx.agencyId, recordId]))[0];
}
