import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import { monthsAfter } from '../calendar.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { groupBy } from '../grouping.js';
import { once } from '../once.js';
import type { SupervisionFact } from '../snapshot.js';
import type { Due, SupervisedPeriod } from '../supervised-periods.js';
import { dueAfter, supervisedPeriods } from '../supervised-periods.js';
import type { ClockState, SupervisionClock } from '../supervision-clock.js';
import { clockOf, comingAfterIt, foundBy, spanOf, turnsOf } from '../supervision-clock.js';
import { isDone } from '../visits.js';
import { capitalized, count, money, period } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * Two clocks. The care of aides is supervised within days, fewer where the patient has skilled care too;
 * and where there is none, each aide is also watched at work within months. Both run from the first visit
 * that was made, and only while aide visits go on.
 */
export const aideSupervisionDue: Rule = {
  id: 'SUP-01',
  code: 'AIDE_SUPERVISION_DUE',
  meaning: 'A supervisory visit or the direct observation of an aide is due within days, or was due and aide visits go on without it.',
  source:
    "Conditions of participation (42 CFR 484.80(h)): how often aides are supervised depends on whether the patient also has skilled care, and of virtual supervision one counts in 60 days. The intervals are in the payer's policy.",
  severity: 'WARNING within the lead time before it is due; HIGH once the day is over and aide visits follow.',
  clearsWhen: 'The supervision or observation is recorded.',
  patientText: 'A nurse or therapist will come to see how the visits of your aide are going.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '272',
  predictedRarc: null,
  find(context) {
    return foundBy(context.now, clocksOf(context), (clock, state) => found(context, clock, state));
  },
  changesAt(context) {
    return turnsOf(clocksOf(context));
  },
};

interface AideClock extends SupervisionClock {
  readonly subject: string;
  readonly aideStaffId: string | null;
  /** `14 days`. */
  readonly interval: string;
}

function found(context: Context, { subject, aideStaffId, interval, since, due, exposed, until }: AideClock, state: ClockState): Finding {
  const isComing = state === 'COMING';
  const [sinceOn, dueOn] = [dateOf(since), dateOf(due.on)];
  const act = aideStaffId === null ? 'supervisory visit for the aide' : 'direct observation of one of the aides';
  const { policy, hasSkilledCare } = due.period;
  const after = exposed.length === 0 ? '' : `, ${count(exposed.length, 'visit')} DOS ${period(spanOf(exposed))} ${isComing ? 'after it' : 'exposed'}, ${money(context.worth.centsTogether(exposed))}`;
  return findingOf(context, aideSupervisionDue, {
    subject,
    severity: isComing ? 'WARNING' : 'HIGH',
    clinicalText: `${capitalized(`the ${act}`)} ${isComing ? 'is' : 'was'} due by ${dueOn}, ${interval} after ${sinceOn}; ${comingAfterIt(exposed, 'aide visit')}.`,
    billingText: `${aideStaffId === null ? 'Supervision' : 'Direct observation'} ${isComing ? 'due' : 'lapsed, due'} ${dueOn}${after}`,
    evidence: { since: sinceOn, dueOn, interval, hasSkilledCare, leadDays: policy.terms.supervision.leadDays, visitsAfter: exposed.length, aideStaffId },
    policy,
    visits: exposed,
    ...(isComing && { deadlineAt: until }),
  });
}

const clocksOf = once((context): readonly AideClock[] => {
  const outcomes = [...(context.outcomesOf.get('HHA') ?? []), ...(context.outcomesOf.get('PCS') ?? [])];
  if (outcomes.length === 0) return [];
  const periods = supervisedPeriods(context);
  const supervision = supervisionClock(outcomes, periods, context);
  return [...(supervision === null ? [] : [supervision]), ...observationClocks(outcomes, periods, context)];
});

function supervisionClock(outcomes: readonly VisitOutcome[], periods: readonly SupervisedPeriod[], context: Context): AideClock | null {
  if (!periods.some((period) => supervisionDays(period) !== null)) return null;
  const supervised = lastOf(supervisionsThatCount(context.snapshot.supervisions));
  return runningClock(outcomes, context, supervised, (since) => {
    const due = dueAfter(since, periods, (period) => {
      const days = supervisionDays(period);
      return days === null ? null : since + days;
    });
    return due === null ? null : { due, subject: 'supervision', aideStaffId: null, interval: count(supervisionDays(due.period) ?? 0, 'day') };
  });
}

/** Of each aide by itself. Visits that nobody is assigned to are of no aide in particular. */
function observationClocks(outcomes: readonly VisitOutcome[], periods: readonly SupervisedPeriod[], context: Context): readonly AideClock[] {
  if (!periods.some((period) => observationMonths(period) !== null)) return [];
  const clocks: AideClock[] = [];
  for (const [aideStaffId, ofAide] of groupBy(outcomes, ({ visit }) => visit.staffId)) {
    if (aideStaffId === null) continue;
    const observed = lastOf(context.snapshot.supervisions.filter((one) => one.kind === 'AIDE_DIRECT_OBSERVATION' && one.aideStaffId === aideStaffId));
    const clock = runningClock(ofAide, context, observed, (since) => {
      const due = dueAfter(since, periods, (period) => {
        const months = observationMonths(period);
        return months === null ? null : monthsAfter(since, months);
      });
      return due === null ? null : { due, subject: `observation:${aideStaffId}`, aideStaffId, interval: count(observationMonths(due.period) ?? 0, 'month') };
    });
    if (clock !== null) clocks.push(clock);
  }
  return clocks;
}

function supervisionDays({ policy, hasSkilledCare }: SupervisedPeriod): number | null {
  const { aideWithSkilledCareDays, aideWithoutSkilledCareDays } = policy.terms.supervision;
  return hasSkilledCare ? aideWithSkilledCareDays : aideWithoutSkilledCareDays;
}

function observationMonths({ policy, hasSkilledCare }: SupervisedPeriod): number | null {
  return hasSkilledCare ? null : policy.terms.supervision.aideObservationMonths;
}

interface Running {
  readonly due: Due;
  readonly subject: string;
  readonly aideStaffId: string | null;
  readonly interval: string;
}

/** Null where no visit was made yet, no terms ask, or the visits end before the lead time. */
function runningClock(outcomes: readonly VisitOutcome[], { snapshot }: Context, lastDoneOn: DayNumber, running: (since: DayNumber) => Running | null): AideClock | null {
  let [firstMadeOn, lastOn] = [Infinity, -Infinity];
  for (const { visit } of outcomes) {
    lastOn = Math.max(lastOn, visit.serviceOn);
    if (isDone(visit)) firstMadeOn = Math.min(firstMadeOn, visit.serviceOn);
  }
  if (firstMadeOn === Infinity) return null;
  const since = Math.max(firstMadeOn, lastDoneOn);
  const run = running(since);
  if (run === null || lastOn < run.due.on - run.due.period.policy.terms.supervision.leadDays) return null;
  const exposed = lastOn <= run.due.on ? [] : outcomes.flatMap(({ visit }) => (visit.serviceOn > run.due.on ? [visit] : []));
  return { ...run, ...clockOf(since, run.due, exposed, snapshot.timeZone) };
}

const DAYS_FOR_ONE_VIRTUAL = 60;

/** Those on site, and of virtual ones no more than one in 60 days (42 CFR 484.80(h)(1)). */
function supervisionsThatCount(supervisions: readonly SupervisionFact[]): readonly SupervisionFact[] {
  let lastVirtualOn = -Infinity;
  return supervisions
    .filter(({ kind }) => kind !== 'THERAPY_REASSESSMENT')
    .toSorted((a, b) => a.performedOn - b.performedOn)
    .filter(({ mode, performedOn }) => {
      if (mode === 'ONSITE') return true;
      if (performedOn - lastVirtualOn < DAYS_FOR_ONE_VIRTUAL) return false;
      lastVirtualOn = performedOn;
      return true;
    });
}

function lastOf(supervisions: readonly SupervisionFact[]): DayNumber {
  return supervisions.reduce((last, { performedOn }) => Math.max(last, performedOn), -Infinity);
}
