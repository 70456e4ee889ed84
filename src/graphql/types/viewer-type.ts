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
  @Field(() => String, { description: 'The token\'s subject: one person or one program.' })
  subject!: Viewer['subject'];

  @Field(() => RoleEnum, { description: 'In which role: that of the member with this subject, or the token\'s where there is no such member.' })
  role!: Viewer['role'];
}
