import type { Alignment } from '../alignment/alignment.js';
import { compare } from '../alignment/compare.js';
import { evaluate } from '../alignment/evaluate.js';
import type { Finding } from '../alignment/finding.js';
import type { PatientSnapshot } from '../alignment/snapshot.js';
import { dateOf, dayOf, type LocalDate } from '../base/day.js';
import type { LockedPatient } from '../db/queries/lock-patient.js';
import { patientSnapshot } from '../db/queries/patient-snapshot.js';
import { saveAlignment, type SavedFinding } from '../db/queries/save-alignment.js';
import type { FindingRow } from '../db/rows/finding-row.js';
import type { Effect } from '../feed/event.js';
import type { Work } from './change.js';

export interface Realigned {
  readonly effect: Effect;
  readonly payerIds: readonly string[];
}

/**
 * Brings the stored answer of the locked patient up to the facts and says what moved. Called inside the
 * transaction of the change, so there is no instant at which the facts are new and the answer is old.
 */
export async function realign({ tx, now, ids }: Work, patient: LockedPatient, touchedOn: LocalDate | null): Promise<Realigned> {
  const { snapshot, stored } = await patientSnapshot(tx, patient.id, now, touchedOn);
  const after = evaluate(snapshot, now.getTime());
  const difference = compare({ ...stored, findings: stored.findings.map(findingOf) }, after);

  const rowOf = (finding: Finding): FindingRow => ({
    ...finding,
    agencyId: tx.agencyId,
    id: ids.next(),
    patientId: patient.id,
    visitIds: [...finding.visitIds],
    serviceOn: finding.serviceOn === null ? null : dateOf(finding.serviceOn),
    status: 'OPEN',
    openedAt: now,
    clearedAt: null,
    timesOpened: 1,
  });
  const raised = difference.raised.map(rowOf);
  const changed = difference.changed.map(rowOf);
  const clearedKeys = new Set(difference.cleared.map(({ key }) => key));
  // By key, as the others are: the order of the table's pages tells nothing.
  const cleared = stored.findings.filter(({ key }) => clearedKeys.has(key)).toSorted((a, b) => (a.key < b.key ? -1 : 1));

  const dueAt = after.nextChangeAt === null ? null : new Date(after.nextChangeAt);
  const dueAtBefore = stored.dueAt === null ? null : new Date(stored.dueAt);
  const saved = await saveAlignment(tx, {
    patientId: patient.id,
    findings: [...raised, ...changed],
    clearedKeys: [...clearedKeys],
    allocations: difference.allocations.saved,
    releasedAllocations: difference.allocations.removed,
    balances: movedBalances(after, difference.balances),
    dueAt,
    dueAtBefore,
    now,
  });

  const known = new Map(saved.map((finding) => [finding.key, finding]));
  return {
    effect: {
      raised: raised.map((row) => withHistory(row, known)),
      cleared: cleared.map((row) => ({ ...row, status: 'CLEARED', clearedAt: now })),
      changed: changed.map((row) => withHistory(row, known)),
      balances: difference.balances,
      affectedVisitIds: difference.affectedVisitIds,
    },
    payerIds: payersOf(snapshot),
  };
}

function findingOf({ agencyId: _a, id: _i, patientId: _p, status: _s, openedAt: _o, clearedAt: _c, timesOpened: _t, ...row }: FindingRow): Finding {
  return { ...row, serviceOn: row.serviceOn === null ? null : dayOf(row.serviceOn) };
}

function withHistory(row: FindingRow, known: ReadonlyMap<string, SavedFinding>): FindingRow {
  return { ...row, ...known.get(row.key) };
}

function movedBalances(after: Alignment, moves: ReadonlyArray<{ readonly lineId: string }>): Alignment['balances'] {
  const moved = new Set(moves.map(({ lineId }) => lineId));
  return after.balances.filter(({ lineId }) => moved.has(lineId));
}

function payersOf({ coverages, authorizations }: PatientSnapshot): string[] {
  return [...new Set([...coverages, ...authorizations].map(({ payerId }) => payerId))].sort();
}
