import { asOwner } from './as-owner.js';
import type { Database } from './database.js';
import { SEALED_COLUMNS } from './queries/sealed-columns.js';

const CHECKS = SEALED_COLUMNS.map(({ table, column }) => ({ table, name: `${table}_${column}_sealed` }));

/** Whether the database itself vouches that nothing in it is plain that should be sealed. */
export async function isSealed({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from pg_constraint where conname = any($1) and convalidated', [CHECKS.map(({ name }) => name)]);
  return rows[0]?.count === CHECKS.length;
}

/** Once everything is sealed. @throws Error where something is not */
export async function vouchSealed(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    for (const { table, name } of CHECKS) await owner.query(`alter table ${table} validate constraint ${name}`);
  });
}
