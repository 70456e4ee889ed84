import { parseArgs } from 'node:util';

import { startApp } from '../app.js';
import { ROLES } from '../auth/viewer.js';
import type { Log } from '../base/ports.js';
import { readConfig } from '../config.js';
import { DEMO_AGENCY } from '../demo/agencies.js';
import { framesOf } from '../graphql/errors.js';
import { systemLog } from '../system.js';
import { developmentToken } from './development-token.js';

/** Serves until it is told to stop. The first signal drains, the second ends at once. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { development: { type: 'boolean', default: false } } });
  const config = readConfig(process.env, { isDevelopment: values.development });
  const log = systemLog(config.logLevel);
  process.on('uncaughtException', (error) => end(error, log));
  const app = await startApp(config, log);

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  console.log(`Plumbline serves GraphQL on ${app.url}/graphql, over HTTP and WebSocket (graphql-transport-ws).`);
  if (config.identity.kind === 'DEVELOPMENT') console.log(await whatToTry(app.url, config));
}

/**
 * Also of promises that nobody waits for. Node would print the message, which may repeat what somebody sent or a record holds. What state
 * the process is in nobody knows any more, so it ends, and whatever keeps it running starts it anew.
 */
function end(error: unknown, log: Log): never {
  log.error('process.failed', { frames: framesOf(error) });
  process.exit(1);
}

async function whatToTry(url: string, config: Parameters<typeof developmentToken>[0]): Promise<string> {
  const tokens = await Promise.all(ROLES.map(async (role) => `  ${role.padEnd(17)} ${await developmentToken(config, { agencyId: DEMO_AGENCY.id, role })}`));
  return `
Development tokens for the agency "demo", valid for 12 hours (one for each role):
${tokens.join('\n')}

What to try next:
  open ${url}/      GraphiQL: choose a role, run the examples
  npm run demo                     a visit moves, billing sees what that does, live
  npm run import -- FILE...        import FHIR R4 resources or bundles
  npm run token -- --agency second --role BILLER
  curl -s ${url}/graphql -H 'content-type: application/json' -H "authorization: Bearer $TOKEN" \\
    -d '{"query":"{ viewer { role agency { name } } findings(first: 3) { totalCount edges { node { ruleId billingText } } } }"}'
`;
}
