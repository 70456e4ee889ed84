import type { LocalDate } from '../../base/day.js';
import type { Tx } from '../agency-scope.js';
import { PayerPolicyRow } from '../rows/payer-policy-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const ON = statement(`
  select ${columnsOf(PayerPolicyRow, 'y')} from payer_policies y
   where y.agency_id = $1 and y.payer_id = any($2::uuid[]) and y.effective_from <= $3 and (y.effective_to is null or y.effective_to >= $3)`);

/** What each payer requires for care on a date, by payer. Versions never overlap, so there is at most one of each. */
export async function policiesOn(tx: Tx, date: LocalDate, payerIds: readonly string[]): Promise<Map<string, PayerPolicyRow>> {
  const policies = await tx.rows<PayerPolicyRow>(ON, [tx.agencyId, payerIds, date]);
  return new Map(policies.map((policy) => [policy.payerId, policy]));
}
