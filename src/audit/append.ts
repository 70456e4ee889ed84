import type { Tx } from '../db/agency-scope.js';
import { statement } from '../db/statement.js';
import { type Entry, recordsOf } from './entry.js';

const APPEND = statement('select append_audit_entries($1, $2)');

/** The last statement of a transaction that is of the agency: it holds the head of the trail until the end. */
export async function appendEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  await tx.lastRows(APPEND, [tx.agencyId, JSON.stringify(entries.flatMap(recordsOf))]);
}

const SHIP = statement('select append_audit_entries($1, $2, $3, $4)');

/** Lines of a spool, as they stand in it. Those that have come before are not taken again. */
export async function appendLines(tx: Tx, spoolId: string, { texts, last }: { readonly texts: readonly string[]; readonly last: number }): Promise<void> {
  await tx.lastRows(SHIP, [tx.agencyId, `[${texts.join(',')}]`, spoolId, last]);
}

const FORGET = statement('select forget_audit_spool($1, $2)');

export async function forgetSpool(tx: Tx, spoolId: string): Promise<void> {
  await tx.lastRows(FORGET, [tx.agencyId, spoolId]);
}
