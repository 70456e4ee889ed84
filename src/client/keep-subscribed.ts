import type { Client, FormattedExecutionResult } from 'graphql-ws/client';

import { BrokenChain, linkOf } from './chain.js';
import type { MessageKeys } from './message-keys.js';
import { verdictOn } from './verdict.js';

export interface StreamMessage {
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string | null;
}

export interface StreamRequest {
  /** A subscription whose stream takes `after` from a variable and selects `kind`, `cursor` and `previousCursor`. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** When the document has several operations. */
  readonly operationName?: string;
  /** Go on behind this cursor. Without it the stream begins with a snapshot. */
  readonly after?: string | null;
  /** When a cursor can no longer be honoured, which the sink is told first: begin anew with a snapshot, or complete. RESTART. */
  readonly onResync?: 'RESTART' | 'STOP';
  /** After each message that was taken: where to go on from, for those who keep it. Null: from nowhere, with a new snapshot. */
  onCursor?(cursor: string | null): void;
}

/** A document that knows what its answer looks like, as graphql-codegen makes of documents with `documentMode: 'string'`. */
export interface TypedDocument<Result, Variables> {
  /** Never there: it carries the types. */
  __apiType?(variables: Variables): Result;
  /** The document. */
  toString(): string;
}

/** The message of the one stream that a subscription asks for. */
export type MessageOf<Result> = Result[keyof Result] & StreamMessage;

/** A request whose document gives the types of its variables and messages. */
export interface TypedStreamRequest<Result, Variables> extends Omit<StreamRequest, 'query' | 'variables'> {
  readonly query: TypedDocument<Result, Variables>;
  /** Without the cursor, which comes as `after`. */
  readonly variables?: Readonly<Variables>;
}

export interface StreamSink<Message> {
  /** A message is taken when this returns. One that throws ends its subscription, and has not taken it. */
  next(message: Message): void;
  /** The subscription has ended, and will not come back by itself. */
  error(error: Error): void;
  /** It has ended as was wished: at a resync, with STOP, or because the connection was closed. */
  complete?(): void;
}

export interface KeptSubscription {
  /** Ends it; the sink is called no more. */
  leave(): void;
  /** Ends it and completes its sink. */
  complete(): void;
}

const NORMAL_CLOSURE = 1000;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 30_000;

/**
 * One subscription for as long as it is wanted, over as many connections as that takes.
 *
 *   running -> (message that follows)     taken; from now on we go on behind it -> running
 *           -> (message seen before)      dropped -> running
 *           -> (message out of the chain) BrokenChain -> over
 *           -> (RESYNC_REQUIRED)          taken; go on from nowhere -> waiting, or over
 *           -> (connection or server lost, server busy) -> waiting
 *           -> (refused)                  -> over
 *   waiting -> (backoff)                  -> running
 *   either  -> (left)                     -> over
 *
 * `ended` is called once, however it ends.
 */
export function keepSubscribed<Message>(client: Client, request: StreamRequest, keys: MessageKeys, sink: StreamSink<Message>, ended: () => void): KeptSubscription {
  const { query, operationName, onResync = 'RESTART', onCursor } = request;
  // graphql-ws keeps this object and writes it out for each connection, so it is changed and not replaced.
  const variables: Record<string, unknown> = { ...request.variables, [keys.after]: request.after ?? request.variables?.[keys.after] ?? null };
  let failures = 0;
  let doubts = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leaveAttempt = (): void => undefined;

  run();
  return { leave: over, complete };

  function run(): void {
    let isCurrent = true;
    const unsubscribe = client.subscribe<Record<string, unknown>>(
      { query, variables, ...(operationName !== undefined && { operationName }) },
      {
        next: (result) => void (isCurrent && arrived(result)),
        error: (failure) => void (isCurrent && failed(failure)),
        // A stream has no end. A server that is about to stop may say so all the same.
        complete: () => void (isCurrent && comeBack()),
      },
    );
    // From this one alone graphql-ws comes back by itself, and at once: a server that always says it would be asked without a pause.
    const unlisten = client.on('closed', (event) => void (isCurrent && (event as { readonly code?: unknown }).code === NORMAL_CLOSURE && failed(event)));
    leaveAttempt = () => {
      isCurrent = false;
      unlisten();
      // Also when it has failed: graphql-ws counts it as one that holds the socket until it is left.
      unsubscribe();
    };
  }

  function arrived({ data, errors }: FormattedExecutionResult<Record<string, unknown>, unknown>): void {
    if (errors && errors.length > 0) return failed(errors);
    const message = (data?.[keys.stream] ?? {}) as Readonly<Record<string, unknown>>;
    const { [keys.kind]: kind, [keys.cursor]: cursor, [keys.previousCursor]: previousCursor } = message;
    const last = variables[keys.after] as string | null;
    const link = linkOf({ kind, cursor, previousCursor }, last);
    if (link === 'REPEATED') return;
    if (link === 'BROKEN') return overWith(new BrokenChain(last, previousCursor));
    taken(message as Message, kind === 'RESYNC_REQUIRED' ? null : (cursor as string));
  }

  function taken(message: Message, cursor: string | null): void {
    try {
      sink.next(message);
      variables[keys.after] = cursor;
      onCursor?.(cursor);
    } catch (error) {
      return overWith(new SinkFailed(error));
    }
    if (isOver) return;
    if (cursor !== null) {
      failures = 0;
      doubts = 0;
    } else if (onResync === 'RESTART') {
      comeBack();
    } else {
      complete();
    }
  }

  function failed(failure: unknown): void {
    const verdict = verdictOn(failure);
    if (verdict !== null) doubts += 1;
    if (verdict !== null && doubts >= verdict.believedAfter) return overWith(verdict.error);
    comeBack();
  }

  function comeBack(): void {
    leaveAttempt();
    timer = setTimeout(run, backoffMs(failures));
    failures += 1;
  }

  function over(): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    leaveAttempt();
    ended();
  }

  function complete(): void {
    over();
    aloud(() => sink.complete?.());
  }

  function overWith(error: Error): void {
    if (isOver) return;
    over();
    aloud(() => sink.error(error));
  }
}

/** The sink threw on a message, which therefore counts as not taken. */
export class SinkFailed extends Error {
  override readonly name = 'SinkFailed';

  constructor(cause: unknown) {
    super('The sink threw on a message and was left. Subscribe again from the last cursor to get that message once more.', { cause });
  }
}

/** Half of it by chance, so that those who were cut off together do not come back together. */
function backoffMs(failures: number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
  return most / 2 + (Math.random() * most) / 2;
}

/** What throws here must not take the connection from the other subscriptions on it, nor go unnoticed. */
function aloud(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
