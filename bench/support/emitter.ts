/** Events inside a process, with an iterator for each who listens: what the usual packages for it do. */
export class Emitter<Event> {
  readonly #queues = new Set<Queue<Event>>();

  get listeners(): number {
    return this.#queues.size;
  }

  emit(event: Event): void {
    for (const queue of this.#queues) queue.push(event);
  }

  iterate(): AsyncIterableIterator<Event> {
    const queue = new Queue<Event>();
    this.#queues.add(queue);
    const end = async (): Promise<IteratorReturnResult<undefined>> => {
      this.#queues.delete(queue);
      return { done: true, value: undefined };
    };
    return {
      next: () => queue.next(),
      return: end,
      throw: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

class Queue<Event> {
  readonly #waiting: Event[] = [];
  #taker: ((event: IteratorYieldResult<Event>) => void) | null = null;

  push(event: Event): void {
    const taker = this.#taker;
    this.#taker = null;
    if (taker === null) this.#waiting.push(event);
    else taker({ done: false, value: event });
  }

  next(): Promise<IteratorYieldResult<Event>> {
    const value = this.#waiting.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    return new Promise((resolve) => {
      this.#taker = resolve;
    });
  }
}
