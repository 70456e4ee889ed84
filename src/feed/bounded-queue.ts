/**
 * Between a producer that must not wait and a consumer that may be slow. It holds no more than its
 * capacity: the consumer that falls further behind is told so and resumes from its cursor, which
 * costs it nothing, while an endless queue would cost everyone the server's memory.
 */
export class BoundedQueue<Item> {
  readonly #capacity: number;
  readonly #items: Item[] = [];
  #end: 'CLOSED' | 'OVERFLOWED' | null = null;
  #wake: (() => void) | null = null;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(item: Item): void {
    if (this.#end !== null) return;
    if (this.#items.length >= this.#capacity) {
      this.#items.length = 0;
      this.#end = 'OVERFLOWED';
    } else {
      this.#items.push(item);
    }
    this.#wake?.();
  }

  close(): void {
    this.#end ??= 'CLOSED';
    this.#wake?.();
  }

  /** The next item, or how the queue ended once it is empty, or `IDLE` when neither comes in time. */
  async next(idleMs: number): Promise<{ readonly item: Item } | 'CLOSED' | 'OVERFLOWED' | 'IDLE'> {
    if (this.#items.length === 0 && this.#end === null) await this.#change(idleMs);
    const item = this.#items.shift();
    return item === undefined ? (this.#end ?? 'IDLE') : { item };
  }

  #change(idleMs: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, idleMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      this.#wake = null;
    });
  }
}
