import type { DayNumber, EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import { ALLOWED_PRACTITIONERS } from '../../care/face-to-face.js';
import type { DayWindow } from '../calendar.js';
import { certificationPeriod, faceToFaceWindow } from '../calendar.js';
import type { Context } from '../context.js';
import type { PolicyInForce } from '../policy.js';
import { count, money, period, stretch } from '../words.js';
import { outcomesBetween } from './outcomes-between.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const faceToFaceMissing: Rule = {
  id: 'ORD-09',
  code: 'FACE_TO_FACE_MISSING',
  meaning: 'No face-to-face encounter with an allowed practitioner is on record near the start of care.',
  source: 'Medicare home health (42 CFR 424.22(a)(1)(v)): an encounter at most 90 days before or 30 days after the start of care. Other payers as their policy on that day says.',
  severity: 'WARNING until the 30th day after the start of care is over, then BLOCKER.',
  clearsWhen: 'An encounter in the window with an allowed practitioner is recorded.',
  patientText: 'Your doctor has to see you once around the time at which our visits begin.',
  ownerTeam: 'ORDERS',
  resolution: 'ORDER_ACTION',
  predictedCarc: '272',
  predictedRarc: null,
  holdsOnlyClaims: true,
  find(context) {
    const missing = missingEncounter(context);
    if (missing === null) return [];
    const { startOfCareOn, window, policy, closesAt } = missing;
    const { faceToFaces } = context.snapshot;
    const isOpen = context.now < closesAt;
    const { startsOn, endsOn } = certificationPeriod(startOfCareOn);
    const visits = outcomesBetween(context.outcomes, { from: startsOn, to: endsOn }).map(({ visit }) => visit);
    const others = faceToFaces.length === 0 ? '' : `; ${count(faceToFaces.length, 'encounter')} on record ${faceToFaces.length === 1 ? 'does' : 'do'} not count`;
    const until = dateOf(window.to);
    return [
      findingOf(context, faceToFaceMissing, {
        subject: dateOf(startOfCareOn),
        severity: isOpen ? 'WARNING' : 'BLOCKER',
        clinicalText: isOpen
          ? `A face-to-face visit with an allowed practitioner is needed by ${until}; none from ${stretch(window)} is on record${others}.`
          : `No face-to-face visit with an allowed practitioner from ${stretch(window)} is on record${others}; find the record of one, or the care that began on ${dateOf(startOfCareOn)} is not certified.`,
        billingText: `F2F missing: SOC ${dateOf(startOfCareOn)}, window ${period(window)}, ${count(faceToFaces.length, 'encounter')} outside it or not allowed, ${count(visits.length, 'visit')} ${money(context.worth.centsTogether(visits))}`,
        evidence: { startOfCareOn: dateOf(startOfCareOn), windowFrom: dateOf(window.from), windowTo: until, encountersThatDoNotCount: faceToFaces.length },
        policy,
        visits,
        deadlineAt: closesAt,
      }),
    ];
  },
  changesAt(context) {
    const missing = missingEncounter(context);
    return missing === null ? [] : [missing.closesAt];
  },
};

interface MissingEncounter {
  readonly startOfCareOn: DayNumber;
  readonly window: DayWindow;
  readonly policy: PolicyInForce;
  /** The first instant after the window. */
  readonly closesAt: EpochMs;
}

/** Care of which the facts no longer reach back to the first certification period is settled. */
function missingEncounter({ snapshot, policies }: Context): MissingEncounter | null {
  const { startOfCareOn, faceToFaces, since, timeZone } = snapshot;
  if (startOfCareOn === null || certificationPeriod(startOfCareOn).endsOn < since) return null;
  const policy = policies.policyOfDay(startOfCareOn);
  if (!policy.terms.isFaceToFaceRequired) return null;
  const window = faceToFaceWindow(startOfCareOn);
  const isMet = faceToFaces.some(({ occurredOn, practitionerKind }) => window.from <= occurredOn && occurredOn <= window.to && ALLOWED_PRACTITIONERS.has(practitionerKind));
  return isMet ? null : { startOfCareOn, window, policy, closesAt: startOfDay(window.to + 1, timeZone) };
}
