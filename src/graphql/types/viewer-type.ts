import { Field, ObjectType } from 'type-graphql';

import type { FieldClass, RecordKind } from '../../auth/permissions.js';
import type { Viewer } from '../../auth/viewer.js';
import { Shows } from '../classes/shows.js';
import { FieldClassEnum, RecordKindEnum, RoleEnum } from './enums.js';

@Shows('OPERATIONAL')
@ObjectType('ViewerPermissions', { simpleResolvers: true, description: 'What the caller may do.' })
export class ViewerPermissionsType {
  @Field(() => [RecordKindEnum], { description: 'The kinds of records that the caller may read. Of others there are none for them.' })
  mayRead!: readonly RecordKind[];

  @Field(() => [FieldClassEnum], { description: 'What fields of those records the caller is told. Others are null for them.' })
  maySee!: readonly FieldClass[];

  @Field(() => [String], { description: 'The mutations that the caller may use, by name.' })
  mayChange!: readonly string[];
}

@Shows('OPERATIONAL')
@ObjectType('Viewer', { simpleResolvers: true, description: 'Whoever is asking: the bearer of the token, in the role that they have in the agency.' })
export class ViewerType implements Pick<Viewer, 'subject' | 'role'> {
  @Field(() => String, { description: 'One person or one program: the subject of the token, after the name of its issuer where that is not the main one.' })
  subject!: Viewer['subject'];

  @Field(() => RoleEnum, { description: 'In which role: that of the member whom the token names. Only in development does a token say the role of someone who is no member.' })
  role!: Viewer['role'];
}
