import type { Identifier } from '../../care/agency.js';
import { Refusal } from '../../base/refusal.js';
import type { Tx } from '../agency-scope.js';
import type { RowClass } from '../rows/row.js';
import { statement } from '../statement.js';
import { CONTESTED, recordTypeOf } from './identifiers.js';

/** A name that another system gives to one of our records, and what it last told us under that name. */
export interface Name extends Identifier {
  /** A digest of the content that came under the name; null where none is kept. */
  readonly contentHash?: string | null;
}

/** Names for one record: saved with its change, or later, when another system turns out to know it too. */
export interface Naming {
  readonly row: RowClass<unknown>;
  readonly recordId: string;
  readonly names: readonly Name[];
}

/** A name as it is kept. */
export interface KeptName extends Identifier {
  readonly recordType: string;
  readonly recordId: string;
  readonly contentHash: string | null;
}

const SAVE = statement(`
  insert into identifiers (agency_id, record_type, system, value, record_id, content_hash)
  select $1, r."recordType", r.system, r.value, r."recordId", r."contentHash"
    from jsonb_to_recordset($2::jsonb) as r("recordType" text, system text, value text, "recordId" uuid, "contentHash" text)
   order by 2, 3, 4
  on conflict (agency_id, record_type, system, value) do update
     set content_hash = coalesce(excluded.content_hash, identifiers.content_hash)
   where identifiers.record_id = excluded.record_id or excluded.content_hash = '${CONTESTED}'
  returning 1 as saved`);

/**
 * A name that the record bears already gets the new digest.
 *
 * @throws Refusal ALREADY_EXISTS when a name belongs to another record of its kind.
 */
export async function saveNamings(tx: Tx, namings: readonly Naming[]): Promise<void> {
  const names = new Map<string, KeptName>();
  for (const { row, recordId, names: given } of namings) {
    for (const { system, value, contentHash = null } of given) {
      const recordType = recordTypeOf(row);
      names.set(JSON.stringify([recordType, system, value]), { recordType, system, value, recordId, contentHash });
    }
  }
  if (names.size === 0) return;
  const saved = await tx.rows(SAVE, [tx.agencyId, JSON.stringify([...names.values()])]);
  if (saved.length < names.size) throw new Refusal('ALREADY_EXISTS', { found: 'another record under the same identifier' });
}

const FIND = statement(`
  select i.record_type as "recordType", i.system, i.value, i.record_id as "recordId", i.content_hash as "contentHash"
    from identifiers i
    join jsonb_to_recordset($2::jsonb) as r("recordType" text, system text, value text)
      on i.record_type = r."recordType" and i.system = r.system and i.value = r.value
   where i.agency_id = $1`);

/** Those of the names that are kept. */
export async function keptNames(tx: Tx, names: ReadonlyArray<Identifier & { readonly recordType: string }>): Promise<KeptName[]> {
  if (names.length === 0) return [];
  return tx.rows<KeptName>(FIND, [tx.agencyId, JSON.stringify(names.map(({ recordType, system, value }) => ({ recordType, system, value })))]);
}

const OF_RECORDS = statement(`
  select i.record_type as "recordType", i.system, i.value, i.record_id as "recordId", i.content_hash as "contentHash"
    from identifiers i where i.agency_id = $1 and i.record_id = any($2::uuid[]) order by i.system, i.value limit 1000`);

/** All the names that records bear. */
export async function namesOfRecords(tx: Tx, recordIds: readonly string[]): Promise<KeptName[]> {
  if (recordIds.length === 0) return [];
  return tx.rows<KeptName>(OF_RECORDS, [tx.agencyId, recordIds]);
}
