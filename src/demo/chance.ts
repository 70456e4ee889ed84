import type { Ids } from '../base/ports.js';

/** Numbers that look drawn by lot and are the same on every machine. */
export interface Chance {
  /** Both ends included. */
  whole(from: number, to: number): number;
  oneOf<T>(choices: readonly T[]): T;
  happens(percent: number): boolean;
}

export function chanceOf(stream: number): Chance {
  const next = mulberry32(stream);
  const whole = (from: number, to: number): number => from + Math.floor((next() / 2 ** 32) * (to - from + 1));
  return {
    whole,
    oneOf: <T>(choices: readonly T[]): T => choices[whole(0, choices.length - 1)] as T,
    happens: (percent) => whole(1, 100) <= percent,
  };
}

/**
 * UUIDs of version 7, in the order they are drawn, as if all were made at one instant. The number of the
 * stream is part of each, so that two streams never draw the same.
 */
export function seededIds(stream: number, at: Date): Ids {
  const next = mulberry32(stream + 0x5eed);
  let drawn = 0;
  return {
    next() {
      const ms = at.getTime() + Math.floor(drawn / 0x1000);
      const count = hex(drawn % 0x1000, 3);
      drawn += 1;
      const time = hex(ms, 12);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-8${hex(stream % 0x1000, 3)}-${hex(next() % 2 ** 24, 6)}${hex(next() % 2 ** 24, 6)}`;
    },
  };
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}

/** Tommy Ettinger's generator: 32 bits of state, no dependency, and good enough to scatter examples. */
function mulberry32(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
