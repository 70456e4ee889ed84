import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Contender, ServerSettings } from './contender.js';
import type { PeerSettings } from './peer-process.js';

/** The sources, because what is installed there is not compiled. */
const PEERS = new URL('../../../bench/peers/', import.meta.url);

/** Other servers are packages of the bench alone, and are installed when somebody compares with them. */
export async function startPeer(name: string, { databaseUrl, agencyId, start }: ServerSettings, body: Contender['body']): Promise<Contender> {
  if (!existsSync(new URL('node_modules/.package-lock.json', PEERS))) {
    console.log('Installing the servers to compare with');
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--loglevel=error'], { cwd: fileURLToPath(PEERS), stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const child = await start<string>(new URL('./peer-process.js', import.meta.url), { module: new URL(`${name}.mjs`, PEERS).href, databaseUrl, agencyId } satisfies PeerSettings);
  return { name, url: child.ready, child, headers: {}, body };
}
