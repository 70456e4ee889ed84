import type { DayNumber, EpochMs } from '../base/day.js';
import type { Alignment, Allocation } from './alignment.js';
import { evaluate } from './evaluate.js';
import { hindersVisits } from './explain.js';
import type { Finding } from './finding.js';
import { groupBy } from './grouping.js';
import type { PatientSnapshot, VisitFact } from './snapshot.js';

/** What would become of visits that someone thinks of planning, and of those that are planned already. */
export interface Proposal {
  /** One for each proposed visit, in the order given. */
  readonly occurrences: readonly ProposedOccurrence[];
  /** How many of them fit, and the last date on which one does. */
  readonly fitting: number;
  readonly lastDateThatFits: DayNumber | null;
  readonly firstThatDoesNotFit: ProposedOccurrence | null;
  /** Planned visits that would no longer be supported, because the proposed ones come before them. */
  readonly displacedVisitIds: readonly string[];
}

export interface ProposedOccurrence {
  readonly serviceOn: DayNumber;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  /** Nothing would be found that stands in its way. */
  readonly fits: boolean;
  readonly allocations: readonly Allocation[];
  /** All that would be found about it, the gravest first. */
  readonly findings: readonly Finding[];
}

/**
 * Evaluates the patient with the proposed visits and without, by the same rules as if they were planned, so that what
 * is answered before booking is what is found after it.
 */
export function proposalOf(snapshot: PatientSnapshot, before: Alignment, proposed: readonly VisitFact[], now: EpochMs): Proposal {
  const after = evaluate({ ...snapshot, visits: [...snapshot.visits, ...proposed] }, now);
  const known = new Map(before.findings.map((finding) => [finding.key, finding]));
  const hindering = after.findings.filter(hindersVisits);
  const findingsOf = groupBy(
    after.findings.flatMap((finding) => finding.visitIds.map((visitId) => ({ visitId, finding }))),
    ({ visitId }) => visitId,
  );
  const allocationsOf = groupBy(after.allocations, ({ visitId }) => visitId);
  const occurrences = proposed.map(({ id, serviceOn, startsAt, endsAt }) => {
    const findings = (findingsOf.get(id) ?? []).map(({ finding }) => finding).toSorted((a, b) => Number(hindersVisits(b)) - Number(hindersVisits(a)));
    return { serviceOn, startsAt, endsAt, findings, fits: !findings.some(hindersVisits), allocations: allocationsOf.get(id) ?? [] };
  });
  const fitting = occurrences.filter(({ fits }) => fits);
  const isProposed = new Set(proposed.map(({ id }) => id));
  const displaced = hindering.flatMap(({ key, visitIds }) => visitIds.filter((id) => !isProposed.has(id) && !known.get(key)?.visitIds.includes(id)));
  return {
    occurrences,
    fitting: fitting.length,
    lastDateThatFits: fitting.length === 0 ? null : Math.max(...fitting.map(({ serviceOn }) => serviceOn)),
    firstThatDoesNotFit: occurrences.find(({ fits }) => !fits) ?? null,
    displacedVisitIds: [...new Set(displaced)].toSorted(),
  };
}
