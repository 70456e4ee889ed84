import { Field, ObjectType } from 'type-graphql';

import type { FindingRow } from '../../db/rows/finding-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Cents, DateTime, LocalDate, Units } from '../scalars.js';
import { ResolutionEnum, SeverityEnum, TeamEnum } from './enums.js';

type KnownFields = 'ruleId' | 'code' | 'severity' | 'ownerTeam' | 'resolution' | 'clinicalText' | 'predictedCarc' | 'predictedRarc' | 'serviceOn' | 'milliUnitsAtRisk' | 'centsAtRisk' | 'billingText' | 'openedAt' | 'acknowledgedAt' | 'acknowledgedBy';

/** It has no id of its own: a client that keeps records by their ids would take what was for what is. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('KnownFinding', { simpleResolvers: true, description: 'A finding as it read at an instant that has passed.' })
export class KnownFindingType implements Pick<FindingRow, KnownFields> {
  @Field(() => String, { description: 'The rule that found it, such as AUTH-05.' })
  ruleId!: FindingRow['ruleId'];

  @Field(() => String, { description: 'The state of affairs, such as UNITS_EXCEEDED.' })
  code!: FindingRow['code'];

  @Field(() => SeverityEnum, { description: 'How much it mattered then.' })
  severity!: FindingRow['severity'];

  @Field(() => TeamEnum, { description: 'The team that could make it go away.' })
  ownerTeam!: FindingRow['ownerTeam'];

  @Field(() => ResolutionEnum, { description: 'What kind of act would have made it go away.' })
  resolution!: FindingRow['resolution'];

  @Shows('CARE')
  @Field(() => String, { description: 'What was wrong, in the words of clinicians.' })
  clinicalText!: FindingRow['clinicalText'];

  @Field(() => String, { nullable: true, description: 'The adjustment reason code (CARC) that was to be expected.' })
  predictedCarc!: FindingRow['predictedCarc'];

  @Field(() => String, { nullable: true, description: 'The remark code (RARC) that was to be expected with it.' })
  predictedRarc!: FindingRow['predictedRarc'];

  @Shows('CARE_DATES')
  @Field(() => LocalDate, { nullable: true, description: 'The last date of service it concerned; none when it concerned none.' })
  serviceOn!: FindingRow['serviceOn'];

  @Shows('AUTHORIZED_CARE')
  @Field(() => Units, { name: 'unitsAtRisk', simple: false, description: 'The units concerned.' })
  milliUnitsAtRisk!: FindingRow['milliUnitsAtRisk'];

  @Shows('MONEY')
  @Field(() => Cents, { nullable: true, description: 'What would not have been paid.' })
  centsAtRisk!: FindingRow['centsAtRisk'];

  @Shows('BILLING_TEXT')
  @Field(() => String, { nullable: true, description: 'What was wrong, in the words of billers. It names amounts.' })
  billingText!: FindingRow['billingText'];

  @Field(() => DateTime, { description: 'Since when it had been known.' })
  openedAt!: FindingRow['openedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When someone had said that they deal with it; none when nobody had.' })
  acknowledgedAt!: FindingRow['acknowledgedAt'];

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Who had said so, by the subject of their tokens.' })
  acknowledgedBy!: FindingRow['acknowledgedBy'];
}
