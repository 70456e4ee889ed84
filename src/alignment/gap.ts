import type { Exclusion, Mismatch } from './lines.js';
import { isCertified, isUndecided } from './lines.js';
import type { LineRefusal } from './refusal.js';

type Because<Reason extends LineRefusal['reason']> = Extract<LineRefusal, { readonly reason: Reason }>;

/** The refusal that speaks for a visit that draws nothing, that there is nothing on file at all, or that the office's choice does not hold. */
export type Gap =
  | Because<'QUANTITY'>
  | Because<'CAP'>
  | Because<Exclusion>
  | Because<'DENIED'>
  | Because<'DATE'>
  | Because<'PAYER'>
  | Because<Mismatch>
  | { readonly reason: 'NOTHING_ON_FILE' }
  | { readonly reason: 'PIN' };

/**
 * Every visit without an allocation has exactly one gap, and every kind of gap has exactly one rule, so
 * that one problem is never two findings:
 *
 *   the office chose a line, and it does not take the visit  AUTH-15
 *   a line of the service is live but has too little left   AUTH-05, or AUTH-06 where a cap is in the way
 *   it is live, but not for this clinician or place         AUTH-08
 *   it is live, but not on such a day                       AUTH-09
 *   the payer refused the service on that date              AUTH-03
 *   a line of the service exists for other dates            AUTH-04, of the nearest such line
 *   a certified line of another payer is live for it        AUTH-19
 *   a certified line is live for another service            AUTH-07, of the one that differs least
 *   none of these                                           AUTH-01
 *
 * A live line comes before a refusal, because it is what a claim would be measured against; a line for
 * other dates comes before one for another service, because extending it is the shorter way.
 */
export function gapOf(refusals: readonly LineRefusal[]): Gap {
  return (
    refusals.find((refusal) => refusal.reason === 'QUANTITY' || refusal.reason === 'CAP') ??
    excluded('STAFF', refusals) ??
    excluded('PLACE', refusals) ??
    excluded('DAY', refusals) ??
    refusals.find((refusal) => refusal.reason === 'DENIED') ??
    nearestInTime(refusals) ??
    ofAnotherPayer(refusals) ??
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

function excluded(exclusion: Exclusion, refusals: readonly LineRefusal[]): Because<Exclusion> | null {
  for (const refusal of refusals) if (refusal.reason === exclusion) return refusal;
  return null;
}

function ofAnotherPayer(refusals: readonly LineRefusal[]): Because<'PAYER'> | null {
  for (const refusal of refusals) if (refusal.reason === 'PAYER' && refusal.isFor && isCertified(refusal.placed)) return refusal;
  return null;
}

function liveForAnother(mismatch: Mismatch, refusals: readonly LineRefusal[]): Because<Mismatch> | null {
  for (const refusal of refusals) {
    if (refusal.reason === mismatch && refusal.isLive && isCertified(refusal.placed)) return refusal;
  }
  return null;
}
