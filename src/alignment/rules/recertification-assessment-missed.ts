import type { DayNumber, EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { VisitType } from '../../care/visit.js';
import type { DayWindow } from '../calendar.js';
import { CERTIFICATION_DAYS, recertificationWindow } from '../calendar.js';
import { certificationPeriodsOf } from '../certification-periods.js';
import type { Context } from '../context.js';
import { isActiveOn } from '../order-support.js';
import type { PolicyInForce } from '../policy.js';
import { servicePeriodsOf } from '../service-periods.js';
import type { VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { count, period, stretch } from '../words.js';
import { outcomesBetween } from './outcomes-between.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** Visits on which the patient is assessed from head to foot. */
const ASSESSING: ReadonlySet<VisitType> = new Set(['RECERTIFICATION', 'START_OF_CARE']);

/** Care goes on when visits are planned or made in the next period, or when an order is in force and the patient on service as it begins. */
export const recertificationAssessmentMissed: Rule = {
  id: 'ORD-10',
  code: 'RECERTIFICATION_ASSESSMENT_MISSED',
  meaning: 'Care goes on after a certification period, and no assessment is on record from its last five days.',
  source: 'Conditions of participation for home health (42 CFR 484.55(d)(1)): the comprehensive assessment is brought up to date on days 56 to 60 of every 60.',
  severity: 'Always WARNING.',
  clearsWhen: 'A recertification visit in the window is made, or the date of the assessment is recorded with the recertification.',
  patientText: 'We plan a visit to look at how you are doing and what you need next.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '272',
  predictedRarc: null,
  find(context) {
    return unassessed(context).flatMap(({ startsOn, window, policy, opensAt, closesAt, visits }) => {
      if (context.now < opensAt) return [];
      const isOpen = context.now < closesAt;
      return [
        findingOf(context, recertificationAssessmentMissed, {
          subject: dateOf(startsOn),
          severity: 'WARNING',
          clinicalText: isOpen
            ? `The recertification visit is due from ${stretch(window)}, as care goes on after ${dateOf(window.to)}; none is made yet.`
            : `No recertification visit was made from ${stretch(window)}, although care went on after ${dateOf(window.to)}; assess as soon as possible and record why it is late.`,
          billingText: `Recert assessment ${isOpen ? 'due' : 'window missed'}: ${period(window)}, ${count(visits.length, 'visit')} in the next period`,
          evidence: { periodStartsOn: dateOf(startsOn), windowFrom: dateOf(window.from), windowTo: dateOf(window.to), visitsAfter: visits.length },
          policy,
          visits,
          deadlineAt: isOpen ? closesAt : undefined,
        }),
      ];
    });
  },
  changesAt(context) {
    return unassessed(context).flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]);
  },
};

interface UnassessedPeriod {
  readonly startsOn: DayNumber;
  /** Days 56 to 60. */
  readonly window: DayWindow;
  readonly policy: PolicyInForce;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  /** In the next period. */
  readonly visits: readonly VisitFact[];
}

/** The periods after which care goes on without an assessment, whether or not it is time for it. */
function unassessed(context: Context): readonly UnassessedPeriod[] {
  const { snapshot, policies } = context;
  const seen = new Set<DayNumber>();
  return certificationPeriodsOf(snapshot).flatMap(({ startsOn }) => {
    const window = recertificationWindow(startsOn);
    // A later start of care begins anew, and needs no recertification of what ended before it.
    const isEarlierCare = snapshot.startOfCareOn !== null && window.to < snapshot.startOfCareOn;
    if (seen.has(startsOn) || isEarlierCare || window.from < snapshot.since) return [];
    seen.add(startsOn);
    const policy = policies.policyOfDay(window.to);
    if (!policy.terms.isCertificationRequired || isAssessedIn(window, context)) return [];
    const next = { from: window.to + 1, to: window.to + CERTIFICATION_DAYS };
    const visits = outcomesBetween(context.outcomes, next).map(({ visit }) => visit);
    if (visits.length === 0 && !isOrderedOn(next.from, context)) return [];
    return [{ startsOn, window, policy, opensAt: startOfDay(window.from, snapshot.timeZone), closesAt: startOfDay(window.to + 1, snapshot.timeZone), visits }];
  });
}

function isAssessedIn(window: DayWindow, { snapshot, outcomes }: Context): boolean {
  const isRecorded = snapshot.certifications.some(({ kind, startsOn, assessedOn }) => kind === 'RECERTIFICATION' && startsOn > window.to && assessedOn !== null && window.from <= assessedOn && assessedOn <= window.to);
  return isRecorded || outcomesBetween(outcomes, window).some(({ visit }) => isDone(visit) && ASSESSING.has(visit.type));
}

function isOrderedOn(day: DayNumber, { snapshot }: Context): boolean {
  return servicePeriodsOf(snapshot.statusPeriods).absenceOn(day) === null && snapshot.orders.some((order) => isActiveOn(order, day));
}
