import { Refusal } from '../../base/refusal.js';
import type { Tx } from '../agency-scope.js';
import { columnsOf, propertiesOf, recordOf, type RowClass, snakeCase, tableOf } from '../rows/row.js';
import { type Statement, statement } from '../statement.js';

/** The statements that are the same for every table, made once from its row class. Batch forms only. */
const statements = new Map<string, Statement>();

function cached(row: RowClass<unknown>, purpose: string, text: () => string): Statement {
  const key = `${purpose} ${row.name}`;
  const known = statements.get(key) ?? statement(text());
  statements.set(key, known);
  return known;
}

/** Rows in any order; ids of other agencies and unknown ids are simply not among them. */
export async function recordsByIds<Row>(tx: Tx, row: RowClass<Row>, ids: readonly string[]): Promise<Row[]> {
  const byIds = cached(row, 'by ids', () => `select ${columnsOf(row, 't')} from ${tableOf(row)} t where t.agency_id = $1 and t.id = any($2::uuid[])`);
  return tx.rows<Row>(byIds, [tx.agencyId, ids]);
}

/** @throws Refusal NOT_FOUND, whether the record does not exist or is another agency's. */
export async function recordById<Row>(tx: Tx, row: RowClass<Row>, id: string, path: ReadonlyArray<string | number>): Promise<Row> {
  const [record] = await recordsByIds(tx, row, [id]);
  if (!record) throw new Refusal('NOT_FOUND', { path });
  return record;
}

export async function insertRows<Row extends object>(tx: Tx, row: RowClass<Row>, records: readonly Row[]): Promise<void> {
  if (records.length === 0) return;
  const insert = cached(row, 'insert', () => {
    const columns = propertiesOf(row).map(snakeCase).join(', ');
    return `insert into ${tableOf(row)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${tableOf(row)}, $1::jsonb)`;
  });
  await tx.rows(insert, [JSON.stringify(records.map((record) => recordOf(row, record)))]);
}

/** Replaces the stored columns of rows that exist. The caller holds the patient's lock. */
export async function updateRows<Row extends object>(tx: Tx, row: RowClass<Row>, records: readonly Row[]): Promise<void> {
  if (records.length === 0) return;
  const update = cached(row, 'update', () => {
    const columns = propertiesOf(row).map(snakeCase).filter((column) => column !== 'agency_id' && column !== 'id');
    return `update ${tableOf(row)} t set ${columns.map((column) => `${column} = r.${column}`).join(', ')}
              from jsonb_populate_recordset(null::${tableOf(row)}, $1::jsonb) r
             where t.agency_id = $2 and r.agency_id = t.agency_id and t.id = r.id`;
  });
  await tx.rows(update, [JSON.stringify(records.map((record) => recordOf(row, record))), tx.agencyId]);
}
