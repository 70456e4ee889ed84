import { type ClientOptions, createClient } from 'graphql-ws/client';

import { bufferedMessages } from './buffered-messages.js';
import { messageKeys } from './message-keys.js';
import { keepSubscribed, type KeptSubscription, type MessageOf, type StreamMessage, type StreamRequest, type StreamSink, type TypedStreamRequest } from './keep-subscribed.js';
import { TokenUnavailable } from './verdict.js';
import { guardedWebSocket, watchForSilence } from './watch-for-silence.js';

export { BrokenChain } from './chain.js';
export { SinkFailed, type MessageOf, type StreamMessage, type StreamRequest, type StreamSink, type TypedDocument, type TypedStreamRequest } from './keep-subscribed.js';
export { UnusableDocument } from './message-keys.js';
export { ConnectionRefused, StreamRefused, TokenUnavailable } from './verdict.js';
/** Every type of the schema: `Schema.AlignmentMessage`, `Schema.RescheduleVisitInput`, `Schema.Severity`. */
export type * as Schema from './schema-types.js';

/**
 * Subscriptions of Plumbline that lose nothing, repeat nothing and reorder nothing, whatever happens to the
 * network, the server or the token: `plumbline/client`, for browsers and Node alike.
 *
 * The protocol (graphql-transport-ws) knows nothing of resuming: after a reconnect its client sends the
 * subscription again as it was first sent, and so gets everything since then a second time, or, without a
 * cursor, misses what happened meanwhile. Here each subscription goes on right behind the last message that
 * its sink has taken, and checks by the messages' own chain that this is so.
 */
export interface StreamConnection {
  /**
   * Calls the sink with each message, in order. Returns what ends it; after that the sink is called no more.
   * @throws UnusableDocument when the document leaves out what is needed to resume it.
   */
  subscribe<Message extends StreamMessage>(request: StreamRequest, sink: StreamSink<Message>): () => void;
  subscribe<Result, Variables>(request: TypedStreamRequest<Result, Variables>, sink: StreamSink<MessageOf<Result>>): () => void;
  /**
   * The same as an iterable, for a consumer that takes its time. When many messages wait it leaves the server
   * alone and comes back for the rest, so a slow consumer costs nobody any memory. `onCursor` is called when
   * the consumer asks for the next message: by then it has dealt with the last.
   */
  stream<Message extends StreamMessage>(request: StreamRequest): AsyncIterableIterator<Message>;
  stream<Result, Variables>(request: TypedStreamRequest<Result, Variables>): AsyncIterableIterator<MessageOf<Result>>;
  /** Completes all subscriptions and iterations, and closes the socket for good. */
  close(): void;
}

export interface StreamOptions extends Omit<ClientOptions, 'connectionParams' | 'lazy' | 'onNonLazyError' | 'retryAttempts' | 'retryWait' | 'shouldRetry'> {
  /** Asked anew for each connection, so that one that was closed because its token expired comes back with a fresh one. */
  token(): string | Promise<string>;
}

/** The server pings too, but a browser shows those to nobody. */
const PING_EVERY_MS = 10_000;

/** Connects with the first subscription, and comes back for as long as there is one. Other options are those of a graphql-ws client. */
export function openStream({ token, keepAlive = PING_EVERY_MS, webSocketImpl, ...options }: StreamOptions): StreamConnection {
  const client = createClient({
    ...options,
    keepAlive,
    webSocketImpl: guardedWebSocket(webSocketImpl),
    // Coming back is decided for each subscription by itself, with more knowledge than graphql-ws has.
    retryAttempts: 0,
    connectionParams: async () => ({ authorization: `Bearer ${await freshToken(token)}` }),
  });
  watchForSilence(client, keepAlive);
  const running = new Set<KeptSubscription>();
  let isClosed = false;

  const subscribe = <Message extends StreamMessage>(request: StreamRequest, sink: StreamSink<Message>): (() => void) => {
    const keys = messageKeys(request.query, request.operationName);
    if (isClosed) {
      sink.complete?.();
      return () => undefined;
    }
    const subscription = keepSubscribed(client, request, keys, sink, () => void running.delete(subscription));
    running.add(subscription);
    return subscription.leave;
  };

  return {
    subscribe: <Message extends StreamMessage>(request: AnyRequest, sink: StreamSink<Message>) => subscribe(written(request), sink),
    stream: <Message extends StreamMessage>(request: AnyRequest) => bufferedMessages<Message>(written(request), subscribe),
    close() {
      isClosed = true;
      for (const subscription of running) subscription.complete();
      // A connection that is only being made is closed as soon as it stands.
      void Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

type AnyRequest = StreamRequest | TypedStreamRequest<unknown, never>;

/** A document that carries types may be an object around its text; only the text is sent. */
function written(request: AnyRequest): StreamRequest {
  return { ...request, query: String(request.query) };
}

async function freshToken(token: StreamOptions['token']): Promise<string> {
  try {
    return await token();
  } catch (error) {
    throw new TokenUnavailable(error);
  }
}
