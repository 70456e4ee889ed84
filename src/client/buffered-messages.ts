import type { StreamMessage, StreamRequest, StreamSink } from './keep-subscribed.js';

/** So many may wait for the consumer before the stream is left, and so few before it is taken up again. */
const MOST_WAITING = 1_000;
const FEW_WAITING = 500;

/**
 * A subscription as an iterable. A socket cannot be told to wait, so a consumer that falls behind would fill the
 * memory of one side or the other; instead the stream is left, and resumed from its cursor once there is room.
 */
export function bufferedMessages<Message extends StreamMessage>(
  request: StreamRequest,
  subscribe: (request: StreamRequest, sink: StreamSink<Message>) => () => void,
): AsyncIterableIterator<Message> {
  const waiting: Array<{ readonly message: Message; cursor: string | null }> = [];
  let after = request.after ?? null;
  let leave: (() => void) | null = null;
  let end: { readonly error?: Error } | null = null;
  let wake = (): void => undefined;

  start();
  const messages = taken();
  return {
    next: () => messages.next(),
    // A generator that waits for a message could not be ended before it comes, so it is woken first.
    return() {
      ended({});
      return messages.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };

  async function* taken(): AsyncGenerator<Message, void> {
    try {
      for (;;) {
        const next = waiting.shift();
        if (next === undefined) {
          if (end?.error) throw end.error;
          if (end) return;
          await new Promise<void>((resolve) => void (wake = resolve));
          continue;
        }
        if (leave === null && end === null && waiting.length <= FEW_WAITING) start();
        yield next.message;
        request.onCursor?.(next.cursor);
      }
    } finally {
      leave?.();
    }
  }

  function start(): void {
    leave = subscribe(
      { ...request, after, onCursor: reached },
      {
        next: (message) => void waiting.push({ message, cursor: null }),
        error: (error) => ended({ error }),
        complete: () => ended({}),
      },
    );
  }

  /** Called right after the message that leads there, before anyone can have taken it. */
  function reached(cursor: string | null): void {
    after = cursor;
    const last = waiting.at(-1);
    if (last) last.cursor = cursor;
    // What follows a resync is decided by the subscription, which is therefore not left at one.
    if (waiting.length >= MOST_WAITING && cursor !== null) {
      leave?.();
      leave = null;
    }
    wake();
  }

  function ended(how: { readonly error?: Error }): void {
    end ??= how;
    wake();
  }
}
