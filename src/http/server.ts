import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Refusal } from '../base/refusal.js';
import { errorOf, type ErrorAnswer } from './error-answer.js';
import type { Log } from '../base/ports.js';

/** Answers one request. Whatever it throws becomes a coded answer. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  readonly server: Server;
  readonly url: string;
  /** Takes no new requests, lets running ones finish. */
  stop(): Promise<void>;
}

export interface HttpOptions {
  readonly port: number;
  readonly host: string;
  readonly log: Log;
  /** `POST /graphql` and the like; the longest-standing paths of the API. */
  readonly routes: Readonly<Record<string, Route>>;
}

/** After a cut ten thousand clients come back within a second. What finds no place in the queue is tried again by TCP, ever later. */
const BACKLOG = 4_096;
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 60_000;
const DRAIN_WITHIN_MS = 5_000;

export async function startHttpServer({ port, host, log, routes }: HttpOptions): Promise<HttpServer> {
  let isStopping = false;
  const server = createServer({ headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS }, (request, response) => {
    // A client that keeps its connection and goes on asking must not keep the server.
    if (isStopping) response.shouldKeepAlive = false;
    answer(request, response).catch((error: unknown) => respond(response, errorOf(error, log)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    server,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        // Node no longer times requests once it closes: one that never arrives in full would hold up the stop.
        const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS);
        server.close(() => {
          clearTimeout(impatience);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0];
    const route = routes[`${request.method} ${path}`];
    if (!route) throw new Refusal('NOT_FOUND', { expected: `one of ${Object.keys(routes).join(', ')}` });
    await route(request, response);
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
