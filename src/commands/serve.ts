import { parseArgs } from 'node:util';

import { startApp } from '../app.js';
import { ROLES } from '../auth/viewer.js';
import { readConfig } from '../config.js';
import { DEMO_AGENCY } from '../demo/agencies.js';
import { developmentToken } from './development-token.js';

/** Serves until it is told to stop. The first signal drains, the second ends at once. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { development: { type: 'boolean', default: false } } });
  const config = readConfig(process.env, { isDevelopment: values.development });
  const app = await startApp(config);

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

async function whatToTry(url: string, config: Parameters<typeof developmentToken>[0]): Promise<string> {
  const tokens = await Promise.all(ROLES.map(async (role) => `  ${role.padEnd(14)} ${await developmentToken(config, { agencyId: DEMO_AGENCY.id, role })}`));
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
