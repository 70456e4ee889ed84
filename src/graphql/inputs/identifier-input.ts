import { Field, InputType } from 'type-graphql';

import type { Identifier } from '../../care/agency.js';

@InputType('IdentifierInput', { description: 'A name that another system gives to the record.' })
export class IdentifierInput implements Identifier {
  @Field(() => String, { description: 'Which system, as a web address or another name that is yours alone.' })
  system!: string;

  @Field(() => String, { description: 'The record\'s name there.' })
  value!: string;
}

/** For inputs that make a record. */
@InputType()
export abstract class IdentifiedInput {
  @Field(() => [IdentifierInput], { nullable: true, description: 'Names that other systems give to the new record, at most 20. One that already belongs to another record is refused.' })
  identifiers?: IdentifierInput[] | null;
}
