import 'reflect-metadata';

import { markRestored } from '../feed/restored.js';
import { withOperatorDatabase } from './operator-database.js';

/** After the database was put back to an earlier state by copying files: says so to every agency's log. */
export async function run(): Promise<void> {
  await withOperatorDatabase(async (database) => {
    const count = await markRestored(database);
    console.log(`${count} ${count === 1 ? 'log begins' : 'logs begin'} a new epoch with the next event. Clients that have seen more than was restored begin anew.`);
  });
}
