import type { Log, LogFields } from '../../src/base/ports.js';
import { pseudonyms } from '../../src/auth/pseudonym.js';
import { jsonBody } from '../../src/http/body.js';
import type { EdgeRules } from '../../src/http/edge.js';
import { listedOrigins } from '../../src/http/origins.js';
import { type HttpServer, type Pace, respond, type Route, startHttpServer } from '../../src/http/server.js';
import { systemTimers } from '../../src/system.js';

/** The server as it stands between the network and the product, with routes that only repeat what they were given. */
export interface EdgeServer extends HttpServer {
  readonly logged: ReadonlyArray<LogFields & { readonly level: string; readonly event: string }>;
}

const QUICK: Pace = { headersWithinMs: 150, requestWithinMs: 400, checkedEveryMs: 20, idleMs: 5_000, renewalsEveryMs: 20 };

export async function startEdgeServer(rules: Partial<EdgeRules> = {}, pace: Partial<Pace> = {}): Promise<EdgeServer> {
  const logged: Array<EdgeServer['logged'][number]> = [];
  const write = (level: string) => (event: string, fields?: LogFields) => void logged.push({ level, event, ...fields });
  const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };
  const server = await startHttpServer({
    port: 0,
    host: '127.0.0.1',
    log,
    pseudonymOf: pseudonyms(Buffer.alloc(32)),
    edge: { transport: { kind: 'PLAIN' }, origins: listedOrigins(new Set()), mostConnectionsOfAddress: 1_000, ...rules },
    timers: systemTimers,
    routes: ROUTES,
    pace: { ...QUICK, ...pace },
  });
  return { ...server, logged };
}

const MAX_BYTES = 1_000;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /healthz': async (_request, response) => respond(response, { status: 200, body: { status: 'ok' } }),
  'GET /echo': async (_request, response, { arrival }) => respond(response, { status: 200, body: arrival }),
  'POST /echo': async (request, response) => respond(response, { status: 200, body: { body: await jsonBody(request, MAX_BYTES) } }),
  'GET /broken': () => Promise.reject(new Error('Xanthippe, born 1931')),
};
