import { mkdirSync } from 'node:fs';

import type { Clock, Ids } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import { abandonedIn, Segment, SILENT_MS } from './segment.js';

/** What a node writes down before it answers, and keeps until the database has it. */
export interface Spool {
  /** Resolves when it is in the file. @throws Refusal AUDIT_UNAVAILABLE: what cannot be written down is not to be answered. */
  write(agencyId: string, records: readonly object[]): Promise<void>;
  /** What is to be shipped, the oldest first: of processes that died, and of this one. */
  segments(): readonly Segment[];
  /** Everything of it has been shipped, and its owner writes to it no more. */
  isDone(segment: Segment): boolean;
  remove(segment: Segment): void;
  /** Writes what is waiting, and takes no more. */
  close(): Promise<void>;
}

export interface SpoolOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** More than this does not wait for the database: from then on nothing is answered. */
  readonly mostBytes: number;
  onFailure(error: unknown): void;
}

const SEGMENT_BYTES = 8 * 1024 * 1024;
const TOUCH_MS = SILENT_MS / 10;

interface Waiting {
  readonly agencyId: string;
  readonly records: readonly object[];
  resolve(): void;
  reject(refusal: Refusal): void;
}

export function openSpool({ directory, clock, ids, mostBytes, onFailure }: SpoolOptions): Spool {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const others: Segment[] = [];
  let own = [Segment.create(directory, ids.next())];
  let touchedAt = clock.now().getTime();
  const waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  let isClosed = false;

  return {
    write(agencyId, records) {
      return new Promise((resolve, reject) => {
        if (isClosed || waitingBytes() > mostBytes) {
          reject(unavailable());
          return;
        }
        waiting.push({ agencyId, records, resolve, reject });
        // What is answered in one turn of the event loop is one write.
        flushing ??= new Promise((done) => void setImmediate(() => done(flush())));
      });
    },
    segments() {
      for (const path of abandonedIn(directory, clock.now())) {
        const segment = Segment.takeOver(path, directory);
        if (segment) others.push(segment);
      }
      if (!isClosed) touched();
      return [...others, ...own];
    },
    isDone: (segment) => segment.shipped === segment.size && (isClosed || segment !== current()),
    remove(segment) {
      own = own.filter((one) => one !== segment);
      if (others.includes(segment)) others.splice(others.indexOf(segment), 1);
      segment.remove();
    },
    async close() {
      await flushing;
      isClosed = true;
    },
  };

  function flush(): void {
    flushing = null;
    const batch = waiting.splice(0);
    try {
      if (clock.now().getTime() - touchedAt > TOUCH_MS) touched();
      if (current().size > SEGMENT_BYTES) own.push(Segment.create(directory, ids.next()));
      const segment = current();
      let text = '';
      for (const { agencyId, records } of batch) for (const record of records) text += `${agencyId} {"line":${(segment.line += 1)},${JSON.stringify(record).slice(1)}\n`;
      segment.write(text);
    } catch (error) {
      onFailure(error);
      for (const { reject } of batch) reject(unavailable());
      return;
    }
    for (const { resolve } of batch) resolve();
  }

  function current(): Segment {
    return own.at(-1) as Segment;
  }

  function waitingBytes(): number {
    return [...others, ...own].reduce((sum, { size, shipped }) => sum + size - shipped, 0);
  }

  /** One that is no longer there was taken over: this process was silent for so long that it seemed dead. */
  function touched(): void {
    touchedAt = clock.now().getTime();
    const gone = own.filter((segment) => !segment.touch(clock.now()));
    if (gone.length === 0) return;
    if (gone.includes(current())) own.push(Segment.create(directory, ids.next()));
    own = own.filter((segment) => !gone.includes(segment));
    for (const segment of gone) segment.close();
  }
}

function unavailable(): Refusal {
  return new Refusal('AUDIT_UNAVAILABLE', { retryAfterSeconds: 5 });
}
