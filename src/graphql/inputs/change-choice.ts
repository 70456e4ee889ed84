import type { ClassType } from 'type-graphql';
import { Field } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import type { Deed } from '../resolvers/mutations/mutation.js';

/** Makes a field of an input type for each deed, of which a caller fills in one. */
export function offer(type: ClassType<object>, deeds: readonly Deed[]): void {
  for (const { kind, input, description } of deeds) Field(() => input, { nullable: true, description })(type.prototype as object, kind);
}

export interface Chosen<One> {
  readonly deed: One;
  readonly input: object;
}

/** @throws Refusal INVALID_INPUT unless exactly one is filled in. */
export function chosen<One extends Deed>(choice: object, deeds: ReadonlyMap<string, One>, path: ReadonlyArray<string | number>): Chosen<One> {
  const given = Object.entries(choice).flatMap(([kind, input]) => {
    const deed = deeds.get(kind);
    return deed === undefined || input == null ? [] : [{ deed, input: input as object }];
  });
  const [one] = given;
  if (given.length !== 1 || one === undefined) throw new Refusal('INVALID_INPUT', { path, expected: 'exactly one change', found: `${given.length}` });
  return one;
}
