import { type Access, admitted, type GrantedAccess, policyKeyOf } from '../auth/access.js';
import type { Viewer } from '../auth/viewer.js';
import { invariant } from '../base/invariant.js';
import type { Cancel } from '../base/ports.js';
import type { AlignmentEvent } from './event.js';
import { Group, Subscriber } from './group.js';
import { InvertedLookup } from './inverted-lookup.js';
import { headOf, type Position, type ResyncReason, resyncReason, type StreamState } from './position.js';
import type { Told } from './question.js';
import type { LogReading, LogSource } from './read.js';
import { RecentEvents } from './recent-events.js';
import type { Subscription } from './subscription.js';
import { Tail, type TailListener, type TailParts } from './tail.js';

/** Whether those who listen still may, as of now. */
export interface AccessSource {
  of(agencyId: string, viewers: readonly Viewer[]): Promise<readonly Access[]>;
}

export interface ChannelParts extends TailParts {
  readonly accesses: AccessSource;
  /** The same log as `source`, for those who catch up. */
  readonly pages: LogSource;
  readonly checkpointMs: number;
  /** The longest that a change of someone's rights can go unnoticed if it left no event. */
  readonly reviewMs: number;
}

/** These events may change who is allowed to hear what comes after them. */
const ABOUT_ACCESS: ReadonlySet<string> = new Set(['ACCESS_GRANTED', 'ACCESS_CHANGED', 'ACCESS_REVOKED', 'AGENCY_SUSPENDED', 'AGENCY_RESUMED']);

const RECENT = 1_000;
/** So many sockets are written to before everything else on this node has its turn. */
const TOLD_AT_A_TIME = 500;
const TRIES = 3;
const BETWEEN_TRIES_MS = 200;

/**
 * One agency's log on this node, and everyone here who listens to it.
 *
 * Events are told one after another, each worked out once for every group that it is about. Nothing here waits
 * for another agency, nor for a reader: who cannot keep up is let go, and comes back with a cursor.
 */
export class Channel implements TailListener {
  readonly agencyId: string;
  readonly #parts: ChannelParts;
  readonly #tail: Tail;
  readonly #recent = new RecentEvents(RECENT);
  readonly #subscribers = new Set<Subscriber>();
  readonly #groups = new Map<string, Group>();
  readonly #index = new InvertedLookup<Group>();
  readonly #pages = new Map<string, Promise<LogReading>>();
  readonly #started: Promise<StreamState>;
  /** Everything up to here is being told to those who are live, or has been. */
  #told: Position = { epoch: 0, seq: 0 };
  #turn: Promise<void> = Promise.resolve();
  #reviews = 0;
  /** How many failovers the tail knows of that have yet to have their turn. Until then nobody catches up: what is read is the new log, and what is told the old. */
  #toGoOver = 0;
  #isStopped = false;
  readonly #cancels: Cancel[] = [];
  isStarted = false;

  constructor(agencyId: string, parts: ChannelParts) {
    this.agencyId = agencyId;
    this.#parts = parts;
    this.#tail = new Tail(agencyId, this, parts);
    this.#started = this.#start();
    this.#started.catch(() => undefined);
  }

  get size(): number {
    return this.#subscribers.size;
  }

  hint(): void {
    this.#tail.hint();
  }

  /** Returns how to leave. What goes wrong at the start is thrown; afterwards the outlet is ended. @throws Refusal NOT_FOUND, BUSY, FORBIDDEN */
  async join(subscription: Subscription): Promise<() => void> {
    const subscriber = new Subscriber(subscription);
    // Registered before anything is read, so that whatever happens meanwhile is not missed, changes of access included.
    this.#subscribers.add(subscriber);
    const leave = (): void => this.#leave(subscriber);
    try {
      await this.#started;
      await this.#admit(subscriber);
      void this.#begin(subscriber).catch((error: unknown) => this.#failed(subscriber, error));
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#cancels) cancel();
    await this.#tail.stop();
    await this.#turn;
  }

  event(event: AlignmentEvent): void {
    this.#recent.push(event);
    this.#next(() => this.#tellLive(event));
  }

  replaced(state: StreamState): void {
    this.#recent.clear();
    this.#goOver(() => {
      this.#told = headOf(state);
      // All of them in one breath, so that nobody is told anything of the new log who was beyond its fork. Who was not goes on.
      for (const subscriber of this.#subscribers) {
        if (subscriber.seen !== null) void this.#catchUp(subscriber).catch((error: unknown) => this.#failed(subscriber, error));
      }
    });
  }

  failedOver(): void {
    this.#goOver(() => undefined);
  }

  #goOver(then: () => void): void {
    this.#toGoOver += 1;
    this.#next(async () => {
      // No event says that someone's rights are what they were before.
      await this.#review();
      this.#toGoOver -= 1;
      then();
    });
  }

  async #start(): Promise<StreamState> {
    const state = await this.#tail.start();
    this.isStarted = true;
    if (state.head > this.#told.seq) this.#told = headOf(state);
    const { timers, checkpointMs, reviewMs } = this.#parts;
    this.#cancels.push(timers.every(checkpointMs / 5, () => this.#next(() => this.#tellCheckpoints())));
    this.#cancels.push(timers.every(reviewMs, () => this.#next(() => this.#review())));
    return state;
  }

  /** One after another. A turn that fails has dealt with whom it concerned; the next one goes on. */
  #next(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#isStopped) return;
      await work();
    }).catch((error: unknown) => {
      if (!this.#isStopped) this.#parts.log.error('feed.turn-failed', { agencyId: this.agencyId, frames: framesOf(error) });
    });
  }

  // Access

  /** The rights of one who comes; asked again if anyone's changed while they were asked for. */
  async #admit(subscriber: Subscriber): Promise<void> {
    for (let reviews = -1; reviews !== this.#reviews; ) {
      reviews = this.#reviews;
      const [access] = await this.#parts.accesses.of(this.agencyId, [subscriber.subscription.viewer]);
      invariant(access, 'everyone who is asked about is answered for');
      admitted(subscriber.subscription.viewer, access);
      if (access.state === 'GRANTED' && !subscriber.isEnded) this.#place(subscriber, access);
    }
  }

  async #review(): Promise<void> {
    this.#reviews += 1;
    const subscribers = [...this.#subscribers].filter(({ group }) => group !== null);
    if (subscribers.length === 0) return;
    const accesses = await this.#untilAnswered(() => this.#parts.accesses.of(this.agencyId, subscribers.map(({ subscription }) => subscription.viewer)));
    subscribers.forEach((subscriber, i) => {
      const access = accesses[i];
      if (subscriber.isEnded) return;
      if (access?.state !== 'GRANTED') this.#endAccess(subscriber);
      else if (subscriber.group !== null && policyKeyOf(access) !== policyKeyOf(subscriber.group.access)) this.#moveTo(subscriber, access);
    });
  }

  #moveTo(subscriber: Subscriber, access: GrantedAccess): void {
    try {
      this.#place(subscriber, access);
    } catch {
      // What it asks for is not for its new role.
      this.#endAccess(subscriber);
    }
  }

  #endAccess(subscriber: Subscriber): void {
    this.#parts.telemetry.accessEnded();
    this.#leave(subscriber, 'ACCESS_ENDED');
  }

  // Groups

  #place(subscriber: Subscriber, access: GrantedAccess): void {
    const question = subscriber.subscription.question(access);
    const wasLive = subscriber.group?.live.has(subscriber) ?? false;
    this.#unplace(subscriber);
    const key = `${policyKeyOf(access)} ${question.key}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = new Group(key, question, access, { timers: this.#parts.timers, head: () => this.#tail.state.head });
      this.#groups.set(key, group);
      this.#index.add(group, group.terms);
    }
    group.members += 1;
    subscriber.group = group;
    if (wasLive) group.live.add(subscriber);
  }

  #unplace(subscriber: Subscriber): void {
    const { group } = subscriber;
    if (group === null) return;
    subscriber.group = null;
    group.live.delete(subscriber);
    group.members -= 1;
    if (group.members > 0) return;
    this.#groups.delete(group.key);
    this.#index.remove(group, group.terms);
  }

  #leave(subscriber: Subscriber, reason: Parameters<Subscriber['end']>[0] | null = null): void {
    if (reason === null) subscriber.isEnded = true;
    else subscriber.end(reason);
    this.#unplace(subscriber);
    this.#subscribers.delete(subscriber);
  }

  // Catching up

  async #begin(subscriber: Subscriber): Promise<void> {
    const { after } = subscriber.subscription;
    if (after === null) {
      if (!(await this.#tellStart(subscriber))) return;
    } else {
      await this.#reach(after);
      const reason = resyncReason(this.#tail.state, after);
      if (reason !== null) return this.#resync(subscriber, reason);
      subscriber.goOnFrom(after);
    }
    await this.#catchUp(subscriber);
  }

  async #tellStart(subscriber: Subscriber): Promise<boolean> {
    const { group } = subscriber;
    if (group === null) return false;
    const start = await this.#tried(() => group.start());
    await this.#reach(start.position);
    // It shows what was there up to its place, and so whoever may not hear of something before that may not see it.
    if (start.position.seq > this.#told.seq || start.position.epoch > this.#told.epoch) await this.#turn;
    if (subscriber.group !== group) return this.#tellStart(subscriber);
    if (resyncReason(this.#tail.state, start.position) !== null) {
      this.#leave(subscriber, 'TRY_AGAIN_LATER');
      return false;
    }
    subscriber.send(start, start.position);
    return true;
  }

  /** A client that comes from another node may know more of the log than this one does yet. So nobody is ahead of the tail, which is the one to notice when a place is no more. */
  async #reach(place: Position): Promise<void> {
    if (resyncReason(this.#tail.state, place) !== null) await this.#tried(() => this.#tail.readOn());
  }

  async #catchUp(subscriber: Subscriber): Promise<void> {
    const run = (subscriber.runs += 1);
    const isOver = (): boolean => this.#isStopped || subscriber.isEnded || subscriber.runs !== run;
    subscriber.group?.live.delete(subscriber);
    let wasInDatabase = false;
    const isResuming = this.#isBehind(subscriber.seen);
    for (let { seen } = subscriber; seen !== null; { seen } = subscriber) {
      if (this.#toGoOver > 0) await this.#turn;
      if (isOver()) return;
      const isBehind = this.#isBehind(seen);
      const recent = isBehind ? this.#recent.after(seen.seq) : [];
      wasInDatabase ||= recent === null;
      const { state, events } = recent === null ? await this.#page(seen) : { state: this.#tail.state, events: recent };
      if (isOver()) return;
      if (resyncReason(state, seen) !== null) {
        const reason = resyncReason(state, subscriber.previous);
        if (reason !== null) return this.#resync(subscriber, reason);
        // Nothing is gone but what it was not told of, so it goes on from where it knows itself to be.
        subscriber.seen = subscriber.previous;
        continue;
      }
      if (!isBehind) break;
      if (events.length === 0 || resyncReason(state, headOf(this.#tail.state)) === 'OTHER_EPOCH') {
        await this.#lookAgain();
        continue;
      }
      for (const event of events) {
        if (event.seq > this.#told.seq) break;
        if (!(await this.#tellOne(subscriber, event, isOver))) return;
      }
    }
    subscriber.group?.live.add(subscriber);
    if (isResuming) this.#parts.telemetry.resumed(wasInDatabase ? 'database' : 'recent', null);
  }

  #isBehind(seen: Position | null): boolean {
    return seen !== null && seen.seq < this.#told.seq;
  }

  /** The log is not the one that the tail knows, and the tail has to notice it before anyone goes on. */
  async #lookAgain(): Promise<void> {
    await this.#tried(() => this.#tail.readOn());
    await this.#turn;
  }

  async #tellOne(subscriber: Subscriber, event: AlignmentEvent, isOver: () => boolean): Promise<boolean> {
    const { group } = subscriber;
    if (isOver() || group === null) return false;
    if (group.isAbout(event)) {
      const { outlet } = subscriber.subscription;
      if (!outlet.hasRoom) await outlet.room();
      if (isOver()) return false;
      const position = positionOf(event);
      const told = await this.#tried(() => group.tell({ kind: 'EVENT', event, position, previous: subscriber.previous }));
      if (isOver()) return false;
      // Its rights may have changed while the answer was worked out under the old ones.
      if (subscriber.group !== group) return this.#tellOne(subscriber, event, isOver);
      this.#send(subscriber, event.agencyId, told, position);
    }
    subscriber.seen = positionOf(event);
    return true;
  }

  /** A page that many ask for at once is read once. It is asked for by a place and not by a number, so that it is not older than the place. */
  #page(after: Position): Promise<LogReading> {
    const key = `${after.epoch} ${after.seq}`;
    const known = this.#pages.get(key);
    if (known) return known;
    const page = this.#untilAnswered(() => this.#parts.pages.read(this.agencyId, after.seq));
    this.#pages.set(key, page);
    void page.catch(() => undefined).finally(() => this.#pages.delete(key));
    return page;
  }

  async #resync(subscriber: Subscriber, reason: ResyncReason): Promise<void> {
    const { group } = subscriber;
    if (group === null || subscriber.isEnded) return;
    subscriber.runs += 1;
    this.#parts.telemetry.resumed('resync', reason);
    const position = headOf(this.#tail.state);
    try {
      subscriber.send(await group.tell({ kind: 'RESYNC_REQUIRED', reason, position }), position);
      this.#leave(subscriber, 'RESYNC_REQUIRED');
    } catch (error) {
      this.#failed(subscriber, error);
    }
  }

  // Live

  async #tellLive(event: AlignmentEvent): Promise<void> {
    // Before it counts as told: else one who catches up would take it under the rights that it takes away.
    if (ABOUT_ACCESS.has(event.type)) await this.#review();
    this.#told = positionOf(event);
    const groups = [...this.#index.candidates(event)].filter((group) => group.live.size > 0 && group.isAbout(event));
    const told = await Promise.all(groups.map((group) => this.#tellGroup(group, event)));
    const { telemetry, clockMs } = this.#parts;
    const recipients = told.reduce((sum, one) => sum + one.recipients, 0);
    if (recipients > 0) telemetry.delivered(recipients, told.reduce((sum, one) => sum + one.executions, 0), Math.max(0, clockMs() - event.recordedAt.getTime()));
  }

  /** Those of a group whose last message was the same are told the same; after a moment of quiet that is everyone. */
  async #tellGroup(group: Group, event: AlignmentEvent): Promise<{ readonly recipients: number; readonly executions: number }> {
    const position = positionOf(event);
    const alike = byPrevious([...group.live].filter(({ seen }) => seen !== null && seen.seq < event.seq));
    let recipients = 0;
    for (const subscribers of alike) {
      const previous = (subscribers[0] as Subscriber).previous;
      recipients += await this.#tellAlike(group, subscribers, () => group.tell({ kind: 'EVENT', event, position, previous }), position, event.agencyId);
    }
    return { recipients, executions: alike.length };
  }

  async #tellAlike(group: Group, subscribers: readonly Subscriber[], tell: () => Promise<Told>, position: Position, agencyId: string): Promise<number> {
    group.lastToldAtMs = this.#parts.timers.nowMs();
    let told: Told;
    try {
      told = await this.#tried(tell);
    } catch (error) {
      for (const subscriber of subscribers) this.#failed(subscriber, error);
      return 0;
    }
    let recipients = 0;
    for (const subscriber of subscribers) {
      if (subscriber.group !== group) continue;
      this.#send(subscriber, agencyId, told, position);
      recipients += 1;
      if (recipients % TOLD_AT_A_TIME === 0) await this.#parts.timers.turn();
    }
    return recipients;
  }

  async #tellCheckpoints(): Promise<void> {
    const { timers, checkpointMs } = this.#parts;
    const position = this.#told;
    for (const group of this.#groups.values()) {
      if (group.live.size === 0 || timers.nowMs() - group.lastToldAtMs < checkpointMs) continue;
      for (const subscribers of byPrevious([...group.live].filter(({ seen }) => seen !== null && seen.seq <= position.seq))) {
        const previous = (subscribers[0] as Subscriber).previous;
        await this.#tellAlike(group, subscribers, () => group.tell({ kind: 'CHECKPOINT', position, previous }), position, this.agencyId);
      }
    }
  }

  // Sending

  #send(subscriber: Subscriber, agencyId: string, told: Told, position: Position): void {
    if (agencyId !== this.agencyId || subscriber.subscription.viewer.agencyId !== this.agencyId) {
      this.#parts.telemetry.foreignEvent();
      invariant(false, 'an event reaches its own agency only');
    }
    subscriber.send(told, position);
  }

  /** What fails for want of a connection may succeed in a moment. */
  async #tried<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        if (tries >= TRIES || this.#isStopped) throw error;
        await this.#rest();
      }
    }
  }

  /** Without the answer nothing can be told, and so nothing is until it comes. */
  async #untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (this.#isStopped) throw error;
        await this.#rest();
      }
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => void this.#parts.timers.after(BETWEEN_TRIES_MS, resolve));
  }

  #failed(subscriber: Subscriber, error: unknown): void {
    if (subscriber.isEnded) return;
    if (!this.#isStopped) this.#parts.log.warn('feed.answer-failed', { agencyId: this.agencyId, frames: framesOf(error) });
    this.#leave(subscriber, 'TRY_AGAIN_LATER');
  }
}

function positionOf({ epoch, seq }: AlignmentEvent): Position {
  return { epoch, seq };
}

function byPrevious(subscribers: readonly Subscriber[]): Subscriber[][] {
  const alike = new Map<string, Subscriber[]>();
  let last: { readonly previous: Position; readonly subscribers: Subscriber[] } | null = null;
  for (const subscriber of subscribers) {
    const { previous } = subscriber;
    if (last === null || last.previous.seq !== previous.seq || last.previous.epoch !== previous.epoch) {
      const key = `${previous.epoch} ${previous.seq}`;
      const found = alike.get(key) ?? [];
      alike.set(key, found);
      last = { previous, subscribers: found };
    }
    last.subscribers.push(subscriber);
  }
  return [...alike.values()];
}

function framesOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
