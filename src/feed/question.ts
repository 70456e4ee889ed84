import type { AlignmentEvent } from './event.js';
import type { Interest } from './interest.js';
import type { Position, ResyncReason } from './position.js';

/** What a subscriber is told, before anyone has put it into words. */
export type StreamMessage =
  | { readonly kind: 'EVENT'; readonly event: AlignmentEvent; readonly position: Position; readonly previous: Position }
  /** Nothing that it asked for up to here. Keeps the cursor of a quiet subscription young. */
  | { readonly kind: 'CHECKPOINT'; readonly position: Position; readonly previous: Position }
  /** The place asked for cannot be honoured; the subscriber must take a new snapshot. Always the last message. */
  | { readonly kind: 'RESYNC_REQUIRED'; readonly reason: ResyncReason; readonly position: Position };

/** A message in words: what goes to the socket, the same for everyone who asked the same. */
export interface Told {
  readonly payload: string;
  readonly cursor: string;
  readonly position: Position;
  /** Whose records it shows; null of a message that tells of nothing. */
  readonly patientIds: readonly string[] | null;
  /** Because of which emergency access it may be told, where it is because of one. */
  readonly emergencyAccessId: string | null;
}

/**
 * What is asked of an agency's log, with the rights under which it is asked. Everything that an answer can depend on is
 * in the key: subscribers whose questions have the same key are one group, for which each event is worked out
 * once. Who exactly asks is not in it, unless the question itself is about the one who asks.
 */
export interface Question {
  readonly key: string;
  /** What of the log it is about, for the index; `isAbout` decides. */
  readonly interest: Interest;
  isAbout(event: AlignmentEvent): boolean;
  /** How things stand, and of one instant with it where in the log that is. @throws when it cannot be said now */
  start(): Promise<Told>;
  /** Each message in words, all of them out of one reading of the records. @throws when they cannot be said now */
  tell(messages: readonly StreamMessage[]): Promise<readonly Told[]>;
}
