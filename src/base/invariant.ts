/**
 * Broken, as opposed to refused: a state the code promises can never be. The message is for
 * engineers and is masked from callers, so it may name ids and sequence numbers but never a
 * patient fact.
 */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new BrokenInvariant(promise);
}

/** Ends every switch over a union, so that a new member fails to compile where it is forgotten. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`unreachable value of type ${typeof value}`);
}
