import { MS_PER_MINUTE } from '../base/day.js';
import { unreachable } from '../base/invariant.js';
import { shareOne } from '../base/share-one.js';
import type { EvvElement } from '../care/evv.js';
import type { UnitRuleKind } from '../care/payer-policy.js';
import type { MilliUnits, UnitDefinition } from '../care/service.js';
import type { VisitOutcome } from './allocate.js';
import type { Context } from './context.js';
import { once } from './once.js';
import type { Times } from './other-times.js';
import { countedWith } from './other-times.js';
import { primaryCoverageOn } from './policy.js';
import type { EvvFact } from './snapshot.js';
import { consumptionOf } from './units.js';
import { endOf, startOf } from './visits.js';

/** A visit that must be verified electronically and whose record is missing or amiss. */
export interface UnverifiedVisit {
  readonly outcome: VisitOutcome;
  /** Null: there is none. */
  readonly record: EvvFact | null;
  /** The elements that the payer matches and that are absent or differ from the visit. */
  readonly differing: readonly EvvElement[];
  /** Null where the recorded times give the units that are counted, or no units because one of them is absent. */
  readonly units: DifferingUnits | null;
  /** Why the record does not stand as it is. */
  readonly unaccepted: 'EXCEPTION' | 'REJECTED' | 'EDITED_WITHOUT_REASON' | null;
}

/** In the unit of the visit's code, which is what a claim counts. */
export interface DifferingUnits {
  readonly unit: UnitDefinition;
  readonly unitRule: UnitRuleKind;
  readonly recordedMilliUnits: MilliUnits;
  readonly countedMilliUnits: MilliUnits;
  /** What the unit rule was given for each, with the other visits of the day or month where the payer counts them together. */
  readonly recordedMinutes: number;
  readonly countedMinutes: number;
}

/** In time order. */
export const unverifiedVisits = once((context): readonly UnverifiedVisit[] => (asksForVerification(context) ? lookedFor(context) : NONE));

const NONE: readonly UnverifiedVisit[] = [];
const NO_ELEMENTS: readonly EvvElement[] = [];

/** No terms ask for it unless a policy of the patient's payers does. */
function asksForVerification({ snapshot }: Context): boolean {
  return snapshot.policies.some(({ terms }) => terms.evv.disciplines.length > 0);
}

function lookedFor(context: Context): readonly UnverifiedVisit[] {
  const countedAsRecorded = countedWith(context, (outcome) => recordedTimes(outcome, context));
  const unverified: UnverifiedVisit[] = [];
  for (const outcome of context.made) {
    if (!mustBeVerified(outcome)) continue;
    const record = context.evvOf.get(outcome.visit.id);
    if (record === undefined) {
      unverified.push({ outcome, record: null, differing: NO_ELEMENTS, units: null, unaccepted: null });
      continue;
    }
    const differing = differingElements(record, outcome, context);
    const units = hasTimes(record) ? differingUnits(outcome, countedAsRecorded(outcome), context) : null;
    const unaccepted = whyUnaccepted(record);
    if (differing.length > 0 || units !== null || unaccepted !== null) unverified.push({ outcome, record, differing, units, unaccepted });
  }
  return unverified;
}

function mustBeVerified({ visit, policy }: VisitOutcome): boolean {
  const { disciplines } = policy.terms.evv;
  return disciplines.length > 0 && disciplines.includes(visit.discipline);
}

function recordedTimes(outcome: VisitOutcome, { evvOf }: Context): Times | null {
  const record = mustBeVerified(outcome) ? evvOf.get(outcome.visit.id) : undefined;
  return record !== undefined && hasTimes(record) ? record : null;
}

function hasTimes(record: EvvFact): record is EvvFact & Times {
  return record.startsAt !== null && record.endsAt !== null;
}

function differingElements(record: EvvFact, outcome: VisitOutcome, context: Context): readonly EvvElement[] {
  let differing: EvvElement[] | null = null;
  for (const element of outcome.policy.terms.evv.matchedElements) {
    if (differs(element, record, outcome, context)) (differing ??= []).push(element);
  }
  return differing ?? NO_ELEMENTS;
}

/** An element that is absent always differs. Where no coverage is on record there is no member id to compare with. */
function differs(element: EvvElement, record: EvvFact, { visit, policy }: VisitOutcome, { snapshot }: Context): boolean {
  switch (element) {
    case 'SERVICE':
      return record.serviceCode !== visit.serviceCode;
    case 'MEMBER': {
      if (record.memberIndex.length === 0) return true;
      const coverage = primaryCoverageOn(snapshot.coverages, visit.serviceOn);
      return coverage !== null && !shareOne(coverage.memberIndex, record.memberIndex);
    }
    case 'DATE':
      return record.serviceOn !== visit.serviceOn;
    case 'LOCATION':
      return !record.hasLocation;
    case 'STAFF':
      return record.staffId === null || record.staffId !== visit.staffId;
    case 'TIME': {
      const tolerance = policy.terms.evv.toleranceMinutes * MS_PER_MINUTE;
      return !hasTimes(record) || Math.abs(record.startsAt - startOf(visit)) > tolerance || Math.abs(record.endsAt - endOf(visit)) > tolerance;
    }
    default:
      return unreachable(element);
  }
}

function differingUnits({ visit, measure }: VisitOutcome, recordedMinutes: number, { worth }: Context): DifferingUnits | null {
  // The same minutes are the same units, and most records agree to the minute.
  if (recordedMinutes === measure.countedMinutes) return null;
  const { milliUnits: countedMilliUnits, unit } = worth.unitsOf(visit);
  const { milliUnits: recordedMilliUnits, unitRule } = consumptionOf(recordedMinutes, measure.rule, unit);
  if (recordedMilliUnits === countedMilliUnits) return null;
  return { unit, unitRule, recordedMilliUnits, countedMilliUnits, recordedMinutes, countedMinutes: measure.countedMinutes };
}

function whyUnaccepted({ status, isManuallyEdited, reasonCode }: EvvFact): UnverifiedVisit['unaccepted'] {
  if (status === 'EXCEPTION' || status === 'REJECTED') return status;
  return isManuallyEdited && reasonCode === null ? 'EDITED_WITHOUT_REASON' : null;
}
