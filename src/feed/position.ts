/** A place in one agency's log. */
export interface Position {
  readonly epoch: number;
  readonly seq: number;
}

/** Where one line of history ended and another went on. */
export interface Fork {
  /** The epoch that ended. */
  readonly epoch: number;
  /** The last event of it that is still in the log. */
  readonly seq: number;
}

/** The state of one agency's log: events after `floor` up to `head` are there. */
export interface StreamState {
  readonly epoch: number;
  readonly head: number;
  readonly floor: number;
  readonly forks: readonly Fork[];
}

export const RESYNC_REASONS = ['OTHER_EPOCH', 'PURGED', 'BEYOND_HEAD'] as const;
export type ResyncReason = (typeof RESYNC_REASONS)[number];

/**
 * The place of the newest event. It is of the epoch in which that was appended: the one that is told before anything is
 * appended in it may begin elsewhere if there is another failover first.
 */
export function headOf({ epoch, head, forks }: StreamState): Position {
  return { epoch: Math.min(epoch, ...forks.filter(({ seq }) => seq >= head).map((fork) => fork.epoch)), seq: head };
}

/**
 * Why nobody can go on from a place; null when they can. A place of an earlier epoch is as good as ever as long as no
 * fork since then lies before it. One of an epoch in which nothing was appended here was appended elsewhere.
 */
export function resyncReason(state: StreamState, place: Position): ResyncReason | null {
  const { head, floor, forks } = state;
  const current = headOf(state).epoch;
  const isOfThisHistory = place.epoch === current || (place.epoch < current && forks.some(({ epoch }) => epoch === place.epoch));
  if (!isOfThisHistory || forks.some(({ epoch, seq }) => epoch >= place.epoch && place.seq > seq)) return 'OTHER_EPOCH';
  if (place.seq < floor) return 'PURGED';
  return place.seq > head ? 'BEYOND_HEAD' : null;
}
