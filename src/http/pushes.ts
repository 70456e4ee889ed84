import type { Audit } from '../audit/audit.js';
import { type Entry, entryOf, type Origin, type PushedRange } from '../audit/entry.js';
import type { Viewer } from '../auth/viewer.js';
import type { Clock, Log, Timers } from '../base/ports.js';
import type { EndReason, Outlet } from '../feed/outlet.js';
import type { Position } from '../feed/position.js';
import type { Told } from '../feed/question.js';

/**
 * What is pushed, on record: for each subscription the first message as it goes out, and from then on a range of the log at
 * least once a minute and when it ends. Exactly what was said can be worked out again from the log, so a message is not worth
 * an entry; a range that a killed process did not write down begins where its last entry ends.
 */
export interface Pushes {
  /** The same way out, which writes down what passes, until it ends or is left. */
  watched(outlet: Outlet, of: Subscribed): Watched;
  stop(): Promise<void>;
}

export interface Watched extends Outlet {
  /** Its transport is gone. */
  left(): void;
}

export interface Subscribed {
  readonly viewer: Viewer;
  readonly origin: Origin;
}

export interface PushesParts {
  readonly audit: Pick<Audit, 'read'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

const EVERY_MS = 30_000;

export function openPushes({ audit, clock, timers, log }: PushesParts): Pushes {
  const open = new Set<WatchedOutlet>();
  const flushed = async (one: WatchedOutlet): Promise<void> => {
    await one.flush().catch(() => log.error('audit.push-lost'));
  };
  const cancel = timers.every(EVERY_MS, () => open.forEach((one) => void flushed(one)));

  return {
    watched(outlet, { viewer, origin }) {
      const entry = (range: Range): Entry =>
        entryOf(origin, viewer, {
          kind: 'PUSH',
          recordedAt: clock.now(),
          patientIds: [...range.patientIds],
          pushed: pushedIn(range),
          emergencyAccessId: range.emergencyAccessId,
          ...(range.emergencyAccessId !== null && { purpose: 'ETREAT' as const }),
        });
      const watched = new WatchedOutlet(outlet, (range) => audit.read(entry(range)), () => {
        open.delete(watched);
        void flushed(watched);
      });
      open.add(watched);
      return watched;
    },
    async stop() {
      cancel();
      await Promise.all([...open].map(flushed));
    },
  };
}

interface Range {
  readonly from: Position;
  readonly to: Position;
  readonly count: number;
  readonly patientIds: ReadonlySet<string>;
  readonly emergencyAccessId: string | null;
}

function pushedIn({ from, to, count }: Range): PushedRange {
  return { epoch: to.epoch, fromSeq: from.seq, toSeq: to.seq, count };
}

class WatchedOutlet implements Watched {
  readonly #outlet: Outlet;
  readonly #record: (range: Range) => Promise<void>;
  readonly #ended: () => void;
  #range: { from: Position; to: Position; count: number; patientIds: Set<string>; emergencyAccessId: string | null } | null = null;
  /** What waits until the first is on record. Null before and after. */
  #held: Told[] | null = null;
  #recorded: Promise<void> | null = null;
  #end: EndReason | null = null;

  constructor(outlet: Outlet, record: (range: Range) => Promise<void>, ended: () => void) {
    this.#outlet = outlet;
    this.#record = record;
    this.#ended = ended;
  }

  get hasRoom(): boolean {
    return this.#held === null && this.#outlet.hasRoom;
  }

  async room(): Promise<void> {
    await this.#recorded;
    await this.#outlet.room();
  }

  send(told: readonly Told[]): void {
    this.#note(told);
    if (this.#held !== null) {
      this.#held.push(...told);
      return;
    }
    if (this.#recorded !== null || this.#range === null) {
      this.#outlet.send(told);
      return;
    }
    this.#held = [...told];
    this.#recorded = this.flush().then(() => this.#release(), () => this.#fail());
  }

  end(reason: EndReason): void {
    this.#end = reason;
    if (this.#held !== null) return;
    this.#ended();
    this.#outlet.end(reason);
  }

  left(): void {
    this.#ended();
  }

  async flush(): Promise<void> {
    const range = this.#range;
    this.#range = null;
    if (range !== null) await this.#record(range);
  }

  #note(told: readonly Told[]): void {
    for (const { position, patientIds, emergencyAccessId } of told) {
      // A sign of life tells nothing of anybody.
      if (patientIds === null) continue;
      this.#range ??= { from: position, to: position, count: 0, patientIds: new Set(), emergencyAccessId: null };
      this.#range.to = position;
      this.#range.count += 1;
      for (const id of patientIds) this.#range.patientIds.add(id);
      this.#range.emergencyAccessId ??= emergencyAccessId;
    }
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#outlet.send(held);
    if (this.#end !== null) this.end(this.#end);
  }

  /** What cannot be put on record is not said; its client comes back for it. */
  #fail(): void {
    this.#held = null;
    this.#recorded = null;
    this.end('TRY_AGAIN_LATER');
  }
}
