import { InputType } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import type { Step } from '../../changes/step.js';
import type { GraphContext } from '../context.js';
import { MUTATIONS } from '../resolvers/mutations/all.js';
import { chosen, offer } from './change-choice.js';

/** What can be thought through: every change to the facts of a patient who is here already. */
const SUPPOSABLE = new Map(MUTATIONS.filter(({ about }) => about === 'PATIENT').map((one) => [one.kind as string, one]));

@InputType('WhatIfChangeInput', { description: 'One change to think through: exactly one of these, with the input of the mutation of that name.' })
export class WhatIfChangeInput {
  readonly [kind: string]: object | null | undefined;
}
offer(WhatIfChangeInput, [...SUPPOSABLE.values()]);

const MOST_CHANGES = 50;

/** @throws Refusal INVALID_INPUT, LIMIT_EXCEEDED */
export function stepsOf(changes: readonly WhatIfChangeInput[], context: GraphContext): Step[] {
  if (changes.length < 1 || changes.length > MOST_CHANGES) throw new Refusal('LIMIT_EXCEEDED', { path: ['changes'], expected: `1 to ${MOST_CHANGES} changes`, found: `${changes.length}` });
  return changes.map((change, i) => {
    const { deed, input } = chosen(change, SUPPOSABLE, ['changes', i]);
    return deed.stepOf(input, ['changes', i, deed.kind], context);
  });
}
