import 'reflect-metadata';

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { type App, startApp } from '../../src/app.js';
import { developmentIssuer } from '../../src/auth/development-keys.js';
import { issueToken } from '../../src/auth/token.js';
import type { Role } from '../../src/auth/viewer.js';
import type { Log, LogFields } from '../../src/base/ports.js';
import type { Config } from '../../src/config.js';
import { nearOrigins } from '../../src/http/origins.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { keyFile } from './sealing.js';

/** A whole server on a free port, over a database of its own, with keys of its own. */
export interface TestServer {
  readonly url: string;
  readonly app: App;
  readonly config: Config;
  readonly stored: TestDatabase;
  /** Everything the server logged, as it would be written. */
  readonly logged: string[];
  /** What of that is more than the line that each request, socket and operation has. */
  readonly complaints: readonly string[];
  /** One that says the role of its bearer, as in development. */
  token(role: Role, agencyId: string, options?: TokenOptions): Promise<string>;
  /** What GraphQL answers over HTTP. */
  ask(token: string, query: string, variables?: object): Promise<Answer>;
  /** A client over a WebSocket, as the product's users have it. */
  connect(token: string | (() => Promise<string>), options?: Partial<Parameters<typeof createClient>[0]>): Client;
  stop(): Promise<void>;
}

export interface Answer {
  // The tests know what they asked for.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly path?: unknown; readonly extensions: { readonly code: string; readonly path?: unknown; readonly remedy?: string } }>;
}

export interface TokenOptions {
  readonly lifetimeSeconds?: number;
  readonly issuedAt?: Date;
  readonly subject?: string;
  readonly clientId?: string;
  readonly tokenId?: string;
}

const ISSUER = 'https://identity.test';
const AUDIENCE = 'plumbline-test';

export async function startTestServer(settings: Partial<Config> = {}): Promise<TestServer> {
  const stored = await createTestDatabase();
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-audit-'));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keys = keyFile();
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: stored.url,
    ownerDatabaseUrl: stored.url,
    dataDirectory: '',
    poolSize: 12,
    auditDirectory: directory,
    mostAuditBytes: 64 * 1024 * 1024,
    hints: { kind: 'POSTGRES' },
    logLevel: 'silent',
    identity: { kind: 'CONFIGURED', issuers: [{ ...developmentIssuer({ publicKey }), url: ISSUER, audience: AUDIENCE }], keysOutlastMs: 0, cursorSecret: randomBytes(32) },
    edge: { transport: { kind: 'PLAIN' }, origins: nearOrigins(new Set()), mostConnectionsOfAddress: 100_000 },
    limits: { mostSockets: 2_000, mostSocketsOfSubject: 1_000, connectionsPerSecond: 10_000, messagesPerSecond: 20 },
    requests: { trustedDocuments: new Map(), adHocClients: null, rate: null },
    drainMs: 0,
    eventRetentionDays: 90,
    keys: { kind: 'FILE', path: keys.path },
    metricsToken: 'metrics-of-the-tests',
    isDemonstration: false,
    ...settings,
  };
  const logged: string[] = [];
  const app = await startApp(config, collectingLog(logged));
  const clients: Client[] = [];

  return {
    url: app.url,
    app,
    config,
    stored,
    logged,
    get complaints() {
      return logged.filter((line) => !LINES.test(line));
    },
    token: (role, agencyId, { lifetimeSeconds = 600, issuedAt = new Date(), subject = `${role.toLowerCase()}-1`, clientId, tokenId } = {}) =>
      issueToken({ issuer: ISSUER, audience: AUDIENCE, key: privateKey }, { agencyId, role, subject, lifetimeSeconds, ...(clientId !== undefined && { clientId }), ...(tokenId !== undefined && { tokenId }) }, issuedAt),
    async ask(token, query, variables = {}) {
      const answer = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await answer.json()) as Answer;
    },
    connect(token, options = {}) {
      const client = createClient({
        url: `${app.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: async () => ({ authorization: `Bearer ${typeof token === 'string' ? token : await token()}` }),
        ...options,
      });
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) await client.dispose();
      await app.stop();
      await stored.drop();
      keys.remove();
      rmSync(directory, { recursive: true });
    },
  };
}

const LINES = /"event":"(?:http\.(?:answered|unreadable)|websocket\.(?:operation|closed|refused))"/;

function collectingLog(logged: string[]): Log {
  const write = (level: string) => (event: string, fields?: LogFields) => void logged.push(JSON.stringify({ level, event, ...fields }));
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
