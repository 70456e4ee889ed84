import type { Cancel, Timers } from '../../src/base/ports.js';
import type { Chance } from './chance.js';

/** Whatever happens for the sake of a process that has died does not happen. */
export interface Life {
  isOver: boolean;
}

interface Task {
  readonly life: Life;
  readonly dueMs: number;
  run(): void;
}

/** How often a timer overtakes an answer that is on its way: that is what a slow answer is. */
const OVERTAKEN_PERCENT = 20;
/** Someone who waits for nothing but himself would else hold up the test for ever. */
const MOST_STEPS = 20_000;

/**
 * Time, and the order of everything that is not ordered. What is ready is done one by one, in an order that chance
 * draws; after each, whatever follows from it at once has run to its end. So a schedule depends on
 * nothing but its seed.
 */
export class VirtualTime {
  readonly #chance: Chance;
  #ready: Task[] = [];
  #timers: Task[] = [];
  #steps = 0;
  nowMs = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** In a moment; before or after anything else that is. */
  soon(life: Life, run: () => void): void {
    this.#ready.push({ life, dueMs: this.nowMs, run });
  }

  after(life: Life, ms: number, run: () => void): Cancel {
    const timer = { life, dueMs: this.nowMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  pause(life: Life, ms: number | null): Promise<void> {
    return new Promise((resolve) => void (ms === null ? this.soon(life, resolve) : this.after(life, ms, resolve)));
  }

  timersOf(life: Life): Timers {
    return {
      nowMs: () => this.nowMs,
      after: (ms, run) => this.after(life, ms, run),
      every: (ms, run) => {
        let cancel: Cancel = () => undefined;
        const again = (): void => {
          cancel = this.after(life, ms, () => {
            again();
            run();
          });
        };
        again();
        return () => cancel();
      },
      turn: () => this.pause(life, null),
    };
  }

  /** How much is still to come for someone: nothing, once it has stopped. */
  pendingOf(life: Life): number {
    return [...this.#ready, ...this.#timers].filter((task) => task.life === life).length;
  }

  /** So many of the things that are ready, if there are so many. */
  async steps(count: number): Promise<void> {
    for (let i = 0; i < count && this.#ready.length > 0; i += 1) await this.#runReady();
  }

  /** Lets time pass, and everything happen that it brings. What is ready by its end may still be on its way then. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    for (let next = this.#nextTimer(untilMs); next !== null || this.#ready.length > 0; next = this.#nextTimer(untilMs)) {
      if (next === null || (this.#ready.length > 0 && !this.#chance.isIn(OVERTAKEN_PERCENT))) await this.#runReady();
      else await this.#runTimer(next);
    }
    this.nowMs = untilMs;
  }

  async #runReady(): Promise<void> {
    const index = this.#chance.below(this.#ready.length);
    const task = this.#ready[index] as Task;
    const last = this.#ready.pop() as Task;
    if (last !== task) this.#ready[index] = last;
    await this.#run(task);
  }

  async #runTimer(timer: Task): Promise<void> {
    this.#timers.splice(this.#timers.indexOf(timer), 1);
    this.nowMs = Math.max(this.nowMs, timer.dueMs);
    await this.#run(timer);
  }

  async #run({ life, run }: Task): Promise<void> {
    if (life.isOver) return;
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) throw new Error('the simulation does not come to rest');
    run();
    // A tick comes after every promise that is settled, and after those that settle because of them.
    await new Promise<void>((resolve) => void process.nextTick(resolve));
  }

  #nextTimer(untilMs: number): Task | null {
    let next: Task | null = null;
    for (const timer of this.#timers) if (timer.dueMs <= untilMs && (next === null || timer.dueMs < next.dueMs)) next = timer;
    return next;
  }
}
