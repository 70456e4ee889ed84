import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { CERTIFIED, extended, UNDECIDED } from '../care/authorization.js';
import { updateRows } from '../db/queries/records.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { authorizationChange, type AuthorizationInput } from './authorization-changes.js';
import { keepDecisions } from './authorization-decisions.js';
import { lineChanges } from './authorization-lines.js';

export interface ExtendAuthorizationInput extends AuthorizationInput {
  /** The new last day. */
  readonly endsOn: LocalDate;
  /** Which lines; when left out, all that the payer has certified or has yet to decide. */
  readonly lineIds?: readonly string[] | null;
  /** More units for each of these lines, in its own unit definition. */
  readonly addedMilliUnits?: number | null;
}

/** The payer lets the care go on for longer. Shortening is a revision. */
export const extendAuthorization = authorizationChange<ExtendAuthorizationInput>('extendAuthorization', async (work, input, { before, lines }) => {
  const chosen = input.lineIds == null ? lines.filter(isOpen) : lines.filter(({ id }) => input.lineIds?.includes(id));
  if (chosen.length === 0 || (input.lineIds != null && chosen.length !== new Set(input.lineIds).size)) {
    throw new Refusal('NOT_FOUND', { path: ['input', 'lineIds'], expected: 'lines of this authorization' });
  }
  const longer = chosen.map((line) => extended(line, input.endsOn, input.addedMilliUnits ?? 0));
  const record = { ...before, version: before.version + 1 };
  await keepDecisions(work, chosen);
  await updateRows(work.tx, AuthorizationLineRow, longer);
  await updateRows(work.tx, AuthorizationRow, [record]);
  return {
    record,
    what: longer.flatMap((line, i) => lineChanges(chosen[i] as AuthorizationLineRow, line)),
    touchedOn: longer.map(({ startsOn }) => startsOn).sort()[0] ?? null,
  };
});

/** A line that was refused stays refused for its dates, and is not prolonged by oversight. */
function isOpen({ decision }: AuthorizationLineRow): boolean {
  return CERTIFIED.has(decision) || UNDECIDED.has(decision);
}
