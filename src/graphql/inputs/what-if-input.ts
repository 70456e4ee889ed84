import { Field, InputType } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import type { Step } from '../../changes/step.js';
import type { GraphContext } from '../context.js';
import { MUTATIONS } from '../resolvers/mutations/all.js';
import type { MutationDefinition } from '../resolvers/mutations/mutation.js';

/** What can be thought through: every change to the facts of a patient who is here already. */
const SUPPOSABLE: ReadonlyMap<string, MutationDefinition> = new Map(MUTATIONS.filter(({ about }) => about === 'PATIENT').map((one) => [one.kind, one]));

@InputType('WhatIfChangeInput', { description: 'One change to think through: exactly one of these, with the input of the mutation of that name.' })
export class WhatIfChangeInput {
  readonly [kind: string]: object | null | undefined;
}

for (const { kind, input, description } of SUPPOSABLE.values()) {
  Field(() => input, { nullable: true, description })(WhatIfChangeInput.prototype, kind);
}

const MOST_CHANGES = 50;

/** @throws Refusal INVALID_INPUT, LIMIT_EXCEEDED */
export function stepsOf(changes: readonly WhatIfChangeInput[], context: GraphContext): Step[] {
  if (changes.length < 1 || changes.length > MOST_CHANGES) throw new Refusal('LIMIT_EXCEEDED', { path: ['changes'], expected: `1 to ${MOST_CHANGES} changes`, found: `${changes.length}` });
  return changes.map((change, i) => {
    const given = Object.entries(change).filter(([, input]) => input != null);
    const [[kind, input] = ['', null]] = given;
    const definition = SUPPOSABLE.get(kind);
    if (given.length !== 1 || definition === undefined || input == null) {
      throw new Refusal('INVALID_INPUT', { path: ['changes', i], expected: 'exactly one change', found: `${given.length}` });
    }
    return definition.stepOf(input, ['changes', i, kind], context);
  });
}
