import type { EpochMs } from '../base/day.js';
import type { Discipline } from '../care/service.js';
import type { Allocating, VisitOutcome } from './allocate.js';
import { allocate } from './allocate.js';
import { compareText, groupBy } from './grouping.js';
import type { Support } from './order-support.js';
import { isSignedAndDated, supportOf } from './order-support.js';
import type { PolicyBook } from './policy.js';
import { policyBookOf } from './policy.js';
import type { NoteFact, OrderFact, PatientSnapshot } from './snapshot.js';

/** What the rules share, worked out once for each evaluation. */
export interface Context extends Allocating {
  readonly snapshot: PatientSnapshot;
  readonly now: EpochMs;
  readonly policies: PolicyBook;
  /** By id. */
  readonly ordersOf: ReadonlyMap<Discipline, readonly OrderFact[]>;
  /** By id. */
  readonly notesOf: ReadonlyMap<string, readonly NoteFact[]>;
  /** How all orders stand to each visit, by visit. */
  readonly support: ReadonlyMap<string, Support>;
  /** The same, were the signed and dated orders the only ones. */
  readonly signedSupport: ReadonlyMap<string, Support>;
}

export function contextOf(snapshot: PatientSnapshot, now: EpochMs): Context {
  const policies = policyBookOf(snapshot);
  const allocating = allocate(snapshot, policies);
  const ordersOf = groupBy(snapshot.orders.toSorted(compareIds), (order) => order.discipline);
  const outcomesOf = groupBy(allocating.outcomes, ({ visit }) => visit.discipline);
  const support = supportByDiscipline(outcomesOf, ordersOf, policies, () => true);
  const areAllSigned = snapshot.orders.every(isSignedAndDated);
  return {
    ...allocating,
    snapshot,
    now,
    policies,
    ordersOf,
    notesOf: groupBy(snapshot.notes.toSorted(compareIds), (note) => note.visitId),
    support,
    signedSupport: areAllSigned ? support : supportByDiscipline(outcomesOf, ordersOf, policies, isSignedAndDated),
  };
}

function supportByDiscipline(
  outcomesOf: ReadonlyMap<Discipline, readonly VisitOutcome[]>,
  ordersOf: ReadonlyMap<Discipline, readonly OrderFact[]>,
  policies: PolicyBook,
  counts: (order: OrderFact) => boolean,
): ReadonlyMap<string, Support> {
  const support = new Map<string, Support>();
  for (const [discipline, outcomes] of outcomesOf) {
    const orders = (ordersOf.get(discipline) ?? []).filter(counts);
    for (const [visitId, one] of supportOf(outcomes.map(({ visit }) => visit), orders, policies)) support.set(visitId, one);
  }
  return support;
}

function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}
