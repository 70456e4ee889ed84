import { Field, Int, ObjectType } from 'type-graphql';

import type { FindingRow } from '../../db/rows/finding-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Cents, DateTime, LocalDate, Units } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { FindingStatusEnum, ResolutionEnum, SeverityEnum, TeamEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('Evidence', { simpleResolvers: true, description: 'One number, date or code that a rule used.' })
export class EvidenceType {
  @Field(() => String, { description: 'Which number, date or code, such as serviceOn.' })
  name!: string;

  @Shows('CARE')
  @Field(() => String, { nullable: true, description: 'The value, as text; none where the rule found none.' })
  value!: string | null;
}

type FindingFields =
  'ruleId' | 'code' | 'severity' | 'ownerTeam' | 'resolution' | 'clinicalText' | 'predictedCarc' | 'predictedRarc' | 'serviceOn' | 'milliUnitsAtRisk' | 'centsAtRisk' | 'billingText' | 'status' | 'openedAt' | 'clearedAt' | 'timesOpened' | 'policyVersion' | 'deadlineAt' | 'acknowledgedAt' | 'acknowledgedBy' | 'assignedTo';

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('Waiver', { simpleResolvers: true, description: 'That the agency accepts a finding, for a time or for good.' })
export class WaiverType {
  @Field(() => DateTime, { description: 'The moment from which it is accepted.' })
  at!: Date;

  @Shows('COLLEAGUE')
  @Field(() => String, { description: 'By whom, by the subject of their tokens.' })
  by!: string;

  @Shows('REASON')
  @Field(() => String, { description: 'Why the agency accepts it, in the words of whoever waived it.' })
  reason!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when; none when it is for good.' })
  until!: Date | null;
}

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('Finding', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Something that the payer, the physician\'s order or the record does not support. Nobody enters it: it exists exactly as long as the facts say so.',
})
export class FindingType implements Pick<FindingRow, FindingFields> {
  @Field(() => String, { description: 'The rule that found it, such as AUTH-05. Never changes its meaning.' })
  ruleId!: FindingRow['ruleId'];

  @Field(() => String, { description: 'The state of affairs, such as UNITS_EXCEEDED. Never changes its meaning.' })
  code!: FindingRow['code'];

  @Field(() => SeverityEnum, { description: 'How much it matters.' })
  severity!: FindingRow['severity'];

  @Field(() => TeamEnum, { description: 'The team that can make it go away.' })
  ownerTeam!: FindingRow['ownerTeam'];

  @Field(() => ResolutionEnum, { description: 'What kind of act makes it go away.' })
  resolution!: FindingRow['resolution'];

  @Shows('CARE')
  @Field(() => String, { description: 'What is wrong, in the words of clinicians.' })
  clinicalText!: FindingRow['clinicalText'];

  @Field(() => String, { nullable: true, description: 'The adjustment reason code (CARC) to expect if it were billed as it stands.' })
  predictedCarc!: FindingRow['predictedCarc'];

  @Field(() => String, { nullable: true, description: 'The remark code (RARC) to expect with it.' })
  predictedRarc!: FindingRow['predictedRarc'];

  @Shows('CARE_DATES')
  @Field(() => LocalDate, { nullable: true, description: 'The last date of service it concerns; none when it concerns none.' })
  serviceOn!: FindingRow['serviceOn'];

  @Shows('AUTHORIZED_CARE')
  @Field(() => Units, { name: 'unitsAtRisk', simple: false, description: 'The units concerned, as counted by the line concerned, or by the service code where there is no line.' })
  milliUnitsAtRisk!: FindingRow['milliUnitsAtRisk'];

  @Shows('MONEY')
  @Field(() => Cents, { nullable: true, description: 'What would not be paid if it were billed as it stands.' })
  centsAtRisk!: FindingRow['centsAtRisk'];

  @Shows('BILLING_TEXT')
  @Field(() => String, { nullable: true, description: 'What is wrong, in the words of billers. It names amounts.' })
  billingText!: FindingRow['billingText'];

  @Field(() => FindingStatusEnum, { description: 'Whether it still holds.' })
  status!: FindingRow['status'];

  @Field(() => DateTime, { description: 'Since when it holds, or held the last time.' })
  openedAt!: FindingRow['openedAt'];

  @Field(() => DateTime, { nullable: true, description: 'Since when it no longer holds.' })
  clearedAt!: FindingRow['clearedAt'];

  @Field(() => Int, { description: 'How many times it has come up.' })
  timesOpened!: FindingRow['timesOpened'];

  @Field(() => Int, { nullable: true, description: 'The version of the payer\'s policy by which it was found; none where the payer has no policy for the date. A later version that finds the same leaves it as it is.' })
  policyVersion!: FindingRow['policyVersion'];

  @Field(() => DateTime, { nullable: true, description: 'When it becomes graver, or can no longer be settled in time; none where no clock runs.' })
  deadlineAt!: FindingRow['deadlineAt'];

  @Field(() => DateTime, { nullable: true, description: 'When someone said that they deal with it; none while nobody has.' })
  acknowledgedAt!: FindingRow['acknowledgedAt'];

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Who said so, by the subject of their tokens.' })
  acknowledgedBy!: FindingRow['acknowledgedBy'];

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'The colleague to whom it was given, by the subject of their tokens; none while it is with the whole team.' })
  assignedTo!: FindingRow['assignedTo'];
}

export const FindingConnection = connectionType('Finding', FindingType, 'findings');
