import { type Access, admitted, type GrantedAccess, policyKeyOf } from '../auth/access.js';
import type { Viewer } from '../auth/viewer.js';
import { invariant } from '../base/invariant.js';
import type { Cancel } from '../base/ports.js';
import type { AlignmentEvent } from './event.js';
import { Group, Subscriber } from './group.js';
import { InvertedLookup } from './inverted-lookup.js';
import { headOf, type Position, type ResyncReason, resyncReason, type StreamState } from './position.js';
import type { StreamMessage, Told } from './question.js';
import type { LogSource } from './read.js';
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
  readonly #pages = new Map<number, Promise<readonly AlignmentEvent[]>>();
  readonly #started: Promise<StreamState>;
  /** Everything up to here is being told to those who are live, or has been. */
  #told = 0;
  #turn: Promise<void> = Promise.resolve();
  #reviews = 0;
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

  replaced(state: StreamState, reason: ResyncReason): void {
    this.#recent.clear();
    this.#next(async () => {
      this.#told = state.head;
      for (const subscriber of this.#subscribers) {
        if (subscriber.group !== null) await this.#resync(subscriber, reason, headOf(state));
      }
    });
  }

  async #start(): Promise<StreamState> {
    const state = await this.#tail.start();
    this.isStarted = true;
    this.#told = Math.max(this.#told, state.head);
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
    }).catch((error: unknown) => this.#parts.log.error('feed.turn-failed', { agencyId: this.agencyId, frames: framesOf(error) }));
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
      await this.#tellStart(subscriber);
    } else {
      const reason = await this.#resyncReason(after);
      if (reason !== null) return this.#resync(subscriber, reason, headOf(this.#tail.state));
      subscriber.seen = after.seq;
      subscriber.previous = after;
    }
    await this.#catchUp(subscriber);
  }

  async #tellStart(subscriber: Subscriber): Promise<void> {
    const { group } = subscriber;
    if (group === null) return;
    const start = await this.#tried(() => group.start());
    subscriber.send(start, start.position);
  }

  /** A client that comes from another node may know more of the log than this node's tail does yet. */
  async #resyncReason(after: Position): Promise<ResyncReason | null> {
    const reason = resyncReason(this.#tail.state, after);
    return reason === null ? null : resyncReason((await this.#parts.source.read(this.agencyId, null)).state, after);
  }

  async #catchUp(subscriber: Subscriber): Promise<void> {
    let wasInDatabase = false;
    const isResuming = subscriber.seen < this.#told;
    while (subscriber.seen < this.#told && !subscriber.isEnded) {
      const recent = this.#recent.after(subscriber.seen);
      wasInDatabase ||= recent === null;
      const events = recent ?? (await this.#page(subscriber.seen));
      // The log is dense, so what is missing is no longer kept: it was purged while earlier pages were taken.
      if (events[0]?.seq !== subscriber.seen + 1) return this.#resync(subscriber, 'PURGED', headOf(this.#tail.state));
      for (const event of events) {
        if (event.seq > this.#told) break;
        if (!(await this.#tellOne(subscriber, event))) return;
      }
    }
    if (subscriber.isEnded) return;
    subscriber.group?.live.add(subscriber);
    if (isResuming) this.#parts.telemetry.resumed(wasInDatabase ? 'database' : 'recent', null);
  }

  async #tellOne(subscriber: Subscriber, event: AlignmentEvent): Promise<boolean> {
    if (subscriber.isEnded) return false;
    const { group } = subscriber;
    if (event.seq <= subscriber.seen || group === null) return true;
    if (group.isAbout(event)) {
      const { outlet } = subscriber.subscription;
      if (!outlet.hasRoom) await outlet.room();
      if (subscriber.isEnded) return false;
      const position = positionOf(event);
      const told = await this.#tried(() => group.tell(messageOf(event, subscriber.previous)));
      // Its rights may have changed while the answer was worked out under the old ones.
      if (subscriber.group !== group) return this.#tellOne(subscriber, event);
      this.#send(subscriber, event.agencyId, told, position);
    }
    subscriber.seen = event.seq;
    return !subscriber.isEnded;
  }

  /** A page that many ask for at once is read once. */
  #page(after: number): Promise<readonly AlignmentEvent[]> {
    const known = this.#pages.get(after);
    if (known) return known;
    const page = this.#untilAnswered(() => this.#parts.pages.read(this.agencyId, after)).then(({ events }) => events);
    this.#pages.set(after, page);
    void page.catch(() => undefined).finally(() => this.#pages.delete(after));
    return page;
  }

  async #resync(subscriber: Subscriber, reason: ResyncReason, position: Position): Promise<void> {
    const { group } = subscriber;
    if (group === null || subscriber.isEnded) return;
    this.#parts.telemetry.resumed('resync', reason);
    try {
      subscriber.send(await group.tell({ kind: 'RESYNC_REQUIRED', reason, position }), position);
      this.#leave(subscriber, 'RESYNC_REQUIRED');
    } catch (error) {
      this.#failed(subscriber, error);
    }
  }

  // Live

  async #tellLive(event: AlignmentEvent): Promise<void> {
    this.#told = event.seq;
    if (ABOUT_ACCESS.has(event.type)) await this.#review();
    const groups = [...this.#index.candidates(event)].filter((group) => group.live.size > 0 && group.isAbout(event));
    const told = await Promise.all(groups.map((group) => this.#tellGroup(group, event)));
    const { telemetry, clockMs } = this.#parts;
    const recipients = told.reduce((sum, one) => sum + one.recipients, 0);
    if (recipients > 0) telemetry.delivered(recipients, told.reduce((sum, one) => sum + one.executions, 0), Math.max(0, clockMs() - event.recordedAt.getTime()));
  }

  /** Those of a group whose last message was the same are told the same; after a moment of quiet that is everyone. */
  async #tellGroup(group: Group, event: AlignmentEvent): Promise<{ readonly recipients: number; readonly executions: number }> {
    const position = positionOf(event);
    const alike = byPrevious([...group.live].filter(({ seen }) => seen < event.seq));
    let recipients = 0;
    for (const subscribers of alike) {
      const previous = (subscribers[0] as Subscriber).previous;
      recipients += await this.#tellAlike(group, subscribers, () => group.tell(messageOf(event, previous)), position, event.agencyId);
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
    const position = { epoch: this.#tail.state.epoch, seq: this.#told };
    for (const group of this.#groups.values()) {
      if (group.live.size === 0 || timers.nowMs() - group.lastToldAtMs < checkpointMs) continue;
      for (const subscribers of byPrevious([...group.live].filter(({ seen }) => seen <= position.seq))) {
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

/** What a newer version wrote cannot be told in words that this one has. Its place is, so that the chain holds and the stream goes on. */
function messageOf(event: AlignmentEvent, previous: Position): StreamMessage {
  const position = positionOf(event);
  return event.isOfNewerVersion ? { kind: 'CHECKPOINT', position, previous } : { kind: 'EVENT', event, position, previous };
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
