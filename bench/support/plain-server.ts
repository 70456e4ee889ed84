import 'reflect-metadata';

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import { keySetOf } from '../../src/auth/key-set.js';
import { type Session, tokenReader } from '../../src/auth/token.js';
import { webhookRules } from '../../src/auth/webhook-rules.js';
import { systemOf } from '../../src/auth/viewer.js';
import type { World } from '../../src/changes/perform.js';
import { openDatabase } from '../../src/db/database.js';
import { openAccesses } from '../../src/feed/accesses.js';
import { cursorCodec } from '../../src/feed/cursor.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { postgresHints } from '../../src/feed/hints/postgres-hints.js';
import type { Position } from '../../src/feed/position.js';
import { databaseLog } from '../../src/feed/read.js';
import { Tail } from '../../src/feed/tail.js';
import { NO_TELEMETRY } from '../../src/feed/telemetry.js';
import { type ContextParts, type GraphContext, openContext } from '../../src/graphql/context.js';
import { EMERGENCY_ATTEMPTS_AN_HOUR, openAttempts } from '../../src/graphql/limits/attempts.js';
import { listCursors } from '../../src/graphql/list-cursor.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { StreamRequest } from '../../src/graphql/stream-request.js';
import { admittingVerifier } from '../../src/http/admission.js';
import { openKeyProvider } from '../../src/sealing/key-source.js';
import { openSealing } from '../../src/sealing/sealing.js';
import { systemClock, systemIds, systemLog, systemTimers } from '../../src/system.js';
import { configOf, type NodeSettings } from './bench-server.js';
import { serveParent } from './child.js';
import { Emitter } from './emitter.js';

export interface PlainSettings extends NodeSettings {
  readonly agencyId: string;
}

/** One event on its way to everyone, and what it is answered from. */
interface Emitted {
  readonly event: AlignmentEvent;
  readonly context: GraphContext;
  /** Who have not been answered yet. */
  left: number;
}

/**
 * What the product would be without its hub: the same schema, the same resolvers and loaders, the same log, read by the
 * same tail; and graphql-ws as its manual says, which executes and serialises every event for each subscriber.
 *
 * In one thing it is given more than it would have: everyone's answer is worked out of one context, so that
 * the database is asked once an event. With a context for each, as such servers have, it would be five thousand
 * transactions an event, and the database would be what is measured.
 */
serveParent(async (settings: PlainSettings) => {
  const { databaseUrl, agencyId } = settings;
  const { identity, keys } = configOf(settings);
  const log = systemLog('warn');
  const database = await openDatabase({ url: databaseUrl, poolSize: 20, onConnectionLost: () => log.warn('database.connection-lost') });
  const world: World = { database, clock: systemClock, ids: systemIds, sealing: openSealing({ provider: openKeyProvider(keys), nowMs: () => performance.now(), alarm: () => undefined }), hint: () => undefined };
  const parts: ContextParts = { world, cursors: cursorCodec(identity.cursorSecret), listCursors: listCursors(identity.cursorSecret), webhooks: webhookRules({ secret: identity.cursorSecret, allowsLocal: false }), emergencyAttempts: openAttempts(EMERGENCY_ATTEMPTS_AN_HOUR, () => performance.now()) };
  const verifyToken = admittingVerifier(tokenReader(identity.issuers.map((issuer) => ({ issuer, keys: keySetOf(issuer, { timers: systemTimers, log, outlastMs: identity.keysOutlastMs }) })), () => systemClock.now()), openAccesses(database, { clock: systemClock }));

  const emitter = new Emitter<Emitted>();
  const listener = {
    event: (event: AlignmentEvent) => emitter.emit({ event, context: openContext(parts, { ...systemOf(agencyId), role: 'BILLER' }), left: emitter.listeners }),
    replaced: () => undefined,
    failedOver: () => undefined,
  };
  const tail = new Tail(agencyId, listener, { source: databaseLog(database), timers: systemTimers, clockMs: () => Date.now(), log, telemetry: NO_TELEMETRY, pollMs: 500 });
  await tail.start();
  const hints = await postgresHints({ url: databaseUrl, log, onHint: () => tail.hint() });

  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
  const protocol = useServer<Record<string, string>, { session?: Session }>(
    {
      schema: await buildPlumblineSchema(),
      async onConnect({ connectionParams, extra }) {
        extra.session = await verifyToken(connectionParams?.['authorization']?.replace('Bearer ', ''));
      },
      context: ({ extra }) => openContext(parts, (extra.session as Session).viewer),
      subscribe: (args) => subscribed(args as ExecutionArgs, emitter, { epoch: tail.state.epoch, seq: tail.state.head }),
    },
    sockets,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: {},
    async stop() {
      await protocol.dispose();
      server.close();
      await tail.stop();
      await hints.stop();
      await database.close();
    },
  };
});

/** As graphql-js' own `subscribe`, over an iterator for each subscriber; it would give the schema's resolver the iterator, and ours hands out what was asked. */
async function subscribed(args: ExecutionArgs, emitter: Emitter<Emitted>, position: Position): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(source instanceof StreamRequest)) return source as ExecutionResult;
  const { asked } = source;
  const events = emitter.iterate();
  return results();

  async function* results(): AsyncIterableIterator<ExecutionResult> {
    // How things stand is not asked: five thousand at once would each wait for a connection to the database.
    yield await execute({ ...args, rootValue: asked.root(args.contextValue as GraphContext, { kind: 'CHECKPOINT', position, previous: position }) });
    let previous = position;
    for await (const emitted of events) {
      const { event, context } = emitted;
      const at = { epoch: event.epoch, seq: event.seq };
      const rootValue = asked.root(context, { kind: 'EVENT', event, position: at, previous });
      previous = at;
      const result = await execute({ ...args, contextValue: context, rootValue });
      emitted.left -= 1;
      if (emitted.left === 0) await context.close();
      yield result;
    }
  }
}
