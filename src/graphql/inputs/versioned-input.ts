import { Field, InputType, Int } from 'type-graphql';

/** For inputs that change a record. */
@InputType()
export abstract class VersionedInput {
  @Field(() => Int, { nullable: true, description: 'The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT.' })
  expectedVersion?: number | null;
}
