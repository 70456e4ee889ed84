import { dateOf, dayOf, type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { completedTerms, type StatedTerms } from '../care/default-terms.js';
import { checkedTerms } from '../care/payer-policy-check.js';
import { markPatientsOfPayerDue } from '../db/queries/deadlines.js';
import { latestPolicyOf, lockPayer } from '../db/queries/policies.js';
import { insertRows, recordById, updateRows } from '../db/queries/records.js';
import { visitsOfPayer } from '../db/queries/visits-of-payer.js';
import { PayerPolicyRow } from '../db/rows/payer-policy-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { AgencyChange } from './change.js';

export interface SetPayerPolicyInput {
  readonly id?: string;
  readonly payerId: string;
  readonly effectiveFrom: LocalDate;
  /** What is left out is as usual for the kind of payer. */
  readonly terms: StatedTerms;
}

/** An event is read by everyone who listens, so it names no more visits than a page can show; it counts all of them. */
export const MOST_AFFECTED_VISITS = 1000;

/**
 * A new version of what a payer requires, from a date on. The version before ends the day before; care on
 * earlier dates keeps the terms of its day. The visits that are measured by it from now on are named, in a dry run as
 * well as in the event, so that one can look at them before it is published. Every patient of the payer is marked due,
 * and the clock's worker evaluates them afterwards, so that publishing a policy never waits for a patient.
 */
export const setPayerPolicy: AgencyChange<SetPayerPolicyInput, PayerPolicyRow> = {
  kind: 'setPayerPolicy',
  about: 'AGENCY',
  row: PayerPolicyRow,
  async apply({ tx, ids, now }, input) {
    const payer = await recordById(tx, PayerRow, input.payerId, ['input', 'payerId']);
    const effectiveFrom = parseLocalDate(input.effectiveFrom);
    await lockPayer(tx, payer.id);
    const latest = await latestPolicyOf(tx, payer.id);
    if (latest && effectiveFrom <= latest.effectiveFrom) {
      throw new Refusal('INVALID_RANGE', {
        path: ['input', 'effectiveFrom'],
        expected: 'a date after the start of the latest version',
        remedy: 'Let the new version start later. What has been published stays as it is, for care that was measured by it.',
      });
    }
    if (latest) await updateRows(tx, PayerPolicyRow, [{ ...latest, effectiveTo: dateOf(dayOf(effectiveFrom) - 1) }]);
    const record: PayerPolicyRow = {
      agencyId: tx.agencyId,
      id: input.id ?? ids.next(),
      payerId: payer.id,
      version: (latest?.version ?? 0) + 1,
      effectiveFrom,
      effectiveTo: null,
      terms: checkedTerms(completedTerms(input.terms, payer.kind), ['input', 'terms']),
    };
    await insertRows(tx, PayerPolicyRow, [record]);
    await markPatientsOfPayerDue(tx, payer.id, now);
    const affected = await visitsOfPayer(tx, payer.id, effectiveFrom, MOST_AFFECTED_VISITS);
    return {
      record,
      what: [
        ...fieldChanges('PayerPolicy', null, record, ['version', 'effectiveFrom']),
        { entity: 'PayerPolicy', id: record.id, field: 'affectedVisits', before: null, after: affected.count },
      ],
      payerIds: [payer.id],
      affectedVisitIds: affected.ids,
    };
  },
};
