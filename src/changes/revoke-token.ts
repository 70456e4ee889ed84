import { fieldChanges } from '../care/change.js';
import { revocation, type Revoked } from '../care/token-revocation.js';
import { insertRows } from '../db/queries/records.js';
import { TokenRevocationRow } from '../db/rows/token-revocation-row.js';
import { type AgencyChange, expectReason } from './change.js';

/**
 * Takes tokens out of use that have not ended: what was lost with a device, or copied out of a program. Whoever had them
 * stays a member, and comes back with a new one.
 */
export const revokeToken: AgencyChange<Revoked, TokenRevocationRow> = {
  kind: 'revokeToken',
  about: 'AGENCY',
  row: TokenRevocationRow,
  async apply(work, input) {
    expectReason(work, 'taking a token out of use');
    const { tx, ids, now } = work;
    const record: TokenRevocationRow = revocation({ agencyId: tx.agencyId, id: ids.next() }, input, now);
    await insertRows(tx, TokenRevocationRow, [record]);
    return { record, what: fieldChanges('TokenRevocation', null, record, ['issuer', 'subject', 'tokenId']) };
  },
};
