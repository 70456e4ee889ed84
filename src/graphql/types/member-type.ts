import { Field, Int, ObjectType } from 'type-graphql';

import type { Member } from '../../care/member.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { MemberStatusEnum, RoleEnum } from './enums.js';
import { NodeType } from './node-type.js';

/** The lists of its scope are in `resolvers/member-resolver.ts`. */
@TellsOf('ACCESS')
@Shows('ACCESS_RIGHTS')
@ObjectType('Member', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A colleague or a program that may use the agency\'s data, in what role and scope. The role holds from their next request on. ' +
    'The scope limits what they can read, change and hear of: what is outside of it does not exist for them.',
})
export class MemberType implements Pick<Member, 'issuer' | 'subject' | 'role' | 'status' | 'version' | 'grantedAt' | 'revokedAt'> {
  @Field(() => String, { description: 'The identity provider that issues their tokens, by the name that it has in this installation.' })
  issuer!: Member['issuer'];

  @Field(() => String, { description: 'The colleague, as the identity provider names them in their tokens.' })
  subject!: Member['subject'];

  @Field(() => RoleEnum, { description: 'What they are to the agency.' })
  role!: Member['role'];

  @Field(() => MemberStatusEnum, { description: 'Whether they have access.' })
  status!: Member['status'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Counts the changes of their access.' })
  version!: Member['version'];

  @Field(() => DateTime, { description: 'When access was last given to them.' })
  grantedAt!: Member['grantedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When access was taken from them; none while they have it.' })
  revokedAt!: Member['revokedAt'];
}

export const MemberConnection = connectionType('Member', MemberType, 'members');
