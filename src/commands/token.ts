import { parseArgs } from 'node:util';

import { Refusal } from '../base/refusal.js';
import { ROLES } from '../auth/viewer.js';
import { readConfig } from '../config.js';
import { agencyIdOf } from '../demo/agencies.js';
import { developmentToken } from './development-token.js';

/** Prints a development token and nothing else, so that a shell can catch it. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { agency: { type: 'string', default: 'demo' }, role: { type: 'string', default: 'SCHEDULER' }, subject: { type: 'string' } },
  });
  const role = ROLES.find((known) => known === values.role);
  if (!role) throw new Refusal('INVALID_INPUT', { path: ['--role'], expected: `one of ${ROLES.join(', ')}` });
  const config = readConfig(process.env, { isDevelopment: true });
  console.log(await developmentToken(config, { agencyId: agencyIdOf(values.agency), role, ...(values.subject === undefined ? {} : { subject: values.subject }) }));
}
