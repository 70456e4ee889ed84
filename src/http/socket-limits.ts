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
