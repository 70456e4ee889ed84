import type { Database } from './database.js';

/** For whoever has just filled tables that were empty: tells the planner what is in them now. See the migration for why. */
export async function refreshStatistics(database: Database): Promise<void> {
  await database.pool.query('select refresh_statistics()');
}
