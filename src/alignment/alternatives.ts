import type { DayNumber, EpochMs } from '../base/day.js';
import { instantAt, localDayAt, localMinuteAt } from '../base/day.js';
import { evaluate } from './evaluate.js';
import { hindersVisits } from './explain.js';
import { compareText } from './grouping.js';
import { isCertified, isUndecided, linesInDrawingOrder } from './lines.js';
import type { PatientSnapshot, StaffFact, VisitFact } from './snapshot.js';

/**
 * What could be planned instead of a visit that is not supported. Each alternative has been evaluated in its place with
 * all rules, and leaves nothing grave that would not be there without the visit.
 */
export interface Alternatives {
  /** Other times for it, on the nearest dates first, at the same time of day. */
  readonly times: readonly AlternativeTime[];
  /** Lines that it could draw on, where need be as the service that the line is for. */
  readonly lines: readonly AlternativeLine[];
  /** Others who could make it, in the order given. */
  readonly staffIds: readonly string[];
}

export interface AlternativeTime {
  readonly serviceOn: DayNumber;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

export interface AlternativeLine {
  readonly lineId: string;
  /** Null: the service of the visit as it is. */
  readonly serviceCode: string | null;
}

/** Whoever has the visit, or someone of the discipline, with the times around it at which other patients already have them. */
export interface Candidate {
  readonly member: StaffFact;
  readonly busy: ReadonlyArray<{ readonly startsAt: EpochMs; readonly endsAt: EpochMs }>;
}

/** How far a visit may be moved before it is another visit. */
export const MOST_DAYS_MOVED = 14;
/** As many as anyone would read out to a patient. */
export const MOST_OF_EACH = 3;
/** Visits evaluated for one question: some tenths of a second, which a scheduler waits and the server can spare. */
const MOST_VISITS_EVALUATED = 60_000;

export function alternativesTo(snapshot: PatientSnapshot, visitId: string, candidates: readonly Candidate[], now: EpochMs): Alternatives {
  const visit = snapshot.visits.find(({ id }) => id === visitId);
  if (visit?.status !== 'SCHEDULED') return { times: [], lines: [], staffIds: [] };
  const trial = new Trial(snapshot, visit, now);
  const own = candidates.find(({ member }) => member.id === visit.staffId) ?? null;
  return {
    times: trial.first(timesAround(visit, snapshot.timeZone, now), (time) => trial.with({ ...visit, ...time }, own)),
    lines: trial.first(linesFor(visit, snapshot), ({ lineId, serviceCode }) =>
      trial.with({ ...visit, serviceCode: serviceCode ?? visit.serviceCode, pinnedLineId: lineId, pinnedMilliUnits: Number.MAX_SAFE_INTEGER }),
    ),
    staffIds: trial
      .first(candidates.filter(({ member }) => member.id !== visit.staffId), ({ member, busy }) => trial.with({ ...visit, staffId: member.id }, { member, busy }))
      .map(({ member }) => member.id),
  };
}

/** Tries what could stand in the place of one visit, within the bounds of what one question may cost. */
class Trial {
  readonly #snapshot: PatientSnapshot;
  readonly #others: readonly VisitFact[];
  readonly #now: EpochMs;
  readonly #visitId: string;
  readonly #grave: ReadonlySet<string>;
  #left: number;

  constructor(snapshot: PatientSnapshot, visit: VisitFact, now: EpochMs) {
    this.#snapshot = snapshot;
    this.#visitId = visit.id;
    this.#now = now;
    this.#others = snapshot.visits.filter(({ id }) => id !== visit.id);
    this.#grave = this.#graveOf({ ...snapshot, visits: this.#others });
    this.#left = Math.floor(MOST_VISITS_EVALUATED / Math.max(1, snapshot.visits.length));
  }

  first<Option>(options: readonly Option[], isClean: (option: Option) => boolean): readonly Option[] {
    const clean: Option[] = [];
    for (const option of options) {
      if (clean.length === MOST_OF_EACH || this.#left === 0) break;
      this.#left -= 1;
      if (isClean(option)) clean.push(option);
    }
    return clean;
  }

  /** Whether the patient is no worse off with this visit than with none in its place. */
  with(visit: VisitFact, candidate: Candidate | null = null): boolean {
    const { staff, staffConflicts } = this.#snapshot;
    const elsewhere = candidate === null ? staffConflicts : staffConflicts.filter(({ visitId }) => visitId !== this.#visitId);
    const busy = (candidate?.busy ?? []).filter(({ startsAt, endsAt }) => startsAt < visit.endsAt && endsAt > visit.startsAt);
    const grave = this.#graveOf({
      ...this.#snapshot,
      visits: [...this.#others, visit],
      staff: candidate === null || staff.some(({ id }) => id === candidate.member.id) ? staff : [...staff, candidate.member],
      staffConflicts: [...elsewhere, ...busy.map((time) => ({ visitId: visit.id, ...time }))],
    });
    return [...grave].every((one) => this.#grave.has(one));
  }

  /** With the visits that each names, because one that comes to name another visit is worse. */
  #graveOf(snapshot: PatientSnapshot): ReadonlySet<string> {
    return new Set(evaluate(snapshot, this.#now).findings.filter(hindersVisits).flatMap(({ key, visitIds }) => [key, ...visitIds.map((id) => `${key} ${id}`)]));
  }
}

/** The same time of day on the days around, the nearest first and of two as near the later one; none that has begun. */
function timesAround(visit: VisitFact, timeZone: string, now: EpochMs): readonly AlternativeTime[] {
  const day = localDayAt(visit.startsAt, timeZone);
  const minute = localMinuteAt(visit.startsAt, timeZone);
  const lengthMs = visit.endsAt - visit.startsAt;
  return Array.from({ length: MOST_DAYS_MOVED }, (_, i) => [day + i + 1, day - i - 1])
    .flat()
    .map((serviceOn) => {
      const startsAt = instantAt(serviceOn, minute, timeZone);
      return { serviceOn, startsAt, endsAt: startsAt + lengthMs };
    })
    .filter(({ startsAt }) => startsAt > now);
}

function linesFor(visit: VisitFact, snapshot: PatientSnapshot): readonly AlternativeLine[] {
  return linesInDrawingOrder(snapshot)
    .filter((placed) => placed.line.discipline === visit.discipline && placed.line.id !== visit.pinnedLineId && (isCertified(placed) || isUndecided(placed)))
    .map(({ line }) => ({ lineId: line.id, serviceCode: line.serviceCode === visit.serviceCode ? null : line.serviceCode }))
    .toSorted((a, b) => Number(a.serviceCode !== null) - Number(b.serviceCode !== null) || compareText(a.lineId, b.lineId));
}
