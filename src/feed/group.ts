import type { Timers } from '../base/ports.js';
import { type GrantedAccess, permits } from '../auth/access.js';
import { mayHear } from '../auth/permissions.js';
import type { AlignmentEvent } from './event.js';
import { termsOf } from './inverted-lookup.js';
import type { EndReason } from './outlet.js';
import type { Position, StreamState } from './position.js';
import type { Question, StreamMessage, Told } from './question.js';
import type { Subscription } from './subscription.js';

export interface GroupParts {
  readonly timers: Timers;
  /** How far the agency's log is known to reach: what was worked out at this head is still so at this head, unless another server has the log since. */
  readonly reach: () => Pick<StreamState, 'epoch' | 'head'>;
}

/** While the agency's log moves, an answer is this long as good as new. Records are shown as they are now, and so are not remembered for longer. */
const AS_GOOD_AS_NEW_MS = 1_000;
/** Those who are further behind than this have it worked out again. */
const REMEMBERED = 1_000;

interface Remembered<Answer> {
  readonly answer: Promise<Answer>;
  readonly reach: Pick<StreamState, 'epoch' | 'head'>;
  readonly atMs: number;
}

/** Everyone who asks one agency's log the same question with the same rights. What is worked out for one of them is the others' too. */
export class Group {
  readonly key: string;
  readonly question: Question;
  readonly access: GrantedAccess;
  readonly terms: readonly string[];
  /** Who is told of an event as it comes. */
  readonly live = new Set<Subscriber>();
  /** All who ask, those included who are still catching up. */
  members = 0;
  lastToldAtMs: number;
  readonly #parts: GroupParts;
  readonly #remembered = new Map<string, Remembered<Told>>();
  #start: Remembered<Told> | null = null;

  constructor(key: string, question: Question, access: GrantedAccess, parts: GroupParts) {
    this.key = key;
    this.question = question;
    this.access = access;
    this.terms = termsOf(question.interest, access.scope);
    this.lastToldAtMs = parts.timers.nowMs();
    this.#parts = parts;
  }

  isAbout(event: AlignmentEvent): boolean {
    return permits(this.access.scope, event) && mayHear(this.access, event.type) && this.question.isAbout(event);
  }

  /** How things stand: one reading for all who come at the same time. */
  start(): Promise<Told> {
    if (this.#start === null || !this.#isGood(this.#start)) this.#start = this.#asked(this.question.start(), () => (this.#start = null));
    return this.#start.answer;
  }

  /** In the order of the messages. What is not known yet is worked out together. */
  tell(messages: readonly StreamMessage[]): Promise<readonly Told[]> {
    const unknown = messages.filter((message) => !this.#knows(message));
    if (unknown.length > 0) {
      const told = this.question.tell(unknown);
      unknown.forEach((message, i) => this.#remember(keyOf(message), told.then((all) => all[i] as Told)));
    }
    return Promise.all(messages.map((message) => (this.#remembered.get(keyOf(message)) as Remembered<Told>).answer));
  }

  #knows(message: StreamMessage): boolean {
    const known = this.#remembered.get(keyOf(message));
    return known !== undefined && this.#isGood(known);
  }

  #remember(key: string, answer: Promise<Told>): void {
    this.#remembered.delete(key);
    const asked = this.#asked(answer, () => this.#remembered.get(key) === asked && this.#remembered.delete(key));
    this.#remembered.set(key, asked);
    if (this.#remembered.size > REMEMBERED) this.#remembered.delete(this.#remembered.keys().next().value as string);
  }

  #asked<Answer>(answer: Promise<Answer>, forget: () => void): Remembered<Answer> {
    // What failed may succeed for the next who asks.
    answer.catch(forget);
    return { answer, reach: this.#parts.reach(), atMs: this.#parts.timers.nowMs() };
  }

  #isGood({ reach, atMs }: Remembered<unknown>): boolean {
    const { epoch, head } = this.#parts.reach();
    return reach.epoch === epoch && (reach.head === head || this.#parts.timers.nowMs() - atMs < AS_GOOD_AS_NEW_MS);
  }
}

function keyOf(message: StreamMessage): string {
  const { kind, position } = message;
  return `${kind} ${position.epoch} ${position.seq} ${message.kind === 'RESYNC_REQUIRED' ? message.reason : `${message.previous.epoch} ${message.previous.seq}`}`;
}

/**
 * One who listens.
 *
 *   STARTING -> CATCHING_UP -> LIVE -> ENDED
 *
 * Until it is live it fetches, at its own pace, what is already in the log; from then on it is told. It becomes live
 * at the very moment at which nothing is left to fetch, so that nothing falls between and nothing comes twice.
 */
export class Subscriber {
  readonly subscription: Subscription;
  group: Group | null = null;
  isEnded = false;
  /** Up to here everything has been told, or was not asked for. Null until it has a place to go on from. */
  seen: Position | null = null;
  /** The place of the last message, or the one that it came with. */
  previous: Position = { epoch: 0, seq: 0 };
  /** Counts how often it began to catch up; only the latest goes on. */
  runs = 0;

  constructor(subscription: Subscription) {
    this.subscription = subscription;
  }

  /** The last of them stands at the position. */
  send(told: readonly Told[], position: Position): void {
    if (this.isEnded) return;
    this.subscription.outlet.send(told);
    this.goOnFrom(position);
  }

  goOnFrom(position: Position): void {
    this.previous = position;
    this.seen = position;
  }

  end(reason: EndReason): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.subscription.outlet.end(reason);
  }
}
