import { invariant } from '../base/invariant.js';
import type { Cancel, Log, Timers } from '../base/ports.js';
import type { AlignmentEvent } from './event.js';
import { expectOwn } from './expect-own.js';
import { headOf, resyncReason, type StreamState } from './position.js';
import type { LogSource } from './read.js';
import type { FeedTelemetry } from './telemetry.js';

/** What follows a tail is told each event once, dense and in order, or that the log is another one now. */
export interface TailListener {
  event(event: AlignmentEvent): void;
  /** What was told so far is not all in the log any more. From here it goes on at the head of the new state. */
  replaced(state: StreamState): void;
  /** Another server has the log now. All that was told is still in it, but what is stored besides may be older. */
  failedOver(): void;
}

export interface TailParts {
  readonly source: LogSource;
  readonly timers: Timers;
  readonly log: Log;
  readonly telemetry: FeedTelemetry;
  /** The time of day in milliseconds, to tell how old an event is. */
  readonly clockMs: () => number;
  /** How often to look without being told to: the longest delay when every hint is lost. */
  readonly pollMs: number;
}

/**
 * Reads one agency's log as it grows, once for all its subscribers on this node. Hints and the poll only
 * say when to look; what is read is decided by the log's own dense sequence, so that a hint that is lost,
 * doubled or out of order changes nothing but the moment.
 *
 *   idle -> (hint or poll)       -> reading until nothing is new -> idle
 *   a hint or wish while reading -> one more reading afterwards
 */
export class Tail {
  readonly #parts: TailParts;
  readonly #agencyId: string;
  readonly #listener: TailListener;
  #state: StreamState | null = null;
  #reading: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #isStopped = false;
  #endPoll: Cancel = () => undefined;

  constructor(agencyId: string, listener: TailListener, parts: TailParts) {
    this.#agencyId = agencyId;
    this.#listener = listener;
    this.#parts = parts;
  }

  /** From the head of the log as it is now. @throws Refusal NOT_FOUND, BUSY */
  start(): Promise<StreamState> {
    const started = this.#begin();
    // What is hinted at meanwhile may not be in what it reads, and is looked for right after it.
    this.#reading = started.then(() => undefined).finally(() => (this.#reading = null));
    this.#reading.catch(() => undefined);
    return started;
  }

  /** How far the log has been read. */
  get state(): StreamState {
    invariant(this.#state, 'a tail knows where it is before it reads on');
    return this.#state;
  }

  /** The log may have grown. Never throws: a reading that fails is repeated by the poll. */
  hint(): void {
    this.readOn().catch(() => undefined);
  }

  /**
   * One reading that begins after it was asked for, so that whatever was in the log then is known. All who ask while
   * one is under way share the next. @throws what the log throws
   */
  readOn(): Promise<void> {
    if (this.#reading === null) return this.#look(true);
    this.#next ??= this.#reading.catch(() => undefined).then(() => {
      this.#next = null;
      return this.readOn();
    });
    return this.#next;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#endPoll();
    await this.#reading?.catch(() => undefined);
  }

  async #begin(): Promise<StreamState> {
    const { source, timers, pollMs } = this.#parts;
    const { state } = await source.read(this.#agencyId, null);
    if (!this.#isStopped) {
      this.#state = state;
      this.#endPoll = timers.every(pollMs, () => void (this.#reading ?? this.#look(false)).catch(() => undefined));
    }
    return state;
  }

  #look(isHinted: boolean): Promise<void> {
    if (this.#isStopped || this.#state === null) return Promise.resolve();
    const reading = this.#read(isHinted).finally(() => (this.#reading = null));
    this.#reading = reading;
    reading.catch((error: unknown) => this.#parts.log.warn('tail.read-failed', { agencyId: this.#agencyId, frames: error instanceof Error ? error.name : 'unknown' }));
    return reading;
  }

  async #read(isHinted: boolean): Promise<void> {
    const { source, telemetry } = this.#parts;
    for (let isMore = true; isMore && !this.#isStopped; ) {
      const known = this.state;
      const { state, events } = await source.read(this.#agencyId, known.head);
      if (this.#isStopped) return;
      if (resyncReason(state, headOf(known)) !== null) {
        this.#state = state;
        this.#listener.replaced(state);
        return;
      }
      if (state.epoch !== known.epoch) this.#listener.failedOver();
      if (events.length > 0 && !isHinted) telemetry.hintMissed();
      for (const event of events) this.#pass(event);
      this.#state = { ...state, head: this.state.head };
      isMore = events.length > 0 && this.state.head < state.head;
    }
  }

  #pass(event: AlignmentEvent): void {
    const { telemetry, clockMs } = this.#parts;
    const state = this.state;
    expectOwn(this.#agencyId, [event], this.#parts.telemetry);
    if (event.seq !== state.head + 1) telemetry.gapDetected();
    invariant(event.seq === state.head + 1, 'the log is dense');
    this.#state = { ...state, head: event.seq };
    telemetry.tailed(Math.max(0, clockMs() - event.recordedAt.getTime()));
    this.#listener.event(event);
  }
}
