import { checkedText } from '../base/check.js';
import { AgencyRow } from '../db/rows/agency-row.js';
import { insertRows } from '../db/queries/records.js';
import { statement } from '../db/statement.js';
import type { AgencyChange } from './change.js';

export interface OpenAgencyInput {
  readonly slug: string;
  readonly name: string;
}

const OPEN_STREAM = statement(`insert into stream_heads (agency_id) values ($1)`);

/** An agency and its empty log. The agency is the one of the viewer, whom no token can make a system. */
export const openAgency: AgencyChange<OpenAgencyInput, AgencyRow & { id: string }> = {
  kind: 'openAgency',
  about: 'AGENCY',
  row: AgencyRow as new () => AgencyRow & { id: string },
  async apply({ tx }, input) {
    const record = { agencyId: tx.agencyId, id: tx.agencyId, slug: input.slug, name: checkedText(input.name, ['input', 'name']), status: 'ACTIVE' as const };
    await insertRows(tx, AgencyRow, [record]);
    await tx.rows(OPEN_STREAM, [tx.agencyId]);
    return { record, what: [] };
  },
};
