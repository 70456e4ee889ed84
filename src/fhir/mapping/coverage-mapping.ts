import { EARLIEST_DATE } from '../../base/day.js';
import type { AddCoverageInput } from '../../changes/add-coverage.js';
import type { Element } from '../element.js';
import { assumed } from '../issues.js';
import type { Reason } from '../report.js';
import { codingsOf } from '../values/codings.js';
import { civilPeriod } from '../values/dates.js';

export interface MappedCoverage {
  readonly coverage: Omit<AddCoverageInput, 'id' | 'rank'>;
  /** Null where the order among several coverages is not told. */
  readonly rank: number | null;
  readonly issues: readonly Reason[];
}

export function mapCoverage(coverage: Element, about: { readonly patientId: string; readonly payerId: string; readonly timeZone: string }): MappedCoverage {
  const issues: Reason[] = [];
  const { startsOn, endsOn } = civilPeriod(coverage.get('period'), about.timeZone);
  if (startsOn === null) issues.push(assumed(coverage.get('period'), 'coverage from the beginning, because no start is told'));
  const rank = coverage.get('order').number();
  return {
    coverage: { patientId: about.patientId, payerId: about.payerId, memberId: memberNumber(coverage), startsOn: startsOn ?? EARLIEST_DATE, endsOn },
    rank,
    issues,
  };
}

/** The number on the card. */
function memberNumber(coverage: Element): string {
  const subscriber = coverage.get('subscriberId').text();
  const identifiers = coverage.all('identifier');
  const member = identifiers.find((identifier) => codingsOf(identifier.all('type')).some(({ code }) => code === 'MB')) ?? identifiers[0];
  const number = subscriber ?? member?.get('value').text() ?? null;
  if (number === null) throw coverage.get('subscriberId').refusal('INVALID_INPUT', 'a member number');
  if (member?.get('type').isPresent) member.get('type').consume();
  if (subscriber === null) member?.consume();
  return number;
}
