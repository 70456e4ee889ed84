import type { LocalDate } from '../../base/day.js';
import { MS_PER_MINUTE, dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { compareText, foundIn, groupBy } from '../grouping.js';
import type { Times } from '../other-times.js';
import { endOf, isDone, startOf } from '../visits.js';
import { careOf, clockTime, codeOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * A patient cannot be visited twice at once, nor a member of staff be in two places. The second is said of this
 * patient's visit only: whoever reads it may not read of the other patient, of whom nothing is known here but the time.
 */
export const timesOverlap: Rule = {
  id: 'SCH-01',
  code: 'TIMES_OVERLAP',
  meaning: 'Two visits of the patient overlap in time, or whoever makes a visit is with someone else at that time.',
  source: 'Payers take overlapping services for duplicates, and one of two visits at once for not made. Worked times count once they are known.',
  severity: 'Always HIGH.',
  clearsWhen: 'One of the visits is moved or reassigned, or its times are corrected.',
  patientText: 'We are checking the times of your visits.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '18',
  predictedRarc: null,
  find(context) {
    const pairs = hasOverlap(context.outcomes) ? overlappingPairs(context.outcomes) : [];
    return [...pairs.map((pair) => findingOfPair(context, pair)), ...staffElsewhere(context).map((one) => findingOfStaff(context, one))];
  },
};

type Pair = readonly [earlier: VisitOutcome, later: VisitOutcome];

/** Visits that each begin after all before them have ended do not overlap; most patients' are like this, and need no sorting. */
function hasOverlap(outcomes: readonly VisitOutcome[]): boolean {
  let lastEnd = -Infinity;
  for (const { visit } of outcomes) {
    if (startOf(visit) < lastEnd) return true;
    lastEnd = Math.max(lastEnd, endOf(visit));
  }
  return false;
}

/** Visits by their start, each beside those that have not ended by then. */
function overlappingPairs(outcomes: readonly VisitOutcome[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let running: VisitOutcome[] = [];
  for (const outcome of outcomes.toSorted((a, b) => startOf(a.visit) - startOf(b.visit) || compareText(a.visit.id, b.visit.id))) {
    running = running.filter(({ visit }) => endOf(visit) > startOf(outcome.visit));
    for (const earlier of running) if (overlapMs(timesOf(earlier), timesOf(outcome)) > 0) pairs.push([earlier, outcome]);
    running.push(outcome);
  }
  return pairs;
}

function findingOfPair(context: Context, [earlier, later]: Pair): Finding {
  const [first, second] = [placeOf(earlier, context), placeOf(later, context)];
  const overlapMinutes = minutesOf(overlapMs(timesOf(earlier), timesOf(later)));
  const remedy = isDone(earlier.visit) && isDone(later.visit) ? 'correct the times of one of them' : 'move one of them';
  return findingOf(context, timesOverlap, {
    subject: [earlier.visit.id, later.visit.id].toSorted(compareText).join(':'),
    severity: 'HIGH',
    clinicalText: `The ${first.clinical} and the ${second.clinical} overlap by ${overlapMinutes} min; ${remedy}.`,
    billingText: `Overlapping service times, ${overlapMinutes} min: ${first.billing} and ${second.billing}`,
    evidence: { overlapMinutes, firstOn: first.date, firstFrom: first.from, firstTo: first.to, secondOn: second.date, secondFrom: second.from, secondTo: second.to },
    policy: later.policy,
    visits: [earlier.visit, later.visit],
  });
}

interface Conflict {
  readonly outcome: VisitOutcome;
  /** In time order. */
  readonly elsewhere: readonly Times[];
}

/** Conflicts were looked up with the times that the visit had then, so they are compared with those that it has. */
function staffElsewhere({ snapshot, outcomes }: Context): readonly Conflict[] {
  if (snapshot.staffConflicts.length === 0) return [];
  const ofVisits = groupBy(snapshot.staffConflicts, ({ visitId }) => visitId);
  return foundIn(outcomes, (outcome) => {
    const elsewhere = (ofVisits.get(outcome.visit.id) ?? []).filter((times) => overlapMs(times, timesOf(outcome)) > 0);
    return elsewhere.length === 0 ? null : { outcome, elsewhere: elsewhere.toSorted((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt) };
  });
}

function findingOfStaff(context: Context, { outcome, elsewhere }: Conflict): Finding {
  const { visit, policy } = outcome;
  const place = placeOf(outcome, context);
  const timesElsewhere = elsewhere.map(({ startsAt, endsAt }) => `${clockTime(startsAt, context.snapshot.timeZone)} to ${clockTime(endsAt, context.snapshot.timeZone)}`).join(', ');
  const overlapMinutes = minutesOf(Math.max(...elsewhere.map((times) => overlapMs(times, timesOf(outcome)))));
  const remedy = isDone(visit) ? 'correct the times of one of them' : 'move it or give it to someone else';
  return findingOf(context, timesOverlap, {
    subject: visit.id,
    severity: 'HIGH',
    clinicalText: `Whoever makes the ${place.clinical} has another visit at that time (${timesElsewhere}); ${remedy}.`,
    billingText: `Overlapping service times of rendering staff, ${overlapMinutes} min: ${place.billing}, elsewhere ${timesElsewhere}`,
    evidence: { overlapMinutes, serviceOn: place.date, from: place.from, to: place.to, timesElsewhere },
    policy,
    visits: [visit],
  });
}

interface Place {
  readonly date: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly clinical: string;
  readonly billing: string;
}

function placeOf(outcome: VisitOutcome, { snapshot: { timeZone } }: Context): Place {
  const { visit } = outcome;
  const { startsAt, endsAt } = timesOf(outcome);
  const [date, from, to] = [dateOf(visit.serviceOn), clockTime(startsAt, timeZone), clockTime(endsAt, timeZone)];
  return { date, from, to, clinical: `${careOf(visit.discipline)} visit on ${date} from ${from} to ${to}`, billing: `${codeOf(visit)} DOS ${date} ${from} to ${to}` };
}

function timesOf({ visit }: VisitOutcome): Times {
  return { startsAt: startOf(visit), endsAt: endOf(visit) };
}

/** Not above 0 where the times do not overlap, or one of them is no stretch of time. */
function overlapMs(a: Times, b: Times): number {
  return Math.min(a.endsAt, b.endsAt) - Math.max(a.startsAt, b.startsAt);
}

/** A begun minute counts, so that no overlap is one of 0 minutes. */
function minutesOf(ms: number): number {
  return Math.ceil(ms / MS_PER_MINUTE);
}
