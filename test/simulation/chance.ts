/** Everything that is left to chance in a simulation, out of one seed: the same seed chooses the same, for ever. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, the bound. */
  below(bound: number): number {
    // Mulberry32: good enough to choose by, and a few nanoseconds a number.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  isIn(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<One>(choices: readonly One[]): One {
    return choices[this.below(choices.length)] as One;
  }
}
