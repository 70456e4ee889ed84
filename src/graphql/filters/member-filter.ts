import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { MemberStatus, Role } from '../../care/member.js';
import type { MemberFilter } from '../../db/queries/lists/members.js';
import { Shows } from '../classes/shows.js';
import { MemberStatusEnum, RoleEnum } from '../types/enums.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';

@Shows('ACCESS_RIGHTS')
@InputType('MemberFilter', { description: 'Which members to list: those for whom everything that is given holds.' })
export class MemberFilterInput {
  @Field(() => [RoleEnum], { nullable: true, description: 'In any of these roles.' })
  roles?: Role[] | null;

  @Field(() => [MemberStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: MemberStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the subject.' })
  search?: string | null;
}

export const MemberSort = sortInput('Member', { SUBJECT: 'The identity provider\'s id.', GRANTED_AT: 'When access was last given.' });

export function memberFilterOf(_viewer: Reader, filter: MemberFilterInput | null | undefined): MemberFilter {
  return { ...filter, search: searchIn(filter) };
}
