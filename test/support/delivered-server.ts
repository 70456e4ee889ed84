import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { issueToken } from '../../src/auth/token.js';
import type { Role } from '../../src/auth/viewer.js';
import { build, type NodeProcess, startNode } from '../faults/support/node-process.js';
import { admitMember, issuersFileIn } from './configured-issuer.js';
import { keyFile as sealingKeyFile } from './sealing.js';
import { until } from './until.js';

/** The server as it is delivered, in a process of its own, so that what it writes, holds and survives can be seen from outside. */
export interface DeliveredServer {
  readonly node: NodeProcess;
  /** Of a member, who becomes one by it. */
  token(role: Role, agencyId: string, subject?: string): Promise<string>;
  metrics(): Promise<string>;
  /** What it holds once everything that can be let go has been. */
  holds(): Promise<Holdings>;
  stop(): Promise<void>;
}

export interface Holdings {
  readonly heapMb: number;
  readonly sockets: number;
  readonly timers: number;
}

const ISSUER = 'https://identity.test';
const AUDIENCE = 'plumbline-delivered';
const METRICS_TOKEN = 'metrics-of-the-tests';

/** Twice, because what is only reachable from what finalizers hold goes with the second. */
const TELLS_HOLDINGS = `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', async () => {
  for (let i = 0; i < 2; i += 1) { await new Promise((resolve) => setImmediate(resolve)); globalThis.gc(); }
  const kinds = process.getActiveResourcesInfo();
  const of = (kind) => kinds.filter((name) => name === kind).length;
  process.stdout.write('HOLDS ' + JSON.stringify({ heapMb: process.memoryUsage().heapUsed / 1048576, sockets: of('TCPSocketWrap'), timers: of('Timeout') }) + '\\n');
})`)}`;

export async function startDeliveredServer(databaseUrl: string, settings: Readonly<Record<string, string>> = {}): Promise<DeliveredServer> {
  await build();
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-delivered-'));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keys = sealingKeyFile();
  const env = {
    DATABASE_URL: databaseUrl, DATA_DIR: directory, ISSUERS_FILE: issuersFileIn(directory, { issuer: ISSUER, audience: AUDIENCE, publicKey }), CURSOR_SECRET: 'the secret of the delivered server', KEY_PROVIDER: 'file', KEY_FILE: keys.path, LOG_LEVEL: 'info',
    POOL_SIZE: '12', METRICS_TOKEN, DRAIN_SECONDS: '0', RATE_POINTS_PER_SECOND: '0', MAX_SOCKETS_PER_SUBJECT: '10000', CONNECTIONS_PER_SECOND: '1000000', ...settings,
  };
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  const node = await startNode(env, ['--expose-gc', '--import', TELLS_HOLDINGS]);
  return {
    node,
    async token(role, agencyId, subject = `${role.toLowerCase()}-1`) {
      await admitMember((text, values) => owner.query(text, [...values]), { agencyId, subject, role });
      return issueToken({ issuer: ISSUER, audience: AUDIENCE, key: privateKey }, { agencyId, role, subject, lifetimeSeconds: 86_000 }, new Date());
    },
    async metrics() {
      const answer = await fetch(`${node.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}`, connection: 'close' } });
      return answer.text();
    },
    async holds() {
      const before = node.written.length;
      process.kill(node.pid, 'SIGUSR2');
      const told = (): string | undefined => /^HOLDS (.*)$/m.exec(node.written.slice(before))?.[1];
      await until(() => told() !== undefined || !node.isRunning);
      return JSON.parse(told() ?? '{}') as Holdings;
    },
    async stop() {
      await node.kill();
      await owner.end();
      await rm(directory, { recursive: true, force: true });
      keys.remove();
    },
  };
}
