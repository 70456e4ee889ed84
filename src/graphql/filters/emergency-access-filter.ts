import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { EmergencyReason, ReviewStatus } from '../../care/emergency-access.js';
import type { EmergencyAccessFilter } from '../../db/queries/lists/emergency-accesses.js';
import { EmergencyReasonEnum, ReviewStatusEnum } from '../types/emergency-enums.js';
import { MOST_IN_A_SET, setIn } from './ids.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { sortInput } from './sort.js';

@InputType('EmergencyAccessFilter', { description: 'Which emergency accesses to list: those for which everything that is given holds.' })
export class EmergencyAccessFilterInput extends OfPatientsInput {
  @Field(() => [String], { nullable: true, description: `Taken by any of these, as the identity provider names them, at most ${MOST_IN_A_SET}.` })
  subjects?: string[] | null;

  @Field(() => [EmergencyReasonEnum], { nullable: true, description: 'For any of these kinds of emergency.' })
  reasonCodes?: EmergencyReason[] | null;

  @Field(() => [ReviewStatusEnum], { nullable: true, description: 'Of which any of these was decided.' })
  reviewStatuses?: ReviewStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only what still opens something, or only what is over.' })
  isOpen?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only what should have been reviewed by now, or only the rest.' })
  isOverdue?: boolean | null;
}

export const EmergencyAccessSort = sortInput('EmergencyAccess', { GRANTED_AT: 'When it was taken.', REVIEW_DUE_AT: 'By when it has to be reviewed.' });

export function emergencyAccessFilterOf(_viewer: Reader, filter: EmergencyAccessFilterInput | null | undefined, now: Date): EmergencyAccessFilter {
  const { isOpen, isOverdue, reasonCodes, reviewStatuses } = filter ?? {};
  const at = (is: boolean | null | undefined): EmergencyAccessFilter['open'] => (is == null ? null : { at: now, is });
  return { ...ofPatientsIn(filter), subjects: setIn(filter, 'subjects'), reasonCodes: reasonCodes ?? null, reviewStatuses: reviewStatuses ?? null, open: at(isOpen), overdue: at(isOverdue) };
}
