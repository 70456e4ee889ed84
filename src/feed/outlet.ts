import type { Told } from './question.js';

/** The way out to one subscriber: a socket, or a response that stays open. */
export interface Outlet {
  /** Never waits and never throws. What is too much for the reader is refused, and ends the subscription. */
  send(told: readonly Told[]): void;
  /** Whether more can be sent now without piling up. Live events do not ask; catching up does. */
  readonly hasRoom: boolean;
  /** Resolves when there is room, or when waiting for it has become pointless. */
  room(): Promise<void>;
  /** The subscription is over. Nothing is sent after it. */
  end(reason: EndReason): void;
}

export type EndReason =
  /** The last message said so. */
  | 'RESYNC_REQUIRED'
  /** The reader is too far behind; it resumes from its cursor and has lost nothing. */
  | 'TOO_SLOW'
  /** The one who reads may not any more, or is someone else now. */
  | 'ACCESS_ENDED'
  /** The answer could not be worked out; resuming tries again. */
  | 'TRY_AGAIN_LATER';
