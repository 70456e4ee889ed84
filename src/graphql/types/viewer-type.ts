import { Field, ObjectType } from 'type-graphql';

import type { Reading } from '../../auth/permissions.js';
import type { Viewer } from '../../auth/viewer.js';
import { ReadingEnum, RoleEnum } from './enums.js';

@ObjectType('ViewerPermissions', { simpleResolvers: true, description: 'What the caller may do.' })
export class ViewerPermissionsType {
  @Field(() => [ReadingEnum], { description: 'The parts of the record that the caller may read.' })
  mayRead!: readonly Reading[];

  @Field(() => [String], { description: 'The mutations that the caller may use, by name.' })
  mayChange!: readonly string[];
}

@ObjectType('Viewer', { simpleResolvers: true, description: 'Whoever is asking: the bearer of the token, in the role that they have in the agency.' })
export class ViewerType implements Pick<Viewer, 'subject' | 'role'> {
  @Field(() => String, { description: 'One person or one program: the subject of the token, after the name of its issuer where that is not the main one.' })
  subject!: Viewer['subject'];

  @Field(() => RoleEnum, { description: 'In which role: that of the member whom the token names. Only in development does a token say the role of someone who is no member.' })
  role!: Viewer['role'];
}
