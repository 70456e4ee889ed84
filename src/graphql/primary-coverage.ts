import { primaryCoverageOn } from '../alignment/policy.js';
import { dayOf, type LocalDate } from '../base/day.js';
import type { CoverageRow } from '../db/rows/coverage-row.js';

/** The coverage that care on a date is measured against, chosen by the rule that the findings use. */
export function primaryCoverage(coverages: readonly CoverageRow[], date: LocalDate): CoverageRow | null {
  const facts = coverages.map((coverage) => ({ ...coverage, startsOn: dayOf(coverage.startsOn), endsOn: coverage.endsOn === null ? null : dayOf(coverage.endsOn) }));
  const primary = primaryCoverageOn(facts, dayOf(date));
  return coverages.find(({ id }) => id === primary?.id) ?? null;
}
