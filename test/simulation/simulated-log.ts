import type { AccessFacts } from '../../src/auth/access.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import type { Fork, Position, StreamState } from '../../src/feed/position.js';
import type { LogReading } from '../../src/feed/read.js';

/** An event with the history that led to it. Two events with the same number have different ones. */
export interface Logged {
  readonly event: AlignmentEvent | null;
  readonly position: Position;
  readonly before: Logged | null;
  /** What the agency said of its members once it was committed. */
  readonly facts: AccessFacts;
  /** Which of the successive sets of rights that was. */
  readonly era: number;
}

export type Draft = Pick<AlignmentEvent, 'type' | 'patientId' | 'branchId' | 'payerIds' | 'body'>;

/**
 * One agency's log as the database keeps it: dense, with a floor, and with an epoch that begins at the first append
 * after a failover and is told to readers before. Besides, what the database forgets: every event that ever
 * was, every set of rights and every state, for the witness.
 *
 * A failover here never takes the first event of an epoch: its number would be given out again.
 */
export class SimulatedLog {
  readonly agencyId: string;
  readonly states: StreamState[] = [];
  /** Rights in the order in which they came to hold. A failover brings back earlier ones. */
  readonly eras: AccessFacts[] = [];
  readonly #everything = new Map<string, Logged>();
  #line: Logged[] = [];
  #epoch = 1;
  #isElsewhere = false;
  #floor = 0;
  #forks: readonly Fork[] = [];
  readonly #root: Logged;

  constructor(agencyId: string, facts: AccessFacts) {
    this.agencyId = agencyId;
    this.eras.push(facts);
    this.#root = { event: null, position: { epoch: 1, seq: 0 }, before: null, facts, era: 0 };
    this.#everything.set('1 0', this.#root);
    this.#remember();
  }

  get head(): Logged {
    return this.#line.at(-1) ?? this.#root;
  }

  get state(): StreamState {
    const head = this.head.position.seq;
    return this.#isElsewhere
      ? { epoch: this.#epoch + 1, head, floor: this.#floor, forks: [...this.#forks, { epoch: this.#epoch, seq: head }] }
      : { epoch: this.#epoch, head, floor: this.#floor, forks: this.#forks };
  }

  at({ epoch, seq }: Position): Logged | null {
    return this.#everything.get(`${epoch} ${seq}`) ?? null;
  }

  read(after: number | null, most: number): LogReading {
    const events = after === null ? [] : this.#line.slice(Math.max(after, this.#floor)).slice(0, most);
    return { state: this.state, events: events.map(({ event }) => event as AlignmentEvent) };
  }

  commit(drafts: readonly Draft[], facts: AccessFacts, nowMs: number): void {
    if (facts !== this.head.facts) this.eras.push(facts);
    this.#forks = this.state.forks;
    this.#epoch = this.state.epoch;
    this.#isElsewhere = false;
    for (const draft of drafts) {
      const position = { epoch: this.#epoch, seq: this.head.position.seq + 1 };
      const eventId = `${this.agencyId} ${position.epoch}.${position.seq}`;
      const at = new Date(nowMs);
      const event: AlignmentEvent = { ...draft, ...position, agencyId: this.agencyId, eventId, correlationId: eventId, occurredAt: at, recordedAt: at };
      const logged = { event, position, before: this.head, facts, era: this.eras.length - 1 };
      this.#line.push(logged);
      this.#everything.set(`${position.epoch} ${position.seq}`, logged);
    }
    this.#remember();
  }

  /** The newest event always stays. */
  purge(most: number): void {
    this.#floor = Math.max(this.#floor, Math.min(this.#floor + most, this.head.position.seq - 1));
    this.#remember();
  }

  /** A standby is promoted that the latest events never reached. */
  failOver(lost: number): void {
    const kept = this.#line.findIndex(({ position }) => position.epoch === this.#epoch) + 1;
    this.#line = this.#line.slice(0, Math.max(this.#line.length - lost, kept, this.#floor + 1));
    if (this.head.facts !== this.eras.at(-1)) this.eras.push(this.head.facts);
    this.#isElsewhere = true;
    this.#remember();
  }

  #remember(): void {
    this.states.push(this.state);
  }
}
