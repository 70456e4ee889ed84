import 'reflect-metadata';

import { join } from 'node:path';

import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, type DevelopmentKeys, developmentKeys } from './auth/development-keys.js';
import { tokenVerifier, type VerifyToken } from './auth/token.js';
import type { Viewer } from './auth/viewer.js';
import { type WebhookRules, webhookRules } from './auth/webhook-rules.js';
import type { Log } from './base/ports.js';
import { type ClockWorker, startClockWorker } from './changes/clock-worker.js';
import type { World } from './changes/perform.js';
import { type Config, keysDirectoryOf } from './config.js';
import { type Database, openDatabase } from './db/database.js';
import { startEmbeddedPostgres } from './db/embedded-postgres.js';
import { migrate } from './db/migrate.js';
import { loadDemonstration } from './demo/load.js';
import { type CursorCodec, cursorCodec } from './feed/cursor.js';
import { type Feed, openFeed } from './feed/feed.js';
import { type Hints, postgresHints } from './feed/hints.js';
import { type GraphContext, openContext } from './graphql/context.js';
import { type ListCursors, listCursors as listCursorsFrom } from './graphql/list-cursor.js';
import { buildPlumblineSchema } from './graphql/schema.js';
import { fhirRoute } from './http/fhir-route.js';
import { serveGraphQL } from './http/graphql-route.js';
import { alive, ready } from './http/health.js';
import { startHttpServer } from './http/server.js';
import { serveWebSockets } from './http/websocket.js';
import { systemClock, systemIds, systemLog } from './system.js';
import { startWebhookWorker, type WebhookWorker } from './webhooks/worker.js';

/**
 * The composition root: configuration in, a running server out. Everything is made here once and handed
 * to what needs it. What was started is stopped in the opposite order, also when a later start fails.
 */
export interface App {
  readonly url: string;
  readonly world: World;
  /** One round of the clock now, for tests and demonstrations that cannot wait for it. */
  readonly clockWorker: ClockWorker;
  stop(): Promise<void>;
}

const POLL_MS = 500;
const CHECKPOINT_MS = 25_000;
const CLOCK_MS = 1_000;
const WEBHOOKS_MS = 1_000;
const RECEIVER_TIMEOUT_MS = 15_000;

export async function startApp(config: Config, log: Log = systemLog(config.logLevel)): Promise<App> {
  const started: Array<() => Promise<void>> = [];
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    return await start(config, log, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(config: Config, log: Log, started: Array<() => Promise<void>>, stop: () => Promise<void>): Promise<App> {
  const { url: databaseUrl, ownerUrl } = await databaseOf(config, started);
  await migrate(ownerUrl);
  const database = await openDatabase({
    url: databaseUrl,
    poolSize: config.poolSize,
    onConnectionLost: () => log.warn('database.connection-lost'),
  });
  started.push(database.close);

  const { feed, hints } = await feedOf(database, databaseUrl, log, started);
  let webhookWorker: WebhookWorker | null = null;
  const world: World = {
    database,
    clock: systemClock,
    ids: systemIds,
    hint(agencyId) {
      feed.hint(agencyId);
      hints.publish(agencyId);
      webhookWorker?.look(agencyId);
    },
  };
  if (config.isDemonstration) await loadDemonstration(world, world.clock.now());
  const clockWorker = startClockWorker(world, { log, everyMs: CLOCK_MS });
  started.push(clockWorker.stop);

  const { verifyToken, cursors, listCursors, webhooks } = await identityOf(config);
  webhookWorker = startWebhookWorker(world, { log, cursors, webhooks, pollMs: WEBHOOKS_MS, timeoutMs: RECEIVER_TIMEOUT_MS });
  started.push(webhookWorker.stop);
  const schema = await buildPlumblineSchema();
  const contextOf = (viewer: Viewer): GraphContext => openContext({ world, cursors, listCursors, feed, webhooks }, viewer);
  const isDevelopment = config.identity.kind === 'DEVELOPMENT';
  const graphql = await serveGraphQL({ schema, log, verifyToken, isDevelopment, openContext: contextOf });
  started.push(graphql.stop);

  let isStopping = false;
  const http = await startHttpServer({
    port: config.port,
    host: config.host,
    log,
    routes: {
      'GET /graphql': graphql.route,
      'POST /graphql': graphql.route,
      'POST /fhir': fhirRoute({ world, verifyToken }),
      'GET /healthz': alive,
      'GET /readyz': ready(async () => !isStopping && (await database.pool.query('select 1')).rowCount === 1),
    },
  });
  started.push(http.stop);
  const sockets = serveWebSockets({ server: http.server, path: '/graphql', schema, log, verifyToken, isDevelopment, openContext: contextOf });
  started.push(sockets.stop);
  started.push(async () => {
    isStopping = true;
  });
  return { url: http.url, world, clockWorker, stop };
}

async function databaseOf(config: Config, started: Array<() => Promise<void>>): Promise<{ readonly url: string; readonly ownerUrl: string }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, ownerUrl: config.ownerDatabaseUrl ?? config.databaseUrl };
  const server = await startEmbeddedPostgres({ dataDirectory: join(config.dataDirectory, 'postgres'), database: 'plumbline' });
  started.push(server.stop);
  return { url: server.url, ownerUrl: server.url };
}

async function feedOf(database: Database, url: string, log: Log, started: Array<() => Promise<void>>): Promise<{ readonly feed: Feed; readonly hints: Hints }> {
  const feed = openFeed(database, { log, pollMs: POLL_MS, checkpointMs: CHECKPOINT_MS });
  started.push(feed.stop);
  // After a time without hints every tail looks by its poll, which comes within half a second.
  const hints = await postgresHints({ url, log, onHint: feed.hint });
  started.push(hints.stop);
  return { feed, hints };
}

interface Identified {
  readonly verifyToken: VerifyToken;
  readonly cursors: CursorCodec;
  readonly listCursors: ListCursors;
  readonly webhooks: WebhookRules;
}

async function identityOf(config: Config): Promise<Identified> {
  const now = (): Date => systemClock.now();
  if (config.identity.kind === 'DEVELOPMENT') {
    const keys: DevelopmentKeys = await developmentKeys(keysDirectoryOf(config));
    const rules = { issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, algorithms: ['EdDSA'], key: keys.publicKey };
    return { verifyToken: tokenVerifier(rules, now), ...derivedFrom(keys.cursorSecret, true) };
  }
  const { issuer, audience, algorithms, publicKey, cursorSecret } = config.identity;
  return { verifyToken: tokenVerifier({ issuer, audience, algorithms, key: publicKey }, now), ...derivedFrom(cursorSecret, false) };
}

function derivedFrom(secret: Uint8Array, isDevelopment: boolean): Omit<Identified, 'verifyToken'> {
  return { cursors: cursorCodec(secret), listCursors: listCursorsFrom(secret), webhooks: webhookRules({ secret, allowsLocal: isDevelopment }) };
}
