import { changeAccess } from '../../../changes/change-access.js';
import { grantAccess } from '../../../changes/grant-access.js';
import { revokeAccess } from '../../../changes/revoke-access.js';
import { ChangeAccessInputType, GrantAccessInputType, RevokeAccessInputType } from '../../inputs/access-inputs.js';
import { MemberType } from '../../types/member-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

/** Changes to who may use the agency's data. */
export const ACCESS_MUTATIONS: readonly MutationDefinition[] = [
  mutation(grantAccess, {
    input: GrantAccessInputType,
    record: MemberType,
    description: 'Gives a colleague access, for the first time or after it was revoked. From then on their role is the one given here, and no longer the one in their token.',
  }),
  mutation(changeAccess, {
    input: ChangeAccessInputType,
    record: MemberType,
    description: 'Changes a colleague\'s role or scope, from their next request on. Nobody can take away from their own access.',
  }),
  mutation(revokeAccess, {
    input: RevokeAccessInputType,
    record: MemberType,
    description: 'Takes a colleague\'s access away. Their token is worth nothing any more, however long it lasts. Nobody can revoke their own access.',
  }),
];
