import { changeAccess } from '../../../changes/change-access.js';
import { grantAccess } from '../../../changes/grant-access.js';
import { revokeAccess } from '../../../changes/revoke-access.js';
import { revokeToken } from '../../../changes/revoke-token.js';
import { ChangeAccessInputType, GrantAccessInputType, RevokeAccessInputType, RevokeTokenInputType } from '../../inputs/access-inputs.js';
import { MemberType } from '../../types/member-type.js';
import { TokenRevocationType } from '../../types/token-revocation-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

/** Changes to who may use the agency's data. */
export const ACCESS_MUTATIONS: readonly MutationDefinition[] = [
  mutation(grantAccess, {
    input: GrantAccessInputType,
    record: MemberType,
    description: 'Gives a colleague access, for the first time or after it was revoked, in the role given here.',
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
  mutation(revokeToken, {
    input: RevokeTokenInputType,
    record: TokenRevocationType,
    description:
      'Takes one token out of use, or all that someone has by now: after a device was lost, or a program\'s token became known. What they listen to with it ends. ' +
      'They keep their access, and come back with a new token. A reason is required.',
  }),
];
