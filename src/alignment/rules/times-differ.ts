import { MS_PER_MINUTE, dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import { documentedVisits } from '../documented-visits.js';
import type { Times } from '../other-times.js';
import { countedWith } from '../other-times.js';
import type { NoteFact, VisitFact } from '../snapshot.js';
import { consumptionOf, wholeMinutes } from '../units.js';
import { careOf, clockTime, codeOf, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const timesDiffer: Rule = {
  id: 'DOC-05',
  code: 'TIMES_DIFFER',
  meaning: 'The note of a visit gives other times than those that were worked, by more than the payer tolerates.',
  source: "Payers compare the note with the times that a claim is counted from. The tolerance and the unit rule are in the payer's policy.",
  severity: 'Always HIGH.',
  clearsWhen: 'The note or the worked times are corrected, so that both agree.',
  patientText: 'We are checking our records of this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return differingVisits(context).map(({ outcome, note, documented, worked, documentedMilliUnits, workedMilliUnits }) => {
      const { visit, policy } = outcome;
      const { timeZone } = context.snapshot;
      const { unit } = context.worth.unitsOf(visit);
      const date = dateOf(visit.serviceOn);
      const [documentedMinutes, workedMinutes] = [minutesOf(documented), minutesOf(worked)];
      const { timeToleranceMinutes } = policy.terms;
      const between = (times: Times, word: string): string => `${clockTime(times.startsAt, timeZone)}${word}${clockTime(times.endsAt, timeZone)}`;
      return findingOf(context, timesDiffer, {
        subject: note.id,
        severity: 'HIGH',
        clinicalText: `The note for the ${careOf(visit.discipline)} visit on ${date} says ${between(documented, ' to ')}, and the visit was recorded from ${between(worked, ' to ')}; correct whichever is wrong.`,
        billingText:
          `Time mismatch: ${codeOf(visit)} DOS ${date}, note ${between(documented, '-')} ${documentedMinutes} min ${unitsText(documentedMilliUnits, unit)}, ` +
          `worked ${between(worked, '-')} ${workedMinutes} min ${unitsText(workedMilliUnits, unit)}, tolerance ${timeToleranceMinutes} min`,
        evidence: {
          serviceOn: date,
          documentedStartsAt: instantText(documented.startsAt),
          documentedEndsAt: instantText(documented.endsAt),
          workedStartsAt: instantText(worked.startsAt),
          workedEndsAt: instantText(worked.endsAt),
          documentedMinutes,
          workedMinutes,
          timeToleranceMinutes,
          unitDefinition: unit,
          unitRule: outcome.measure.rule.kind,
          documentedMilliUnits,
          workedMilliUnits,
        },
        policy,
        visits: [visit],
        noteId: note.id,
      });
    });
  },
};

interface DifferingVisit {
  readonly outcome: VisitOutcome;
  readonly note: NoteFact;
  readonly documented: Times;
  readonly worked: Times;
  /** In the unit of the visit's code, by the payer's unit rule. */
  readonly documentedMilliUnits: number;
  readonly workedMilliUnits: number;
}

function differingVisits(context: Context): readonly DifferingVisit[] {
  const differing: DifferingVisit[] = [];
  const countedAsDocumented = countedWith(context, ({ visit }) => documentedTimes(context.notesOf.get(visit.id)?.[0]) ?? workedTimes(visit));
  const countedAsWorked = countedWith(context, ({ visit }) => workedTimes(visit));
  for (const { outcome, note } of documentedVisits(context)) {
    const [documented, worked] = [documentedTimes(note), workedTimes(outcome.visit)];
    if (documented === null || worked === null || !differ(documented, worked, outcome.policy.terms.timeToleranceMinutes)) continue;
    const { unit } = context.worth.unitsOf(outcome.visit);
    const milliUnitsOf = (minutes: number): number => consumptionOf(minutes, outcome.measure.rule, unit).milliUnits;
    differing.push({ outcome, note, documented, worked, documentedMilliUnits: milliUnitsOf(countedAsDocumented(outcome)), workedMilliUnits: milliUnitsOf(countedAsWorked(outcome)) });
  }
  return differing;
}

function documentedTimes(note: NoteFact | undefined): Times | null {
  return note === undefined || note.documentedStartsAt === null || note.documentedEndsAt === null ? null : { startsAt: note.documentedStartsAt, endsAt: note.documentedEndsAt };
}

function workedTimes({ actualStartsAt, actualEndsAt }: VisitFact): Times | null {
  return actualStartsAt === null || actualEndsAt === null ? null : { startsAt: actualStartsAt, endsAt: actualEndsAt };
}

function differ(documented: Times, worked: Times, toleranceMinutes: number): boolean {
  const toleranceMs = toleranceMinutes * MS_PER_MINUTE;
  return Math.abs(documented.startsAt - worked.startsAt) > toleranceMs || Math.abs(documented.endsAt - worked.endsAt) > toleranceMs;
}

function minutesOf({ startsAt, endsAt }: Times): number {
  return wholeMinutes(startsAt, endsAt);
}

function instantText(instant: number): string {
  return new Date(instant).toISOString();
}
