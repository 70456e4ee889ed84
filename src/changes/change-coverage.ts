import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { changed } from '../care/coverage.js';
import type { Tx } from '../db/agency-scope.js';
import { updateRows } from '../db/queries/records.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { refusalOf } from '../db/sqlstates.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface ChangeCoverageInput {
  readonly coverageId: string;
  readonly startsOn?: LocalDate | null;
  /** Null: no end is known. Left out: as it is. */
  readonly endsOn?: LocalDate | null;
  readonly expectedVersion?: number | null;
}

/** The payer's dates turned out otherwise. */
export const changeCoverage: PatientChange<ChangeCoverageInput, CoverageRow> = {
  kind: 'changeCoverage',
  about: 'PATIENT',
  row: CoverageRow,
  patientOf: ({ coverageId }) => ({ of: 'RECORD', row: CoverageRow, id: coverageId, path: ['input', 'coverageId'] }),
  async apply(work, { coverageId, startsOn, endsOn, expectedVersion }) {
    const before = await recordOfPatient(work, CoverageRow, coverageId, ['input', 'coverageId']);
    checkVersion(before, expectedVersion);
    const record = changed(before, { startsOn: startsOn ?? before.startsOn, endsOn: endsOn === undefined ? before.endsOn : endsOn });
    await save(work.tx, record);
    return {
      record,
      what: fieldChanges('Coverage', before, record, ['startsOn', 'endsOn']),
      touchedOn: before.startsOn < record.startsOn ? before.startsOn : record.startsOn,
    };
  },
};

/** Another coverage of the same rank may hold on these days. The caller can correct the dates and not, as in a new coverage, the rank. */
async function save(tx: Tx, record: CoverageRow): Promise<void> {
  try {
    await updateRows(tx, CoverageRow, [record]);
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal instanceof Refusal && refusal.code === 'ALREADY_EXISTS' ? new Refusal('ALREADY_EXISTS', { ...refusal.details, path: ['input', 'startsOn'] }) : error;
  }
}
