import { Field, ID, InputType, Int } from 'type-graphql';

import { type EmergencyReason, LONGEST_EXPLANATION, LONGEST_MINUTES, type ReviewDecision } from '../../care/emergency-access.js';
import type { BreakGlassInput } from '../../changes/break-glass.js';
import type { EndEmergencyAccessInput } from '../../changes/end-emergency-access.js';
import type { ReviewEmergencyAccessInput } from '../../changes/review-emergency-access.js';
import { EmergencyReasonEnum, ReviewDecisionEnum } from '../types/emergency-enums.js';
import type { Given } from './given.js';
import { VersionedInput } from './versioned-input.js';

@InputType('BreakGlassInput', { description: 'Whom you have to see in an emergency, why, and for how long.' })
export class BreakGlassInputType implements Given<BreakGlassInput> {
  @Field(() => ID, { nullable: true, description: 'The patient. Either this or mrn.' })
  patientId?: string | null;

  @Field(() => String, { nullable: true, description: 'The patient\'s medical record number, complete, in place of patientId: for who was called and cannot look them up.' })
  mrn?: string | null;

  @Field(() => EmergencyReasonEnum, { description: 'What kind of emergency it is.' })
  reasonCode!: EmergencyReason;

  @Field(() => String, { description: `What happened, in your own words, for the colleague who will review it; at most ${LONGEST_EXPLANATION} characters.` })
  reason!: string;

  @Field(() => Int, { description: `For how many minutes, 1 to ${LONGEST_MINUTES}.` })
  minutes!: number;
}

@InputType('EndEmergencyAccessInput', { description: 'An emergency access that is not needed any more.' })
export class EndEmergencyAccessInputType extends VersionedInput implements Given<EndEmergencyAccessInput> {
  @Field(() => ID, { description: 'Your own; for administrators anybody\'s.' })
  emergencyAccessId!: string;
}

@InputType('ReviewEmergencyAccessInput', { description: 'What you decided about a colleague\'s emergency access.' })
export class ReviewEmergencyAccessInputType extends VersionedInput implements Given<ReviewEmergencyAccessInput> {
  @Field(() => ID, { description: 'The emergency access, which must not be your own.' })
  emergencyAccessId!: string;

  @Field(() => ReviewDecisionEnum, { description: 'Whether it was justified.' })
  decision!: ReviewDecision;

  @Field(() => String, { description: `What you looked at and how you came to it; at most ${LONGEST_EXPLANATION} characters.` })
  text!: string;
}
