import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { type Context, handleProtocols, makeServer, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';

import type { Origin } from '../audit/entry.js';
import { purposeOf } from '../audit/purpose.js';
import type { Log } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import { TokenBucket } from '../base/token-bucket.js';
import type { Session, VerifyToken } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import type { Accesses } from '../feed/accesses.js';
import type { EndReason } from '../feed/outlet.js';
import type { Told } from '../feed/question.js';
import { hiddenIn } from '../graphql/classes/shown.js';
import type { GraphContext } from '../graphql/context.js';
import { formatError, graphQLErrorOf } from '../graphql/errors.js';
import type { Admitted, Gate } from '../graphql/limits/gate.js';
import { MAX_REQUEST_BYTES } from '../graphql/limits/limits.js';
import type { Plans } from '../graphql/plans/plans.js';
import { viewerNow } from './admission.js';
import { type Asked, askedIn } from './asked.js';
import type { Auditor } from './auditor.js';
import { errorOf } from './error-answer.js';
import { type AccessLog, type Exchange, type Line, openExchange } from './exchange.js';
import { type Live, type LiveParts, startLive } from './live.js';
import { operationLabel } from './operation-label.js';
import { answerRaw } from './raw-answer.js';
import { originOf, PURPOSE_OF_USE } from './origin.js';
import { SendQueue, type Writer } from './send-queue.js';
import type { HttpServer } from './server.js';
import type { Counted, SocketLimits } from './socket-limits.js';
import { textFrame } from './text-frame.js';
import { toldBeside } from './told-beside.js';

/**
 * GraphQL over WebSocket (graphql-transport-ws) on the server's own port, under the same rules as HTTP. A
 * document that cannot be parsed or run is answered on its own operation; the socket and everything else
 * on it go on. graphql-ws speaks the protocol; what is streamed goes from the hub straight to the sockets.
 */
export interface WebSocketEndpoint {
  readonly sockets: number;
  /** What waits to be read by the clients, of the socket for which it is most. */
  readonly longestQueueBytes: number;
  /** Tells every client to come back (1012), each at some moment within `drainMs`, so that they do not all come at once; they resume from their cursors. */
  stop(): Promise<void>;
}

export interface WebSocketOptions extends LiveParts {
  readonly http: Pick<HttpServer, 'onUpgrade'>;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly pseudonymOf: AccessLog['pseudonymOf'];
  readonly verifyToken: VerifyToken;
  readonly accesses: Accesses;
  readonly gate: Gate;
  readonly plans: Plans;
  readonly limits: SocketLimits;
  /** How many connections each has, over whichever transport. */
  readonly subjects: Counted;
  readonly drainMs: number;
  readonly auditor: Auditor;
  openContext(viewer: Viewer, origin: Origin): GraphContext;
}

/** Close codes: 1012 and 1013 are RFC 6455's registry, the others graphql-transport-ws'. Clients retry the first three. */
const CLOSE = { RESTART: 1012, TRY_AGAIN_LATER: 1013, FORBIDDEN: 4403, BAD_REQUEST: 4400, INTERNAL: 4500 } as const;

/** What HTTP answered to all that comes over a socket. */
const SWITCHED = 101;

const MOST_OPERATIONS_A_SOCKET = 20;
const INIT_WITHIN_MS = 3_000;
const CLOSE_WITHIN_MS = 2_000;
/** Every socket is asked for a sign of life so often, in as many parts, so that thousands of pings do not go out in one breath. */
const PING_EVERY_MS = 12_000;
const PING_PARTS = 12;

/** One socket, and what it has. */
interface Peer {
  readonly socket: WebSocket;
  /** Of the upgrade: one line in the log for the whole life of the socket. */
  readonly exchange: Exchange & Line;
  readonly queue: SendQueue;
  readonly part: number;
  readonly messages: TokenBucket;
  isAlive: boolean;
  session?: Session;
  /** For what it asks, where it said so. */
  purpose?: unknown;
  readonly request: IncomingMessage;
  expiry?: NodeJS.Timeout;
  /** What the protocol has of its operations: those that the client has left are not in it. */
  operations?: Readonly<Record<string, unknown>>;
  /** Of the operations that are answered once, by their id. */
  readonly contexts: Map<string, GraphContext>;
}

interface Operation {
  readonly peer: Peer;
  readonly id: string;
  readonly admitted: Admitted;
  readonly beside: ReturnType<typeof toldBeside>;
  readonly exchange: Exchange & Line;
}

type PeerContext = Context<Record<string, unknown>, Peer>;

export function serveWebSockets(options: WebSocketOptions): WebSocketEndpoint {
  const { http, path, log, pseudonymOf, verifyToken, accesses, gate, plans, limits, subjects, drainMs, auditor, openContext } = options;
  // One message at a time: an id that comes again right behind its completion, in the same packet, would else be taken for the operation that is just ending.
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: MAX_REQUEST_BYTES, perMessageDeflate: false, allowSynchronousEvents: false });
  const peers = new Set<Peer>();
  const connections = new TokenBucket(limits.connectionsPerSecond, () => performance.now());
  const operations = new WeakMap<GraphContext, Operation>();
  const arriving = new WeakMap<IncomingMessage, Exchange & Line>();
  const encoded = new WeakMap<Told, Buffer>();
  let isStopping = false;
  let count = 0;

  const protocol = makeServer<Record<string, unknown>, Peer>({
    schema: options.schema,
    connectionInitWaitTimeout: INIT_WITHIN_MS,
    onConnect(context) {
      const { connectionParams, subscriptions, extra } = context;
      extra.operations = subscriptions;
      // A token is looked at once, and not kept for as long as its socket is open.
      delete (context as { connectionParams?: unknown }).connectionParams;
      return admitted(extra, connectionParams);
    },
    onSubscribe: (context, id, payload) => operationOf(context, id, payload),
    execute: (args) => executed(args),
    subscribe: async (args) => subscribed(args as ExecutionArgs),
    onNext: (_context, _id, _payload, args, result) => told(result as ExecutionResult, args),
    async onError({ extra }, id, _payload, errors) {
      const context = extra.contexts.get(id);
      const exchange = (context && operations.get(context)?.exchange) ?? opened(extra);
      const told = errors.map((error) => formatted(error, exchange));
      if (context === undefined) exchange.end('websocket.operation', SWITCHED);
      // An operation that cannot be told from others of its document ends here, and is not completed.
      await forget(extra, id);
      return told;
    },
    onComplete: ({ extra }, id) => forget(extra, id),
    onClose: ({ extra }) => gone(extra),
  } satisfies ServerOptions<Record<string, unknown>, Peer>);

  let turn = 0;
  const pings = setInterval(() => ping((turn = (turn + 1) % PING_PARTS)), PING_EVERY_MS / PING_PARTS);
  pings.unref();

  sockets.on('headers', (headers, request) => void headers.push(`X-Request-Id: ${arriving.get(request)?.arrival.requestId}`));
  sockets.on('wsClientError', (_error, socket, request) => {
    const told = errorOf(new Refusal('MALFORMED_REQUEST', { expected: 'a handshake by the rules of WebSocket', remedy: 'Connect with a client that speaks WebSocket, version 13.' }), log, '');
    const exchange = arriving.get(request);
    exchange?.note({ code: told.code });
    answerRaw(socket, told, exchange?.arrival.requestId ?? '');
    exchange?.end('websocket.refused', told.status);
  });

  http.onUpgrade((request, socket, head, exchange) => {
    const isOurs = (request.url ?? '').split('?', 1)[0] === path;
    if (!isOurs) throw new Refusal('NOT_FOUND', { expected: `an upgrade at ${path}` });
    if (isStopping || peers.size >= limits.mostSockets || !connections.take()) throw new Refusal('BUSY', { retryAfterSeconds: 1 });
    arriving.set(request, exchange);
    sockets.handleUpgrade(request, socket, head, (opened) => open(opened, socket, request, exchange));
  });

  return {
    get sockets() {
      return peers.size;
    },
    get longestQueueBytes() {
      return [...peers].reduce((most, { queue }) => Math.max(most, queue.waitingBytes), 0);
    },
    async stop() {
      isStopping = true;
      clearInterval(pings);
      const open = [...peers].map(({ socket }) => socket);
      await Promise.all(open.map(async (socket) => {
        const leaving = setTimeout(() => socket.close(CLOSE.RESTART, 'Restarting'), Math.random() * drainMs);
        // A peer that does not answer the close must not hold up the stop.
        const impatience = setTimeout(() => socket.terminate(), drainMs + CLOSE_WITHIN_MS);
        await closed(socket);
        clearTimeout(leaving);
        clearTimeout(impatience);
      }));
    },
  };

  function open(socket: WebSocket, connection: Duplex, request: IncomingMessage, exchange: Exchange & Line): void {
    const peer: Peer = { socket, request, exchange, queue: new SendQueue(writerOf(socket, connection)), part: (count += 1) % PING_PARTS, messages: new TokenBucket(limits.messagesPerSecond, () => performance.now()), isAlive: true, contexts: new Map() };
    peers.add(peer);
    // A message that is too long or no message at all; the library closes the socket with the code for it.
    socket.on('error', () => undefined);
    socket.on('pong', () => void (peer.isAlive = true));
    let take: (data: string) => Promise<void> = async () => undefined;
    const closing = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => sent(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (taken) => void (take = taken),
      },
      peer,
    );
    socket.on('message', (data, isBinary) => {
      peer.isAlive = true;
      if (isBinary) return socket.close(CLOSE.BAD_REQUEST, 'Expected text');
      if (!peer.messages.take()) return socket.close(CLOSE.TRY_AGAIN_LATER, 'Too many messages');
      take(String(data)).catch((error: unknown) => {
        if (isOutOfPlace(error)) return socket.close(CLOSE.BAD_REQUEST, 'Expected a message of a client');
        log.error('websocket.failed', { frames: error instanceof Error ? error.name : 'unknown' });
        socket.close(CLOSE.INTERNAL, 'Internal error');
      });
      // The protocol forgets an operation as soon as it has read that the client left it.
      for (const [id, context] of peer.contexts) if (!(id in (peer.operations ?? {}))) context.abandon();
    });
    socket.once('close', (code, reason) => {
      peers.delete(peer);
      exchange.end('websocket.closed', code);
      void closing(code, String(reason));
    });
  }

  async function admitted(peer: Peer, params: Record<string, unknown> | undefined): Promise<boolean> {
    const { socket } = peer;
    try {
      peer.session = await verifyToken(tokenIn(params));
      peer.purpose = params?.[PURPOSE_OF_USE];
      purposeOf(peer.session.viewer.role, peer.purpose);
      peer.exchange.note({ viewer: peer.session.viewer });
    } catch (error) {
      // Who cannot be looked up now is not shut out for that.
      if (error instanceof Refusal && error.code === 'BUSY') socket.close(CLOSE.TRY_AGAIN_LATER, 'Cannot tell now who you are');
      return false;
    }
    // It may have gone while its token was checked; nobody would clear the timer.
    if (socket.readyState !== socket.OPEN) return false;
    const subject = subjectOf(peer.session);
    if (subjects.of(subject) >= limits.mostSocketsOfSubject) {
      delete peer.session;
      socket.close(CLOSE.TRY_AGAIN_LATER, 'Too many connections');
      return false;
    }
    subjects.add(subject);
    peer.expiry = setTimeout(() => socket.close(CLOSE.FORBIDDEN, 'Token expired'), peer.session.expiresAt.getTime() - Date.now());
    return true;
  }

  async function operationOf({ extra: peer, subscriptions }: PeerContext, id: string, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
    // What was granted when the socket was opened may have been revoked since.
    const session = peer.session as Session;
    const viewer = await viewerNow(session.viewer, accesses).catch(refusal);
    if (viewer instanceof GraphQLError) return [viewer];
    if (Object.keys(subscriptions).length > MOST_OPERATIONS_A_SOCKET) {
      return [graphQLErrorOf(new Refusal('LIMIT_EXCEEDED', { expected: `at most ${MOST_OPERATIONS_A_SOCKET} operations on one socket` }))];
    }
    let asked: Asked;
    try {
      asked = askedIn(payload);
    } catch (error) {
      return [refusal(error as Error)];
    }
    const admitted = gate.admit({ ...asked, session: { ...session, viewer } });
    if ('errors' in admitted) return admitted.errors;
    const context = openContext(viewer, originOf(peer.request, peer.exchange.arrival, { ...session, viewer }, 'WEBSOCKET', auditor.askedFor(admitted, viewer), peer.purpose));
    peer.contexts.set(id, context);
    // It may have been left while the viewer was looked up.
    if (!(id in subscriptions)) context.abandon();
    const { document, operation, variables } = admitted;
    const exchange = opened(peer);
    exchange.note({ operation: operationLabel(operation) });
    const hidden = hiddenIn({ schema: options.schema, document, operationName: operation.name?.value, variables }, viewer);
    const beside = toldBeside({ cost: asked.wantsCost ? admitted.cost : null, hidden });
    operations.set(context, { peer, id, admitted, beside, exchange });
    return { schema: options.schema, document, operationName: asked.operationName, variableValues: asked.variables, contextValue: context };
  }

  async function executed(args: ExecutionArgs): Promise<ExecutionResult> {
    const result = await plans.execute(args);
    const context = args.contextValue as GraphContext;
    try {
      await auditor.answered(context, (operations.get(context) as Operation).admitted.operation, result.errors);
      return result;
    } catch (error) {
      return { errors: [refusal(error as Error)] };
    }
  }

  async function subscribed(args: ExecutionArgs): Promise<AsyncIterableIterator<never> | ExecutionResult> {
    const { peer, id } = operations.get(args.contextValue as GraphContext) as Operation;
    const own = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    const live = await startLive(options, { args, viewer: (peer.session as Session).viewer, queue: peer.queue, framed: (told) => textFrame(own, shared(told)) });
    if (!('ended' in live)) return live;
    void live.ended.then((reason) => reason !== null && closeFor(reason, peer.socket));
    return untilEnded(live);
  }

  /** What all who are told the same have in common: everything behind the id of their operation. */
  function shared(told: Told): Buffer {
    const known = encoded.get(told);
    if (known) return known;
    const bytes = Buffer.from(`${told.payload}}`);
    encoded.set(told, bytes);
    return bytes;
  }

  /** Undefined: as it is. */
  function told(result: ExecutionResult, { contextValue }: ExecutionArgs): ExecutionResult | undefined {
    const { beside, exchange } = operations.get(contextValue as GraphContext) as Operation;
    if (!result.errors && beside === undefined) return undefined;
    return { ...result, ...(result.errors && { errors: result.errors.map((error) => formatted(error, exchange)) }), ...(beside && { extensions: beside }) };
  }

  function formatted(error: unknown, exchange: Exchange): GraphQLError {
    const told = formatError(error, log, exchange.arrival.requestId);
    exchange.note({ code: String(told.extensions['code']) });
    return told;
  }

  /** The line of one operation. */
  function opened({ exchange: { arrival }, session }: Peer): Exchange & Line {
    const exchange = openExchange({ log, pseudonymOf }, arrival);
    if (session) exchange.note({ viewer: session.viewer });
    return exchange;
  }

  async function forget({ contexts }: Peer, id: string): Promise<void> {
    const context = contexts.get(id);
    contexts.delete(id);
    if (context) operations.get(context)?.exchange.end('websocket.operation', SWITCHED);
    await context?.close();
  }

  function ping(part: number): void {
    for (const peer of peers) {
      if (peer.part !== part || peer.socket.readyState !== peer.socket.OPEN) continue;
      // Nothing came since it was asked the last time.
      if (!peer.isAlive) peer.socket.terminate();
      peer.isAlive = false;
      peer.socket.ping();
    }
  }

  async function gone(peer: Peer): Promise<void> {
    clearTimeout(peer.expiry);
    if (peer.session) subjects.remove(subjectOf(peer.session));
    for (const context of peer.contexts.values()) context.abandon();
    await Promise.all([...peer.contexts.keys()].map((id) => forget(peer, id)));
  }
}

/** The library throws what only a server may send back at us, as if it were a fault of ours. */
function isOutOfPlace(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}

function refusal(error: Error): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

function closeFor(reason: EndReason, socket: WebSocket): void {
  if (reason === 'TOO_SLOW') socket.close(CLOSE.TRY_AGAIN_LATER, 'Too slow: resume from the last cursor');
  if (reason === 'TRY_AGAIN_LATER') socket.close(CLOSE.TRY_AGAIN_LATER, 'Resume from the last cursor');
  if (reason === 'ACCESS_ENDED') socket.close(CLOSE.FORBIDDEN, 'Access ended');
}

/** What the protocol waits for while the hub writes to the socket: nothing comes, and then it is over. */
function untilEnded({ ended, leave }: Live): AsyncIterableIterator<never> {
  const over = { done: true, value: undefined } as const;
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    leave();
    return over;
  };
  return {
    next: () => ended.then(() => over),
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Frames go straight to the connection, between those of the protocol, each of which is written in one piece as well. */
function writerOf(socket: WebSocket, connection: Duplex): Writer {
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN;
    },
    get waitingBytes() {
      return socket.bufferedAmount;
    },
    write: (message, written) => void (written ? connection.write(message, written) : connection.write(message)),
    cork: () => connection.cork(),
    uncork: () => connection.uncork(),
    onClose: (closing) => void socket.once('close', closing),
  };
}

function sent(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(data, () => resolve()) : resolve()));
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => (socket.readyState === socket.CLOSED ? resolve() : socket.once('close', () => resolve())));
}

function subjectOf({ viewer }: Session): string {
  return `${viewer.agencyId} ${viewer.subject}`;
}

/** Browsers cannot set headers on a socket, so the token comes with the first message. */
function tokenIn(params: Record<string, unknown> | undefined): string | undefined {
  const given = params?.['authorization'] ?? params?.['Authorization'] ?? params?.['token'];
  return typeof given === 'string' ? given.replace(/^Bearer /i, '') : undefined;
}
