import type { Timers } from '../base/ports.js';

const TRIES = 3;
const BETWEEN_TRIES_MS = 200;

/** Asks again what could not be answered, until it is stopped. */
export class Patience {
  readonly #timers: Timers;
  #isStopped = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** What fails for want of a connection may succeed in a moment. @throws what the last of a few tries threw */
  async tried<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        if (tries >= TRIES || this.#isStopped) throw error;
        await this.#rest();
      }
    }
  }

  /** For that without which nothing can be told, and so nothing is until it comes. @throws only when it is stopped */
  async untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
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
    return new Promise((resolve) => void this.#timers.after(BETWEEN_TRIES_MS, resolve));
  }
}
