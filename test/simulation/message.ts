import type { Position } from '../../src/feed/position.js';
import type { StreamMessage } from '../../src/feed/question.js';

/** What goes over the simulated wire: the hub's own words, and under which question and rights they were worked out. */
export interface Message {
  readonly kind: StreamMessage['kind'] | 'SNAPSHOT';
  readonly agencyId: string;
  readonly question: string;
  readonly policy: string;
  readonly position: Position;
  readonly previous: Position | null;
  readonly eventId: string | null;
}
