import 'reflect-metadata';

import { join } from 'node:path';

import { type Audit, openAudit } from './audit/audit.js';
import type { Origin } from './audit/entry.js';
import { developmentIssuer, developmentKeys } from './auth/development-keys.js';
import { developmentToken } from './auth/development-token.js';
import type { Issuer } from './auth/issuer.js';
import { keySetOf } from './auth/key-set.js';
import { type PseudonymOf, pseudonyms } from './auth/pseudonym.js';
import { type ReadToken, tokenReader } from './auth/token.js';
import type { Viewer } from './auth/viewer.js';
import { type WebhookRules, webhookRules } from './auth/webhook-rules.js';
import type { Log } from './base/ports.js';
import { type ClockWorker, startClockWorker } from './changes/clock-worker.js';
import type { World } from './changes/perform.js';
import { type Config, ConfigProblems, keysDirectoryOf } from './config.js';
import { type Database, openDatabase } from './db/database.js';
import { startEmbeddedPostgres } from './db/embedded-postgres.js';
import { migrate } from './db/migrate.js';
import { DEMO_AGENCY } from './demo/agencies.js';
import { demonstrationExamples } from './demo/examples.js';
import { loadDemonstration } from './demo/load.js';
import { accessesOf, sharedAccessSource } from './feed/access-source.js';
import { type Accesses, openAccesses } from './feed/accesses.js';
import { type CursorCodec, cursorCodec } from './feed/cursor.js';
import { ABOUT_ACCESS } from './feed/event.js';
import type { Hint, Hints } from './feed/hints/hints.js';
import { openHints } from './feed/hints/open-hints.js';
import { type Hub, openHub } from './feed/hub.js';
import { databaseLog } from './feed/read.js';
import { startUpkeep, type Upkeep } from './feed/upkeep.js';
import { type ContextParts, type GraphContext, openContext, openGroupContext } from './graphql/context.js';
import { formatError } from './graphql/errors.js';
import { openAllowances } from './graphql/limits/allowances.js';
import { EMERGENCY_ATTEMPTS_AN_HOUR, openAttempts } from './graphql/limits/attempts.js';
import { type Documents, openDocuments, UnservedDocuments } from './graphql/limits/documents.js';
import { openGate } from './graphql/limits/gate.js';
import { type ListCursors, listCursors as listCursorsFrom } from './graphql/list-cursor.js';
import { openPlans } from './graphql/plans/plans.js';
import { buildPlumblineSchema } from './graphql/schema.js';
import { admittingVerifier } from './http/admission.js';
import { openAuditor } from './http/auditor.js';
import { fhirRoute } from './http/fhir-route.js';
import { graphiqlRoutes, wantsPage } from './http/graphiql-route.js';
import { serveGraphQL } from './http/graphql-route.js';
import { alive, forBearer, ready } from './http/health.js';
import { type Metrics, openMetrics } from './http/metrics.js';
import { openPushes } from './http/pushes.js';
import { questions } from './http/questions.js';
import { type Route, startHttpServer } from './http/server.js';
import { Counted } from './http/socket-limits.js';
import { serveEventStreams, wantsEventStream } from './http/sse-route.js';
import { serveWebSockets } from './http/websocket.js';
import { openKeyProvider } from './sealing/key-source.js';
import { sealWhatIsPlain } from './sealing/seal-what-is-plain.js';
import { openSealing } from './sealing/sealing.js';
import { systemClock, systemIds, systemLog, systemTimers } from './system.js';
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
  /** One round of checking the logs and taking away what has been kept long enough. */
  readonly upkeep: Upkeep;
  /** Who listens on this node. */
  readonly hub: Pick<Hub, 'subscribers'>;
  readonly audit: Pick<Audit, 'ship'>;
  stop(): Promise<void>;
}

const POLL_MS = 500;
const CHECKPOINT_MS = 25_000;
const REVIEW_MS = 60_000;
const LINGER_MS = 60_000;
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

  // Ends after everything that still has something to put on record.
  const audit = await openAudit(database, { clock: systemClock, ids: systemIds, timers: systemTimers, log, directory: config.auditDirectory, mostSpoolBytes: config.mostAuditBytes });
  started.push(audit.stop);

  const metrics = openMetrics();
  const sealing = openSealing({
    provider: openKeyProvider(config.keys),
    nowMs: () => systemTimers.nowMs(),
    alarm(agencyId) {
      metrics.unreadable();
      log.error('sealing.unreadable', { agencyId });
    },
  });
  const sealed = await sealWhatIsPlain(database, ownerUrl, sealing, () => systemTimers.turn());
  if (sealed > 0) log.info('sealing.plain-sealed', { count: sealed });
  const accesses = openAccesses(database, { clock: systemClock });
  const { hub, hints } = await feedOf({ database, config, databaseUrl, log, accesses, metrics }, started);
  let webhookWorker: WebhookWorker | null = null;
  const world: World = {
    database,
    clock: systemClock,
    ids: systemIds,
    sealing,
    hint(agencyId, _position, types) {
      if (types.includes('EMERGENCY_ACCESS_GRANTED')) {
        metrics.emergencyAccessGranted();
        log.warn('emergency-access.granted', { agencyId });
      }
      const isAboutAccess = types.some((type) => ABOUT_ACCESS.has(type));
      if (isAboutAccess) accesses.forget(agencyId);
      hub.hint(agencyId);
      hints.publish({ agencyId, isAboutAccess });
      webhookWorker?.look(agencyId);
    },
  };
  if (config.isDemonstration) await loadDemonstration(world, world.clock.now());
  const clockWorker = startClockWorker(world, { log, everyMs: CLOCK_MS });
  started.push(clockWorker.stop);
  const upkeep = startUpkeep(database, { clock: systemClock, timers: systemTimers, log, telemetry: metrics, eventDays: config.eventRetentionDays });
  started.push(upkeep.stop);

  const identified = await identityOf(config, log, started);
  const { cursors, webhooks } = identified;
  webhookWorker = startWebhookWorker(world, { log, audit, cursors, webhooks, telemetry: metrics, pollMs: WEBHOOKS_MS, timeoutMs: RECEIVER_TIMEOUT_MS });
  started.push(webhookWorker.stop);

  const url = await serve(config, { world, log, metrics, accesses, hub, audit, identified }, started);
  return { url, world, clockWorker, upkeep, hub, audit, stop };
}

interface Parts {
  readonly world: World;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly accesses: Accesses;
  readonly hub: Hub;
  readonly audit: Audit;
  readonly identified: Identified;
}

async function serve(config: Config, { world, log, metrics, accesses, hub, audit, identified }: Parts, started: Array<() => Promise<void>>): Promise<string> {
  const { cursors, listCursors, webhooks, pseudonymOf } = identified;
  const verifyToken = admittingVerifier(identified.readToken, accesses);
  const schema = await buildPlumblineSchema();
  const emergencyAttempts = openAttempts(EMERGENCY_ATTEMPTS_AN_HOUR, () => systemTimers.nowMs());
  const parts: ContextParts = { world, cursors, listCursors, webhooks, emergencyAttempts };
  const contextOf = (viewer: Viewer, origin?: Origin): GraphContext => openContext(parts, viewer, origin);
  const isDevelopment = config.identity.kind === 'DEVELOPMENT';
  const { trustedDocuments, adHocClients, rate } = config.requests;
  const gate = openGate({ documents: documentsOf(schema, { showsSchema: isDevelopment, trusted: trustedDocuments }), adHocClients, allowances: openAllowances(rate, () => systemTimers.nowMs()), telemetry: metrics });
  const plans = openPlans(schema, log);
  const auditor = openAuditor(audit, schema);
  const pushes = openPushes({ audit, clock: systemClock, timers: systemTimers, log });
  started.push(pushes.stop);
  const graphql = await serveGraphQL({ schema, log, verifyToken, gate, plans, auditor, openContext: contextOf });
  started.push(graphql.stop);

  const { limits, drainMs } = config;
  const live = {
    schema,
    plans,
    log,
    pseudonymOf,
    verifyToken,
    hub,
    telemetry: metrics,
    questions: questions({ openContext: contextOf, openGroupContext: (reader) => openGroupContext(parts, reader), format: (error) => formatError(error, log) }),
    gate,
    auditor,
    pushes,
    openContext: contextOf,
    subjects: new Counted(),
    drainMs,
  };
  const streams = serveEventStreams({ ...live, cursors, mostStreams: limits.mostSockets, mostOfSubject: limits.mostSocketsOfSubject });
  const graphqlRoute: Route = (request, response, exchange) => (wantsEventStream(request) ? streams.route : graphql.route)(request, response, exchange);

  let isStopping = false;
  const http = await startHttpServer({
    port: config.port,
    host: config.host,
    log,
    pseudonymOf,
    edge: config.edge,
    timers: systemTimers,
    routes: {
      'GET /graphql': graphqlRoute,
      'POST /graphql': graphqlRoute,
      'POST /fhir': fhirRoute({ world, verifyToken, audit }),
      'GET /healthz': alive,
      'GET /readyz': ready(async () => !isStopping && metrics.isSound && (await world.database.pool.query('select 1')).rowCount === 1),
      ...(config.metricsToken !== null || isDevelopment ? { 'GET /metrics': forBearer(config.metricsToken, metrics.route) } : {}),
      ...(isDevelopment ? firstStepsOf(config, world, graphqlRoute) : {}),
    },
  });
  started.push(http.stop);
  const sockets = serveWebSockets({ ...live, http, path: '/graphql', accesses, limits });
  metrics.observe({ sockets: () => sockets.sockets, eventStreams: () => streams.streams, subscribers: () => hub.subscribers, lag: () => hub.lag, longestQueueBytes: () => sockets.longestQueueBytes });
  started.push(async () => {
    await Promise.all([sockets.stop(), streams.stop()]);
  });
  started.push(async () => {
    isStopping = true;
  });
  return http.url;
}

/** @throws ConfigProblems */
function documentsOf(...asked: Parameters<typeof openDocuments>): Documents {
  try {
    return openDocuments(...asked);
  } catch (error) {
    throw error instanceof UnservedDocuments ? new ConfigProblems(error.documents.map((told) => `TRUSTED_DOCUMENTS_FILE holds a document that the schema does not serve: ${told}`)) : error;
  }
}

/** GraphiQL, at the root and where a browser asks for the API itself. */
function firstStepsOf(config: Config, { database, clock }: World, graphql: Route): Readonly<Record<string, Route>> {
  const pages = graphiqlRoutes({
    agencyName: DEMO_AGENCY.name,
    tokenOf: (role) => developmentToken(keysDirectoryOf(config), { agencyId: DEMO_AGENCY.id, role }, clock.now()),
    examples: () => demonstrationExamples(database, clock.now()),
  });
  return { ...pages, 'GET /graphql': (request, response, exchange) => (wantsPage(request) ? pages['GET /'] : graphql)(request, response, exchange) };
}

async function databaseOf(config: Config, started: Array<() => Promise<void>>): Promise<{ readonly url: string; readonly ownerUrl: string }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, ownerUrl: config.ownerDatabaseUrl ?? config.databaseUrl };
  const server = await startEmbeddedPostgres({ dataDirectory: join(config.dataDirectory, 'postgres'), database: 'plumbline' });
  started.push(server.stop);
  return { url: server.url, ownerUrl: server.url };
}

interface FeedParts extends Pick<Parts, 'log' | 'accesses' | 'metrics'> {
  readonly config: Config;
  readonly database: Database;
  readonly databaseUrl: string;
}

async function feedOf({ config, database, databaseUrl, log, accesses, metrics }: FeedParts, started: Array<() => Promise<void>>): Promise<{ readonly hub: Hub; readonly hints: Hints }> {
  const hub = openHub({
    source: databaseLog(database),
    accesses: sharedAccessSource((agencyId, viewers) => accessesOf(database, agencyId, viewers, systemClock.now())),
    timers: systemTimers,
    clockMs: () => systemClock.now().getTime(),
    log,
    telemetry: metrics,
    pollMs: POLL_MS,
    checkpointMs: CHECKPOINT_MS,
    reviewMs: REVIEW_MS,
    lingerMs: LINGER_MS,
  });
  started.push(hub.stop);
  // After a time without hints every tail looks by its poll, which comes within half a second.
  const onHint = ({ agencyId, isAboutAccess }: Hint): void => {
    if (isAboutAccess) accesses.forget(agencyId);
    hub.hint(agencyId);
  };
  const hints = await openHints(config.hints, { databaseUrl, log, onHint });
  started.push(hints.stop);
  return { hub, hints };
}

interface Identified {
  readonly readToken: ReadToken;
  readonly cursors: CursorCodec;
  readonly listCursors: ListCursors;
  readonly webhooks: WebhookRules;
  readonly pseudonymOf: PseudonymOf;
}

async function identityOf(config: Config, log: Log, started: Array<() => Promise<void>>): Promise<Identified> {
  if (config.identity.kind === 'DEVELOPMENT') {
    const keys = await developmentKeys(keysDirectoryOf(config));
    return { readToken: readerFor([developmentIssuer(keys)], 0), ...derivedFrom(keys.cursorSecret, true) };
  }
  const { issuers, keysOutlastMs, cursorSecret } = config.identity;
  return { readToken: readerFor(issuers, keysOutlastMs), ...derivedFrom(cursorSecret, false) };

  function readerFor(accepted: readonly Issuer[], outlastMs: number): ReadToken {
    const sets = accepted.map((issuer) => ({ issuer, keys: keySetOf(issuer, { timers: systemTimers, log, outlastMs }) }));
    started.push(async () => sets.forEach(({ keys }) => keys.stop()));
    return tokenReader(sets, () => systemClock.now());
  }
}

function derivedFrom(secret: Uint8Array, isDevelopment: boolean): Omit<Identified, 'readToken'> {
  return { cursors: cursorCodec(secret), listCursors: listCursorsFrom(secret), webhooks: webhookRules({ secret, allowsLocal: isDevelopment }), pseudonymOf: pseudonyms(secret) };
}
