/** What every message of a stream says of its place, read under whatever names the document gave it. */
export interface Place {
  readonly kind: unknown;
  readonly cursor: unknown;
  readonly previousCursor: unknown;
}

export type Link = 'NEXT' | 'REPEATED' | 'BROKEN';

/**
 * How a message follows the last one that was taken. Each names the one before it, so a message that is lost,
 * late or of another stream cannot pass for the next.
 */
export function linkOf({ kind, cursor, previousCursor }: Place, last: string | null): Link {
  if (typeof cursor !== 'string') return 'BROKEN';
  // It follows whatever there was: that the chain cannot go on is what it says.
  if (kind === 'RESYNC_REQUIRED') return 'NEXT';
  if (previousCursor === last) return 'NEXT';
  return cursor === last ? 'REPEATED' : 'BROKEN';
}

/** A message does not follow the last one that was taken, so at least one is missing. It was not passed on. */
export class BrokenChain extends Error {
  override readonly name = 'BrokenChain';

  constructor(
    /** The cursor of the last message that was taken. */
    readonly expected: string | null,
    /** What the message names as the one before it. */
    readonly found: unknown,
  ) {
    super('The stream is broken: expected a message that follows the last one taken, found one that follows another. Subscribe again without a cursor.');
  }
}
