import { dateOf } from '../../base/day.js';
import { unreachable } from '../../base/invariant.js';
import type { UnverifiedVisit } from '../evv.js';
import { unverifiedVisits } from '../evv.js';
import { careOf, codeOf, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** A record that is on its way is not yet amiss: only what was turned down, or would be, is said. */
export const evvNotAccepted: Rule = {
  id: 'EVV-04',
  code: 'EVV_NOT_ACCEPTED',
  meaning: 'The electronic record of a visit is an exception, was rejected, or was edited by hand without a reason code.',
  source: 'State aggregators take a visit before its claim, and take an edit by hand only with their code for its reason.',
  severity: 'Always BLOCKER.',
  clearsWhen: 'The exception is resolved, the record is taken when sent again, or the reason code is given.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'EVV',
  resolution: 'EVV_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return unverifiedVisits(context).flatMap(({ outcome: { visit, policy }, record, unaccepted }) => {
      if (record === null || unaccepted === null) return [];
      const date = dateOf(visit.serviceOn);
      const { clinical, billing } = saidOf(unaccepted);
      return [
        findingOf(context, evvNotAccepted, {
          subject: visit.id,
          severity: 'BLOCKER',
          clinicalText: `The electronic record of the ${careOf(visit.discipline)} visit on ${date} ${clinical}.`,
          billingText: `${billing}: ${codeOf(visit)} DOS ${date}, ${money(context.worth.centsOf(visit))} at risk`,
          evidence: { serviceOn: date, status: record.status, isManuallyEdited: record.isManuallyEdited, reasonCode: record.reasonCode },
          policy,
          visits: [visit],
        }),
      ];
    });
  },
};

function saidOf(unaccepted: NonNullable<UnverifiedVisit['unaccepted']>): { readonly clinical: string; readonly billing: string } {
  switch (unaccepted) {
    case 'EXCEPTION':
      return { clinical: 'is marked as an exception and has to be resolved', billing: 'EVV exception open' };
    case 'REJECTED':
      return { clinical: 'was rejected; correct it and send it again', billing: 'EVV rejected by aggregator' };
    case 'EDITED_WITHOUT_REASON':
      return { clinical: 'was changed by hand and does not say why; add the reason', billing: 'EVV manual edit without reason code' };
    default:
      return unreachable(unaccepted);
  }
}
