import { Field, Int, ObjectType } from 'type-graphql';

import type { UnitDefinition } from '../../care/service.js';
import { AUTHORIZATION_GROUPS, type AuthorizationGroup, type AuthorizationGrouping } from '../../db/queries/authorization-counts.js';
import type { ExposureGroup } from '../../db/queries/exposure.js';
import type { TrendBucket } from '../../db/queries/finding-trend.js';
import type { RelativePeriod } from '../../db/queries/lists/relative-days.js';
import { VISIT_GROUPS, type VisitGroup, type VisitGrouping } from '../../db/queries/visit-counts.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Cents, LocalDate, Units } from '../scalars.js';
import { enumOf, UnitDefinitionEnum } from './enums.js';

export const VisitGroupingEnum = enumOf<VisitGrouping>('VisitGrouping', VISIT_GROUPS, 'By what visits are counted.', {
  ALL: 'All of them together.',
  STATUS: 'By what has become of them.',
  DISCIPLINE: 'By discipline.',
  SERVICE: 'By service.',
  PAYER: 'By the payer that they are measured against.',
  BRANCH: 'By the branch of the patient.',
  STAFF: 'By who makes them.',
  DAY: 'By date of service.',
  WEEK: 'By the week of the date of service, from Sunday to Saturday.',
  MONTH: 'By the month of the date of service.',
});

export const AuthorizationGroupingEnum = enumOf<AuthorizationGrouping>('AuthorizationGrouping', AUTHORIZATION_GROUPS, 'By what authorizations are counted.', {
  ALL: 'All of them together.',
  DECISION: 'By what the payer decided of the line.',
  PAYER: 'By payer.',
  BRANCH: 'By the branch of the patient.',
  DISCIPLINE: 'By the discipline of the line.',
});

export const TrendPeriodEnum = enumOf<RelativePeriod>('TrendPeriod', ['DAY', 'WEEK', 'MONTH'], 'How long each stretch of a trend is.', {
  DAY: 'A day.',
  WEEK: 'A week, from Sunday to Saturday.',
  MONTH: 'A calendar month.',
});

/** What the group is about is in `resolvers/groups.ts`; so it is for all of these. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('FindingGroup', { simpleResolvers: true, description: 'How many findings have something in common.' })
export class FindingGroupType implements Pick<ExposureGroup, 'findings' | 'visits' | 'cents'> {
  @Field(() => Int, { description: 'How many findings.' })
  findings!: number;

  @Field(() => Int, { description: 'How many visits they concern, each counted once.' })
  visits!: number;

  @Shows('MONEY')
  @Field(() => Cents, { description: 'What the visits would earn.' })
  cents!: number;
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('DrawnUnits', { simpleResolvers: true, description: 'What visits draw on lines with one definition of a unit.' })
export class DrawnUnitsType {
  @Field(() => UnitDefinitionEnum, { description: 'What one unit is.' })
  unitDefinition!: UnitDefinition;

  @Field(() => Units, { name: 'units', simple: false, description: 'How many of the unit beside it.' })
  milliUnits!: number;
}

@TellsOf('SCHEDULE')
@Shows('OPERATIONAL')
@ObjectType('VisitGroup', { simpleResolvers: true, description: 'How many visits have something in common.' })
export class VisitGroupType implements Pick<VisitGroup, 'visits' | 'minutes' | 'units'> {
  @Field(() => Int, { description: 'How many visits.' })
  visits!: number;

  @Field(() => Int, { description: 'Their minutes together: worked ones where they are known, else planned ones.' })
  minutes!: number;

  @Field(() => [DrawnUnitsType], { description: 'What they draw on authorizations, by what one unit is.' })
  units!: VisitGroup['units'];
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AuthorizedUnits', { simpleResolvers: true, description: 'What lines with one definition of a unit authorize together.' })
export class AuthorizedUnitsType {
  @Field(() => UnitDefinitionEnum, { description: 'What one unit is.' })
  unitDefinition!: UnitDefinition;

  @Field(() => Units, { name: 'authorizedUnits', simple: false, description: 'How many were authorized.' })
  authorizedMilliUnits!: number;

  @Field(() => Units, { name: 'remainingUnits', simple: false, description: 'How many are left.' })
  remainingMilliUnits!: number;
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AuthorizationGroup', { simpleResolvers: true, description: 'How many lines of authorizations have something in common.' })
export class AuthorizationGroupType implements Pick<AuthorizationGroup, 'lines' | 'authorizations' | 'units'> {
  @Field(() => Int, { description: 'How many lines.' })
  lines!: number;

  @Field(() => Int, { description: 'Of how many authorizations. One whose lines are in several groups is counted in each.' })
  authorizations!: number;

  @Field(() => [AuthorizedUnitsType], { description: 'What they authorize, by what one unit is.' })
  units!: AuthorizationGroup['units'];
}

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('FindingTrendBucket', { simpleResolvers: true, description: 'How many findings came and went in a day, a week or a month.' })
export class FindingTrendBucketType implements TrendBucket {
  @Field(() => LocalDate, { description: 'The first date of the stretch.' })
  startsOn!: TrendBucket['startsOn'];

  @Field(() => Int, { description: 'How many came up, those that came back included.' })
  opened!: number;

  @Field(() => Int, { description: 'How many ceased to hold.' })
  cleared!: number;

  @Field(() => Int, { description: 'How many held when it ended; of the stretch that today is in, how many hold now.' })
  openAtEnd!: number;

  @Shows('MONEY')
  @Field(() => Cents, { description: 'What those that came up put at risk, as they are now, a visit that several name counted with each.' })
  openedCents!: TrendBucket['openedCents'];

  @Shows('MONEY')
  @Field(() => Cents, { description: 'The same of those that ceased to hold.' })
  clearedCents!: TrendBucket['clearedCents'];
}
