import { invariant } from '../../base/invariant.js';
import { Refusal } from '../../base/refusal.js';
import type { Identifier } from '../../care/agency.js';
import type { Tx } from '../agency-scope.js';
import type { RowClass } from '../rows/row.js';
import { statement } from '../statement.js';
import { CONTESTED, recordTypeOf } from './identifiers.js';

const BEARER = statement(`
  select record_id as "recordId", content_hash as "contentHash" from identifiers where agency_id = $1 and record_type = $2 and system = $3 and value = $4`);

const CLAIM = statement(`
  insert into identifiers (agency_id, record_type, system, value, record_id) values ($1, $2, $3, $4, $5) on conflict do nothing returning record_id`);

/**
 * The record that bears a name; `newId` when none did, and from now on that one does. Of two who claim a new name at once,
 * the later waits on the index until the first has committed, and then finds the first one's record.
 *
 * @throws Refusal ALREADY_EXISTS when the name has been used for two things.
 */
export async function claimIdentifier(tx: Tx, row: RowClass<unknown>, { system, value }: Identifier, newId: string): Promise<string> {
  const name = [tx.agencyId, recordTypeOf(row), system, value];
  const bearer = async (): Promise<string | undefined> => {
    const [found] = await tx.rows<{ recordId: string; contentHash: string | null }>(BEARER, name);
    if (found?.contentHash === CONTESTED) throw new Refusal('ALREADY_EXISTS', { path: ['identifier'], found: 'an identifier that was used for two records' });
    return found?.recordId;
  };
  const known = await bearer();
  if (known !== undefined) return known;
  const [claimed] = await tx.rows(CLAIM, [...name, newId]);
  if (claimed) return newId;
  const other = await bearer();
  invariant(other, 'a name that could not be claimed belongs to a record');
  return other;
}
