import { Field, Int, ObjectType } from 'type-graphql';

import type { RefusalCode } from '../../base/refusal.js';
import type { Outcome } from '../../changes/perform.js';
import type { Effect } from '../../feed/event.js';
import { Shows } from '../classes/shows.js';
import { AlignmentEffectType } from './alignment-effect-type.js';
import { type NodeRecord, NodeType } from './node-type.js';
import { OutcomeEnum } from './outcome-enum.js';

@Shows('OPERATIONAL')
@ObjectType('ChangeRefusal', { simpleResolvers: true, description: 'Why a change was refused. It left nothing, and the changes beside it stand.' })
export class ChangeRefusalType {
  @Field(() => String, { description: 'The code, one of the published table.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'What was refused, in words.' })
  message!: string;

  @Field(() => [String], { description: 'Where in the arguments, from the outside in; empty where no single place is meant.' })
  path!: string[];

  @Field(() => String, { nullable: true, description: 'What was expected there.' })
  expected!: string | null;

  @Field(() => String, { nullable: true, description: 'What was found instead, without repeating what was sent.' })
  found!: string | null;

  @Field(() => String, { description: 'What to do next.' })
  remedy!: string;
}

@Shows('OPERATIONAL')
@ObjectType('ChangeResult', { simpleResolvers: true, description: 'What became of one change of many.' })
export class ChangeResultType {
  @Field(() => Int, { description: 'Its place among the changes, from 0.' })
  place!: number;

  @Field(() => [NodeType], { description: 'The records that it made or changed: one, or the visits of a series; none when it was refused, or when your token does not allow reading them.' })
  records!: readonly NodeRecord[];

  @Field(() => OutcomeEnum, { nullable: true, description: 'What became of the record of an upsert; none for other changes.' })
  outcome!: Outcome | null;

  @Field(() => AlignmentEffectType, { nullable: true, description: 'What it did, or with dryRun would do, to the alignment of the patient; none when it was refused, or when your token does not allow reading it.' })
  alignment!: Effect | null;

  @Field(() => String, { nullable: true, description: 'Its place in the log of events; none when it left nothing there.' })
  cursor!: string | null;

  @Field(() => ChangeRefusalType, { nullable: true, description: 'Why it was refused; none when it was done.' })
  refusal!: ChangeRefusalType | null;
}
