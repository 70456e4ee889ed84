import { dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { PassedCap } from '../caps.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import type { CapFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { amountOfCare, authOf, careOf, codeOf, period, stretch, unitsText } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

/** A visit that passes several caps at once is one finding, of the shortest period: settling that often settles the rest. */
export const capExceeded: Rule = {
  id: 'AUTH-06',
  code: 'CAP_EXCEEDED',
  meaning: 'The visit takes a day, week, month, rolling period or single visit beyond what the authorization allows in it.',
  source: "The limits per period of the payer's certification, counted in the payer's own week.",
  severity: "BLOCKER, and the visit draws nothing; WARNING, and it draws, where the payer's policy only warns of caps.",
  clearsWhen: 'The visit is moved or shortened, or the payer raises the limit.',
  patientText: 'Your health plan limits how much care it approves in one period, and we may offer you another date for this visit.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '198',
  predictedRarc: null,
  find(context) {
    const blocked = uncoveredVisits(context, 'CAP').map(({ outcome, gap }) => capFinding(context, outcome, gap.passed));
    const warned = context.outcomes
      .filter(({ needsAuthorization, passedCaps }) => needsAuthorization && passedCaps.length > 0)
      .flatMap((outcome) => outcome.passedCaps.slice(0, 1).map((first) => capFinding(context, outcome, first)));
    return [...blocked, ...warned];
  },
};

function capFinding(context: Context, outcome: VisitOutcome, { placed, cap, window, heldMilliUnits, neededMilliUnits }: PassedCap): Finding {
  const { visit, policy, allocations } = outcome;
  const { line, authorization } = placed;
  const date = dateOf(visit.serviceOn);
  const total = heldMilliUnits + neededMilliUnits;
  const where = window === null ? '' : ` (${stretch(window)})`;
  const opening =
    `With the ${careOf(visit.discipline)} visit on ${date}, ${IN_WORDS[cap.period]}${where} holds ` +
    `${amountOfCare(total, line.unitDefinition)} where ${amountOfCare(cap.milliUnits, line.unitDefinition)} is approved`;
  return findingOf(context, capExceeded, {
    subject: visit.id,
    severity: allocations.length === 0 ? 'BLOCKER' : 'WARNING',
    clinicalText: isDone(visit) ? `${opening}.` : `${opening}; move or shorten it.`,
    billingText:
      `${cap.period} cap exceeded, ${authOf(authorization)} ${codeOf(visit)} DOS ${date}: ${unitsText(total, line.unitDefinition)} of ` +
      `${unitsText(cap.milliUnits, line.unitDefinition)}${window === null ? '' : `, window ${period(window)}`}`,
    evidence: {
      serviceOn: date,
      unitDefinition: line.unitDefinition,
      capPeriod: cap.period,
      capMilliUnits: cap.milliUnits,
      heldMilliUnits,
      neededMilliUnits,
      rollingDays: cap.rollingDays,
      weekDefinition: cap.period === 'WEEK' ? policy.terms.capWeek : null,
      windowFrom: window === null ? null : dateOf(window.from),
      windowTo: window === null ? null : dateOf(window.to),
    },
    policy,
    visits: [visit],
    placed,
    milliUnitsAtRisk: neededOf(outcome, line),
  });
}

const IN_WORDS: Readonly<Record<CapFact['period'], string>> = {
  VISIT: 'the visit alone',
  DAY: 'the day',
  WEEK: 'the week',
  MONTH: 'the month',
  ROLLING_DAYS: 'the rolling period',
};
