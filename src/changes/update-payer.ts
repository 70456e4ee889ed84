import { checkedMember, checkedOptionalText, checkedText } from '../base/check.js';
import { fieldChanges } from '../care/change.js';
import { PAYER_KINDS, type PayerKind } from '../care/payer-policy.js';
import { markPatientsOfPayerDue } from '../db/queries/deadlines.js';
import { lockPayer } from '../db/queries/policies.js';
import { recordById, updateRows } from '../db/queries/records.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { AgencyChange } from './change.js';

/** What is left out stays as it is; null takes a code away. */
export interface UpdatePayerInput {
  readonly payerId: string;
  readonly name?: string | null;
  readonly kind?: PayerKind | null;
  readonly payerCode?: string | null;
}

/** What a payer is called and is, put right. Where it is of another kind other terms hold by default, so its patients are marked due. */
export const updatePayer: AgencyChange<UpdatePayerInput, PayerRow> = {
  kind: 'updatePayer',
  about: 'AGENCY',
  row: PayerRow,
  async apply({ tx, now }, { payerId, name, kind, payerCode }) {
    await lockPayer(tx, payerId);
    const before = await recordById(tx, PayerRow, payerId, ['input', 'payerId']);
    const record: PayerRow = {
      ...before,
      name: checkedText(name ?? before.name, ['input', 'name']),
      kind: checkedMember(kind ?? before.kind, PAYER_KINDS, ['input', 'kind']),
      payerCode: payerCode === undefined ? before.payerCode : checkedOptionalText(payerCode, ['input', 'payerCode'], 80),
    };
    await updateRows(tx, PayerRow, [record]);
    if (record.kind !== before.kind) await markPatientsOfPayerDue(tx, payerId, now);
    return { record, what: fieldChanges('Payer', before, record, ['name', 'kind', 'payerCode']), payerIds: [payerId] };
  },
};
