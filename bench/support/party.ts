import { setTimeout as delay } from 'node:timers/promises';

import { machineMs } from './machine-clock.js';
import { RawClient } from './raw-client.js';

/** Clients that ask the same of one server. */
export interface PartySettings {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly sockets: number;
  readonly document: string;
  /** Whether each message names the one before it, so that every client can prove that it has them all. */
  readonly isChained: boolean;
}

/** What reached the clients of a party since they were asked the last time. */
export interface Deliveries {
  /** The instants at which each event arrived, one for each client that it reached. */
  readonly events: ReadonlyMap<string, Float64Array>;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly lost: number;
  readonly repeated: number;
  /** By the server. */
  readonly closed: number;
}

/** Longer than the slowest part may take; whoever is refused waits twice as long each time. */
const PATIENCE_MS = 300_000;
/** As graphql-ws' clients do, each comes back at a moment of its own, and later whenever it was refused. */
const RETRY_AFTER_MS = 1_000;
const RETRY_JITTER_MS = { from: 300, within: 2_700 };

export class Party {
  readonly #settings: PartySettings;
  readonly #port: number;
  readonly #clients: readonly RawClient[];
  readonly #waiting: Array<{ readonly until: () => boolean; readonly met: () => void }> = [];
  #events = new Map<string, number[]>();
  #count = 0;
  #firstAtMs = 0;
  #lastAtMs = 0;
  #lost = 0;
  #repeated = 0;
  #closed = 0;
  #isOver = false;

  constructor(settings: PartySettings) {
    this.#settings = settings;
    this.#port = Number(new URL(settings.url).port);
    const events = { message: this.#message.bind(this), closed: this.#again.bind(this) };
    this.#clients = Array.from({ length: settings.sockets }, (_, i) => {
      const token = settings.tokens[i % settings.tokens.length] as string;
      return new RawClient({ id: `subscription-${i}`, token, document: settings.document }, events);
    });
  }

  /** Until everyone has been told how things stand. */
  async open(): Promise<void> {
    for (const client of this.#clients) client.connect(this.#port);
    await this.#met(() => this.#clients.every(({ received }) => received > 0));
    this.take();
  }

  /** Until so many messages have come since the last look. */
  async received(count: number): Promise<void> {
    await this.#met(() => this.#count >= count);
  }

  take(): Deliveries {
    const taken: Deliveries = {
      events: new Map([...this.#events].map(([id, atMs]) => [id, Float64Array.from(atMs)])),
      count: this.#count,
      firstAtMs: this.#firstAtMs,
      lastAtMs: this.#lastAtMs,
      lost: this.#lost,
      repeated: this.#repeated,
      closed: this.#closed,
    };
    this.#events = new Map();
    this.#count = this.#lost = this.#repeated = this.#closed = this.#firstAtMs = this.#lastAtMs = 0;
    return taken;
  }

  /** Everyone at once. */
  cut(): void {
    for (const client of this.#clients) client.cut();
  }

  /** Everyone is cut off at the same moment and comes back with its cursor. Seconds until the last has everything that it missed. */
  async resume(missed: number): Promise<number> {
    const startedAt = machineMs();
    for (const client of this.#clients) this.#later(client);
    await this.received(missed * this.#clients.length);
    return (this.#lastAtMs - startedAt) / 1000;
  }

  sample(): Promise<string> {
    return (this.#clients[0] as RawClient).next();
  }

  close(): void {
    this.#isOver = true;
    this.cut();
  }

  #message(client: RawClient, head: string, atMs: number): void {
    const cursor = valueOf(head, '"cursor":"');
    if (head.includes('"kind":"EVENT"')) this.#event(client, head, atMs, cursor);
    else if (!head.includes('"kind":"SNAPSHOT"') && !head.includes('"kind":"CHECKPOINT"')) throw new Error(`Expected an event, and found: ${head}`);
    client.cursor = cursor;
    if (this.#waiting.length > 0 && (this.#waiting[0] as { until(): boolean }).until()) this.#waiting.shift()?.met();
  }

  #event(client: RawClient, head: string, atMs: number, cursor: string): void {
    if (this.#settings.isChained && client.cursor !== null && valueOf(head, '"previousCursor":"') !== client.cursor) {
      if (seqOf(cursor) <= seqOf(client.cursor)) this.#repeated += 1;
      else this.#lost += 1;
    }
    const id = valueOf(head, '"event":{"id":"');
    const arrivals = this.#events.get(id) ?? [];
    if (arrivals.length === 0) this.#events.set(id, arrivals);
    arrivals.push(atMs);
    this.#count += 1;
    this.#firstAtMs ||= atMs;
    this.#lastAtMs = atMs;
  }

  #again(client: RawClient, wasAccepted: boolean): void {
    if (this.#isOver) return;
    if (wasAccepted) {
      this.#closed += 1;
      client.tries = 0;
    }
    this.#later(client);
  }

  #later(client: RawClient): void {
    const waitMs = RETRY_AFTER_MS * 2 ** client.tries + RETRY_JITTER_MS.from + Math.random() * RETRY_JITTER_MS.within;
    client.tries += 1;
    setTimeout(() => this.#isOver || client.connect(this.#port), waitMs);
  }

  async #met(until: () => boolean): Promise<void> {
    if (until()) return;
    const tired = new AbortController();
    const met = new Promise<void>((resolve) => void this.#waiting.push({ until, met: resolve }));
    const impatience = delay(PATIENCE_MS, undefined, { signal: tired.signal }).then(() => {
      const silent = this.#clients.filter(({ isAccepted }) => !isAccepted).length;
      throw new Error(`Waited in vain: ${this.#count} messages, ${this.#closed} closed, ${silent} of ${this.#clients.length} clients are not connected`);
    });
    impatience.catch(() => undefined);
    await Promise.race([met, impatience]);
    tired.abort();
  }
}

function valueOf(head: string, name: string): string {
  const from = head.indexOf(name) + name.length;
  return from < name.length ? '' : head.slice(from, head.indexOf('"', from));
}

/** Only where something is amiss: cursors are opaque to everyone else. */
function seqOf(cursor: string): number {
  return Number(Buffer.from(cursor.split('.')[1] ?? '', 'base64url').toString('latin1').split('.')[1]);
}
