import 'reflect-metadata';

import { parseArgs } from 'node:util';

import { systemOf } from '../auth/viewer.js';
import { Refusal } from '../base/refusal.js';
import { perform } from '../changes/perform.js';
import { resumeAgency } from '../changes/resume-agency.js';
import { suspendAgency } from '../changes/suspend-agency.js';
import { agencyIdOfSlug } from '../db/directory.js';
import { systemClock, systemIds } from '../system.js';
import { withOperatorDatabase } from './operator-database.js';
import { operatorSealing } from './operator-sealing.js';

const CHANGE_OF = { suspend: suspendAgency, resume: resumeAgency } as const;

/**
 * For the operator of an installation: suspends an agency or takes it back into use, in the database itself, since no token
 * may. Nodes that are running need not be told: what they remember of anyone's access is seconds old.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { reason: { type: 'string' } } });
  const [verb, slug] = positionals;
  if ((verb !== 'suspend' && verb !== 'resume') || slug === undefined) {
    throw new Refusal('INVALID_INPUT', { expected: 'suspend SLUG or resume SLUG', remedy: 'Name what is to be done, and the agency by its short name.' });
  }
  await withOperatorDatabase(async (database, { keys }) => {
    const agencyId = await agencyIdOfSlug(database, slug);
    if (agencyId === undefined) throw new Refusal('NOT_FOUND', { expected: 'the short name of an agency' });
    const world = { database, clock: systemClock, ids: systemIds, sealing: operatorSealing(keys), hint: () => undefined };
    const { record } = await perform(world, CHANGE_OF[verb], {}, { viewer: systemOf(agencyId), reason: values.reason ?? null });
    console.log(`${record.slug}: ${record.status}`);
  });
}
