import type { PayerKind } from '../../../care/payer-policy.js';
import { PayerRow } from '../../rows/payer-row.js';
import type { List } from '../page.js';
import { given, mentions } from './conditions.js';
import { type Identified, identified } from './identified.js';

export interface PayerFilter extends Identified {
  readonly kinds?: readonly PayerKind[] | null;
  readonly payerCodes?: readonly string[] | null;
  /** Every word of it begins a word of the name or the payer code. */
  readonly search?: string | null;
  readonly hasOpenFindings?: boolean | null;
}

export const payerList: List<PayerRow, PayerFilter, 'NAME'> = {
  name: 'payers',
  row: PayerRow,
  orders: { NAME: [{ sql: 't.name', type: 'text' }] },
  where: ({ kinds, payerCodes, search, hasOpenFindings, ...filter }, bind) => [
    ...identified(filter, PayerRow, bind),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...given(payerCodes, (some) => `t.payer_code = any(${bind(some, 'text[]')})`),
    ...mentions(search, ['t.name', 't.payer_code'], bind),
    ...given(hasOpenFindings, (has) => `${has ? '' : 'not '}exists (select from findings f where f.agency_id = t.agency_id and f.payer_id = t.id and f.status = 'OPEN')`),
  ],
};
