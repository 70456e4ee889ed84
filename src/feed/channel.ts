import { type Access, expectGranted, type GrantedAccess, policyKeyOf } from '../auth/access.js';
import type { Viewer } from '../auth/viewer.js';
import { invariant } from '../base/invariant.js';
import type { Cancel } from '../base/ports.js';
import { Attendance } from './attendance.js';
import { ABOUT_ACCESS, type AlignmentEvent } from './event.js';
import { expectOwn } from './expect-own.js';
import { type Group, Subscriber } from './group.js';
import type { EndReason } from './outlet.js';
import { Patience } from './patience.js';
import { headOf, type Position, type ResyncReason, resyncReason, type StreamState } from './position.js';
import type { StreamMessage, Told } from './question.js';
import type { LogReading, LogSource } from './read.js';
import { RecentEvents } from './recent-events.js';
import type { Subscription } from './subscription.js';
import { Tail, type TailListener, type TailParts } from './tail.js';
import { type Alike, alikeOf, chained, positionOf } from './telling.js';

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

const RECENT = 1_000;
/** So many events that wait are worked out, and written to each socket, in one go. */
const TOGETHER = 32;
/** So many sockets are written to before everything else on this node has its turn. */
const TOLD_AT_A_TIME = 500;

/**
 * One agency's log on this node, and everyone here who listens to it.
 *
 * Events are told in order, each worked out once for every group that it is about; those that have come while
 * others were told go together. Nothing here waits for another agency, nor for a reader: who cannot keep up is let go,
 * and comes back with a cursor.
 */
export class Channel implements TailListener {
  readonly agencyId: string;
  readonly #parts: ChannelParts;
  readonly #tail: Tail;
  readonly #recent = new RecentEvents(RECENT);
  readonly #subscribers = new Set<Subscriber>();
  readonly #attendance: Attendance;
  readonly #patience: Patience;
  readonly #pages = new Map<string, Promise<LogReading>>();
  readonly #started: Promise<StreamState>;
  /** Everything up to here is being told to those who are live, or has been. */
  #told: Position = { epoch: 0, seq: 0 };
  #done = 0;
  #turn: Promise<void> = Promise.resolve();
  /** The events of the last turn that waits, while nothing else waits behind them. */
  #open: AlignmentEvent[] | null = null;
  #reviews = 0;
  /** When the next review is due because rights end by themselves. */
  #endsAtMs = Infinity;
  #cancelEnd: Cancel = () => undefined;
  /** How many failovers the tail knows of that have yet to have their turn. Until then nobody catches up: what is read is the new log, and what is told the old. */
  #toGoOver = 0;
  readonly #cancels: Cancel[] = [];
  isStarted = false;

  constructor(agencyId: string, parts: ChannelParts) {
    this.agencyId = agencyId;
    this.#parts = parts;
    this.#tail = new Tail(agencyId, this, parts);
    this.#attendance = new Attendance({ timers: parts.timers, reach: () => this.#tail.state });
    this.#patience = new Patience(parts.timers);
    this.#started = this.#start();
    this.#started.catch(() => undefined);
  }

  get size(): number {
    return this.#subscribers.size;
  }

  /** Events that are here and have not all been told. */
  get lag(): number {
    return this.isStarted ? this.#tail.state.head - this.#done : 0;
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
    this.#patience.stop();
    for (const cancel of [...this.#cancels, this.#cancelEnd]) cancel();
    await this.#tail.stop();
    await this.#turn;
  }

  event(event: AlignmentEvent): void {
    this.#recent.push(event);
    const isAboutAccess = ABOUT_ACCESS.has(event.type);
    if (this.#open !== null && this.#open.length < TOGETHER && !isAboutAccess) {
      this.#open.push(event);
      return;
    }
    const events = [event];
    this.#next(() => (isAboutAccess ? this.#tellAfterReview(events) : this.#tellLive(events)));
    // Others go with it until its turn comes. What is about access goes alone, with its review before it.
    this.#open = isAboutAccess ? null : events;
  }

  replaced(state: StreamState): void {
    this.#recent.clear();
    this.#goOver(() => {
      this.#told = headOf(state);
      this.#done = state.head;
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
    this.#done = this.#told.seq;
    const { timers, checkpointMs, reviewMs } = this.#parts;
    this.#cancels.push(timers.every(checkpointMs / 5, () => this.#next(() => this.#tellCheckpoints())));
    this.#cancels.push(timers.every(reviewMs, () => this.#next(() => this.#review())));
    return state;
  }

  /** One after another. A turn that fails has dealt with whom it concerned; the next one goes on. */
  #next(work: () => Promise<void>): void {
    this.#open = null;
    this.#turn = this.#turn.then(async () => {
      if (!this.#patience.isStopped) await work();
    }).catch((error: unknown) => {
      if (!this.#patience.isStopped) this.#parts.log.error('feed.turn-failed', { agencyId: this.agencyId, frames: framesOf(error) });
    });
  }

  // Access

  /** The rights of one who comes; asked again if anyone's changed while they were asked for. */
  async #admit(subscriber: Subscriber): Promise<void> {
    for (let reviews = -1; reviews !== this.#reviews; ) {
      reviews = this.#reviews;
      const [access] = await this.#parts.accesses.of(this.agencyId, [subscriber.subscription.viewer]);
      invariant(access, 'everyone who is asked about is answered for');
      const granted = expectGranted(access);
      if (!subscriber.isEnded) this.#attendance.place(subscriber, granted);
      this.#reviewAtEnd(granted);
    }
  }

  async #review(): Promise<void> {
    this.#reviews += 1;
    const subscribers = [...this.#subscribers].filter(({ group }) => group !== null);
    if (subscribers.length === 0) return;
    const accesses = await this.#patience.untilAnswered(() => this.#parts.accesses.of(this.agencyId, subscribers.map(({ subscription }) => subscription.viewer)));
    subscribers.forEach((subscriber, i) => {
      const access = accesses[i];
      if (subscriber.isEnded) return;
      if (access?.state !== 'GRANTED') this.#endAccess(subscriber);
      else if (subscriber.group !== null && policyKeyOf(access) !== policyKeyOf(subscriber.group.access)) this.#moveTo(subscriber, access);
      if (access?.state === 'GRANTED') this.#reviewAtEnd(access);
    });
  }

  /** An emergency is over without an event. Should the timer be early by the clock, the review finds it open and waits again. */
  #reviewAtEnd({ scope: { emergencies } }: GrantedAccess): void {
    const endsAtMs = Math.min(...emergencies.map(({ endsAt }) => endsAt.getTime()));
    if (endsAtMs >= this.#endsAtMs) return;
    this.#cancelEnd();
    this.#endsAtMs = endsAtMs;
    this.#cancelEnd = this.#parts.timers.after(Math.max(1, endsAtMs - this.#parts.clockMs()), () => {
      this.#endsAtMs = Infinity;
      this.#next(() => this.#review());
    });
  }

  #moveTo(subscriber: Subscriber, access: GrantedAccess): void {
    try {
      this.#attendance.place(subscriber, access);
    } catch {
      // What it asks for is not for its new role.
      this.#endAccess(subscriber);
    }
  }

  #endAccess(subscriber: Subscriber): void {
    this.#parts.telemetry.accessEnded();
    this.#leave(subscriber, 'ACCESS_ENDED');
  }

  #leave(subscriber: Subscriber, reason: EndReason | null = null): void {
    if (reason === null) subscriber.isEnded = true;
    else subscriber.end(reason);
    this.#attendance.remove(subscriber);
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
    const start = await this.#patience.tried(() => group.start());
    await this.#reach(start.position);
    // It shows what was there up to its place, and so whoever may not hear of something before that may not see it.
    if (start.position.seq > this.#told.seq || start.position.epoch > this.#told.epoch) await this.#turn;
    if (subscriber.group !== group) return this.#tellStart(subscriber);
    if (resyncReason(this.#tail.state, start.position) !== null) {
      this.#leave(subscriber, 'TRY_AGAIN_LATER');
      return false;
    }
    subscriber.send([start], start.position);
    return true;
  }

  /** A client that comes from another node may know more of the log than this one does yet. So nobody is ahead of the tail, which is the one to notice when a place is no more. */
  async #reach(place: Position): Promise<void> {
    if (resyncReason(this.#tail.state, place) !== null) await this.#patience.tried(() => this.#tail.readOn());
  }

  async #catchUp(subscriber: Subscriber): Promise<void> {
    const run = (subscriber.runs += 1);
    const isOver = (): boolean => this.#patience.isStopped || subscriber.isEnded || subscriber.runs !== run;
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
      if (this.#toGoOver > 0) continue;
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
      const due = events.filter(({ seq }) => seq <= this.#told.seq);
      for (let i = 0; i < due.length; i += TOGETHER) {
        if (!(await this.#tellMissed(subscriber, due.slice(i, i + TOGETHER), isOver))) return;
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
    await this.#patience.tried(() => this.#tail.readOn());
    await this.#turn;
  }

  async #tellMissed(subscriber: Subscriber, events: readonly AlignmentEvent[], isOver: () => boolean): Promise<boolean> {
    const { group } = subscriber;
    const last = events.at(-1);
    if (isOver() || group === null || last === undefined) return false;
    const wanted = events.filter((event) => group.isAbout(event));
    if (wanted.length > 0) {
      const { outlet } = subscriber.subscription;
      if (!outlet.hasRoom) await outlet.room();
      if (isOver()) return false;
      const told = await this.#patience.tried(() => group.tell(chained(wanted, subscriber.previous)));
      if (isOver()) return false;
      // Its rights may have changed while the answer was worked out under the old ones.
      if (subscriber.group !== group) return this.#tellMissed(subscriber, events, isOver);
      this.#send(subscriber, wanted, told);
    }
    subscriber.seen = positionOf(last);
    return true;
  }

  /** A page that many ask for at once is read once. It is asked for by a place and not by a number, so that it is not older than the place. */
  #page(after: Position): Promise<LogReading> {
    const key = `${after.epoch} ${after.seq}`;
    const known = this.#pages.get(key);
    if (known) return known;
    const page = this.#patience.untilAnswered(() => this.#parts.pages.read(this.agencyId, after.seq));
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
      subscriber.send(await group.tell([{ kind: 'RESYNC_REQUIRED', reason, position }]), position);
      this.#leave(subscriber, 'RESYNC_REQUIRED');
    } catch (error) {
      this.#failed(subscriber, error);
    }
  }

  // Live

  /** Before it counts as told: else one who catches up would take it under the rights that it takes away. */
  async #tellAfterReview(events: readonly AlignmentEvent[]): Promise<void> {
    await this.#review();
    await this.#tellLive(events);
  }

  async #tellLive(events: readonly AlignmentEvent[]): Promise<void> {
    // Those who wait behind these will have a turn of their own.
    if (this.#open === events) this.#open = null;
    const last = events.at(-1) as AlignmentEvent;
    this.#told = positionOf(last);
    const told = await Promise.all([...this.#attendance.concernedBy(events)].map(([group, about]) => this.#tellGroup(group, about)));
    this.#done = last.seq;
    this.#count(events, told);
  }

  async #tellGroup(group: Group, events: readonly AlignmentEvent[]): Promise<GroupTold> {
    const alike = alikeOf(group.live, (seen) => {
      const skipped = events.findIndex(({ epoch, seq }) => seen.epoch <= epoch && seen.seq < seq);
      return skipped === -1 ? null : skipped;
    });
    let recipients = 0;
    for (const some of alike) {
      const due = events.slice(some.skipped);
      recipients += await this.#tellAlike(group, some, chained(due, some.previous), (subscriber, told) => this.#send(subscriber, due, told));
    }
    return { events, recipients, executions: alike.length };
  }

  async #tellAlike(group: Group, { subscribers }: Alike, messages: readonly StreamMessage[], send: (subscriber: Subscriber, told: readonly Told[]) => void): Promise<number> {
    group.lastToldAtMs = this.#parts.timers.nowMs();
    let told: readonly Told[];
    try {
      told = await this.#patience.tried(() => group.tell(messages));
    } catch (error) {
      for (const subscriber of subscribers) this.#failed(subscriber, error);
      return 0;
    }
    let recipients = 0;
    for (const subscriber of subscribers) {
      if (subscriber.group !== group) continue;
      send(subscriber, told);
      recipients += 1;
      if (recipients % TOLD_AT_A_TIME === 0) await this.#parts.timers.turn();
    }
    return recipients;
  }

  async #tellCheckpoints(): Promise<void> {
    const { timers, checkpointMs } = this.#parts;
    const position = this.#told;
    for (const group of this.#attendance.groups) {
      if (group.live.size === 0 || timers.nowMs() - group.lastToldAtMs < checkpointMs) continue;
      for (const some of alikeOf(group.live, (seen) => (seen.epoch <= position.epoch && seen.seq <= position.seq ? 0 : null))) {
        await this.#tellAlike(group, some, [{ kind: 'CHECKPOINT', position, previous: some.previous }], (subscriber, told) => subscriber.send(told, position));
      }
    }
  }

  #count(events: readonly AlignmentEvent[], told: readonly GroupTold[]): void {
    const { telemetry, clockMs } = this.#parts;
    for (const event of events) {
      const of = told.filter((one) => one.recipients > 0 && one.events.includes(event));
      const ageMs = Math.max(0, clockMs() - event.recordedAt.getTime());
      if (of.length > 0) telemetry.delivered(of.map(({ recipients }) => recipients), of.reduce((sum, { executions }) => sum + executions, 0), ageMs);
    }
  }

  // Sending

  #send(subscriber: Subscriber, events: readonly AlignmentEvent[], told: readonly Told[]): void {
    expectOwn(subscriber.subscription.viewer.agencyId, events, this.#parts.telemetry);
    subscriber.send(told, positionOf(events.at(-1) as AlignmentEvent));
  }

  #failed(subscriber: Subscriber, error: unknown): void {
    if (subscriber.isEnded) return;
    if (!this.#patience.isStopped) this.#parts.log.warn('feed.answer-failed', { agencyId: this.agencyId, frames: framesOf(error) });
    this.#leave(subscriber, 'TRY_AGAIN_LATER');
  }
}

/** What became of some events in one group. */
interface GroupTold {
  readonly events: readonly AlignmentEvent[];
  readonly recipients: number;
  readonly executions: number;
}

function framesOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
