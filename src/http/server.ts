import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Timers } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import { Addresses } from './addresses.js';
import { arrivalOf, type EdgeRules, expectWelcome, MAX_HEADER_BYTES, MAX_HEADERS } from './edge.js';
import { type ErrorAnswer, errorOf } from './error-answer.js';
import { type AccessLog, endWith, type Exchange, type Line, openExchange } from './exchange.js';
import { allowOrigin, answerPreflight, isPreflight } from './origins.js';
import { answerRaw } from './raw-answer.js';
import { peerAddressOf } from './remote-address.js';
import { setSecurityHeaders } from './security-headers.js';
import { secureContextOf, takeRenewals, type TlsFiles } from './tls.js';
import { isSecure, tlsFilesOf } from './transport.js';
import { unreadable } from './unreadable.js';

/** Answers one request. Whatever it throws becomes a coded answer. */
export type Route = (request: IncomingMessage, response: ServerResponse, exchange: Exchange) => Promise<void>;

/** Takes a connection that is to become something else. What it throws becomes the answer; of what it takes it ends the line. */
export type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, exchange: Exchange & Line) => void;

export interface HttpServer {
  readonly url: string;
  onUpgrade(take: TakeUpgrade): void;
  /** Takes no new requests, lets running ones finish. */
  stop(): Promise<void>;
}

export interface HttpOptions extends AccessLog {
  readonly port: number;
  readonly host: string;
  readonly edge: EdgeRules;
  readonly timers: Timers;
  /** `POST /graphql` and the like; the longest-standing paths of the API. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly pace?: Pace;
}

/** How long is waited for what. */
export interface Pace {
  /** Whoever sends a byte now and then would else keep a connection for ever. */
  readonly headersWithinMs: number;
  readonly requestWithinMs: number;
  readonly checkedEveryMs: number;
  /** Longer than proxies keep a connection, so that it is never closed here while they send on it. */
  readonly idleMs: number;
  readonly renewalsEveryMs: number;
}

const PACE: Pace = { headersWithinMs: 10_000, requestWithinMs: 60_000, checkedEveryMs: 2_000, idleMs: 65_000, renewalsEveryMs: 10_000 };

/** After a cut ten thousand clients come back within a second. What finds no place in the queue is tried again by TCP, ever later. */
const BACKLOG = 4_096;
const DRAIN_WITHIN_MS = 5_000;

/** By how a machine that watches the node asks; when all is well, the log has nothing of it. */
const FOR_WATCHERS: ReadonlySet<string> = new Set(['GET /healthz', 'GET /readyz', 'GET /metrics']);

export async function startHttpServer({ port, host, log, pseudonymOf, edge, timers, routes, pace = PACE }: HttpOptions): Promise<HttpServer> {
  let isStopping = false;
  const files = tlsFilesOf(edge.transport);
  const addresses = new Addresses(edge);
  const current = new WeakMap<Duplex, { readonly response: ServerResponse; readonly exchange: Exchange }>();
  const { server, release } = listenerOf(files, (request, response) => {
    // A client that keeps its connection and goes on asking must not keep the server.
    if (isStopping) response.shouldKeepAlive = false;
    const route = routeOf(request);
    const exchange = openExchange({ log, pseudonymOf }, arrivalOf(request, edge), routes[route] ? route : undefined);
    current.set(request.socket, { response, exchange });
    if (!FOR_WATCHERS.has(route)) endWith(response, exchange);
    setSecurityHeaders(response, { isSecure: isSecure(request, edge.transport) });
    response.setHeader('x-request-id', exchange.arrival.requestId);
    answer(request, response, exchange).catch((error: unknown) => {
      const told = errorOf(error, log, exchange.arrival.requestId);
      exchange.note({ code: told.code });
      respond(response, told);
    });
  });
  server.maxHeadersCount = MAX_HEADERS + 1;
  server.on('connection', (socket) => addresses.connected(socket));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuseUnreadable(error, socket));

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `${files ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    onUpgrade(take) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const route = routeOf(request);
        const exchange = openExchange({ log, pseudonymOf }, arrivalOf(request, edge), routes[route] ? route : undefined);
        try {
          expectWelcome(request, edge, false);
          addresses.asked(request, exchange.arrival, socket);
          take(request, socket, head, exchange);
        } catch (error) {
          const told = errorOf(error, log, exchange.arrival.requestId);
          exchange.note({ code: told.code });
          answerRaw(socket, told, exchange.arrival.requestId);
          exchange.end('websocket.refused', told.status);
        }
      });
    },
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        release();
        // Node no longer times requests once it closes: one that never arrives in full would hold up the stop.
        const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS);
        server.close(() => {
          clearTimeout(impatience);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };

  /** With the certificate, if there is one, and what renews it. */
  function listenerOf(tls: TlsFiles | null, listener: RequestListener): { readonly server: Server; readonly release: () => void } {
    const options: ServerOptions = {
      headersTimeout: pace.headersWithinMs,
      requestTimeout: pace.requestWithinMs,
      connectionsCheckingInterval: pace.checkedEveryMs,
      keepAliveTimeout: pace.idleMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      requireHostHeader: true,
      insecureHTTPParser: false,
    };
    if (tls === null) return { server: createServer(options, listener), release: () => undefined };
    const secure = createSecureServer({ ...secureContextOf(tls), ...options, handshakeTimeout: pace.headersWithinMs }, listener);
    return { server: secure, release: takeRenewals(tls, { timers, log, everyMs: pace.renewalsEveryMs }, (renewed) => secure.setSecureContext(renewed)) };
  }

  async function answer(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<void> {
    const name = routeOf(request);
    expectWelcome(request, edge, FOR_WATCHERS.has(name));
    addresses.asked(request, exchange.arrival, response);
    allowOrigin(request, response);
    if (isPreflight(request)) return answerPreflight(response);
    const route = routes[name];
    if (!route) throw new Refusal('NOT_FOUND', { expected: `one of ${Object.keys(routes).join(', ')}` });
    await route(request, response, exchange);
  }

  /** To what broke off or came too late in the middle of an answer there is nothing more to say. */
  function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
    const { response, exchange } = current.get(socket) ?? {};
    const isAnswering = response !== undefined && response.headersSent && !response.writableFinished;
    const refusal = unreadable(error);
    if (refusal === null || isAnswering || !socket.writable) return void socket.destroy();
    const isUnderWay = response !== undefined && !response.headersSent;
    const line = openExchange({ log, pseudonymOf }, exchange && isUnderWay ? exchange.arrival : { requestId: randomUUID(), remoteAddress: peerAddressOf(socket as Socket) });
    const told = errorOf(refusal, log, line.arrival.requestId);
    if (isUnderWay) exchange?.note({ code: told.code });
    answerRaw(socket, told, line.arrival.requestId);
    line.note({ code: told.code });
    line.end('http.unreadable', told.status);
  }
}

export function respond(response: ServerResponse, { status, body, retryAfterSeconds }: ErrorAnswer, contentType = 'application/json'): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // The rest of a body that was too large is not read: the connection ends with this answer.
  if (status === 413) response.setHeader('connection', 'close');
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  response.writeHead(status, { 'content-type': `${contentType}; charset=utf-8` });
  response.end(JSON.stringify(body));
}

function routeOf({ method, url }: IncomingMessage): string {
  return `${method} ${(url ?? '/').split('?', 1)[0]}`;
}
