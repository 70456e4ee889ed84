import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule } from 'graphql';
import { handleProtocols, type ServerOptions } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';

import type { Log } from '../base/ports.js';
import type { Session, VerifyToken } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import type { Accesses } from '../feed/accesses.js';
import { SlowReader } from '../feed/feed.js';
import type { GraphContext } from '../graphql/context.js';
import { formatError } from '../graphql/errors.js';
import { validationRules } from '../graphql/limits.js';
import type { AlignmentMessageType } from '../graphql/types/stream-message-type.js';
import { viewerNow } from './admission.js';
import { documentStore } from './documents.js';
import { sharedExecution } from './shared-execution.js';

/**
 * GraphQL over WebSocket (graphql-transport-ws) on the server's own port, under the same rules as HTTP. A
 * document that cannot be parsed or run is answered on its own operation; the socket and everything else
 * on it go on.
 */
export interface WebSocketEndpoint {
  /** Tells every client to come back (1012); they resume from their cursors. */
  stop(): Promise<void>;
}

export interface WebSocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly verifyToken: VerifyToken;
  readonly accesses: Accesses;
  /** Introspection is for those who build against the API. */
  readonly isDevelopment: boolean;
  openContext(viewer: Viewer): GraphContext;
}

/** Close codes: 1012 and 1013 are RFC 6455's registry, 4403 is graphql-transport-ws'. Clients retry all three. */
const CLOSE = { RESTART: 1012, TRY_AGAIN_LATER: 1013, FORBIDDEN: 4403 } as const;

const MAX_MESSAGE_BYTES = 64 * 1024;
const MOST_OPERATIONS_A_SOCKET = 20;
const INIT_WITHIN_MS = 3_000;
const CLOSE_WITHIN_MS = 2_000;

interface SocketExtra extends Extra {
  session?: Session;
  expiry?: NodeJS.Timeout;
  /** Of the operations that are running, by their id. */
  contexts?: Map<string, GraphContext>;
}

export function serveWebSockets({ server, path, schema, log, verifyToken, accesses, isDevelopment, openContext }: WebSocketOptions): WebSocketEndpoint {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  const prepare = documentStore(schema, {
    rules: isDevelopment ? validationRules : [...validationRules, NoSchemaIntrospectionCustomRule],
    hideSuggestions: !isDevelopment,
  });
  const shared = sharedExecution(openContext);
  let isStopping = false;

  const options: ServerOptions<Record<string, unknown>, SocketExtra> = {
    schema,
    connectionInitWaitTimeout: INIT_WITHIN_MS,

    async onConnect({ connectionParams, extra }) {
      try {
        extra.session = await verifyToken(tokenIn(connectionParams));
      } catch {
        return false;
      }
      // It may have gone while its token was checked; nobody would clear the timer.
      if (extra.socket.readyState !== extra.socket.OPEN) return false;
      extra.contexts = new Map();
      extra.expiry = setTimeout(() => extra.socket.close(CLOSE.FORBIDDEN, 'Token expired'), extra.session.expiresAt.getTime() - Date.now());
      return true;
    },

    async onSubscribe({ extra }, id, payload) {
      // What was granted when the socket was opened may have been revoked since.
      const viewer = await viewerNow((extra.session as Session).viewer, accesses).catch((error: Error) => new GraphQLError(error.message, { originalError: error }));
      if (viewer instanceof GraphQLError) return [viewer];
      const contexts = extra.contexts ?? new Map<string, GraphContext>();
      if (contexts.size >= MOST_OPERATIONS_A_SOCKET) return [new GraphQLError(`Expected at most ${MOST_OPERATIONS_A_SOCKET} operations on one socket.`, { extensions: { code: 'LIMIT_EXCEEDED' } })];
      const document = prepare(payload.query);
      if (!('kind' in document)) return document;
      const context = openContext(viewer);
      contexts.set(id, context);
      socketOf.set(context, extra.socket);
      return { schema, document, operationName: payload.operationName ?? null, variableValues: payload.variables ?? null, contextValue: context };
    },

    execute,
    subscribe: async (args) => {
      const messages = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in messages)) return messages;
      const context = args.contextValue as GraphContext;
      // What the start of the stream was read from is let go: between two events nothing is held.
      await context.refresh();
      return answers(messages as AsyncIterableIterator<AlignmentMessageType>, args, context);
    },
    onNext: (_context, _id, _payload, _args, result) => (result.errors ? { ...result, errors: result.errors.map(formatted) } : undefined),
    async onError({ extra }, id, _payload, errors) {
      // An operation that cannot be told from others of its document ends here, and is not completed.
      await forget(extra, id);
      return errors.map(formatted);
    },
    async onComplete({ extra }, id) {
      await forget(extra, id);
    },
    async onClose({ extra }) {
      clearTimeout(extra.expiry);
      await Promise.all([...(extra.contexts?.keys() ?? [])].map((id) => forget(extra, id)));
    },
  };
  const socketOf = new WeakMap<GraphContext, WebSocket>();
  const protocol = useServer(options, sockets);

  server.on('upgrade', (request, socket: Duplex, head) => {
    const isOurs = (request.url ?? '').split('?', 1)[0] === path;
    if (!isOurs || isStopping) {
      // From here on the socket is ours alone: an error that nobody hears ends the process, a peer that never closes holds up the stop.
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${isOurs ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });

  return {
    async stop() {
      isStopping = true;
      const open = [...sockets.clients];
      for (const socket of open) socket.close(CLOSE.RESTART, 'Restarting');
      // A peer that does not answer the close must not hold up the stop.
      const impatience = setTimeout(() => open.forEach((socket) => socket.terminate()), CLOSE_WITHIN_MS);
      await Promise.all(open.map(closed));
      clearTimeout(impatience);
      await protocol.dispose();
    },
  };

  function formatted(error: unknown): GraphQLError {
    return formatError(error, log);
  }

  /** A plain iterator, not a generator: a generator that waits for an event could not be ended before it. */
  function answers(messages: AsyncIterableIterator<AlignmentMessageType>, args: ExecutionArgs, context: GraphContext): AsyncIterableIterator<ExecutionResult> {
    const ended = { done: true, value: undefined } as const;
    return {
      async next() {
        try {
          const { value, done } = await messages.next();
          await context.refresh();
          return done === true ? ended : { value: await shared.answer(args, context.viewer, value) };
        } catch (error) {
          if (!(error instanceof SlowReader)) throw error;
          socketOf.get(context)?.close(CLOSE.TRY_AGAIN_LATER, 'Too slow: resume from the last cursor');
          return ended;
        }
      },
      async return() {
        await messages.return?.();
        return ended;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => (socket.readyState === socket.CLOSED ? resolve() : socket.once('close', () => resolve())));
}

async function forget(extra: SocketExtra, id: string): Promise<void> {
  const context = extra.contexts?.get(id);
  extra.contexts?.delete(id);
  await context?.close();
}

/** Browsers cannot set headers on a socket, so the token comes with the first message. */
function tokenIn(params: Record<string, unknown> | undefined): string | undefined {
  const given = params?.['authorization'] ?? params?.['Authorization'] ?? params?.['token'];
  return typeof given === 'string' ? given.replace(/^Bearer /i, '') : undefined;
}
