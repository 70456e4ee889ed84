import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { NoteStatus } from '../../care/note.js';
import type { Discipline } from '../../care/service.js';
import type { NoteFilter } from '../../db/queries/lists/notes.js';
import { Shows } from '../classes/shows.js';
import { DisciplineEnum, NoteStatusEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { FindableOfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('NoteFilter', { description: 'Which notes to list: those for which everything that is given holds.' })
export class NoteFilterInput extends identifiable(FindableOfPatientsInput) {
  @Field(() => ID, { nullable: true, description: 'Of this visit.' })
  visitId?: string | null;

  @Shows('COLLEAGUE')
  @Field(() => ID, { nullable: true, description: 'Written by this member of the staff.' })
  authorId?: string | null;

  @Shows('COLLEAGUE')
  @Field(() => [ID], { nullable: true, description: `Written by any of these members of the staff, at most ${MOST_IN_A_SET}.` })
  authorIds?: string[] | null;

  @Field(() => [NoteStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: NoteStatus[] | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'First written between these.' })
  writtenAt?: TimeRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Signed between these.' })
  signedAt?: TimeRangeInput | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'About visits of any of these disciplines.' })
  disciplines?: Discipline[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'About visits with a date of service between these.' })
  serviceOn?: DateRangeInput | null;
}

export const NoteSort = sortInput('Note', { WRITTEN_AT: 'When the note was first written.', SIGNED_AT: 'When it was signed; what is not comes last.' });

export function noteFilterOf(viewer: Reader, filter: NoteFilterInput | null | undefined, now: Date): NoteFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    ...ofPatientsIn(filter),
    visitId: idIn(filter, 'visitId', 'Visit'),
    authorId: idIn(filter, 'authorId', 'Staff'),
    authorIds: idsIn(filter, 'authorIds', 'Staff'),
    writtenAt: timesIn(filter, 'writtenAt', today),
    signedAt: timesIn(filter, 'signedAt', today),
    serviceOn: datesIn(filter, 'serviceOn', today),
  };
}
