import type { DayNumber } from '../base/day.js';
import { contains } from '../base/day.js';
import type { MilliUnits } from '../care/service.js';
import type { PassedCap } from './caps.js';
import type { Ledger } from './ledger.js';
import type { Mismatch, PlacedLine } from './lines.js';
import { exclusionOf, isCancelled, isCertified, mismatchOf } from './lines.js';
import type { MeasuredVisit } from './measure.js';
import type { PolicyInForce } from './policy.js';

/** Why one line did not take a visit. Quantities are in the unit definition of the line. */
export type LineRefusal = { readonly placed: PlacedLine } & (
  | { readonly reason: 'CANCELLED' }
  /** `isFor`: it is for this service on this date, of another payer. */
  | { readonly reason: 'PAYER'; readonly isFor: boolean }
  | { readonly reason: 'DENIED' }
  /** For the service on this date, but not for this clinician or place, or not on such a day. */
  | { readonly reason: 'STAFF' | 'PLACE' }
  | { readonly reason: 'DAY' }
  /** `isLive`: the date of service is within the line's dates. */
  | { readonly reason: Mismatch; readonly isLive: boolean }
  /** Days after the end; negative: days before the start. */
  | { readonly reason: 'DATE'; readonly daysOutside: number }
  | { readonly reason: 'CAP'; readonly passed: PassedCap }
  | {
      readonly reason: 'QUANTITY';
      readonly neededMilliUnits: MilliUnits;
      /** What the line had given when this visit's turn came. */
      readonly drawnMilliUnits: MilliUnits;
      /** The how-manieth visit to turn to this line. */
      readonly visitNumber: number;
    }
);

/** Asked in the order from what a line is for to what it has left; null when it takes all of the visit. */
export function refusalOf(ledger: Ledger, measured: MeasuredVisit): LineRefusal | null {
  const { placed } = ledger;
  const { line } = placed;
  const { visit, policy } = measured;
  const mismatch = mismatchOf(line, visit);
  if (!isHonoured(placed, visit.serviceOn, policy)) return { placed, reason: 'PAYER', isFor: mismatch === null && contains(line, visit.serviceOn) };
  if (isCancelled(placed)) return { placed, reason: 'CANCELLED' };
  if (mismatch !== null) return { placed, reason: mismatch, isLive: contains(line, visit.serviceOn) };
  if (visit.serviceOn > line.endsOn) return { placed, reason: 'DATE', daysOutside: visit.serviceOn - line.endsOn };
  if (visit.serviceOn < line.startsOn) return { placed, reason: 'DATE', daysOutside: visit.serviceOn - line.startsOn };
  if (line.decision === 'NOT_CERTIFIED') return { placed, reason: 'DENIED' };
  const exclusion = exclusionOf(line, visit, policy.terms);
  if (exclusion !== null) return { placed, reason: exclusion };
  const neededMilliUnits = ledger.neededFor(measured);
  if (neededMilliUnits > ledger.left) return { placed, reason: 'QUANTITY', neededMilliUnits, drawnMilliUnits: ledger.drawn, visitNumber: ledger.visits + 1 };
  const [firstCap] = policy.terms.capSemantics === 'BLOCK' ? ledger.capsPassed(measured, neededMilliUnits) : [];
  return firstCap === undefined ? null : { placed, reason: 'CAP', passed: firstCap };
}

/** The line is for such a visit, whatever its payer has decided and whatever is left of it. */
export function covers(placed: PlacedLine, { visit, policy }: MeasuredVisit): boolean {
  return (
    isHonoured(placed, visit.serviceOn, policy) &&
    !isCancelled(placed) &&
    contains(placed.line, visit.serviceOn) &&
    mismatchOf(placed.line, visit) === null &&
    exclusionOf(placed.line, visit, policy.terms) === null
  );
}

/** The payer's own; and, for the days of transition that it grants, what the payer before had certified until then. */
export function isHonoured(placed: PlacedLine, serviceOn: DayNumber, { payerId, coveredSince, terms }: PolicyInForce): boolean {
  if (placed.authorization.payerId === payerId) return true;
  if (coveredSince === null || terms.transitionDays === 0 || !isCertified(placed)) return false;
  return placed.line.startsOn < coveredSince && serviceOn < coveredSince + terms.transitionDays;
}
