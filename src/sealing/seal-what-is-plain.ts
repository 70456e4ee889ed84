import type { Database } from '../db/database.js';
import { agencyIds } from '../db/directory.js';
import { isSealed, vouchSealed } from '../db/sealed-checks.js';
import { type Pause, resealAll } from './rotation.js';
import type { Sealing } from './sealing.js';

/**
 * A database that was filled before anything was sealed holds numbers in plain words. They are sealed before anyone is served, once:
 * from then on the database's own checks say so. Can be broken off and repeated.
 *
 * @returns how many values were plain
 */
export async function sealWhatIsPlain(database: Database, ownerUrl: string, sealing: Sealing, pause: Pause): Promise<number> {
  if (await isSealed(database)) return 0;
  let count = 0;
  for (const agencyId of await agencyIds(database)) {
    await sealing.prepare(database, agencyId);
    count += await resealAll(database, sealing, agencyId, pause);
  }
  await vouchSealed(ownerUrl);
  return count;
}
