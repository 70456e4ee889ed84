import { MS_PER_DAY } from '../base/day.js';
import type { Step } from '../changes/step.js';
import type { Case } from './casebook.js';
import { decisionSteps } from './decisions.js';
import { type PastVisit, pastSteps } from './past-visits.js';
import { type PlannedVisit, type Plan, visitsOf } from './planning.js';
import type { Rota } from './rota.js';
import { supervisionSteps } from './supervisions.js';
import { upcomingSteps } from './upcoming-visits.js';

/** What has become of a patient's plans by now: the visits, their notes, and what payers and physicians did since. */
export function outcomesOf(one: Case, plans: readonly Plan[], rota: Rota): Step[] {
  const isUnsettled = one.chance.happens(UNSETTLED_PERCENT);
  const visits = plans.flatMap(visitsOf).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const past = visits.filter(({ endsAt }) => endsAt < one.now).map((visit) => ({ ...visit, fate: isUnsettled ? fateOf(one, visit) : ('MADE' as const) }));
  const upcoming = visits.filter(({ startsAt }) => startsAt > one.now);
  return [
    ...inRounds(pastSteps(one, past)),
    ...supervisionSteps(one, past),
    ...upcomingSteps(one, isUnsettled, upcoming, rota),
    ...decisionSteps(one, plans),
  ];
}

/**
 * What happened to each visit first, then what happened to each next, and so on: the same change of many
 * visits is then made in one batch, which is what makes loading quick. Each step knows when it happened.
 */
function inRounds(histories: ReadonlyArray<readonly Step[]>): Step[] {
  const longest = Math.max(0, ...histories.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) =>
    histories.flatMap((history) => history[round] ?? []).toSorted((a, b) => a.change.kind.localeCompare(b.change.kind, 'en')),
  ).flat();
}

/** With some patients plans often change, with most hardly ever. */
const UNSETTLED_PERCENT = 25;

/** In a week that is not over a visit that fell out would still have to be made up for. */
function fateOf({ chance, now }: Case, { startsAt, everyWeeks }: PlannedVisit): PastVisit['fate'] {
  if (startsAt.getTime() > now.getTime() - 7 * everyWeeks * MS_PER_DAY) return 'MADE';
  if (chance.happens(6)) return 'MISSED';
  return chance.happens(4) ? 'CANCELLED' : 'MADE';
}
