import type { Tx } from '../agency-scope.js';
import { type Statement, statement } from '../statement.js';

/** A column whose values are sealed, and the one beside it by which they are found. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly indexColumn: string;
  /** Whose patient is locked by whoever changes the row. */
  readonly patientColumn: string;
  /** Equal values of one kind have equal indexes, in whichever table they are. */
  readonly kind: 'MEMBER_ID' | 'SSN';
}

export const COVERAGE_MEMBER_ID: SealedColumn = { table: 'coverages', column: 'member_id', indexColumn: 'member_index', patientColumn: 'patient_id', kind: 'MEMBER_ID' };
export const EVV_MEMBER_ID: SealedColumn = { table: 'evv_records', column: 'member_id', indexColumn: 'member_index', patientColumn: 'patient_id', kind: 'MEMBER_ID' };
export const PATIENT_SSN: SealedColumn = { table: 'patients', column: 'ssn', indexColumn: 'ssn_index', patientColumn: 'id', kind: 'SSN' };

export const SEALED_COLUMNS: readonly SealedColumn[] = [COVERAGE_MEMBER_ID, EVV_MEMBER_ID, PATIENT_SSN];

/**
 * Over `t`, with $2 the beginning of what is sealed under the current key, $3 that of its index, and $4 how many indexes a value
 * has now: what is plain, sealed under another key, or found by other indexes than those of the keys in use.
 */
const isOutdated = ({ column, indexColumn }: SealedColumn): string =>
  `t.${column} is not null and not (starts_with(t.${column}, $2) and starts_with(coalesce(t.${indexColumn}[1], ''), $3) and cardinality(t.${indexColumn}) = $4::integer)`;

/** What a value looks like that needs nothing. */
export interface UpToDate {
  readonly sealedPrefix: string;
  readonly indexPrefix: string;
  readonly indexes: number;
}

const someOutdated = SEALED_COLUMNS.map((one) => `exists (select from ${one.table} t where t.agency_id = p.agency_id and t.${one.patientColumn} = p.id and ${isOutdated(one)})`).join('\n      or ');

const LOCK_SOME = statement(`
  select p.id from patients p
   where p.agency_id = $1 and p.id > $5 and (${someOutdated})
   order by p.id limit $6 for no key update of p skip locked`);

/** Patients with something outdated, locked as for any change to them. Those whom someone is changing are passed over. */
export async function lockOutdated(tx: Tx, { sealedPrefix, indexPrefix, indexes }: UpToDate, after: string, limit: number): Promise<string[]> {
  return (await tx.rows<{ id: string }>(LOCK_SOME, [tx.agencyId, sealedPrefix, indexPrefix, indexes, after, limit])).map(({ id }) => id);
}

const ANY_OUTDATED = statement(`select ${SEALED_COLUMNS.map((one) => `exists (select from ${one.table} t where t.agency_id = $1 and ${isOutdated(one)})`).join('\n      or ')} as "is"`);

export async function isAnyOutdated(tx: Tx, { sealedPrefix, indexPrefix, indexes }: UpToDate): Promise<boolean> {
  const [answer] = await tx.rows<{ is: boolean }>(ANY_OUTDATED, [tx.agencyId, sealedPrefix, indexPrefix, indexes]);
  return answer?.is === true;
}

export interface SealedValue {
  readonly id: string;
  readonly sealed: string;
  readonly index: readonly string[];
}

const outdatedIn = new Map<SealedColumn, Statement>(
  SEALED_COLUMNS.map((one) => [
    one,
    statement(`select t.id, t.${one.column} as sealed, t.${one.indexColumn} as "index" from ${one.table} t where t.agency_id = $1 and t.${one.patientColumn} = any($5::uuid[]) and ${isOutdated(one)}`),
  ]),
);

export async function outdatedOf(tx: Tx, column: SealedColumn, { sealedPrefix, indexPrefix, indexes }: UpToDate, patientIds: readonly string[]): Promise<SealedValue[]> {
  return tx.rows<SealedValue>(outdatedIn.get(column) as Statement, [tx.agencyId, sealedPrefix, indexPrefix, indexes, patientIds]);
}

const replaceIn = new Map<SealedColumn, Statement>(
  SEALED_COLUMNS.map((one) => [
    one,
    statement(`
      update ${one.table} t set ${one.column} = r.sealed, ${one.indexColumn} = r.index
        from jsonb_to_recordset($2::jsonb) as r (id uuid, sealed text, index text[])
       where t.agency_id = $1 and t.id = r.id`),
  ]),
);

/** The same values under other keys. No version rises: nothing was said anew. The caller holds the patients' locks. */
export async function replaceSealed(tx: Tx, column: SealedColumn, values: readonly SealedValue[]): Promise<void> {
  if (values.length > 0) await tx.rows(replaceIn.get(column) as Statement, [tx.agencyId, JSON.stringify(values)]);
}
