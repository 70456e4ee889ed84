import pg from 'pg';

/** Counts what is sent over the connections of pools in this process: each is a round trip. */
export interface StatementCounter {
  readonly count: number;
  stop(): void;
}

export function countStatements(): StatementCounter {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  const counter = {
    count: 0,
    stop() {
      prototype.query = original;
    },
  };
  prototype.query = function query(this: object, ...args: unknown[]) {
    // A connection that a pool has lent out counts how often it has been.
    if ('_poolUseCount' in this) counter.count += 1;
    return original.apply(this, args);
  };
  return counter;
}
