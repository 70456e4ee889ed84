import pg from 'pg';

import { machineMs } from './machine-clock.js';

/** When each event's transaction was committed, as this process learned it from the database. */
export interface CommitTimes {
  readonly atMs: Map<string, number>;
  stop(): void;
}

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Watches the statements of this process: the events that a connection appends are committed by its next commit. */
export function watchCommits(): CommitTimes {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => Promise<unknown> };
  const original = prototype.query;
  const appended = new WeakMap<object, string[]>();
  const atMs = new Map<string, number>();
  prototype.query = function query(this: object, ...args: unknown[]) {
    const answer = original.apply(this, args);
    const { text, values } = sentIn(args[0]);
    if (text.includes('append_change')) {
      const drafts = JSON.parse(String(values[1])) as ReadonlyArray<{ readonly event_id: string }>;
      appended.set(this, drafts.map(({ event_id }) => event_id));
    }
    if (text === 'commit') {
      const events = appended.get(this) ?? [];
      appended.delete(this);
      void answer.then(() => events.forEach((id) => atMs.set(id, machineMs())));
    }
    return answer;
  };
  return {
    atMs,
    stop() {
      prototype.query = original;
    },
  };
}

function sentIn(query: unknown): Sent {
  if (typeof query === 'string') return { text: query, values: [] };
  const { text = '', values = [] } = (query ?? {}) as Partial<Sent>;
  return { text, values };
}
