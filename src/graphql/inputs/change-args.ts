import { ArgsType, Field } from 'type-graphql';

import type { ChangeCause } from '../../care/visit.js';
import type { ChangeRequest } from '../../changes/perform.js';
import { DateTime } from '../scalars.js';
import { ChangeCauseEnum } from '../types/enums.js';

/** What every mutation takes beside its input. */
@ArgsType()
export class ChangeArgs implements Omit<{ [Name in keyof ChangeRequest]: ChangeRequest[Name] | null }, 'viewer'> {
  @Field(() => Boolean, { nullable: true, description: 'Try it out: everything is checked and the alignment that would follow is answered, and nothing is kept. What can be reached from the records in the answer is as it is now.' })
  dryRun?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'A word of your own for this one request, up to 255 characters. Repeating the request with the same key acts once and gives the first answer again. Not used with dryRun.',
  })
  idempotencyKey?: string | null;

  @Field(() => ChangeCauseEnum, { nullable: true, description: 'Why the change is made, for those who follow it. OTHER when left out.' })
  cause?: ChangeCause | null;

  @Field(() => String, { nullable: true, description: 'The reason in your own words, up to 500 characters. Required to amend a note.' })
  reason?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it happened, if that was before now; for a signature, when it was given.' })
  occurredAt?: Date | null;
}
