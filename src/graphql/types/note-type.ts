import { Field, Int, ObjectType } from 'type-graphql';

import type { Note, NoteAmendment, NoteElement } from '../../care/note.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { NoteElementKeyEnum, NoteStatusEnum } from './enums.js';
import { NodeType } from './node-type.js';

@ObjectType('NoteElement', { simpleResolvers: true, description: 'One part of a note. That it is there can be seen by everyone; its text cannot.' })
export class NoteElementType implements Pick<NoteElement, 'key'> {
  @Field(() => NoteElementKeyEnum, { description: 'What it documents.' })
  key!: NoteElement['key'];
}

@ObjectType('NoteAmendment', { simpleResolvers: true, description: 'A signed note was reopened and changed.' })
export class NoteAmendmentType implements Pick<NoteAmendment, 'amendedAt' | 'actorSubject' | 'replacedVersion'> {
  @Field(() => DateTime, { description: 'When the signed note was opened again.' })
  amendedAt!: NoteAmendment['amendedAt'];

  @Field(() => String, { description: 'Who did it: the subject of the token.' })
  actorSubject!: NoteAmendment['actorSubject'];

  @Field(() => Int, { description: 'The version of the note that was replaced.' })
  replacedVersion!: NoteAmendment['replacedVersion'];
}

type NoteFields = 'status' | 'elements' | 'amendments' | 'isCosignRequired' | 'writtenAt' | 'signedAt' | 'signedBy' | 'cosignedAt' | 'cosignedBy' | 'documentedStartsAt' | 'documentedEndsAt' | 'diagnosisCodes' | 'version';

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

  @Field(() => String, { nullable: true, description: 'Who signed, as the identity provider names them.' })
  signedBy!: Note['signedBy'];

  @Field(() => DateTime, { nullable: true, description: 'When the second signature was given.' })
  cosignedAt!: Note['cosignedAt'];

  @Field(() => String, { nullable: true, description: 'Who gave the second signature.' })
  cosignedBy!: Note['cosignedBy'];

  @Field(() => DateTime, { nullable: true, description: 'When the visit began, according to the note; none where it does not say.' })
  documentedStartsAt!: Note['documentedStartsAt'];

  @Field(() => DateTime, { nullable: true, description: 'When the visit ended, according to the note; none where it does not say.' })
  documentedEndsAt!: Note['documentedEndsAt'];

  @Field(() => [String], { description: 'The ICD-10-CM codes that the note gives, the primary one first.' })
  diagnosisCodes!: Note['diagnosisCodes'];

  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Note['version'];
}

export const NoteConnection = connectionType('Note', NoteType, 'notes');
