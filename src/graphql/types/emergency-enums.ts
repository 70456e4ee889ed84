import { EMERGENCY_REASONS, type EmergencyReason, REVIEW_DECISIONS, REVIEW_STATUSES, type ReviewDecision, type ReviewStatus } from '../../care/emergency-access.js';
import { enumOf } from './enums.js';

export const EmergencyReasonEnum = enumOf<EmergencyReason>('EmergencyReason', EMERGENCY_REASONS, 'What kind of emergency made someone take access to a patient outside their scope.', {
  EMERGENCY_TREATMENT: 'The patient had to be treated at once. HL7 calls it ETREAT.',
  IMMINENT_DANGER: 'The patient, or someone with them, was in danger.',
  CONTINUITY_OF_CARE: 'Nobody else was there to go on with care that could not wait.',
  DISASTER: 'A disaster or an outage kept those away whose patient it is.',
});

export const ReviewStatusEnum = enumOf<ReviewStatus>('EmergencyReviewStatus', REVIEW_STATUSES, 'What a colleague made of an emergency access.', {
  PENDING: 'Nobody has decided yet. Until then whoever took it cannot take another.',
  APPROVED: 'It was justified.',
  REJECTED: 'It was not justified, and counts as a violation.',
});

export const ReviewDecisionEnum = enumOf<ReviewDecision>('EmergencyReviewDecision', REVIEW_DECISIONS, 'Whether an emergency access was justified.', {
  APPROVED: 'It was justified.',
  REJECTED: 'It was not justified, and counts as a violation. One that is still open ends at once.',
});
