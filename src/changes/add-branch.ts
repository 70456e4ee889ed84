import { checkedText } from '../base/check.js';
import { isTimeZone } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { insertRows } from '../db/queries/records.js';
import { BranchRow } from '../db/rows/branch-row.js';
import type { AgencyChange } from './change.js';

export interface AddBranchInput {
  readonly id?: string;
  readonly name: string;
  readonly timeZone: string;
}

export const addBranch: AgencyChange<AddBranchInput, BranchRow> = {
  kind: 'addBranch',
  about: 'AGENCY',
  row: BranchRow,
  async apply({ tx, ids }, input) {
    if (!isTimeZone(input.timeZone)) throw new Refusal('UNKNOWN_CODE', { path: ['input', 'timeZone'], expected: 'an IANA time zone, such as America/Chicago' });
    const record = { agencyId: tx.agencyId, id: input.id ?? ids.next(), name: checkedText(input.name, ['input', 'name']), timeZone: input.timeZone };
    await insertRows(tx, BranchRow, [record]);
    return { record, what: fieldChanges('Branch', null, record, ['timeZone']) };
  },
};
