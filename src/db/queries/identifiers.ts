import { groupBy } from '../../alignment/grouping.js';
import { Refusal } from '../../base/refusal.js';
import type { Identifier } from '../../care/agency.js';
import type { Tx } from '../agency-scope.js';
import type { RowClass } from '../rows/row.js';
import { statement } from '../statement.js';
import { MOST_CHILDREN } from './children.js';

/** Kept in place of a digest: the name has been used for more than one thing and points at nothing any more. */
export const CONTESTED = 'CONTESTED';

/** `Visit` for `VisitRow`: the word under which a record's identifiers are kept. */
export function recordTypeOf(row: RowClass<unknown>): string {
  return row.name.replace(/Row$/, '');
}

const SAVE = statement(`
  insert into identifiers (agency_id, record_type, system, value, record_id)
  select distinct $1::uuid, $2, r.system, r.value, $3::uuid from jsonb_to_recordset($4::jsonb) as r(system text, value text)
   order by 3, 4
  on conflict (agency_id, record_type, system, value) do update
     set record_id = excluded.record_id
   where identifiers.record_id = excluded.record_id and identifiers.content_hash is distinct from '${CONTESTED}'
  returning 1 as saved`);

/**
 * A record that is told of again, as the verification of a visit is, may bear the name already.
 *
 * @throws Refusal ALREADY_EXISTS when a name belongs to another record of this kind.
 */
export async function saveIdentifiers(tx: Tx, row: RowClass<unknown>, recordId: string, identifiers: readonly Identifier[]): Promise<void> {
  if (identifiers.length === 0) return;
  const saved = await tx.rows(SAVE, [tx.agencyId, recordTypeOf(row), recordId, JSON.stringify(identifiers)]);
  if (saved.length < identifiers.length) throw new Refusal('ALREADY_EXISTS', { path: ['input', 'identifiers'], expected: 'identifiers of no other record of this kind, each once' });
}

const OF_RECORDS = statement(`
  select i.* from unnest($3::uuid[]) as o(record_id)
   cross join lateral (
     select n.record_id as "recordId", n.system, n.value from identifiers n
      where n.agency_id = $1 and n.record_id = o.record_id and n.record_type = $2
        and n.content_hash is distinct from '${CONTESTED}' and n.value not like 'sha256:%'
      order by n.system, n.value limit ${MOST_CHILDREN}) i
   order by i."recordId", i.system, i.value`);

/** The names that other systems give to records of a kind. What was kept only as a digest nobody would know again. */
export async function identifiersOfRecords(tx: Tx, row: RowClass<unknown>, recordIds: readonly string[]): Promise<Map<string, Identifier[]>> {
  const found = await tx.rows<Identifier & { readonly recordId: string }>(OF_RECORDS, [tx.agencyId, recordTypeOf(row), recordIds]);
  return groupBy(found, ({ recordId }) => recordId);
}
