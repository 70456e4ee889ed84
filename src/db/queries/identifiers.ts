import type { Identifier } from '../../care/agency.js';
import type { Tx } from '../agency-scope.js';
import type { RowClass } from '../rows/row.js';
import { statement } from '../statement.js';

/** `Visit` for `VisitRow`: the word under which a record's identifiers are kept. */
export function recordTypeOf(row: RowClass<unknown>): string {
  return row.name.replace(/Row$/, '');
}

const SAVE = statement(`
  insert into identifiers (agency_id, record_type, system, value, record_id)
  select $1, $2, r.system, r.value, $3 from jsonb_to_recordset($4::jsonb) as r(system text, value text)`);

/** @throws Refusal ALREADY_EXISTS when the same name already belongs to a record of this kind. */
export async function saveIdentifiers(tx: Tx, row: RowClass<unknown>, recordId: string, identifiers: readonly Identifier[]): Promise<void> {
  if (identifiers.length === 0) return;
  await tx.rows(SAVE, [tx.agencyId, recordTypeOf(row), recordId, JSON.stringify(identifiers)]);
}
