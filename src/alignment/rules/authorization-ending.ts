import type { EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { MilliUnits } from '../../care/service.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import { groupBy } from '../grouping.js';
import type { PlacedLine } from '../lines.js';
import { isCertified, mismatchOf } from '../lines.js';
import type { LineFact } from '../snapshot.js';
import { ONE_UNIT } from '../units.js';
import { authOf, careOf, codeOfLine, count, listed, money, unitsText } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

/**
 * Each of these visits is an AUTH-04 of its own, for scheduling; this is the one task for those who can
 * ask for a renewal in time. Once the line has ended there is nothing to renew in time any more, and
 * only the visits' own findings remain.
 */
export const authorizationEnding: Rule = {
  id: 'AUTH-11',
  code: 'AUTHORIZATION_ENDING',
  meaning: 'An authorization ends within days, and visits are planned after its end that nothing else covers.',
  source: "The payer's lead time for renewals, from its policy on the last day of the authorization.",
  severity: 'Always WARNING.',
  clearsWhen: 'The authorization is renewed or extended over the visits, or no visit is planned after its end.',
  patientText: "Your health plan's approval is about to end, and we are asking for it to be renewed.",
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '197',
  predictedRarc: null,
  find(context) {
    return endingLines(context)
      .filter(({ from, until }) => from <= context.now && context.now < until)
      .map(({ placed, outcomes, leadDays, until }) => {
        const { line, authorization } = placed;
        const visits = outcomes.map(({ visit }) => visit);
        const milliUnits = neededTogether(outcomes, line);
        const cents = context.worth.centsTogether(visits);
        const endsOn = dateOf(line.endsOn);
        const planned = count(visits.length, `${careOf(line.discipline)} visit`);
        return findingOf(context, authorizationEnding, {
          subject: line.id,
          severity: 'WARNING',
          clinicalText: `Approval of ${careOf(line.discipline)} ends on ${endsOn}; ${planned} planned after it (${listed(visits.map(({ serviceOn }) => serviceOn))}) would not be approved.`,
          billingText:
            `${authOf(authorization)} ${codeOfLine(line)} expires ${endsOn}: ${count(visits.length, 'scheduled visit')}, ` +
            `${unitsText(milliUnits, line.unitDefinition)}, ${money(cents)} uncovered after it`,
          evidence: { endsOn, leadDays, visits: visits.length, milliUnits, cents, unitDefinition: line.unitDefinition },
          policy: context.policies.policyOn(authorization.payerId, line.endsOn),
          visits,
          placed,
          milliUnitsAtRisk: milliUnits,
          deadlineAt: until,
        });
      });
  },
  changesAt(context) {
    return endingLines(context).flatMap(({ from, until }) => [from, until]);
  },
};

interface EndingLine {
  readonly placed: PlacedLine;
  readonly outcomes: readonly VisitOutcome[];
  readonly leadDays: number;
  /** The first instant of the lead time, and the one at which the line is over. */
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** Certified lines after whose end visits are planned, whether or not the lead time has begun. */
function endingLines(context: Context): readonly EndingLine[] {
  const beyond = uncoveredVisits(context, 'DATE').flatMap(({ outcome }) => {
    const placed = outcome.visit.status === 'SCHEDULED' ? lastLineBefore(outcome, context.lines) : null;
    return placed === null ? [] : [{ placed, outcome }];
  });
  return [...groupBy(beyond, ({ placed }) => placed)].map(([placed, after]) => {
    const { endsOn } = placed.line;
    const leadDays = context.policies.policyOn(placed.authorization.payerId, endsOn).terms.renewalLeadDays;
    return {
      placed,
      outcomes: after.map(({ outcome }) => outcome),
      leadDays,
      from: startOfDay(endsOn - leadDays, context.snapshot.timeZone),
      until: startOfDay(endsOn + 1, context.snapshot.timeZone),
    };
  });
}

/** The line whose renewal would cover the visit: of those for its service that end before it, the one that ends last. */
function lastLineBefore({ visit, policy }: VisitOutcome, lines: readonly PlacedLine[]): PlacedLine | null {
  let last: PlacedLine | null = null;
  for (const placed of lines) {
    const { line, authorization } = placed;
    if (line.endsOn >= visit.serviceOn || authorization.payerId !== policy.payerId) continue;
    if (!isCertified(placed) || mismatchOf(line, visit) !== null) continue;
    if (last === null || line.endsOn > last.line.endsOn) last = placed;
  }
  return last;
}

/** Visits of one day share the unit of a line that counts days. */
function neededTogether(outcomes: readonly VisitOutcome[], line: LineFact): MilliUnits {
  if (line.unitDefinition === 'DAY') return new Set(outcomes.map(({ visit }) => visit.serviceOn)).size * ONE_UNIT;
  return outcomes.reduce((sum, outcome) => sum + neededOf(outcome, line), 0);
}
