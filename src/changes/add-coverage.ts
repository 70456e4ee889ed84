import type { LocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { checkedMemberId, covered } from '../care/coverage.js';
import { insertRows, recordById } from '../db/queries/records.js';
import { COVERAGE_MEMBER_ID } from '../db/queries/sealed-columns.js';
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
  async apply({ tx, ids, secrets, patient }, input) {
    await recordById(tx, PayerRow, input.payerId, ['input', 'payerId']);
    const id = input.id ?? ids.next();
    const memberId = await secrets.seal(COVERAGE_MEMBER_ID, id, checkedMemberId(input.memberId));
    const record = covered({
      agencyId: tx.agencyId,
      id,
      patientId: patient.id,
      payerId: input.payerId,
      memberId: memberId.text,
      memberIndex: memberId.index,
      rank: input.rank ?? 1,
      startsOn: input.startsOn,
      endsOn: input.endsOn ?? null,
      version: 1,
    });
    await insertRows(tx, CoverageRow, [record]);
    return { record, what: fieldChanges('Coverage', null, record, ['payerId', 'rank', 'startsOn', 'endsOn']), touchedOn: record.startsOn };
  },
};
