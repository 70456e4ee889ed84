import { Field, ID, InputType } from 'type-graphql';

import type { NoteStatus } from '../../care/note.js';
import type { NoteFilter } from '../../db/queries/lists/notes.js';
import { NoteStatusEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { sortInput } from './sort.js';

@InputType('NoteFilter', { description: 'Which notes to list: those for which everything that is given holds.' })
export class NoteFilterInput implements NoteFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this visit.' })
  visitId?: string | null;

  @Field(() => [NoteStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: NoteStatus[] | null;
}

export const NoteSort = sortInput('Note', { WRITTEN_AT: 'When the note was first written.' });

export function noteFilterOf(filter: NoteFilterInput | null | undefined): NoteFilter {
  return { ...filter, patientId: idIn(filter, 'patientId', 'Patient'), visitId: idIn(filter, 'visitId', 'Visit') };
}
