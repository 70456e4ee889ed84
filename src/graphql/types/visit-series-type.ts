import { Field, ID, ObjectType } from 'type-graphql';

import type { VisitSeries } from '../../changes/schedule-visit-series.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { VisitType } from './visit-type.js';

@TellsOf('SCHEDULE')
@Shows('CARE_DATES')
@ObjectType('VisitSeries', { simpleResolvers: true, description: 'Visits that were planned in one act. Afterwards each goes its own way.' })
export class VisitSeriesType implements Pick<VisitSeries, 'id' | 'visits'> {
  @Field(() => ID, { description: 'The seriesId of its visits.' })
  id!: VisitSeries['id'];

  @Field(() => [VisitType], { description: 'All of them, earliest first.' })
  visits!: VisitSeries['visits'];
}
