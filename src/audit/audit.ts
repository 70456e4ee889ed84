import type { Clock, Ids, Log, Timers } from '../base/ports.js';
import { writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { appendLines, forgetSpool } from './append.js';
import { type Entry, recordsOf } from './entry.js';
import type { Segment } from './segment.js';
import { openSpool, type Spool } from './spool.js';

/**
 * Proof of who read what. Changes append their entries in their own transaction; what is read is written down here, in
 * a file of this node, before the answer leaves, and goes into the trail from there.
 *
 *   entry -> line of the spool -> answer; every half second -> the trail of its agency, behind the head's lock, once
 *
 * A write to the database for each answer was rejected: it costs as much as the answer. What a node left that was killed is
 * shipped when it or another node of the same directory starts, and exactly once: the transaction that takes lines into
 * the trail also says how far this spool has come.
 */
export interface Audit {
  /** Resolves when it is on record. Nothing is answered before. @throws Refusal AUDIT_UNAVAILABLE */
  read(entry: Entry): Promise<void>;
  /** Everything that is on record here goes into the trail now. Returns whether it has. */
  ship(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface AuditOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timers: Timers;
  readonly log: Log;
  readonly directory: string;
  readonly mostSpoolBytes: number;
}

const SHIP_EVERY_MS = 500;
const CHUNK_BYTES = 256 * 1024;
/** In one transaction: changes of the agency wait for as long as it takes. */
const MOST_LINES = 100;

export async function openAudit(database: Database, { log, timers, directory, mostSpoolBytes, ...options }: AuditOptions): Promise<Audit> {
  const spool: Spool = openSpool({
    ...options,
    directory,
    mostBytes: mostSpoolBytes,
    onFailure: (error) => log.error('audit.spool-unwritable', { frames: codeOf(error) }),
  });
  let round: Promise<boolean> | null = null;
  const ship = (): Promise<boolean> => {
    round ??= shipped()
      .catch((error: unknown) => {
        log.warn('audit.shipping-failed', { frames: codeOf(error) });
        return false;
      })
      .finally(() => {
        round = null;
      });
    return round;
  };
  await ship();
  const cancel = timers.every(SHIP_EVERY_MS, () => void ship());

  return {
    read: (entry) => spool.write(entry.agencyId, recordsOf(entry)),
    async ship() {
      // A round that is under way may have begun before what is to go.
      await round;
      return ship();
    },
    async stop() {
      cancel();
      await spool.close();
      await round;
      await ship();
      for (const segment of spool.segments()) segment.close();
    },
  };

  async function shipped(): Promise<boolean> {
    for (const segment of spool.segments()) {
      while (segment.shipped < segment.size) await shipChunk(segment);
      if (!spool.isDone(segment)) continue;
      spool.remove(segment);
      for (const agencyId of segment.agencyIds) await writing(database, agencyId, (tx) => forgetSpool(tx, segment.id));
    }
    return true;
  }

  async function shipChunk(segment: Segment): Promise<void> {
    const { lines, end } = segment.next(CHUNK_BYTES);
    const byAgency = new Map<string, string[]>();
    for (const line of lines) {
      const agencyId = line.slice(0, UUID_LENGTH);
      const own = byAgency.get(agencyId) ?? [];
      byAgency.set(agencyId, own);
      own.push(line.slice(UUID_LENGTH + 1));
    }
    for (const [agencyId, texts] of byAgency) {
      segment.agencyIds.add(agencyId);
      for (let at = 0; at < texts.length; at += MOST_LINES) {
        const some = texts.slice(at, at + MOST_LINES);
        await writing(database, agencyId, (tx) => appendLines(tx, segment.id, { texts: some, last: lineOf(some.at(-1)) }));
      }
    }
    segment.shipped = end;
  }
}

const UUID_LENGTH = 36;

function lineOf(text: string | undefined): number {
  return Number(/^\{"line":(\d+)/.exec(text ?? '')?.[1]);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.name : 'unknown');
}
