import type { LocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { covered } from '../care/coverage.js';
import { insertRows, recordById } from '../db/queries/records.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { PatientChange } from './change.js';

export interface AddCoverageInput {
  readonly id?: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly memberId: string;
  readonly rank?: number | null;
  readonly startsOn: LocalDate;
  readonly endsOn?: LocalDate | null;
}

export const addCoverage: PatientChange<AddCoverageInput, CoverageRow> = {
  kind: 'addCoverage',
  about: 'PATIENT',
  row: CoverageRow,
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply({ tx, ids, patient }, input) {
    await recordById(tx, PayerRow, input.payerId, ['input', 'payerId']);
    const record = covered({
      agencyId: tx.agencyId,
      id: input.id ?? ids.next(),
      patientId: patient.id,
      payerId: input.payerId,
      memberId: input.memberId,
      rank: input.rank ?? 1,
      startsOn: input.startsOn,
      endsOn: input.endsOn ?? null,
      version: 1,
    });
    await insertRows(tx, CoverageRow, [record]);
    return { record, what: fieldChanges('Coverage', null, record, ['payerId', 'rank', 'startsOn', 'endsOn']), touchedOn: record.startsOn };
  },
};
