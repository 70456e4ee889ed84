import { breakGlass } from '../../../changes/break-glass.js';
import { endEmergencyAccess } from '../../../changes/end-emergency-access.js';
import { reviewEmergencyAccess } from '../../../changes/review-emergency-access.js';
import { BreakGlassInputType, EndEmergencyAccessInputType, ReviewEmergencyAccessInputType } from '../../inputs/emergency-inputs.js';
import { EmergencyAccessType } from '../../types/emergency-access-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

/** Access to a patient outside one's scope, in an emergency. */
export const EMERGENCY_MUTATIONS: readonly MutationDefinition[] = [
  mutation(breakGlass, {
    input: BreakGlassInputType,
    tells: 'PATIENTS',
    attempt: (context) => context.emergencyAttempts.take(context.actor()),
    record: EmergencyAccessType,
    description:
      'Gives you access to one patient outside your scope, in an emergency and for an hour at most, from your next request on: to read what your role may read, and to make the changes that it may make. ' +
      'Administrators and clinical leads hear of it at once, everything you do under it is marked, and one of them reviews it. Until then you cannot take another.',
  }),
  mutation(endEmergencyAccess, {
    input: EndEmergencyAccessInputType,
    tells: 'PATIENTS',
    record: EmergencyAccessType,
    description: 'Ends an emergency access before its time: your own, or for administrators anybody\'s.',
  }),
  mutation(reviewEmergencyAccess, {
    input: ReviewEmergencyAccessInputType,
    record: EmergencyAccessType,
    description: 'Decides, for good, whether a colleague\'s emergency access was justified. Nobody reviews their own.',
  }),
];
