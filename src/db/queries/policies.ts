import type { LocalDate } from '../../base/day.js';
import type { Tx } from '../agency-scope.js';
import { PayerPolicyRow } from '../rows/payer-policy-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';
import { payerOfDay } from './payer-of-day.js';

const LOCK_PAYER = statement(`select from payers where agency_id = $1 and id = $2 for update`);

/**
 * Waits for those who are giving a patient this payer, and makes later ones wait: a patient whose coverage is not
 * committed yet can be neither marked due for the new terms nor evaluated by them.
 */
export async function lockPayer(tx: Tx, payerId: string): Promise<void> {
  await tx.rows(LOCK_PAYER, [tx.agencyId, payerId]);
}

const LATEST = statement(`
  select ${columnsOf(PayerPolicyRow, 'p')} from payer_policies p
   where p.agency_id = $1 and p.payer_id = $2 order by p.version desc limit 1 for update`);

/** Locked, so that two new versions of one payer take turns. */
export async function latestPolicyOf(tx: Tx, payerId: string): Promise<PayerPolicyRow | undefined> {
  return (await tx.rows<PayerPolicyRow>(LATEST, [tx.agencyId, payerId]))[0];
}

const COSIGNED = statement(`
  select d.service_on as "serviceOn"
    from unnest($3::date[]) d(service_on)
    join payer_policies y on y.agency_id = $1 and y.payer_id = ${payerOfDay('$2', 'd.service_on')}
     and y.effective_from <= d.service_on and (y.effective_to is null or y.effective_to >= d.service_on)
   where (y.terms ->> 'isCosignRequired')::boolean`);

/** Those of some dates of service on which the payer wants a second signature under notes. */
export async function cosignedDates(tx: Tx, patientId: string, dates: readonly LocalDate[]): Promise<ReadonlySet<LocalDate>> {
  if (dates.length === 0) return new Set();
  const rows = await tx.rows<{ serviceOn: LocalDate }>(COSIGNED, [tx.agencyId, patientId, [...new Set(dates)]]);
  return new Set(rows.map(({ serviceOn }) => serviceOn));
}
