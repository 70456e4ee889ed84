import { fieldChanges } from '../care/change.js';
import { updateRows } from '../db/queries/records.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { authorizationChange, type AuthorizationInput } from './authorization-changes.js';
import { keepDecisions } from './authorization-decisions.js';

/** Withdrawn as a whole: what was drawn on it is exposed again. */
export const cancelAuthorization = authorizationChange<AuthorizationInput>('cancelAuthorization', async (work, _input, { before, lines }) => {
  const record = { ...before, cancelledAt: work.now, version: before.version + 1 };
  await keepDecisions(work, lines.filter(({ decision }) => decision !== 'CANCELLED'));
  await updateRows(work.tx, AuthorizationRow, [record]);
  return { record, what: fieldChanges('Authorization', before, record, ['cancelledAt']), touchedOn: lines.map(({ startsOn }) => startsOn).sort()[0] ?? null };
});
