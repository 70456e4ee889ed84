import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { Discipline } from '../../care/service.js';
import type { SupervisionKind, SupervisionMode } from '../../care/supervision.js';
import type { SupervisionFilter } from '../../db/queries/lists/supervisions.js';
import { Shows } from '../classes/shows.js';
import { DisciplineEnum, SupervisionKindEnum, SupervisionModeEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn } from './ids.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';

@Shows('OPERATIONAL')
@InputType('SupervisionFilter', { description: 'Which supervisions to list: those for which everything that is given holds.' })
export class SupervisionFilterInput extends identifiable(OfPatientsInput) {
  @Shows('COLLEAGUE')
  @Field(() => ID, { nullable: true, description: 'Done by this member of the staff.' })
  staffId?: string | null;

  @Shows('COLLEAGUE')
  @Field(() => ID, { nullable: true, description: 'Of this aide.' })
  aideId?: string | null;

  @Field(() => [SupervisionKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: SupervisionKind[] | null;

  @Field(() => [SupervisionModeEnum], { nullable: true, description: 'Done from any of these places.' })
  modes?: SupervisionMode[] | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'Of care of any of these disciplines.' })
  disciplines?: Discipline[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Done between these.' })
  performedOn?: DateRangeInput | null;
}

export const SupervisionSort = sortInput('Supervision', { PERFORMED_ON: 'When it was done.' });

export function supervisionFilterOf(viewer: Reader, filter: SupervisionFilterInput | null | undefined, now: Date): SupervisionFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    ...ofPatientsIn(filter),
    staffId: idIn(filter, 'staffId', 'Staff'),
    aideId: idIn(filter, 'aideId', 'Staff'),
    performedOn: datesIn(filter, 'performedOn', today),
  };
}
