import type { EpochMs } from '../base/day.js';
import type { Discipline } from '../care/service.js';
import type { Allocating, VisitOutcome } from './allocate.js';
import { allocate } from './allocate.js';
import { compareText, groupBy } from './grouping.js';
import type { Worth } from './at-risk.js';
import { worthOf } from './at-risk.js';
import type { PlacedLine } from './lines.js';
import type { OrderedPlace, OrderSupport, Support } from './order-support.js';
import { isSignedAndDated, supportOf } from './order-support.js';
import type { PolicyBook } from './policy.js';
import { policyBookOf } from './policy.js';
import type { EvvFact, NoteFact, OrderFact, PatientSnapshot, StaffFact } from './snapshot.js';
import { isDone } from './visits.js';

/** What the rules share, worked out once for each evaluation. */
export interface Context extends Allocating {
  readonly snapshot: PatientSnapshot;
  readonly now: EpochMs;
  readonly policies: PolicyBook;
  readonly worth: Worth;
  /** By id. */
  readonly lineOf: ReadonlyMap<string, PlacedLine>;
  /** By discipline, in the order of their ids. */
  readonly ordersOf: ReadonlyMap<Discipline, readonly OrderFact[]>;
  /** By visit, in the order of their ids. */
  readonly notesOf: ReadonlyMap<string, readonly NoteFact[]>;
  /** By visit. */
  readonly evvOf: ReadonlyMap<string, EvvFact>;
  /** By id. */
  readonly staff: ReadonlyMap<string, StaffFact>;
  /** Of the visits that were made, in time order. */
  readonly made: readonly VisitOutcome[];
  /** Of the visits that need an authorization and draw on none, in time order. */
  readonly uncovered: readonly VisitOutcome[];
  /** In time order. */
  readonly outcomesOf: ReadonlyMap<Discipline, readonly VisitOutcome[]>;
  /** How all orders stand to each visit, by visit. */
  readonly support: ReadonlyMap<string, Support>;
  /** Every ordered window of every order, and the visits that fell to it. */
  readonly places: readonly OrderedPlace[];
  /** How each visit would stand, were the signed and dated orders the only ones. */
  readonly signedSupport: ReadonlyMap<string, Support>;
}

export function contextOf(snapshot: PatientSnapshot, now: EpochMs): Context {
  const policies = policyBookOf(snapshot);
  const allocating = allocate(snapshot, policies);
  const ordersOf = groupBy(snapshot.orders.toSorted(compareIds), (order) => order.discipline);
  const outcomesOf = groupBy(allocating.outcomes, ({ visit }) => visit.discipline);
  const { byVisit: support, places } = supportByDiscipline(outcomesOf, ordersOf, policies, () => true);
  const areAllSigned = snapshot.orders.every(isSignedAndDated);
  return {
    ...allocating,
    snapshot,
    now,
    policies,
    worth: worthOf(allocating.measures, policies),
    lineOf: new Map(allocating.lines.map((placed) => [placed.line.id, placed])),
    ordersOf,
    notesOf: notesByVisit(snapshot.notes),
    evvOf: new Map(snapshot.evvRecords.map((record) => [record.visitId, record])),
    staff: new Map(snapshot.staff.map((member) => [member.id, member])),
    made: allocating.outcomes.filter(({ visit }) => isDone(visit)),
    uncovered: allocating.outcomes.filter(({ gap }) => gap !== null),
    outcomesOf,
    support,
    places,
    signedSupport: areAllSigned ? support : supportByDiscipline(outcomesOf, ordersOf, policies, isSignedAndDated).byVisit,
  };
}

function supportByDiscipline(
  outcomesOf: ReadonlyMap<Discipline, readonly VisitOutcome[]>,
  ordersOf: ReadonlyMap<Discipline, readonly OrderFact[]>,
  policies: PolicyBook,
  counts: (order: OrderFact) => boolean,
): OrderSupport {
  const byVisit = new Map<string, Support>();
  const places: OrderedPlace[] = [];
  for (const discipline of new Set([...outcomesOf.keys(), ...ordersOf.keys()])) {
    const orders = (ordersOf.get(discipline) ?? []).filter(counts);
    const ofDiscipline = supportOf((outcomesOf.get(discipline) ?? []).map(({ visit }) => visit), orders, policies);
    for (const [visitId, one] of ofDiscipline.byVisit) byVisit.set(visitId, one);
    for (const place of ofDiscipline.places) places.push(place);
  }
  return { byVisit, places };
}

/** A visit rarely has several, so only those are sorted. */
function notesByVisit(notes: readonly NoteFact[]): ReadonlyMap<string, readonly NoteFact[]> {
  const byVisit = groupBy(notes, (note) => note.visitId);
  for (const ofVisit of byVisit.values()) if (ofVisit.length > 1) ofVisit.sort(compareIds);
  return byVisit;
}

function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}
