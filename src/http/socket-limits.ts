/** How much one node takes on. What is refused is told to come again, and loses nothing by it. */
export interface SocketLimits {
  readonly mostSockets: number;
  /** Of one person or program. */
  readonly mostSocketsOfSubject: number;
  /** New connections. After a cut everyone comes at once, and each one costs. */
  readonly connectionsPerSecond: number;
  /** From one socket. */
  readonly messagesPerSecond: number;
}

/** So many seconds' worth may come at once. */
const BURST_SECONDS = 2.5;

/** Gives out so many a second, and saves up a few while nobody asks. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  #left: number;
  #atMs: number;

  constructor(perSecond: number, nowMs: () => number) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#left = perSecond * BURST_SECONDS;
    this.#atMs = nowMs();
  }

  take(): boolean {
    const nowMs = this.#nowMs();
    this.#left = Math.min(this.#perSecond * BURST_SECONDS, this.#left + ((nowMs - this.#atMs) / 1000) * this.#perSecond);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** How many each has now. */
export class Counted {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
  }

  remove(key: string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}
