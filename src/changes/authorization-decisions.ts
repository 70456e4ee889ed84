import type { AuthorizationLine } from '../care/authorization.js';
import { insertRows } from '../db/queries/records.js';
import { AuthorizationDecisionRow } from '../db/rows/authorization-decision-row.js';
import type { PatientWork } from './change.js';

/** Keeps what the payer said of these lines until now, because from now on it says something else. */
export async function keepDecisions({ tx, ids, now }: PatientWork, lines: readonly AuthorizationLine[]): Promise<void> {
  const decisions = lines.map((line) => ({
    agencyId: tx.agencyId,
    id: ids.next(),
    patientId: line.patientId,
    authorizationId: line.authorizationId,
    lineId: line.id,
    decision: line.decision,
    decisionReason: line.decisionReason,
    authorizedMilliUnits: line.authorizedMilliUnits,
    startsOn: line.startsOn,
    endsOn: line.endsOn,
    recordedAt: now,
  }));
  await insertRows(tx, AuthorizationDecisionRow, decisions);
}

/** Whether the payer now decides otherwise about a line, and not only how it is drawn on. */
export function isDecidedOtherwise(before: AuthorizationLine, after: AuthorizationLine): boolean {
  return DECIDED.some((field) => before[field] !== after[field]);
}

const DECIDED = ['decision', 'decisionReason', 'authorizedMilliUnits', 'startsOn', 'endsOn'] as const;
