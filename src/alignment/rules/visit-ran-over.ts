import { dateOf } from '../../base/day.js';
import type { MilliUnits, UnitDefinition } from '../../care/service.js';
import type { LineBalance } from '../alignment.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import type { PlacedLine } from '../lines.js';
import { drawOf } from '../measure.js';
import { countedWith } from '../other-times.js';
import { wholeMinutes } from '../units.js';
import { amountOfCare, authOf, careOf, codeOf, codeOfLine, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** It says where units went; whether too few are left for what follows is said by AUTH-05 and AUTH-06. */
export const visitRanOver: Rule = {
  id: 'SCH-02',
  code: 'VISIT_RAN_OVER',
  meaning: 'A visit took longer than planned and so more units, because its payer counts the minutes worked.',
  source: "The basis and the unit rule of the payer's policy, applied to the minutes worked and to those planned.",
  severity: 'Always INFO.',
  clearsWhen: 'The worked or the planned times are corrected; else it stays as the record of where the units went.',
  patientText: 'This visit took longer than planned.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: null,
  predictedRarc: null,
  find(context) {
    return overruns(context).map(({ outcome, minutesOver, plannedMinutes, unit, addedMilliUnits, drawn }) => {
      const { visit, policy, measure } = outcome;
      const date = dateOf(visit.serviceOn);
      const left = drawn?.balance.remainingMilliUnits ?? null;
      const ofApproval = drawn === null || left === null ? '' : `; ${left === 0 ? 'nothing' : amountOfCare(left, unit)} is left of what is approved until ${dateOf(drawn.placed.line.endsOn)}`;
      const ofAuth = drawn === null || left === null ? '' : `, ${authOf(drawn.placed.authorization)} ${codeOfLine(drawn.placed.line)} ${unitsText(left, unit)} left`;
      return findingOf(context, visitRanOver, {
        subject: visit.id,
        severity: 'INFO',
        clinicalText: `The ${careOf(visit.discipline)} visit on ${date} ran ${minutesOver} min over the ${plannedMinutes} min planned and counts as ${amountOfCare(addedMilliUnits, unit)} more${ofApproval}.`,
        billingText: `${codeOf(visit)} DOS ${date} ran ${minutesOver} min over ${plannedMinutes} min scheduled: +${unitsText(addedMilliUnits, unit)}${ofAuth}`,
        evidence: { serviceOn: date, workedMinutes: measure.minutes, plannedMinutes, minutesOver, unitDefinition: unit, addedMilliUnits, remainingMilliUnits: left },
        policy,
        visits: [visit],
        placed: drawn?.placed,
        milliUnitsAtRisk: addedMilliUnits,
      });
    });
  },
};

interface Overrun {
  readonly outcome: VisitOutcome;
  readonly minutesOver: number;
  readonly plannedMinutes: number;
  readonly unit: UnitDefinition;
  readonly addedMilliUnits: MilliUnits;
  /** The line that the visit draws on, the first where it is split; null where it draws on none. */
  readonly drawn: DrawnLine | null;
}

interface DrawnLine {
  readonly placed: PlacedLine;
  readonly balance: LineBalance;
}

function overruns(context: Context): readonly Overrun[] {
  const countedAsPlanned = countedWith(context, ({ visit }) => visit);
  const found: Overrun[] = [];
  for (const outcome of context.made) {
    const { visit, measure } = outcome;
    if (measure.basis !== 'CLOCKED') continue;
    const plannedMinutes = wholeMinutes(visit.startsAt, visit.endsAt);
    if (measure.minutes <= plannedMinutes) continue;
    const drawn = drawnLine(outcome, context);
    const unit = drawn?.placed.line.unitDefinition ?? context.worth.unitsOf(visit).unit;
    const addedMilliUnits = drawOf(measure, unit) - drawOf({ ...measure, countedMinutes: countedAsPlanned(outcome) }, unit);
    if (addedMilliUnits > 0) found.push({ outcome, minutesOver: measure.minutes - plannedMinutes, plannedMinutes, unit, addedMilliUnits, drawn });
  }
  return found;
}

function drawnLine({ allocations: [first] }: VisitOutcome, { lines, balances }: Context): DrawnLine | null {
  const placed = lines.find(({ line }) => line.id === first?.lineId);
  const balance = balances.find(({ lineId }) => lineId === first?.lineId);
  return placed === undefined || balance === undefined ? null : { placed, balance };
}
