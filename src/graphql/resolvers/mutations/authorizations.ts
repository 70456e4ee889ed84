import { cancelAuthorization } from '../../../changes/cancel-authorization.js';
import { extendAuthorization } from '../../../changes/extend-authorization.js';
import { recordAuthorization } from '../../../changes/record-authorization.js';
import { reviseAuthorization } from '../../../changes/revise-authorization.js';
import {
  CancelAuthorizationInputType, ExtendAuthorizationInputType, RecordAuthorizationInputType, ReviseAuthorizationInputType,
} from '../../inputs/authorization-inputs.js';
import { AuthorizationType } from '../../types/authorization-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

export const AUTHORIZATION_MUTATIONS: readonly MutationDefinition[] = [
  mutation(recordAuthorization, {
    input: RecordAuthorizationInputType,
    record: AuthorizationType,
    description: 'Records what a payer was asked to approve and, line by line, what it answered.',
  }),
  mutation(extendAuthorization, { input: ExtendAuthorizationInputType, record: AuthorizationType, description: 'Records that the payer lets care go on for longer.' }),
  mutation(reviseAuthorization, {
    input: ReviseAuthorizationInputType,
    record: AuthorizationType,
    description: 'Records what the payer now says: a decision, other quantities, dates or limits, more lines.',
  }),
  mutation(cancelAuthorization, { input: CancelAuthorizationInputType, record: AuthorizationType, description: 'Withdraws an authorization. Visits that drew on it draw on others, or on none.' }),
];
