import { checkVersion } from '../base/check.js';
import { expectInForce } from '../care/authorization.js';
import { fieldChanges } from '../care/change.js';
import { linesOfAuthorization } from '../db/queries/authorization-lines.js';
import { updateRows } from '../db/queries/records.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface CancelAuthorizationInput {
  readonly authorizationId: string;
  readonly expectedVersion?: number | null;
}

/** Withdrawn as a whole: what was drawn on it is exposed again. */
export const cancelAuthorization: PatientChange<CancelAuthorizationInput, AuthorizationRow> = {
  kind: 'cancelAuthorization',
  about: 'PATIENT',
  row: AuthorizationRow,
  patientOf: (input) => ({ of: 'RECORD', row: AuthorizationRow, id: input.authorizationId, path: ['input', 'authorizationId'] }),
  async apply(work, input) {
    const before = await recordOfPatient(work, AuthorizationRow, input.authorizationId, ['input', 'authorizationId']);
    checkVersion(before, input.expectedVersion);
    expectInForce(before);
    const lines = await linesOfAuthorization(work.tx, before.id);
    const record = { ...before, cancelledAt: work.now, version: before.version + 1 };
    await updateRows(work.tx, AuthorizationRow, [record]);
    return { record, what: fieldChanges('Authorization', before, record, ['cancelledAt']), touchedOn: lines.map(({ startsOn }) => startsOn).sort()[0] ?? null };
  },
};
