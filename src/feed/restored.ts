import { writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { agencyIds } from '../db/directory.js';
import { statement } from '../db/statement.js';

const FORGET = statement(`update stream_heads set origin = 'restored' where agency_id = $1`);

/**
 * Tells every log that its database was put back to an earlier state by copying files, which no server can see by itself.
 * The next event begins a new epoch, and clients that have seen what is lost are told to begin anew.
 */
export async function markRestored(database: Database): Promise<number> {
  const agencies = await agencyIds(database);
  for (const agencyId of agencies) await writing(database, agencyId, (tx) => tx.rows(FORGET, [agencyId]));
  return agencies.length;
}
