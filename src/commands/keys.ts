import 'reflect-metadata';

import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { Refusal } from '../base/refusal.js';
import type { Database } from '../db/database.js';
import { agencyIdOfSlug, agencyIds } from '../db/directory.js';
import { rewrapKeys, rotateKey } from '../sealing/rotation.js';
import { sealWhatIsPlain } from '../sealing/seal-what-is-plain.js';
import type { Sealing } from '../sealing/sealing.js';
import { type Operated, withOperatorDatabase } from './operator-database.js';
import { operatorSealing } from './operator-sealing.js';

const PAUSE_MS = 200;
const pause = (): Promise<void> => wait(PAUSE_MS);

/**
 * For the operator of an installation, while it runs: other keys for what is sealed. Each can be broken off and repeated.
 *
 *   rotate-kek            the keys of all agencies wrapped anew by the provider's current key
 *   rotate --agency SLUG  another key for an agency, and everything of it sealed under that
 *   seal                  what was recorded before anything was sealed, sealed now and not at the next start
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { agency: { type: 'string' } } });
  const [verb = ''] = positionals;
  const work = VERBS.get(verb);
  if (work === undefined || (verb === 'rotate') !== (values.agency !== undefined)) {
    throw new Refusal('INVALID_INPUT', { expected: 'rotate-kek, rotate --agency SLUG, or seal', remedy: 'Name what is to be done, and for rotate the agency by its short name.' });
  }
  await withOperatorDatabase(async (database, operated) => {
    // A key that this machine made for itself would be of no use to the nodes of the installation.
    if (!operated.isEmbedded && operated.keys.kind === 'DEVELOPMENT') throw new Refusal('INVALID_INPUT', { expected: 'KEY_PROVIDER', remedy: 'Set what the server of this database is started with.' });
    console.log(await work({ database, operated, sealing: operatorSealing(operated.keys) }, values.agency ?? ''));
  });
}

interface Work {
  readonly database: Database;
  readonly operated: Operated;
  readonly sealing: Sealing;
}

const VERBS: ReadonlyMap<string, (work: Work, slug: string) => Promise<string>> = new Map([
  [
    'rotate-kek',
    async ({ database, sealing }) => {
      let count = 0;
      for (const agencyId of await agencyIds(database)) count += await rewrapKeys(database, sealing, agencyId);
      return `${count} ${count === 1 ? 'key' : 'keys'} of agencies wrapped anew.`;
    },
  ],
  [
    'rotate',
    async ({ database, sealing }, slug) => {
      const agencyId = await agencyIdOfSlug(database, slug);
      if (agencyId === undefined) throw new Refusal('NOT_FOUND', { expected: 'the short name of an agency' });
      const { number, resealed, wasBegun } = await rotateKey(database, sealing, agencyId, pause);
      return `${slug}: key ${number} is current, ${resealed} numbers sealed anew${wasBegun ? ', going on with a rotation that was broken off' : ''}.`;
    },
  ],
  ['seal', async ({ database, operated, sealing }) => `${await sealWhatIsPlain(database, operated.ownerUrl, sealing, pause)} numbers were plain and are sealed.`],
]);
