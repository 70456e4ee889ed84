import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';

import type { Viewer } from '../auth/viewer.js';
import { Refusal } from '../base/refusal.js';
import type { Hub } from '../feed/hub.js';
import type { EndReason } from '../feed/outlet.js';
import type { Position } from '../feed/position.js';
import type { Told } from '../feed/question.js';
import type { FeedTelemetry } from '../feed/telemetry.js';
import type { GraphContext } from '../graphql/context.js';
import { StreamRequest } from '../graphql/stream-request.js';
import { QueueOutlet } from './queue-outlet.js';
import type { Pushes } from './pushes.js';
import type { Questions } from './questions.js';
import type { SendQueue, Written } from './send-queue.js';

/** A subscription that runs, whatever carries it. */
export interface Live {
  /** Why it is over; null when its own client left. */
  readonly ended: Promise<EndReason | null>;
  leave(): void;
}

export interface LiveParts {
  readonly hub: Hub;
  readonly questions: Questions;
  readonly telemetry: Pick<FeedTelemetry, 'slowReaderClosed'>;
  readonly pushes: Pushes;
}

export interface LiveRequest {
  /** With a context that may be closed as soon as this is answered. */
  readonly args: ExecutionArgs;
  readonly viewer: Viewer;
  readonly queue: SendQueue;
  framed(told: Told): Written;
  /** Overrides what the document says. */
  readonly after?: Position | null;
}

/** Starts a subscription for either transport. An operation that is refused is answered as one, with its errors. */
export async function startLive({ hub, questions, telemetry, pushes }: LiveParts, { args, viewer, queue, framed, after }: LiveRequest): Promise<Live | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(source instanceof StreamRequest)) return source as ExecutionResult;
  const { asked } = source;
  // What the arguments were understood with is let go before anything is waited for, and not kept for as long as the stream lasts.
  const { contextValue, ...question } = args;
  await (contextValue as GraphContext).close();

  let over: (reason: EndReason | null) => void = () => undefined;
  const ended = new Promise<EndReason | null>((resolve) => {
    over = resolve;
  });
  const own = new QueueOutlet(queue, framed, (reason) => {
    if (reason === 'TOO_SLOW') telemetry.slowReaderClosed();
    over(reason);
  });
  const outlet = pushes.watched(own, { viewer, origin: (contextValue as GraphContext).origin });
  void ended.then(() => outlet.left());
  try {
    const leave = await hub.subscribe({ viewer, after: after ?? asked.after, question: (access) => questions.of(question, asked, viewer, access), outlet });
    // Its own outlet may have ended it before there was anything to leave.
    void ended.then(leave);
  } catch (error) {
    outlet.left();
    if (error instanceof Refusal) return { errors: [new GraphQLError(error.message, { originalError: error })] };
    throw error;
  }
  return { ended, leave: () => over(null) };
}
