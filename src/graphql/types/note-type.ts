import { Field, Int, ObjectType } from 'type-graphql';

import type { Note, NoteAmendment, NoteElement } from '../../care/note.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { NoteElementKeyEnum, NoteStatusEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('NoteElement', { simpleResolvers: true, description: 'One part of a note.' })
export class NoteElementType implements NoteElement {
  @Field(() => NoteElementKeyEnum, { description: 'What it documents.' })
  key!: NoteElement['key'];

  @Shows('NARRATIVE')
  @Field(() => String, { description: 'What it says.' })
  text!: NoteElement['text'];
}

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('NoteAmendment', { simpleResolvers: true, description: 'A signed note was reopened and changed.' })
export class NoteAmendmentType implements NoteAmendment {
  @Field(() => DateTime, { description: 'When the signed note was opened again.' })
  amendedAt!: NoteAmendment['amendedAt'];

  @Shows('COLLEAGUE')
  @Field(() => String, { description: 'Who did it: the subject of the token.' })
  actorSubject!: NoteAmendment['actorSubject'];

  @Field(() => Int, { description: 'The version of the note that was replaced.' })
  replacedVersion!: NoteAmendment['replacedVersion'];

  @Shows('NARRATIVE')
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: NoteAmendment['reason'];
}

type NoteFields = 'status' | 'elements' | 'amendments' | 'isCosignRequired' | 'writtenAt' | 'signedAt' | 'signedBy' | 'cosignedAt' | 'cosignedBy' | 'documentedStartsAt' | 'documentedEndsAt' | 'diagnosisCodes' | 'version';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('Note', { implements: NodeType, simpleResolvers: true, description: 'What was written about a visit.' })
export class NoteType implements Pick<Note, NoteFields> {
  @Field(() => NoteStatusEnum, { description: 'How far it is.' })
  status!: Note['status'];

  @Field(() => [NoteElementType], { description: 'What was written, in parts.' })
  elements!: Note['elements'];

  @Field(() => [NoteAmendmentType], { description: 'Its amendments, oldest first.' })
  amendments!: Note['amendments'];

  @Field(() => Boolean, { description: 'Whether the payer wants a second signature under it.' })
  isCosignRequired!: Note['isCosignRequired'];

  @Field(() => DateTime, { description: 'When it was first written.' })
  writtenAt!: Note['writtenAt'];

  @Field(() => DateTime, { nullable: true, description: 'When its author signed.' })
  signedAt!: Note['signedAt'];

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Who signed, as the identity provider names them.' })
  signedBy!: Note['signedBy'];

  @Field(() => DateTime, { nullable: true, description: 'When the second signature was given.' })
  cosignedAt!: Note['cosignedAt'];

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Who gave the second signature.' })
  cosignedBy!: Note['cosignedBy'];

  @Field(() => DateTime, { nullable: true, description: 'When the visit began, according to the note; none where it does not say.' })
  documentedStartsAt!: Note['documentedStartsAt'];

  @Field(() => DateTime, { nullable: true, description: 'When the visit ended, according to the note; none where it does not say.' })
  documentedEndsAt!: Note['documentedEndsAt'];

  @Shows('CLINICAL_CODE')
  @Field(() => [String], { description: 'The ICD-10-CM codes that the note gives, the primary one first.' })
  diagnosisCodes!: Note['diagnosisCodes'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Note['version'];
}

export const NoteConnection = connectionType('Note', NoteType, 'notes');
