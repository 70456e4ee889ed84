import type { DayNumber, EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { Context } from '../context.js';
import type { UnverifiedVisit } from '../evv.js';
import { unverifiedVisits } from '../evv.js';
import { careOf, codeOf, money } from '../words.js';
import { evvMismatch } from './evv-mismatch.js';
import { evvMissing } from './evv-missing.js';
import { evvNotAccepted } from './evv-not-accepted.js';
import { evvUnitsDiffer } from './evv-units-differ.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** How long before the window closes it is said: a week is a round of everyone's shifts, who may have to be asked. */
const LEAD_DAYS = 7;

/**
 * What is amiss has its own findings; this one is for the clock on all of them. It stays after the window
 * has closed, because the visit then needs another way to be paid, and who looks must not take it for settled.
 */
export const evvWindowClosing: Rule = {
  id: 'EVV-05',
  code: 'EVV_WINDOW_CLOSING',
  meaning: 'The time in which the electronic record of a visit may be corrected is about to end or has ended, and the record is amiss.',
  source: "The days for visit maintenance in the payer's policy, counted from the date of service.",
  severity: 'WARNING in the last seven days; HIGH once they have passed.',
  clearsWhen: 'Nothing is amiss with the record of the visit any more.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'EVV',
  resolution: 'EVV_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return closingWindows(context).flatMap(({ unverified, maintenanceDays, closesOn, from, until }) => {
      if (context.now < from) return [];
      const { visit, policy } = unverified.outcome;
      const isClosed = context.now >= until;
      const date = dateOf(visit.serviceOn);
      const lastDate = dateOf(closesOn);
      const open = openRules(unverified).map(({ id }) => id).join(', ');
      const record = `the electronic record of the ${careOf(visit.discipline)} visit on ${date}`;
      return [
        findingOf(context, evvWindowClosing, {
          subject: visit.id,
          severity: isClosed ? 'HIGH' : 'WARNING',
          clinicalText: isClosed ? `The time to correct ${record} closed on ${lastDate}.` : `Correct ${record} by ${lastDate}; it cannot be changed after that day.`,
          billingText: `EVV maintenance window ${isClosed ? 'closed' : 'closes'} ${lastDate}: ${codeOf(visit)} DOS ${date}, ${open} open, ${money(context.worth.centsOf(visit))} at risk`,
          evidence: { serviceOn: date, maintenanceDays, closesOn: lastDate, leadDays: LEAD_DAYS, open },
          policy,
          visits: [visit],
          deadlineAt: until,
        }),
      ];
    });
  },
  changesAt(context) {
    return closingWindows(context).flatMap(({ from, until }) => [from, until]);
  },
};

interface ClosingWindow {
  readonly unverified: UnverifiedVisit;
  readonly maintenanceDays: number;
  /** The last day on which the record may be corrected. */
  readonly closesOn: DayNumber;
  readonly from: EpochMs;
  /** The first instant at which it is too late. */
  readonly until: EpochMs;
}

/** Of every visit with something amiss, whether or not its last days have begun. */
function closingWindows(context: Context): readonly ClosingWindow[] {
  const { timeZone } = context.snapshot;
  return unverifiedVisits(context).flatMap((unverified) => {
    const { visit, policy } = unverified.outcome;
    const { maintenanceDays } = policy.terms.evv;
    if (maintenanceDays === null) return [];
    const closesOn = visit.serviceOn + maintenanceDays;
    return [{ unverified, maintenanceDays, closesOn, from: startOfDay(closesOn + 1 - LEAD_DAYS, timeZone), until: startOfDay(closesOn + 1, timeZone) }];
  });
}

function openRules({ record, differing, units, unaccepted }: UnverifiedVisit): readonly Rule[] {
  if (record === null) return [evvMissing];
  return [...(differing.length > 0 ? [evvMismatch] : []), ...(units === null ? [] : [evvUnitsDiffer]), ...(unaccepted === null ? [] : [evvNotAccepted])];
}
