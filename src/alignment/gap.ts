import type { MilliUnits } from '../care/service.js';
import type { PassedCap } from './caps.js';
import type { Mismatch, PlacedLine } from './lines.js';
import { isCertified, isUndecided } from './lines.js';

/** Why one line did not take a visit. Quantities are in the unit definition of the line. */
export type LineRefusal = { readonly placed: PlacedLine } & (
  | { readonly reason: 'PAYER' | 'CANCELLED' }
  | { readonly reason: 'DENIED' }
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

type Because<Reason extends LineRefusal['reason']> = Extract<LineRefusal, { readonly reason: Reason }>;

/** The refusal that speaks for a visit that draws nothing, or that there is nothing on file at all. */
export type Gap = Because<'QUANTITY'> | Because<'CAP'> | Because<'DENIED'> | Because<'DATE'> | Because<Mismatch> | { readonly reason: 'NOTHING_ON_FILE' };

/**
 * Every visit without an allocation has exactly one gap, and every kind of gap has exactly one rule, so
 * that one problem is never two findings:
 *
 *   a line of the service is live but has too little left   AUTH-05, or AUTH-06 where a cap is in the way
 *   the payer refused the service on that date              AUTH-03
 *   a line of the service exists for other dates            AUTH-04, of the nearest such line
 *   a certified line is live for another service            AUTH-07, of the one that differs least
 *   none of these                                           AUTH-01
 *
 * A live line comes before a refusal, because it is what a claim would be measured against; a line for
 * other dates comes before one for another service, because extending it is the shorter way.
 */
export function gapOf(refusals: readonly LineRefusal[]): Gap {
  return (
    refusals.find((refusal) => refusal.reason === 'QUANTITY' || refusal.reason === 'CAP') ??
    refusals.find((refusal) => refusal.reason === 'DENIED') ??
    nearestInTime(refusals) ??
    liveForAnother('MODIFIER', refusals) ??
    liveForAnother('CODE', refusals) ??
    liveForAnother('DISCIPLINE', refusals) ?? { reason: 'NOTHING_ON_FILE' }
  );
}

/** Lines come in drawing order, so the first of equally near ones is also the one that would be drawn on first. */
function nearestInTime(refusals: readonly LineRefusal[]): Because<'DATE'> | null {
  let nearest: Because<'DATE'> | null = null;
  for (const refusal of refusals) {
    if (refusal.reason !== 'DATE' || !(isCertified(refusal.placed) || isUndecided(refusal.placed))) continue;
    if (nearest === null || Math.abs(refusal.daysOutside) < Math.abs(nearest.daysOutside)) nearest = refusal;
  }
  return nearest;
}

function liveForAnother(mismatch: Mismatch, refusals: readonly LineRefusal[]): Because<Mismatch> | null {
  for (const refusal of refusals) {
    if (refusal.reason === mismatch && refusal.isLive && isCertified(refusal.placed)) return refusal;
  }
  return null;
}
