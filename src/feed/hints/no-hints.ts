import type { Hints } from './hints.js';

/** Every reader looks by itself, twice a second: for a pooler in front of the database that allows no LISTEN, and no broker. */
export function noHints(): Hints {
  return { publish: () => undefined, stop: async () => undefined };
}
