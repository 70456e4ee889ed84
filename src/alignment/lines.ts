import type { DayNumber } from '../base/day.js';
import { dateOf, weekdayOf } from '../base/day.js';
import { CERTIFIED, UNDECIDED } from '../care/authorization.js';
import type { PayerPolicyTerms } from '../care/payer-policy.js';
import type { Discipline } from '../care/service.js';
import { compareText } from './grouping.js';
import type { AuthorizationFact, LineFact, PatientSnapshot, VisitFact } from './snapshot.js';

/** A line together with the authorization it belongs to. */
export interface PlacedLine {
  readonly line: LineFact;
  readonly authorization: AuthorizationFact;
}

/** The kind of service that is compared with a line: a visit, or one that someone asks about. */
export interface Service {
  readonly discipline: Discipline;
  readonly serviceCode: string;
  readonly modifiers: readonly string[];
}

/** All lines of the patient, in the order in which visits draw on them. */
export function linesInDrawingOrder(snapshot: PatientSnapshot): readonly PlacedLine[] {
  return snapshot.authorizations
    .flatMap((authorization) => authorization.lines.map((line) => ({ line, authorization })))
    .toSorted(compareForDrawing);
}

export function isCancelled({ line, authorization }: PlacedLine): boolean {
  return authorization.isCancelled || line.decision === 'CANCELLED';
}

export function isCertified(placed: PlacedLine): boolean {
  return !isCancelled(placed) && CERTIFIED.has(placed.line.decision);
}

export function isUndecided(placed: PlacedLine): boolean {
  return !isCancelled(placed) && UNDECIDED.has(placed.line.decision);
}

export type Mismatch = 'DISCIPLINE' | 'CODE' | 'MODIFIER';

/**
 * How a line differs from a service; null when it is for that service. A line that names modifiers is
 * for services that carry all of them; one that names none does not ask, because many modifiers on a
 * visit only inform.
 */
export function mismatchOf(line: LineFact, service: Service): Mismatch | null {
  if (line.discipline !== service.discipline) return 'DISCIPLINE';
  if (line.serviceCode !== null && line.serviceCode !== service.serviceCode) return 'CODE';
  if (!line.modifiers.every((modifier) => service.modifiers.includes(modifier))) return 'MODIFIER';
  return null;
}

/** What a line that is for the service still excludes: someone else's visits, other places, some days. */
export type Exclusion = 'STAFF' | 'PLACE' | 'DAY';

/** A visit that nobody is assigned to yet is not excluded for its staff. */
export function exclusionOf(line: LineFact, visit: VisitFact, terms: ExcludingTerms): Exclusion | null {
  if (line.staffIds.length > 0 && visit.staffId !== null && !line.staffIds.includes(visit.staffId)) return 'STAFF';
  if (line.placesOfService.length > 0 && !line.placesOfService.includes(visit.placeOfService)) return 'PLACE';
  return isDayExcluded(line, visit.serviceOn, terms) ? 'DAY' : null;
}

/** Whatever the visit. What the payer excludes on all its lines is in its policy. */
export function isDayExcluded(line: LineFact, day: DayNumber, { allowedWeekdays, blackoutDates }: ExcludingTerms): boolean {
  return (
    isExcluded(day, line.allowedWeekdays) ||
    line.blackoutDates.includes(day) ||
    isExcluded(day, allowedWeekdays) ||
    (blackoutDates.length > 0 && blackoutDates.includes(dateOf(day)))
  );
}

type ExcludingTerms = Pick<PayerPolicyTerms, 'allowedWeekdays' | 'blackoutDates'>;

function isExcluded(day: DayNumber, allowedWeekdays: readonly number[] | null): boolean {
  return allowedWeekdays !== null && !allowedWeekdays.includes(weekdayOf(day));
}

/**
 * A certified line comes before one that the payer has yet to decide, so that no visit waits for an
 * answer while an approval lies unused. Then: a line for the exact code before one for the whole
 * discipline, lower priority, earliest end, earliest start, id.
 */
function compareForDrawing(a: PlacedLine, b: PlacedLine): number {
  return (
    Number(UNDECIDED.has(a.line.decision)) - Number(UNDECIDED.has(b.line.decision)) ||
    Number(a.line.serviceCode === null) - Number(b.line.serviceCode === null) ||
    a.line.priority - b.line.priority ||
    a.line.endsOn - b.line.endsOn ||
    a.line.startsOn - b.line.startsOn ||
    compareText(a.line.id, b.line.id)
  );
}
