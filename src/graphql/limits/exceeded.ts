import { Refusal } from '../../base/refusal.js';

/** How far a request went over one of the limits. Numbers and our own words only: nothing of what was sent. */
export interface Excess {
  readonly most: number;
  readonly found: number;
  /** What is counted: "levels of fields". */
  readonly what: string;
  readonly remedy: string;
  readonly path?: ReadonlyArray<string | number>;
}

export function exceeded({ most, found, what, remedy, path }: Excess): Refusal {
  return new Refusal('LIMIT_EXCEEDED', { expected: `at most ${most} ${what}`, found: `${found}`, remedy, ...(path && { path }) });
}
