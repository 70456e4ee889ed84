import type { IncomingMessage, ServerResponse } from 'node:http';

import { type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';

import type { Origin } from '../audit/entry.js';
import type { Log } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import type { Session, VerifyToken } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import type { CursorCodec } from '../feed/cursor.js';
import type { Position } from '../feed/position.js';
import { hiddenIn } from '../graphql/classes/shown.js';
import type { GraphContext } from '../graphql/context.js';
import { formatError } from '../graphql/errors.js';
import type { Gate } from '../graphql/limits/gate.js';
import { MAX_REQUEST_BYTES } from '../graphql/limits/limits.js';
import type { Plans } from '../graphql/plans/plans.js';
import { abandonWith } from './abandon.js';
import { askedIn, askedInSearch } from './asked.js';
import type { Auditor } from './auditor.js';
import { bearerToken, jsonBody } from './body.js';
import { refusedAnswer } from './error-answer.js';
import type { Exchange } from './exchange.js';
import { type Live, type LiveParts, startLive } from './live.js';
import { operationLabel } from './operation-label.js';
import { originOf } from './origin.js';
import { SendQueue, type Writer, type Written } from './send-queue.js';
import { respond, type Route } from './server.js';
import type { Counted } from './socket-limits.js';
import { toldBeside } from './told-beside.js';

/**
 * GraphQL over server-sent events, for clients that cannot hold a WebSocket: the "distinct connections" mode of the
 * graphql-sse protocol, one operation a request. The id of every event is the cursor of its message, and the
 * `Last-Event-ID` with which a client comes back goes before the `after` of its document.
 */
export interface SseEndpoint {
  readonly route: Route;
  readonly streams: number;
  /** Ends every stream at some moment within `drainMs`; their clients come back with their cursors. */
  stop(): Promise<void>;
}

export interface SseOptions extends LiveParts {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly verifyToken: VerifyToken;
  readonly gate: Gate;
  readonly plans: Plans;
  readonly cursors: CursorCodec;
  readonly drainMs: number;
  readonly mostStreams: number;
  /** Shared with the sockets, so that nobody has twice as many by having half of them here. */
  readonly subjects: Counted;
  readonly mostOfSubject: number;
  readonly auditor: Auditor;
  openContext(viewer: Viewer, origin: Origin): GraphContext;
}

const EVENT_STREAM = 'text/event-stream';

export function wantsEventStream({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes(EVENT_STREAM) === true;
}

/** Proxies close what is silent. */
const PING_EVERY_MS = 12_000;

export function serveEventStreams(options: SseOptions): SseEndpoint {
  const { schema, log, verifyToken, gate, plans, cursors, drainMs, mostStreams, subjects, mostOfSubject, auditor, openContext } = options;
  const open = new Set<ServerResponse>();
  let isStopping = false;
  const pings = setInterval(() => open.forEach((response) => response.write(':\n\n')), PING_EVERY_MS);
  pings.unref();

  return {
    async route(request, response, exchange) {
      const session = await verifyToken(bearerToken(request));
      exchange.note({ viewer: session.viewer });
      const asked = request.method === 'POST' ? askedIn(await jsonBody(request, MAX_REQUEST_BYTES)) : askedInSearch(request.url);
      const admitted = gate.admit({ ...asked, session });
      if ('errors' in admitted) return refuse(response, exchange, admitted.errors);
      exchange.note({ operation: operationLabel(admitted.operation) });
      const { document, operation: { operation: kind }, cost } = admitted;
      if (kind === 'mutation' && request.method !== 'POST') throw new Refusal('MALFORMED_REQUEST', { expected: 'a mutation to be posted' });
      const after = placeIn(request, session);
      const context = openContext(session.viewer, originOf(request, exchange.arrival, session, 'EVENT_STREAM', auditor.askedFor(admitted, session.viewer)));
      abandonWith(response, context);
      try {
        const args = { schema, document, operationName: asked.operationName, variableValues: asked.variables, contextValue: context };
        if (kind === 'subscription') await stream(response, exchange, { session, args, after });
        else {
          const result = await plans.execute(args);
          await auditor.answered(context, admitted.operation, result.errors);
          const hidden = hiddenIn({ schema, document, operationName: admitted.operation.name?.value, variables: admitted.variables }, context.viewer);
          once(response, exchange, result, toldBeside({ cost: asked.wantsCost ? cost : null, hidden }));
        }
      } finally {
        await context.close();
      }
    },
    get streams() {
      return open.size;
    },
    async stop() {
      isStopping = true;
      clearInterval(pings);
      await Promise.all([...open].map(async (response) => {
        const leaving = setTimeout(() => response.destroy(), Math.random() * drainMs);
        await new Promise((resolve) => response.once('close', resolve));
        clearTimeout(leaving);
      }));
    },
  };

  async function stream(response: ServerResponse, exchange: Exchange, { session: { viewer, expiresAt }, args, after }: Streamed): Promise<void> {
    const subject = `${viewer.agencyId} ${viewer.subject}`;
    if (isStopping || open.size >= mostStreams || subjects.of(subject) >= mostOfSubject) throw new Refusal('BUSY');
    const held: Written[] = [];
    let isBegun = false;
    const queue = new SendQueue(writerOf(response, () => isBegun, held));
    const live = await startLive(options, { args, viewer, queue, after, framed: ({ payload, cursor }) => `id: ${cursor}\nevent: next\ndata: ${payload}\n\n` });
    if (!('ended' in live)) return refuse(response, exchange, live.errors ?? []);
    begin(response);
    isBegun = true;
    for (const message of held.splice(0)) response.write(message);
    open.add(response);
    subjects.add(subject);
    // Ended without a word, so that the client comes back with a new token and its cursor.
    const expiry = setTimeout(() => response.destroy(), expiresAt.getTime() - Date.now());
    const gone = (): void => {
      clearTimeout(expiry);
      open.delete(response);
      subjects.remove(subject);
      live.leave();
    };
    if (response.destroyed) gone();
    else response.once('close', gone);
    void finish(live, response);
  }

  /** A stream that says itself that it is over is completed; of any other end the client must not think that it was meant. */
  async function finish({ ended }: Live, response: ServerResponse): Promise<void> {
    const reason = await ended;
    if (reason === 'RESYNC_REQUIRED') response.end('event: complete\ndata:\n\n');
    else if (reason !== null) response.destroy();
  }

  function once(response: ServerResponse, exchange: Exchange, { data, errors }: ExecutionResult, beside: ReturnType<typeof toldBeside>): void {
    begin(response);
    response.end(`event: next\ndata: ${JSON.stringify({ ...(errors && { errors: errors.map((error) => told(error, exchange)) }), data, ...(beside && { extensions: beside }) })}\n\nevent: complete\ndata:\n\n`);
  }

  function refuse(response: ServerResponse, exchange: Exchange, errors: readonly GraphQLError[]): void {
    const answer = refusedAnswer(errors, { log, requestId: exchange.arrival.requestId }, EVENT_STREAM);
    exchange.note({ code: answer.code });
    respond(response, answer);
  }

  function told(error: GraphQLError, exchange: Exchange): object {
    const formatted = formatError(error, log, exchange.arrival.requestId);
    exchange.note({ code: String(formatted.extensions['code']) });
    return formatted.toJSON();
  }

  function placeIn({ headers }: IncomingMessage, { viewer }: Session): Position | null {
    const last = headers['last-event-id'];
    return typeof last === 'string' && last !== '' ? cursors.decode(viewer.agencyId, last) : null;
  }
}

interface Streamed {
  readonly session: Session;
  readonly args: ExecutionArgs;
  readonly after: Position | null;
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': `${EVENT_STREAM}; charset=utf-8`, 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
  response.flushHeaders();
}

/** What comes before the answer has begun is held for it. */
function writerOf(response: ServerResponse, isBegun: () => boolean, held: Written[]): Writer {
  return {
    get isOpen() {
      return !response.destroyed && !response.writableEnded;
    },
    get waitingBytes() {
      return response.writableLength;
    },
    write(message, written) {
      if (isBegun()) response.write(message, () => written?.());
      else {
        held.push(message);
        written?.();
      }
    },
    cork: () => response.cork(),
    uncork: () => response.uncork(),
    onClose: (closed) => void response.once('close', closed),
  };
}
