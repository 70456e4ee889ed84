import { Field, ID, InputType } from 'type-graphql';

import type { NoteElement, NoteElementKey } from '../../care/note.js';
import type { AmendNoteInput } from '../../changes/amend-note.js';
import type { NoteContentInput } from '../../changes/note-content.js';
import type { SignNoteInput } from '../../changes/sign-note.js';
import type { WriteNoteInput } from '../../changes/write-note.js';
import { DateTime } from '../scalars.js';
import { NoteElementKeyEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifierInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType('NoteElementInput', { description: 'The text of a note about one of the things that it documents.' })
export class NoteElementInput implements NoteElement {
  @Field(() => NoteElementKeyEnum, { description: 'What it documents. A note has each at most once.' })
  key!: NoteElementKey;

  @Field(() => String, { description: 'What was written, up to 4000 characters.' })
  text!: string;
}

@InputType()
abstract class NoteContentInputType extends VersionedInput implements Given<NoteContentInput> {
  @Field(() => [NoteElementInput], { description: 'All of its text: what was there before and is not here is replaced.' })
  elements!: NoteElementInput[];

  @Field(() => DateTime, { nullable: true, description: 'When the visit began, according to the note. Left out, it stays as it was.' })
  documentedStartsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the visit ended, according to the note.' })
  documentedEndsAt?: Date | null;

  @Field(() => [String], { nullable: true, description: 'The ICD-10-CM codes that the note gives, the primary one first; at most 25.' })
  diagnosisCodes?: string[] | null;
}

@InputType('WriteNoteInput', { description: 'The note of a visit that took place: begun, or continued as long as nobody has signed it.' })
export class WriteNoteInputType extends NoteContentInputType implements Given<WriteNoteInput> {
  @Field(() => ID, { description: 'The visit it is about.' })
  visitId!: string;

  @Field(() => ID, { nullable: true, description: 'Who writes it; whoever made the visit when left out.' })
  authorStaffId?: string | null;

  @Field(() => Boolean, { description: 'Whether the author considers it finished, so that it may be signed.' })
  isComplete!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When it was begun; now when left out.' })
  writtenAt?: Date | null;

  @Field(() => [IdentifierInput], { nullable: true, description: 'Names that other systems give to the note, at most 20.' })
  identifiers?: IdentifierInput[] | null;
}

@InputType('SignNoteInput', { description: 'A signature under a note that is complete.' })
export class SignNoteInputType extends VersionedInput implements Given<SignNoteInput> {
  @Field(() => ID, { description: 'The note that is signed.' })
  noteId!: string;

  @Field(() => Boolean, { nullable: true, description: 'True for the second signature, which some payers want and which comes after the author\'s.' })
  isCosignature?: boolean | null;
}

@InputType('AmendNoteInput', { description: 'New text for a note that was signed. The reason is given beside the input, and the note must be signed again.' })
export class AmendNoteInputType extends NoteContentInputType implements Given<AmendNoteInput> {
  @Field(() => ID, { description: 'The signed note that gets other text.' })
  noteId!: string;
}
