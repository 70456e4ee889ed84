import { Field, ObjectType } from 'type-graphql';

import type { Resolution, Team } from '../../alignment/finding.js';
import type { Role } from '../../auth/viewer.js';
import { FINDING_HISTORY_KINDS, type FindingHistoryKind, type FindingHistoryRow } from '../../db/rows/finding-history-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { enumOf, EventTypeEnum, ResolutionEnum, RoleEnum, TeamEnum } from './enums.js';

export const FindingHistoryKindEnum = enumOf<FindingHistoryKind>('FindingHistoryKind', FINDING_HISTORY_KINDS, 'A step in the history of a finding.', {
  OPENED: 'The facts came to say so.',
  REOPENED: 'They came to say so again.',
  CLEARED: 'They no longer say so.',
  ACKNOWLEDGED: 'Someone deals with it.',
  ASSIGNED: 'It was given to a colleague, or to nobody any more.',
  HANDED_OVER: 'It was handed over to another team.',
  WAIVED: 'The agency accepts it.',
  WAIVER_ENDED: 'The agency no longer accepts it, or the time for which it did is over.',
});

/** Why it was done is in `resolvers/finding-handling-resolver.ts`. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('FindingHistoryEntry', { simpleResolvers: true, description: 'One thing that became of a finding.' })
export class FindingHistoryType implements Pick<FindingHistoryRow, 'kind' | 'eventType' | 'actorSubject' | 'team' | 'assignedTo' | 'untilAt' | 'recordedAt' | 'correlationId'> {
  @Field(() => FindingHistoryKindEnum, { description: 'What was done or came about.' })
  kind!: FindingHistoryRow['kind'];

  @Field(() => EventTypeEnum, { description: 'By which kind of change.' })
  eventType!: FindingHistoryRow['eventType'];

  @Field(() => String, { description: 'The change, as the events of the log name it.' })
  correlationId!: FindingHistoryRow['correlationId'];

  @Shows('COLLEAGUE')
  @Field(() => String, { description: 'Who made the change, by the subject of their tokens.' })
  actorSubject!: FindingHistoryRow['actorSubject'];

  @Field(() => RoleEnum, { description: 'In which role somebody did that; SYSTEM when it came about by itself.' })
  actorRole!: string;

  @Field(() => TeamEnum, { nullable: true, description: 'The team to which it was handed over.' })
  team!: FindingHistoryRow['team'];

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'The colleague to whom it was given.' })
  assignedTo!: FindingHistoryRow['assignedTo'];

  @Field(() => DateTime, { nullable: true, description: 'Until when it was waived.' })
  untilAt!: FindingHistoryRow['untilAt'];

  @Field(() => DateTime, { description: 'When this was recorded.' })
  recordedAt!: FindingHistoryRow['recordedAt'];
}

export const FindingHistoryConnection = connectionType('FindingHistory', FindingHistoryType, 'entries of the history of findings');

/** What the rule says of itself; what it says of the finding is in `resolvers/finding-handling-resolver.ts`. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('FindingExplanation', { simpleResolvers: true, description: 'A finding explained: what it means, where it comes from, who can make it go away and how, and what has become of it.' })
export class FindingExplanationType {
  @Field(() => String, { description: 'What is the case when the rule finds something.' })
  meaning!: string;

  @Field(() => String, { description: 'Where the rule comes from: a regulation, a payer\'s policy, practice.' })
  source!: string;

  @Field(() => String, { description: 'How severe it is, and when.' })
  severityBasis!: string;

  @Field(() => String, { description: 'What makes it go away.' })
  clearsWhen!: string;

  @Field(() => ResolutionEnum, { description: 'What kind of act that is.' })
  resolution!: Resolution;

  @Field(() => TeamEnum, { description: 'The team that deals with it now.' })
  team!: Team;

  @Field(() => [RoleEnum], { description: 'The roles that can make such a change.' })
  roles!: readonly Role[];

  @Field(() => String, { description: 'What may be said to the patient.' })
  patientText!: string;

  @Field(() => String, { nullable: true, description: 'Where the payer\'s policy says so, as far as it cites anything.' })
  citation!: string | null;
}
