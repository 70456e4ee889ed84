/** Gives out so many a second, and saves up a few while nobody asks. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  readonly #most: number;
  #left: number;
  #atMs: number;

  constructor(perSecond: number, nowMs: () => number, most: number = perSecond * BURST_SECONDS) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#most = most;
    this.#left = most;
    this.#atMs = nowMs();
  }

  take(count = 1): boolean {
    this.#refill();
    if (this.#left < count) return false;
    this.#left -= count;
    return true;
  }

  /** For what has been done already: takes what there is, up to so many. */
  charge(count: number): void {
    this.#refill();
    this.#left = Math.max(0, this.#left - count);
  }

  /** When so many will be there, if nobody takes any before. */
  msUntil(count: number): number {
    this.#refill();
    return Math.max(0, ((count - this.#left) / this.#perSecond) * 1000);
  }

  #refill(): void {
    const nowMs = this.#nowMs();
    this.#left = Math.min(this.#most, this.#left + ((nowMs - this.#atMs) / 1000) * this.#perSecond);
    this.#atMs = nowMs;
  }
}

/** So many seconds' worth may come at once. */
const BURST_SECONDS = 2.5;
