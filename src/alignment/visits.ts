import type { EpochMs } from '../base/day.js';
import type { VisitStatus } from '../care/visit.js';
import { compareText } from './grouping.js';
import type { VisitFact } from './snapshot.js';

/** The visits that count against orders and authorizations; missed and cancelled ones did not take place. */
const COUNTED: ReadonlySet<VisitStatus> = new Set(['SCHEDULED', 'COMPLETED', 'BILLED', 'PAID']);

export function isCounted(visit: VisitFact): boolean {
  return COUNTED.has(visit.status);
}

/** The care was given, whether or not it has been billed. */
export function isDone(visit: VisitFact): boolean {
  return visit.status === 'COMPLETED' || isBilled(visit);
}

export function isBilled(visit: VisitFact): boolean {
  return visit.status === 'BILLED' || visit.status === 'PAID';
}

/** The visit was planned and did not take place. */
export function isReleased(visit: VisitFact): boolean {
  return visit.status === 'MISSED' || visit.status === 'CANCELLED';
}

/** When the visit ended; when it is planned to, until that is known. */
export function endOf(visit: VisitFact): EpochMs {
  return visit.actualEndsAt ?? visit.endsAt;
}

/** By date of service, start and id, so that the last visits of a period are the ones beyond a limit. */
export function compareInTime(a: VisitFact, b: VisitFact): number {
  return a.serviceOn - b.serviceOn || startOf(a) - startOf(b) || compareText(a.id, b.id);
}

/** Care that was given keeps its units before care that is only planned; then what the office has chosen a line for. */
export function compareForDrawing(a: VisitFact, b: VisitFact): number {
  return Number(isDone(b)) - Number(isDone(a)) || Number(b.pinnedLineId !== null) - Number(a.pinnedLineId !== null) || compareInTime(a, b);
}

/** When the visit began; when it is planned to, until that is known. */
export function startOf(visit: VisitFact): EpochMs {
  return visit.actualStartsAt ?? visit.startsAt;
}
