import { Field, Int, ObjectType } from 'type-graphql';

import type { BalanceMove } from '../../alignment/alignment.js';
import type { Severity, Team } from '../../alignment/finding.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import { BalanceMoveType } from './alignment-effect-type.js';
import { enumOf, SeverityEnum, TeamEnum } from './enums.js';
import { FindingType } from './finding-type.js';
import { StreamMessageType } from './stream-message-type.js';

@ObjectType('FindingCount', { description: 'How many findings are open for a team, by how much they matter.', simpleResolvers: true })
export class FindingCountType {
  @Field(() => TeamEnum, { description: 'The team that deals with them.' })
  team!: Team;

  @Field(() => SeverityEnum, { description: 'How much they matter.' })
  severity!: Severity;

  @Field(() => Int, { description: 'How many are open.' })
  count!: number;
}

@ObjectType('AlignmentStart', { description: 'How things stood where a stream begins.', simpleResolvers: true })
export class AlignmentStartType {
  @Field(() => [FindingCountType], { description: 'Open findings that the filter lets through, counted.' })
  counts!: readonly FindingCountType[];

  @Field(() => [FindingType], { description: 'The first hundred of them, oldest first. `findings` pages through all.' })
  findings!: readonly FindingRow[];
}

@ObjectType('AlignmentMessage', { implements: StreamMessageType, description: 'One message of the stream of all changes.', simpleResolvers: true })
export class AlignmentMessageType extends StreamMessageType {
  @Field(() => AlignmentStartType, { nullable: true, description: 'With SNAPSHOT: how things stand.' })
  snapshot!: AlignmentStartType | null;
}

export const FINDING_MOVES = ['RAISED', 'CLEARED', 'CHANGED'] as const;
export type FindingMove = (typeof FINDING_MOVES)[number];

const FindingMoveEnum = enumOf<FindingMove>('FindingMove', FINDING_MOVES, 'What a change did to a finding.', {
  RAISED: 'It is new, or has come back.',
  CLEARED: 'It no longer holds.',
  CHANGED: 'It still holds, but about other visits, dates or amounts, or someone deals with it otherwise.',
});

@ObjectType('FindingChange', { description: 'A finding and what became of it.', simpleResolvers: true })
export class FindingChangeType {
  @Field(() => FindingMoveEnum, { description: 'What became of it.' })
  move!: FindingMove;

  @Field(() => FindingType, { description: 'The finding as it is with this event.' })
  finding!: FindingRow;
}

@ObjectType('FindingMessage', { implements: StreamMessageType, description: 'One message of the stream of findings.', simpleResolvers: true })
export class FindingMessageType extends StreamMessageType {
  @Field(() => AlignmentStartType, { nullable: true, description: 'With SNAPSHOT: the findings that are open.' })
  snapshot!: AlignmentStartType | null;

  @Field(() => [FindingChangeType], { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: the findings that the filter lets through.' })
  changes!: readonly FindingChangeType[] | null;
}

@ObjectType('BalanceMessage', { implements: StreamMessageType, description: 'One message of the stream of what authorizations still allow.', simpleResolvers: true })
export class BalanceMessageType extends StreamMessageType {
  @Field(() => [BalanceMoveType], { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: each line before and after.' })
  moves!: readonly BalanceMove[] | null;
}

/** Its visits are in `resolvers/streams/visit-changed.ts`. */
@ObjectType('VisitMessage', { implements: StreamMessageType, description: 'One message of the stream of visits.', simpleResolvers: true })
export class VisitMessageType extends StreamMessageType {
  changedVisitIds!: readonly string[] | null;
}

/** Its policy is in `resolvers/streams/payer-policy-changed.ts`. */
@ObjectType('PayerPolicyMessage', { implements: StreamMessageType, description: 'One message of the stream of what payers require.', simpleResolvers: true })
export class PayerPolicyMessageType extends StreamMessageType {
  policyId!: string | null;
}

/** Its record is in `resolvers/streams/emergency-access-changed.ts`. */
@ObjectType('EmergencyAccessMessage', { implements: StreamMessageType, description: 'One message of the stream of emergency accesses.', simpleResolvers: true })
export class EmergencyAccessMessageType extends StreamMessageType {
  emergencyAccessId!: string | null;
}

export const QUEUE_MOVES = ['ADDED', 'REMOVED', 'CHANGED'] as const;
export type QueueMove = (typeof QUEUE_MOVES)[number];

const QueueMoveEnum = enumOf<QueueMove>('QueueMove', QUEUE_MOVES, 'What became of a finding in a team\'s queue.', {
  ADDED: 'It is now for this team to deal with.',
  REMOVED: 'It no longer is: it was settled, waived, or handed to another team.',
  CHANGED: 'It still is, and something about it is new.',
});

@ObjectType('QueueChange', { description: 'A finding that came into a team\'s queue, left it, or changed in it.', simpleResolvers: true })
export class QueueChangeType {
  @Field(() => QueueMoveEnum, { description: 'What became of it.' })
  move!: QueueMove;

  @Field(() => FindingType, { description: 'The finding as it is with this event.' })
  finding!: FindingRow;
}

@ObjectType('WorkQueueMessage', { implements: StreamMessageType, description: 'One message of the stream of a team\'s work.', simpleResolvers: true })
export class WorkQueueMessageType extends StreamMessageType {
  @Field(() => AlignmentStartType, { nullable: true, description: 'With SNAPSHOT: what is in the queue.' })
  snapshot!: AlignmentStartType | null;

  @Field(() => [QueueChangeType], { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: what came, left or changed.' })
  changes!: readonly QueueChangeType[] | null;
}
