import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import { credentialsIn, isAssistant } from '../../care/credential.js';
import type { Discipline } from '../../care/service.js';
import type { VisitType } from '../../care/visit.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { once } from '../once.js';
import type { VisitFact } from '../snapshot.js';
import { dueAfter, supervisedPeriods } from '../supervised-periods.js';
import type { ClockState, SupervisionClock } from '../supervision-clock.js';
import { clockOf, comingAfterIt, foundBy, spanOf, turnsOf } from '../supervision-clock.js';
import { isDone } from '../visits.js';
import { capitalized, careOf, count, money, period } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * A late reassessment starts the clock anew and covers what follows; it does not reach back. The visits
 * between the due day and the reassessment therefore stay a finding, also when the patient has long been
 * reassessed: they were made without one, and a claim for them says otherwise.
 */
export const reassessmentDue: Rule = {
  id: 'SUP-02',
  code: 'REASSESSMENT_DUE',
  meaning: 'A therapy is to be reassessed by a therapist within days, or visits follow the day on which it was due without a reassessment between.',
  source: "Medicare home health (42 CFR 409.44(c)): a qualified therapist of each discipline reassesses at regular intervals, an assistant does not. The interval is in the payer's policy.",
  severity: 'WARNING within the lead time before it is due, when visits follow; BLOCKER for the visits after it until the reassessment.',
  clearsWhen: 'A reassessment by the due day is recorded, or no visit lies between the due day and the reassessment.',
  patientText: 'Your therapist will come to see what progress you have made.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '50',
  predictedRarc: null,
  find(context) {
    return foundBy(context.now, clocksOf(context), (clock, state) => found(context, clock, state));
  },
  changesAt(context) {
    return turnsOf(clocksOf(context));
  },
};

interface TherapyClock extends SupervisionClock {
  readonly discipline: Discipline;
  /** The reassessment that ended the lapse; null while it lasts. */
  readonly reassessedOn: DayNumber | null;
}

function found(context: Context, { discipline, since, due, exposed, reassessedOn, until }: TherapyClock, state: ClockState): Finding {
  const isComing = state === 'COMING';
  const [sinceOn, dueOn] = [dateOf(since), dateOf(due.on)];
  const { policy } = due.period;
  const { therapyReassessmentDays, leadDays } = policy.terms.supervision;
  const late = reassessedOn === null ? '' : `, and was done on ${dateOf(reassessedOn)}`;
  return findingOf(context, reassessmentDue, {
    subject: `${discipline}:${sinceOn}`,
    severity: isComing ? 'WARNING' : 'BLOCKER',
    clinicalText: `${capitalized(careOf(discipline))} reassessment by a therapist ${isComing ? 'is' : 'was'} due by ${dueOn}, ${count(therapyReassessmentDays ?? 0, 'day')} after ${sinceOn}${late}; ${comingAfterIt(exposed, 'visit')}.`,
    billingText: `${discipline} reassessment ${isComing ? 'due' : 'lapsed, due'} ${dueOn}: ${count(exposed.length, 'visit')} DOS ${period(spanOf(exposed))} non-covered${isComing ? ' without it' : ''}, ${money(context.worth.centsTogether(exposed))}`,
    evidence: { discipline, since: sinceOn, dueOn, therapyReassessmentDays, leadDays, visitsAfter: exposed.length, reassessedOn: reassessedOn === null ? null : dateOf(reassessedOn) },
    policy,
    visits: exposed,
    ...(isComing && { deadlineAt: until }),
  });
}

const THERAPIES: readonly Discipline[] = ['PT', 'OT', 'SLP'];

const clocksOf = once((context): readonly TherapyClock[] => {
  const therapies = THERAPIES.filter((discipline) => context.outcomesOf.has(discipline));
  if (therapies.length === 0 || !supervisedPeriods(context).some(({ policy }) => policy.terms.supervision.therapyReassessmentDays !== null)) return [];
  return therapies.flatMap((discipline) => clocksOfTherapy(discipline, context.outcomesOf.get(discipline) ?? [], context));
});

/** One for each stretch from a reassessment to the next, as far as visits lie between its due day and its end. */
function clocksOfTherapy(discipline: Discipline, outcomes: readonly VisitOutcome[], context: Context): readonly TherapyClock[] {
  const starts = startsOf(discipline, outcomes, context);
  const clocks: TherapyClock[] = [];
  let next = 0;
  for (const [index, since] of starts.entries()) {
    const due = dueAfter(since, supervisedPeriods(context), ({ policy }) => {
      const days = policy.terms.supervision.therapyReassessmentDays;
      return days === null ? null : since + days;
    });
    if (due === null) continue;
    const reassessedOn = starts[index + 1] ?? null;
    const exposed: VisitFact[] = [];
    for (; next < outcomes.length; next += 1) {
      const visit = outcomes[next]?.visit;
      if (visit === undefined || (reassessedOn !== null && visit.serviceOn >= reassessedOn)) break;
      if (visit.serviceOn > due.on && !isReassessing(visit, context)) exposed.push(visit);
    }
    if (exposed.length > 0) clocks.push({ discipline, reassessedOn, ...clockOf(since, due, exposed, context.snapshot.timeZone) });
  }
  return clocks;
}

/** The days from which the clock runs, in order: the evaluation or, where none is known, the first visit; and every reassessment. */
function startsOf(discipline: Discipline, outcomes: readonly VisitOutcome[], context: Context): readonly DayNumber[] {
  const starts = new Set<DayNumber>();
  let first: VisitFact | null = null;
  for (const { visit } of outcomes) {
    if (!isDone(visit)) continue;
    if (first === null || (BEGINNING.has(visit.type) && !BEGINNING.has(first.type))) first = visit;
    if (isReassessing(visit, context)) starts.add(visit.serviceOn);
  }
  if (first !== null) starts.add(first.serviceOn);
  for (const one of context.snapshot.supervisions) if (one.kind === 'THERAPY_REASSESSMENT' && one.discipline === discipline) starts.add(one.performedOn);
  return [...starts].toSorted((a, b) => a - b);
}

const BEGINNING: ReadonlySet<VisitType> = new Set(['EVALUATION', 'START_OF_CARE']);
const REASSESSING: ReadonlySet<VisitType> = new Set(['EVALUATION', 'REASSESSMENT']);

/** Where it is not known who makes it, it is taken to be someone who may. */
function isReassessing({ type, staffId }: VisitFact, { staff }: Context): boolean {
  if (!REASSESSING.has(type)) return false;
  const credential = staffId === null ? undefined : staff.get(staffId)?.credential;
  return credential == null || !isAssistant(credentialsIn(credential));
}
