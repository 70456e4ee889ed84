import 'reflect-metadata';

import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type App, startApp } from '../../src/app.js';
import { developmentIssuer } from '../../src/auth/development-keys.js';
import { issueToken } from '../../src/auth/token.js';
import { systemOf, type Role } from '../../src/auth/viewer.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { performAll, type World } from '../../src/changes/perform.js';
import { step } from '../../src/changes/step.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import type { Config, Identity } from '../../src/config.js';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.js';
import { nearOrigins } from '../../src/http/origins.js';
import type { KeySource } from '../../src/sealing/key-source.js';
import { systemClock } from '../../src/system.js';

/** A whole server over a database of its own, as production runs it: durable commits, restricted role, row security. */
export interface BenchServer extends BenchAgency {
  /** What another node over the same database needs to know, as text, so that it can be a process of its own. */
  readonly node: NodeSettings;
  openAgency(slug: string): Promise<BenchAgency>;
  stop(): Promise<void>;
}

export interface BenchAgency {
  readonly app: App;
  /** As the owner of the tables, for setting up. */
  readonly ownerUrl: string;
  readonly agencyId: string;
  readonly branchId: string;
  readonly payerId: string;
  token(role: Role, subject?: string): Promise<string>;
}

export interface NodeSettings {
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly publicKeyPem: string;
  readonly cursorSecretHex: string;
}

export const BENCH_TERMS: PayerPolicyTerms = { ...DEFAULT_TERMS, unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' } }, feeSchedule: { G0151: 4_250, G0299: 4_600 } };

const ISSUER = 'https://bench.invalid';
const AUDIENCE = 'plumbline-bench';

export async function startBenchServer(): Promise<BenchServer> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres'), database: 'plumbline', ephemeral: true, settings: { shared_buffers: '256MB', max_wal_size: '2GB' } });
  const { node, token } = benchNode(postgres.url, directory);
  const app = await startApp(configOf(node));
  const openAgency = async (slug: string): Promise<BenchAgency> => {
    const ids = await agencyIn(app.world, slug);
    return {
      app,
      ownerUrl: postgres.url,
      ...ids,
      token: (role, subject = `bench-${role.toLowerCase()}`) => token(ids.agencyId, role, subject),
    };
  };
  return {
    ...(await openAgency('bench')),
    node,
    openAgency,
    async stop() {
      await app.stop();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What nodes over one database share, and tokens that they accept. */
export function benchNode(databaseUrl: string, dataDirectory: string): { readonly node: NodeSettings; token(agencyId: string, role: Role, subject: string): Promise<string> } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    node: {
      databaseUrl,
      dataDirectory,
      publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
      cursorSecretHex: randomBytes(32).toString('hex'),
    },
    token: (agencyId, role, subject) => issueToken({ issuer: ISSUER, audience: AUDIENCE, key: privateKey }, { agencyId, role, subject, lifetimeSeconds: 3600 * 4 }, systemClock.now()),
  };
}

export function keysOf(dataDirectory: string): KeySource {
  return { kind: 'DEVELOPMENT', path: join(dataDirectory, 'sealing-keys.json') };
}

/** Every node of a bench is configured the same. */
export function configOf({ databaseUrl, dataDirectory, publicKeyPem, cursorSecretHex }: NodeSettings): Config & { readonly identity: Extract<Identity, { readonly kind: 'CONFIGURED' }> } {
  return {
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    ownerDatabaseUrl: databaseUrl,
    dataDirectory,
    auditDirectory: join(dataDirectory, 'audit'),
    mostAuditBytes: 256 * 1024 * 1024,
    poolSize: 20,
    hints: { kind: 'POSTGRES' },
    logLevel: 'warn',
    edge: { transport: { kind: 'PLAIN' }, origins: nearOrigins(new Set()), mostConnectionsOfAddress: 100_000 },
    limits: { mostSockets: 50_000, mostSocketsOfSubject: 50_000, connectionsPerSecond: 50_000, messagesPerSecond: 50 },
    requests: { trustedDocuments: new Map(), adHocClients: null, rate: null },
    drainMs: 0,
    eventRetentionDays: 90,
    metricsToken: null,
    identity: { kind: 'CONFIGURED', issuers: [{ ...developmentIssuer({ publicKey: createPublicKey(publicKeyPem) }), url: ISSUER, audience: AUDIENCE }], keysOutlastMs: 0, cursorSecret: Buffer.from(cursorSecretHex, 'hex') },
    keys: keysOf(dataDirectory),
    isDemonstration: false,
  };
}

async function agencyIn(world: World, slug: string): Promise<Pick<BenchAgency, 'agencyId' | 'branchId' | 'payerId'>> {
  const [agencyId, branchId, payerId] = [world.ids.next(), world.ids.next(), world.ids.next()];
  await performAll(
    world,
    [
      step(openAgency, { slug, name: 'Bench agency' }),
      step(addBranch, { id: branchId, name: 'Bench branch', timeZone: 'America/Chicago' }),
      step(addPayer, { id: payerId, name: 'Bench payer', kind: 'COMMERCIAL' }),
      step(setPayerPolicy, { payerId, effectiveFrom: '2020-01-01', terms: BENCH_TERMS }),
    ],
    { viewer: systemOf(agencyId) },
  );
  return { agencyId, branchId, payerId };
}
