import { amendNote } from '../../../changes/amend-note.js';
import { signNote } from '../../../changes/sign-note.js';
import { writeNote } from '../../../changes/write-note.js';
import { AmendNoteInputType, SignNoteInputType, WriteNoteInputType } from '../../inputs/note-inputs.js';
import { NoteType } from '../../types/note-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

export const NOTE_MUTATIONS: readonly MutationDefinition[] = [
  mutation(writeNote, { input: WriteNoteInputType, record: NoteType, description: 'Begins the note of a visit, or goes on with it.' }),
  mutation(signNote, { input: SignNoteInputType, record: NoteType, description: 'Signs a note, which may then support a claim. Its text cannot be changed any more without amending it.' }),
  mutation(amendNote, { input: AmendNoteInputType, record: NoteType, description: 'Reopens a signed note with other text. What is billed must be signed again.' }),
];
