import 'reflect-metadata';

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type App, startApp } from '../../src/app.js';
import { issueToken } from '../../src/auth/token.js';
import { systemOf, type Role } from '../../src/auth/viewer.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { performAll } from '../../src/changes/perform.js';
import { step } from '../../src/changes/step.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.js';

/** A whole server over a database of its own, as production runs it: durable commits, restricted role, row security. */
export interface BenchServer {
  readonly app: App;
  /** As the owner of the tables, for setting up. */
  readonly ownerUrl: string;
  readonly agencyId: string;
  readonly branchId: string;
  readonly payerId: string;
  token(role: Role): Promise<string>;
  stop(): Promise<void>;
}

export const BENCH_TERMS: PayerPolicyTerms = { ...DEFAULT_TERMS, unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' } }, feeSchedule: { G0151: 4_250, G0299: 4_600 } };

const ISSUER = 'https://bench.invalid';
const AUDIENCE = 'plumbline-bench';

export async function startBenchServer(): Promise<BenchServer> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres'), database: 'plumbline', ephemeral: true, settings: { shared_buffers: '256MB', max_wal_size: '2GB' } });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const app = await startApp({
    port: 0,
    host: '127.0.0.1',
    databaseUrl: postgres.url,
    ownerDatabaseUrl: postgres.url,
    dataDirectory: directory,
    poolSize: 20,
    hints: { kind: 'POSTGRES' },
    logLevel: 'warn',
    identity: { kind: 'CONFIGURED', issuer: ISSUER, audience: AUDIENCE, algorithms: ['EdDSA'], publicKey, cursorSecret: randomBytes(32) },
    limits: { mostSockets: 50_000, mostSocketsOfSubject: 50_000, connectionsPerSecond: 50_000, messagesPerSecond: 50 },
    drainMs: 0,
    eventRetentionDays: 90,
    metricsToken: null,
    isDemonstration: false,
  });
  const { world } = app;
  const [agencyId, branchId, payerId] = [world.ids.next(), world.ids.next(), world.ids.next()];
  await performAll(
    world,
    [
      step(openAgency, { slug: 'bench', name: 'Bench agency' }),
      step(addBranch, { id: branchId, name: 'Bench branch', timeZone: 'America/Chicago' }),
      step(addPayer, { id: payerId, name: 'Bench payer', kind: 'COMMERCIAL' }),
      step(setPayerPolicy, { payerId, effectiveFrom: '2020-01-01', terms: BENCH_TERMS }),
    ],
    { viewer: systemOf(agencyId) },
  );
  return {
    app,
    ownerUrl: postgres.url,
    agencyId,
    branchId,
    payerId,
    token: (role) => issueToken({ issuer: ISSUER, audience: AUDIENCE, key: privateKey }, { agencyId, role, subject: `bench-${role.toLowerCase()}`, lifetimeSeconds: 3600 * 4 }, world.clock.now()),
    async stop() {
      await app.stop();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
