import { dateOf } from '../../base/day.js';
import { SERVICE_CODES } from '../../care/service.js';
import type { Mismatch } from '../lines.js';
import type { LineFact, VisitFact } from '../snapshot.js';
import { authOf, careOf, codeOf, codeOfLine, period } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const otherServiceAuthorized: Rule = {
  id: 'AUTH-07',
  code: 'OTHER_SERVICE_AUTHORIZED',
  meaning: 'An authorization is in force on this date, but for another discipline, service or modifier.',
  source: "The services named on the payer's certification. A claim that cites it for anything else does not match it.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The service of the visit is corrected, or an authorization of it is recorded.',
  patientText: 'We are checking with your health plan which kind of care it has approved for this date.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '284',
  predictedRarc: 'N54',
  find(context) {
    return uncoveredVisits(context, 'DISCIPLINE', 'CODE', 'MODIFIER').map(({ outcome: { visit, policy }, gap: { placed, reason } }) => {
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const { approved, planned } = difference(reason, line, visit);
      return findingOf(context, otherServiceAuthorized, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: `Approved for ${date} is ${approved}; the visit is ${planned}. Correct the visit, or ask for approval of it.`,
        billingText: `${authOf(authorization)} ${period({ from: line.startsOn, to: line.endsOn })} is for ${codeOfLine(line)} and does not cover ${codeOf(visit)} DOS ${date}`,
        evidence: {
          serviceOn: date,
          differsIn: reason,
          authorizedDiscipline: line.discipline,
          authorizedCode: line.serviceCode,
          authorizedModifiers: line.modifiers.join(' '),
          visitDiscipline: visit.discipline,
          visitCode: visit.serviceCode,
          visitModifiers: visit.modifiers.join(' '),
        },
        policy,
        visits: [visit],
        placed,
      });
    });
  },
};

/** Clinicians know services by what they are. A modifier has no clinical name; it is a variant of the service. */
function difference(mismatch: Mismatch, line: LineFact, visit: VisitFact): { approved: string; planned: string } {
  if (mismatch === 'DISCIPLINE') return { approved: careOf(line.discipline), planned: careOf(visit.discipline) };
  const planned = labelOf(visit.serviceCode, visit);
  if (mismatch === 'CODE') return { approved: labelOf(line.serviceCode, line), planned };
  return { approved: `a particular form of ${careOf(line.discipline)}`, planned: `${planned} in another form` };
}

function labelOf(serviceCode: string | null, { discipline }: LineFact | VisitFact): string {
  const label = serviceCode === null ? undefined : SERVICE_CODES.get(serviceCode)?.label;
  return label === undefined ? careOf(discipline) : `"${label}"`;
}
