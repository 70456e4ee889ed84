import type { Alignment, AlignmentDifference, Allocation, BalanceMove, LineBalance } from './alignment.js';
import type { EvidenceValue, Finding } from './finding.js';
import { compareText } from './grouping.js';

/** What the last evaluation left in the database. */
export interface StoredAlignment {
  readonly findings: readonly Finding[];
  readonly allocations: readonly Allocation[];
  readonly balances: readonly LineBalance[];
}

export interface AlignmentChange extends AlignmentDifference {
  readonly allocations: {
    /** New, or different from what is stored. */
    readonly saved: readonly Allocation[];
    readonly removed: ReadonlyArray<{ readonly visitId: string; readonly lineId: string }>;
  };
}

/**
 * The difference between the stored answer and a new one. Contents are compared, not objects: what was
 * read back may carry further columns, its evidence in another order of keys, its visits in another order.
 *
 * A payer's new version that leaves everything else as it was is no change: what was worked out under the version before
 * still holds, and keeps its number. To write it anew for every visit of every patient of the payer took longer than all
 * that does change.
 */
export function compare(stored: StoredAlignment, after: Alignment): AlignmentChange {
  const findings = differenceBy(stored.findings, after.findings, (finding) => finding.key, isSameFinding);
  const allocations = differenceBy(stored.allocations, after.allocations, ({ visitId, lineId }) => `${visitId}:${lineId}`, isSameAllocation);
  const saved = [...allocations.added, ...allocations.changed.map(({ after }) => after)];
  const removed = allocations.removed.map(({ visitId, lineId }) => ({ visitId, lineId }));
  const raised = findings.added;
  const cleared = findings.removed;
  const changed = findings.changed.map(({ after }) => after);
  return {
    raised,
    cleared,
    changed,
    balances: movesOf(stored.balances, after.balances),
    affectedVisitIds: affectedVisitIds([...raised, ...cleared, ...changed, ...findings.changed.map(({ before }) => before)], [...saved, ...removed]),
    allocations: { saved, removed },
  };
}

interface Difference<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  readonly changed: ReadonlyArray<{ readonly before: Item; readonly after: Item }>;
}

/** In the order of the new items; removed ones in the order of the old. */
function differenceBy<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => string, isSame: (a: Item, b: Item) => boolean): Difference<Item> {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const added: Item[] = [];
  const changed: Array<{ before: Item; after: Item }> = [];
  for (const item of after) {
    const key = keyOf(item);
    const previous = old.get(key);
    old.delete(key);
    if (previous === undefined) added.push(item);
    else if (!isSame(previous, item)) changed.push({ before: previous, after: item });
  }
  return { added, removed: [...old.values()], changed };
}

function movesOf(before: readonly LineBalance[], after: readonly LineBalance[]): readonly BalanceMove[] {
  const { added, removed, changed } = differenceBy(before, after, ({ lineId }) => lineId, isSameBalance);
  const moves: BalanceMove[] = [
    ...added.map((balance) => ({ lineId: balance.lineId, before: null, after: balance })),
    ...removed.map((balance) => ({ lineId: balance.lineId, before: balance, after: null })),
    ...changed.map((move) => ({ lineId: move.after.lineId, ...move })),
  ];
  return moves.sort((a, b) => compareText(a.lineId, b.lineId));
}

/** A visit that a changed finding named before is affected too: it has just been relieved of it. */
function affectedVisitIds(findings: readonly Finding[], allocations: ReadonlyArray<{ readonly visitId: string }>): readonly string[] {
  return [...new Set([...findings.flatMap(({ visitIds }) => visitIds), ...allocations.map(({ visitId }) => visitId)])].sort(compareText);
}

function isSameFinding(a: Finding, b: Finding): boolean {
  return (
    a.ruleId === b.ruleId &&
    a.code === b.code &&
    a.severity === b.severity &&
    a.ownerTeam === b.ownerTeam &&
    a.resolution === b.resolution &&
    a.clinicalText === b.clinicalText &&
    a.billingText === b.billingText &&
    a.predictedCarc === b.predictedCarc &&
    a.predictedRarc === b.predictedRarc &&
    a.payerId === b.payerId &&
    a.deadlineAt === b.deadlineAt &&
    a.orderId === b.orderId &&
    a.authorizationId === b.authorizationId &&
    a.lineId === b.lineId &&
    a.noteId === b.noteId &&
    a.serviceOn === b.serviceOn &&
    a.milliUnitsAtRisk === b.milliUnitsAtRisk &&
    a.centsAtRisk === b.centsAtRisk &&
    isSameEvidence(a.evidence, b.evidence) &&
    isSameSet(a.visitIds, b.visitIds) &&
    // Both come in the order of their visits' ids.
    a.visitCents.every((cents, i) => cents === b.visitCents[i])
  );
}

function isSameEvidence(a: Readonly<Record<string, EvidenceValue>>, b: Readonly<Record<string, EvidenceValue>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const members = new Set(a);
  return a.length === b.length && b.every((member) => members.has(member));
}

function isSameAllocation(a: Allocation, b: Allocation): boolean {
  return (
    a.milliUnits === b.milliUnits &&
    a.state === b.state &&
    a.minutes === b.minutes &&
    a.basis === b.basis &&
    a.unitRule === b.unitRule &&
    a.countedMinutes === b.countedMinutes
  );
}

function isSameBalance(a: LineBalance, b: LineBalance): boolean {
  return (
    a.authorizedMilliUnits === b.authorizedMilliUnits &&
    a.reservedMilliUnits === b.reservedMilliUnits &&
    a.reservedPendingMilliUnits === b.reservedPendingMilliUnits &&
    a.usedMilliUnits === b.usedMilliUnits &&
    a.billedMilliUnits === b.billedMilliUnits &&
    a.paidMilliUnits === b.paidMilliUnits &&
    a.releasedMilliUnits === b.releasedMilliUnits &&
    a.remainingMilliUnits === b.remainingMilliUnits
  );
}
