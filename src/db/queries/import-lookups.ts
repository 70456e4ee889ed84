import type { LocalDate } from '../../base/day.js';
import type { Tx } from '../agency-scope.js';
import { BranchRow } from '../rows/branch-row.js';
import { CoverageRow } from '../rows/coverage-row.js';
import { NoteRow } from '../rows/note-row.js';
import { PatientRow } from '../rows/patient-row.js';
import { PayerRow } from '../rows/payer-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

/** What an import asks before it adds: is this already here under another name? */

const FIRST_BRANCH = statement(`select ${columnsOf(BranchRow, 'b')} from branches b where b.agency_id = $1 order by b.name, b.id limit 1`);

/** Where patients go when nobody says where. */
export async function firstBranch(tx: Tx): Promise<BranchRow | undefined> {
  return (await tx.rows<BranchRow>(FIRST_BRANCH, [tx.agencyId]))[0];
}

const PATIENTS = statement(`
  select ${columnsOf(PatientRow, 'p')}, b.time_zone as "timeZone"
    from patients p join branches b on b.agency_id = p.agency_id and b.id = p.branch_id
   where p.agency_id = $1 and p.id = any($2::uuid[])`);

export interface PatientWithZone extends PatientRow {
  readonly timeZone: string;
}

export async function patientsWithZones(tx: Tx, ids: readonly string[]): Promise<PatientWithZone[]> {
  return tx.rows<PatientWithZone>(PATIENTS, [tx.agencyId, ids]);
}

const BY_MRN = statement(`select ${columnsOf(PatientRow, 'p')} from patients p where p.agency_id = $1 and p.mrn = any($2::text[]) limit 10`);

export async function patientsByMrns(tx: Tx, mrns: readonly string[]): Promise<PatientRow[]> {
  return tx.rows<PatientRow>(BY_MRN, [tx.agencyId, mrns]);
}

const PAYERS_ALIKE = statement(`
  select ${columnsOf(PayerRow, 'a')} from payers a
   where a.agency_id = $1 and (a.payer_code = $2 or lower(a.name) = lower($3))
   order by (a.payer_code = $2) desc nulls last, a.id limit 1`);

/** The payer with this code, else the one of this name. */
export async function payerAlike(tx: Tx, { payerCode, name }: { readonly payerCode: string | null; readonly name: string }): Promise<PayerRow | undefined> {
  return (await tx.rows<PayerRow>(PAYERS_ALIKE, [tx.agencyId, payerCode, name]))[0];
}

const COVERAGES = statement(`
  select ${columnsOf(CoverageRow, 'c')} from coverages c
   where c.agency_id = $1 and c.patient_id = $2 and daterange(c.starts_on, c.ends_on, '[]') && daterange($3, $4, '[]')
   order by c.rank, c.id limit 100`);

/** What pays for a patient's care on any day of a period. */
export async function coveragesDuring(tx: Tx, patientId: string, startsOn: LocalDate, endsOn: LocalDate | null): Promise<CoverageRow[]> {
  return tx.rows<CoverageRow>(COVERAGES, [tx.agencyId, patientId, startsOn, endsOn]);
}

const NOTE_OF_VISIT = statement(`select ${columnsOf(NoteRow, 'n')} from notes n where n.agency_id = $1 and n.visit_id = $2 limit 1`);

export async function noteOfOneVisit(tx: Tx, visitId: string): Promise<NoteRow | undefined> {
  return (await tx.rows<NoteRow>(NOTE_OF_VISIT, [tx.agencyId, visitId]))[0];
}
