import type { PayerKind } from '../../../care/payer-policy.js';
import { PayerRow } from '../../rows/payer-row.js';
import type { List } from '../page.js';
import { given, wordsOf } from './conditions.js';

export interface PayerFilter {
  readonly kinds?: readonly PayerKind[] | null;
  /** Every word of it is in the name or begins the payer code. */
  readonly search?: string | null;
}

export const payerList: List<PayerRow, PayerFilter, 'NAME'> = {
  name: 'payers',
  row: PayerRow,
  orders: { NAME: [{ sql: 't.name', type: 'text' }] },
  where: ({ kinds, search }, bind) => [
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...wordsOf(search).map((word) => {
      const pattern = bind(word, 'text');
      return `(t.name ilike '%' || ${pattern} or t.payer_code ilike ${pattern})`;
    }),
  ],
};
