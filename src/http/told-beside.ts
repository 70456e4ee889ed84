import type { Hidden } from '../graphql/classes/shown.js';
import type { Cost } from '../graphql/limits/gate.js';

/** What an answer says beside its data. */
export interface ToldBeside {
  /** Where it was asked for. */
  readonly cost: Cost | null;
  /** What is null because of who asks. */
  readonly hidden: readonly Hidden[] | undefined;
}

/** The `extensions` of the answer; undefined where there is nothing to say. */
export function toldBeside({ cost, hidden }: ToldBeside): Readonly<Record<string, unknown>> | undefined {
  return cost === null && hidden === undefined ? undefined : { ...(cost && { cost }), ...(hidden && { hidden }) };
}
