import { dateOf, dayOf, type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { checkedTerms, type PayerPolicyTerms } from '../care/payer-policy.js';
import { markPatientsOfPayerDue } from '../db/queries/deadlines.js';
import { latestPolicyOf, lockPayer } from '../db/queries/policies.js';
import { insertRows, recordById, updateRows } from '../db/queries/records.js';
import { PayerPolicyRow } from '../db/rows/payer-policy-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { AgencyChange } from './change.js';

export interface SetPayerPolicyInput {
  readonly id?: string;
  readonly payerId: string;
  readonly effectiveFrom: LocalDate;
  readonly terms: PayerPolicyTerms;
}

/**
 * A new version of what a payer requires, from a date on. The version before ends the day before; care on
 * earlier dates keeps the terms of its day. Every patient of the payer is marked due, and the clock's
 * worker evaluates them one by one, so that publishing a policy costs no more than its own rows.
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
      throw new Refusal('INVALID_RANGE', { path: ['input', 'effectiveFrom'], expected: 'a date after the start of the latest version' });
    }
    if (latest) await updateRows(tx, PayerPolicyRow, [{ ...latest, effectiveTo: dateOf(dayOf(effectiveFrom) - 1) }]);
    const record: PayerPolicyRow = {
      agencyId: tx.agencyId,
      id: input.id ?? ids.next(),
      payerId: payer.id,
      version: (latest?.version ?? 0) + 1,
      effectiveFrom,
      effectiveTo: null,
      terms: checkedTerms(input.terms, ['input', 'terms']),
    };
    await insertRows(tx, PayerPolicyRow, [record]);
    await markPatientsOfPayerDue(tx, payer.id, now);
    return { record, what: fieldChanges('PayerPolicy', null, record, ['version', 'effectiveFrom']), payerIds: [payer.id] };
  },
};
