import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { changed, checkedMemberId } from '../care/coverage.js';
import type { Tx } from '../db/agency-scope.js';
import { updateRows } from '../db/queries/records.js';
import { COVERAGE_MEMBER_ID } from '../db/queries/sealed-columns.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { refusalOf } from '../db/sqlstates.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface ChangeCoverageInput {
  readonly coverageId: string;
  readonly memberId?: string | null;
  readonly rank?: number | null;
  readonly startsOn?: LocalDate | null;
  /** Null: no end is known. Left out: as it is. */
  readonly endsOn?: LocalDate | null;
  readonly expectedVersion?: number | null;
}

/** The payer's dates turned out otherwise, or its number for the patient, or its rank. */
export const changeCoverage: PatientChange<ChangeCoverageInput, CoverageRow> = {
  kind: 'changeCoverage',
  about: 'PATIENT',
  row: CoverageRow,
  patientOf: ({ coverageId }) => ({ of: 'RECORD', row: CoverageRow, id: coverageId, path: ['input', 'coverageId'] }),
  async apply(work, { coverageId, memberId, rank, startsOn, endsOn, expectedVersion }) {
    const before = await recordOfPatient(work, CoverageRow, coverageId, ['input', 'coverageId']);
    checkVersion(before, expectedVersion);
    const sealed = memberId == null ? null : await work.secrets.seal(COVERAGE_MEMBER_ID, before.id, checkedMemberId(memberId));
    const record = changed(before, {
      memberId: sealed?.text ?? before.memberId,
      memberIndex: sealed?.index ?? before.memberIndex,
      rank: rank ?? before.rank,
      startsOn: startsOn ?? before.startsOn,
      endsOn: endsOn === undefined ? before.endsOn : endsOn,
    });
    await save(work.tx, record, rank == null ? 'startsOn' : 'rank');
    return {
      record,
      what: fieldChanges('Coverage', before, record, ['rank', 'startsOn', 'endsOn', 'version']),
      touchedOn: before.startsOn < record.startsOn ? before.startsOn : record.startsOn,
    };
  },
};

/** Another coverage of the same rank may hold on these days. Which of the two the caller can correct is what was asked for. */
async function save(tx: Tx, record: CoverageRow, field: 'startsOn' | 'rank'): Promise<void> {
  try {
    await updateRows(tx, CoverageRow, [record]);
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal instanceof Refusal && refusal.code === 'ALREADY_EXISTS' ? new Refusal('ALREADY_EXISTS', { ...refusal.details, path: ['input', field] }) : error;
  }
}
