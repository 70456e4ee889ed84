import type { PayerKind } from '../../../care/payer-policy.js';
import { PayerRow } from '../../rows/payer-row.js';
import type { List } from '../page.js';
import { given, mentions } from './conditions.js';

export interface PayerFilter {
  readonly kinds?: readonly PayerKind[] | null;
  /** Every word of it begins a word of the name or the payer code. */
  readonly search?: string | null;
}

export const payerList: List<PayerRow, PayerFilter, 'NAME'> = {
  name: 'payers',
  row: PayerRow,
  orders: { NAME: [{ sql: 't.name', type: 'text' }] },
  where: ({ kinds, search }, bind) => [
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...mentions(search, ['t.name', 't.payer_code'], bind),
  ],
};
