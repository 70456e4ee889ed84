import { Field, ID, Int, ObjectType } from 'type-graphql';

import { type AlternativeTime, MOST_OF_EACH } from '../../alignment/alternatives.js';
import type { Finding } from '../../alignment/finding.js';
import type { VisitFact } from '../../alignment/snapshot.js';
import type { Effect } from '../../feed/event.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate } from '../scalars.js';
import { AlignmentEffectType } from './alignment-effect-type.js';
import { AuthorizationLineType } from './authorization-line-type.js';
import { StaffType } from './staff-type.js';
import { SupposedFindingType } from './supposed-finding-type.js';

@TellsOf('SCHEDULE')
@Shows('CARE_DATES')
@ObjectType('SupposedVisit', { simpleResolvers: true, description: 'A visit as it would be.' })
export class SupposedVisitType implements Pick<VisitFact, 'serviceCode' | 'serviceOn' | 'startsAt' | 'endsAt'> {
  @Field(() => ID, { description: 'Its id. That of a visit which would only be planned is good for nothing else.' })
  id!: string;

  @Field(() => String, { description: 'Which service would be given, as its HCPCS code.' })
  serviceCode!: VisitFact['serviceCode'];

  @Field(() => LocalDate, { description: 'Its date of service.' })
  serviceOn!: VisitFact['serviceOn'];

  @Field(() => DateTime, { description: 'When it would start.' })
  startsAt!: VisitFact['startsAt'];

  @Field(() => DateTime, { description: 'When it would end.' })
  endsAt!: VisitFact['endsAt'];

  @Field(() => [SupposedFindingType], { description: 'All that would be found about it, the gravest first.' })
  findings!: readonly Finding[];
}

@TellsOf('SCHEDULE')
@Shows('CARE_DATES')
@ObjectType('AlternativeTime', { simpleResolvers: true, description: 'Another time at which a visit would be supported.' })
export class AlternativeTimeType implements AlternativeTime {
  @Field(() => LocalDate, { description: 'The date of service.' })
  serviceOn!: AlternativeTime['serviceOn'];

  @Field(() => DateTime, { description: 'When it would start.' })
  startsAt!: AlternativeTime['startsAt'];

  @Field(() => DateTime, { description: 'When it would end.' })
  endsAt!: AlternativeTime['endsAt'];
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AlternativeLine', { simpleResolvers: true, description: 'Another line of an authorization that would support a visit.' })
export class AlternativeLineType {
  @Field(() => AuthorizationLineType, { description: 'The line that it could draw on instead.' })
  line!: unknown;

  @Field(() => String, { nullable: true, description: 'The service that the visit would have to be; none where it can stay as it is.' })
  serviceCode!: string | null;
}

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('Alternatives', { simpleResolvers: true, description: 'What could be done instead. Each has been evaluated like a change, and leaves nothing that holds the visit or would likely be denied.' })
export class AlternativesType {
  @Field(() => [AlternativeTimeType], { description: `Other dates at the same time of day, the nearest first; at most ${MOST_OF_EACH}.` })
  times!: readonly AlternativeTime[];

  @Field(() => [AlternativeLineType], { description: `Other lines that it could draw on; at most ${MOST_OF_EACH}.` })
  lines!: readonly AlternativeLineType[];

  @Field(() => [StaffType], { description: `Others of the discipline who are free and may make it; at most ${MOST_OF_EACH}.` })
  staff!: readonly unknown[];
}

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('WhatIf', { simpleResolvers: true, description: 'What some changes together would do. Nothing is kept.' })
export class WhatIfType {
  @Field(() => AlignmentEffectType, { description: 'What would be found and no longer found, and the balances before and after.' })
  alignment!: Effect;

  @Field(() => Int, { description: 'How many visits the changes would plan or alter.' })
  visitCount!: number;

  @Field(() => Int, { description: 'How many of those would be supported.' })
  supportedCount!: number;

  @Field(() => SupposedVisitType, { nullable: true, description: 'The first visit that the changes would leave unsupported, and why; none when all is well.' })
  firstFailure!: SupposedVisitType | null;

  @Field(() => AlternativesType, { nullable: true, description: 'What could be done instead for that visit; none when all is well.' })
  alternatives!: AlternativesType | null;
}
