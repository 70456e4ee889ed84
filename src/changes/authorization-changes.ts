import { checkVersion } from '../base/check.js';
import { expectInForce } from '../care/authorization.js';
import type { ChangeKind } from '../care/change.js';
import { linesOfAuthorization } from '../db/queries/authorization-lines.js';
import type { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { type Applied, type PatientChange, type PatientWork, recordOfPatient } from './change.js';

/** What every change to an existing authorization is told. */
export interface AuthorizationInput {
  readonly authorizationId: string;
  readonly expectedVersion?: number | null;
}

/** The authorization as it stands, with its lines. */
export interface InForce {
  readonly before: AuthorizationRow;
  readonly lines: readonly AuthorizationLineRow[];
}

/** A change to an authorization that has not been withdrawn. */
export function authorizationChange<Input extends AuthorizationInput>(
  kind: ChangeKind,
  apply: (work: PatientWork, input: Input, inForce: InForce) => Promise<Applied<AuthorizationRow>>,
): PatientChange<Input, AuthorizationRow> {
  return {
    kind,
    about: 'PATIENT',
    row: AuthorizationRow,
    patientOf: ({ authorizationId }) => ({ of: 'RECORD', row: AuthorizationRow, id: authorizationId, path: ['input', 'authorizationId'] }),
    async apply(work, input) {
      const before = await recordOfPatient(work, AuthorizationRow, input.authorizationId, ['input', 'authorizationId']);
      checkVersion(before, input.expectedVersion);
      expectInForce(before);
      return apply(work, input, { before, lines: await linesOfAuthorization(work.tx, before.id) });
    },
  };
}
