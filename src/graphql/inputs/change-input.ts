import { Field, InputType } from 'type-graphql';

import { MUTATIONS } from '../resolvers/mutations/all.js';
import type { Deed } from '../resolvers/mutations/mutation.js';
import { UPSERTS } from '../resolvers/mutations/upserts.js';
import { DateTime } from '../scalars.js';
import { offer } from './change-choice.js';

/** Everything that a mutation does for one record. */
export const DEEDS: ReadonlyMap<string, Deed> = new Map([...MUTATIONS, ...UPSERTS].map((one) => [one.kind, one]));

@InputType('ChangeInput', { description: 'One change of many: exactly one of these, with the input of the mutation of that name, and what is said of this one alone.' })
export class ChangeInput {
  @Field(() => String, { nullable: true, description: 'A word of your own for this one change. Sent again with the same key, it acts once and gives the first answer again. Not used with dryRun.' })
  idempotencyKey?: string | null;

  @Field(() => String, { nullable: true, description: 'The reason for this one, in place of that of all.' })
  reason?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When this one happened, in place of when all did.' })
  occurredAt?: Date | null;
}
offer(ChangeInput, [...DEEDS.values()]);
