import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { CertificationPeriod } from '../certification-periods.js';
import { certificationPeriodsOf } from '../certification-periods.js';
import type { Context } from '../context.js';
import { count, listed, money, period, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * One finding for the visits after each certification that ran out, because one signature settles them
 * all. The initial certification counts from the start of care, signed or not: until it is signed it
 * holds claims as an unsigned order does, and that is the affair of ORD-02.
 */
export const outsideCertification: Rule = {
  id: 'ORD-08',
  code: 'OUTSIDE_CERTIFICATION',
  meaning: 'Visits are planned or made on days for which the need for home health is not certified.',
  source: "Medicare home health (42 CFR 424.22): certified for 60 days from the start of care, then recertified with a dated signature. Other payers as their policy says.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'A signed and dated recertification covers the visits, or they are left out.',
  patientText: "We are waiting for your doctor's signature. You do not need to do anything.",
  ownerTeam: 'ORDERS',
  resolution: 'ORDER_ACTION',
  predictedCarc: '176',
  predictedRarc: null,
  find(context) {
    return [...lapses(context)].flatMap(([endedOn, outcomes]) => {
      const [first] = outcomes;
      if (first === undefined) return [];
      const visits = outcomes.map(({ visit }) => visit);
      const on = listed(visits.map(({ serviceOn }) => serviceOn));
      const ended = endedOn === null ? null : dateOf(endedOn);
      const waiting = certificationPeriodsOf(context.snapshot).find((one) => !isInForce(one) && isIn(one, first.visit.serviceOn)) ?? null;
      const next = waiting === null ? 'no recertification covers' : `the recertification for ${stretch({ from: waiting.startsOn, to: waiting.endsOn })} is not signed yet and has to cover`;
      return [
        findingOf(context, outsideCertification, {
          subject: ended ?? 'start',
          severity: 'BLOCKER',
          clinicalText: `${ended === null ? 'No certification is in force' : `Certification ended on ${ended}`}, and ${next} ${count(visits.length, 'visit')} (${on}); have it signed and dated.`,
          billingText:
            `Outside certified period: certification ${ended === null ? 'not in force' : `ended ${ended}`}, ` +
            `${waiting === null ? 'no recertification' : `recertification ${period({ from: waiting.startsOn, to: waiting.endsOn })} unsigned`}, ` +
            `${count(visits.length, 'visit')} DOS ${on}, ${money(context.worth.centsTogether(visits))}`,
          evidence: { certificationEndedOn: ended, visits: visits.length, firstServiceOn: dateOf(first.visit.serviceOn), unsignedFrom: waiting === null ? null : dateOf(waiting.startsOn) },
          policy: first.policy,
          visits,
        }),
      ];
    });
  },
};

/** By the end of the last certification before them, the visits that none covers. */
function lapses({ snapshot, outcomes }: Context): ReadonlyMap<DayNumber | null, readonly VisitOutcome[]> {
  const lapsed = new Map<DayNumber | null, VisitOutcome[]>();
  const periods = certificationPeriodsOf(snapshot);
  const inForce = periods.filter(isInForce);
  const careStartsOn = snapshot.startOfCareOn ?? periods[0]?.startsOn ?? null;
  if (careStartsOn === null) return lapsed;
  // Visits come in time order, so the period of one is nearly always that of the next.
  let latest: CertificationPeriod | undefined;
  for (const outcome of outcomes) {
    const day = outcome.visit.serviceOn;
    if (!outcome.policy.terms.isCertificationRequired || day < careStartsOn) continue;
    if (latest === undefined || !isIn(latest, day)) latest = inForce.find((one) => isIn(one, day));
    if (latest !== undefined) continue;
    const endedOn = lastEndBefore(day, inForce);
    const visits = lapsed.get(endedOn);
    if (visits === undefined) lapsed.set(endedOn, [outcome]);
    else visits.push(outcome);
  }
  return lapsed;
}

function isInForce({ kind, certifiedOn }: CertificationPeriod): boolean {
  return kind === 'INITIAL' || certifiedOn !== null;
}

function isIn({ startsOn, endsOn }: CertificationPeriod, day: DayNumber): boolean {
  return startsOn <= day && day <= endsOn;
}

function lastEndBefore(day: DayNumber, periods: readonly CertificationPeriod[]): DayNumber | null {
  let last: DayNumber | null = null;
  for (const { endsOn } of periods) if (endsOn < day && (last === null || endsOn > last)) last = endsOn;
  return last;
}
