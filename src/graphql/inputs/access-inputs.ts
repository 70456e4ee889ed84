import { Field, ID, InputType } from 'type-graphql';

import { MOST_IDS_A_LIST, type Role } from '../../care/member.js';
import type { Revoked } from '../../care/token-revocation.js';
import type { ChangeAccessInput } from '../../changes/change-access.js';
import type { GrantAccessInput } from '../../changes/grant-access.js';
import type { RevokeAccessInput } from '../../changes/revoke-access.js';
import { RoleEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { VersionedInput } from './versioned-input.js';

const ISSUER = 'The identity provider that issues their tokens, by the name that it has in this installation; the main one when left out.';
const LIST = `At most ${MOST_IDS_A_LIST}; an empty list leaves out everything.`;

@InputType('GrantAccessInput', { description: 'Someone who is to have access, and to what.' })
export class GrantAccessInputType implements Given<GrantAccessInput> {
  @Field(() => String, { nullable: true, description: ISSUER })
  issuer?: string | null;

  @Field(() => String, { description: 'The colleague, as the identity provider names them in their tokens.' })
  subject!: string;

  @Field(() => RoleEnum, { description: 'What they are to the agency.' })
  role!: Role;

  @Field(() => [ID], { nullable: true, description: `The branches whose patients they can read and change; all when left out. ${LIST}` })
  branchIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: `The payers that they can know of, and whose patients they can read and change; all when left out. ${LIST}` })
  payerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: `Their caseload: the patients that they can read and change; all when left out. ${LIST}` })
  patientIds?: string[] | null;
}

@InputType('ChangeAccessInput', { description: 'Another role or scope for someone who has access. What is left out stays as it is.' })
export class ChangeAccessInputType extends VersionedInput implements Given<ChangeAccessInput> {
  @Field(() => ID, { description: 'The colleague or program whose access changes.' })
  agencyMemberId!: string;

  @Field(() => RoleEnum, { nullable: true, description: 'What they are to the agency from now on.' })
  role?: Role | null;

  @Field(() => [ID], { nullable: true, description: `The branches whose patients they can read and change; null for all. ${LIST}` })
  branchIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: `The payers that they can know of, and whose patients they can read and change; null for all. ${LIST}` })
  payerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: `Their caseload: the patients that they can read and change; null for all. ${LIST}` })
  patientIds?: string[] | null;
}

@InputType('RevokeAccessInput', { description: 'Someone who is to have no access any more.' })
export class RevokeAccessInputType extends VersionedInput implements Given<RevokeAccessInput> {
  @Field(() => ID, { description: 'The colleague or program to be shut out.' })
  agencyMemberId!: string;
}

@InputType('RevokeTokenInput', { description: 'Tokens that are to be worth nothing any more: one, or all that someone has by now.' })
export class RevokeTokenInputType implements Given<Revoked> {
  @Field(() => String, { nullable: true, description: ISSUER })
  issuer?: string | null;

  @Field(() => String, { nullable: true, description: 'Whose tokens, as the identity provider names them. Those that they get later hold.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The one token, by the id (jti) that the identity provider gave it. Either this or subject.' })
  tokenId?: string | null;
}
