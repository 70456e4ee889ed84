import { checkedMember, checkedOptionalText, checkedText } from '../base/check.js';
import { fieldChanges } from '../care/change.js';
import { PAYER_KINDS, type PayerKind } from '../care/payer-policy.js';
import { insertRows } from '../db/queries/records.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { AgencyChange } from './change.js';

export interface AddPayerInput {
  readonly id?: string;
  readonly name: string;
  readonly kind: PayerKind;
  readonly payerCode?: string | null;
}

export const addPayer: AgencyChange<AddPayerInput, PayerRow> = {
  kind: 'addPayer',
  about: 'AGENCY',
  row: PayerRow,
  async apply({ tx, ids }, input) {
    const record: PayerRow = {
      agencyId: tx.agencyId,
      id: input.id ?? ids.next(),
      name: checkedText(input.name, ['input', 'name']),
      kind: checkedMember(input.kind, PAYER_KINDS, ['input', 'kind']),
      payerCode: checkedOptionalText(input.payerCode, ['input', 'payerCode'], 80),
    };
    await insertRows(tx, PayerRow, [record]);
    return { record, what: fieldChanges('Payer', null, record, ['name', 'kind', 'payerCode']), payerIds: [record.id] };
  },
};
