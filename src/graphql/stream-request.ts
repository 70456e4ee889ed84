import type { Scope } from '../auth/scope.js';
import { BrokenInvariant } from '../base/invariant.js';
import type { AlignmentEvent } from '../feed/event.js';
import type { Interest } from '../feed/interest.js';
import type { Position } from '../feed/position.js';
import type { StreamMessage } from '../feed/question.js';
import type { GraphContext } from './context.js';

/** What a subscription field asks of the agency's log. */
export interface Asked {
  /** From where to go on; null: from now, beginning with how things stand. */
  readonly after: Position | null;
  readonly interest: Interest;
  isAbout(event: AlignmentEvent): boolean;
  /** How things stand within a scope, as the field reads it, and where in the log that is. */
  start(context: GraphContext, scope: Scope): Promise<{ readonly root: object; readonly position: Position }>;
  /** One message, as the field reads it. */
  root(context: GraphContext, message: StreamMessage): object;
}

/**
 * What a subscription field returns when it is subscribed to. GraphQL expects something that yields one message after
 * another; but one that is asked by each subscriber for itself costs ten times what it costs to ask once for
 * all who want the same. So the transports take the request itself and hand it to the feed's hub.
 */
export class StreamRequest implements AsyncIterable<never> {
  readonly asked: Asked;

  constructor(asked: Asked) {
    this.asked = asked;
  }

  [Symbol.asyncIterator](): never {
    throw new BrokenInvariant('a stream is read by the hub');
  }
}
