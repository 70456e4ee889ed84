import { checkedInteger, checkedMember, checkedText } from '../base/check.js';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import type { Role } from './member.js';

/**
 * Someone took access to one patient outside their scope, because waiting for an administrator would have harmed the patient
 * ("break the glass"). Nobody is asked beforehand, so everything is known afterwards: who, why, until when, and what a colleague
 * made of it.
 *
 *   open -> over (its time is up, it was ended, or it was rejected)
 *   review: PENDING -> APPROVED | REJECTED, from the start and for good
 */
export interface EmergencyAccess {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  /** Who took it, and what they were to the agency then. */
  readonly subject: string;
  readonly role: Role;
  readonly reasonCode: EmergencyReason;
  readonly reason: string;
  readonly grantedAt: Date;
  readonly endsAt: Date;
  /** When and by whom it was ended before its time. */
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly reviewStatus: ReviewStatus;
  readonly reviewDueAt: Date;
  readonly reviewedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly reviewText: string | null;
  readonly version: number;
}

export const EMERGENCY_REASONS = ['EMERGENCY_TREATMENT', 'IMMINENT_DANGER', 'CONTINUITY_OF_CARE', 'DISASTER'] as const;
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];

export const REVIEW_STATUSES = ['PENDING', 'APPROVED', 'REJECTED'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];
export type ReviewDecision = Exclude<ReviewStatus, 'PENDING'>;
export const REVIEW_DECISIONS: readonly ReviewDecision[] = ['APPROVED', 'REJECTED'];

/** As long as an ambulance and a handover take; who needs longer needs an administrator. */
export const LONGEST_MINUTES = 60;
/** Within a day: while everyone involved still remembers, and on the next shift at the latest. */
export const REVIEW_WITHIN_HOURS = 24;
export const LONGEST_EXPLANATION = 1_000;

export interface EmergencyRequest {
  readonly reasonCode: EmergencyReason;
  readonly reason: string;
  readonly minutes: number;
}

/** @throws Refusal INVALID_INPUT, UNKNOWN_CODE */
export function emergencyAccess(
  whose: Pick<EmergencyAccess, 'agencyId' | 'id' | 'patientId' | 'subject' | 'role'>,
  { reasonCode, reason, minutes }: EmergencyRequest,
  now: Date,
): EmergencyAccess {
  const lastsMs = checkedInteger(minutes, ['input', 'minutes'], { from: 1, to: LONGEST_MINUTES }) * MS_PER_MINUTE;
  return {
    ...whose,
    reasonCode: checkedMember(reasonCode, EMERGENCY_REASONS, ['input', 'reasonCode']),
    reason: checkedText(reason, ['input', 'reason'], LONGEST_EXPLANATION),
    grantedAt: now,
    endsAt: new Date(now.getTime() + lastsMs),
    endedAt: null,
    endedBy: null,
    reviewStatus: 'PENDING',
    reviewDueAt: new Date(now.getTime() + REVIEW_WITHIN_HOURS * MS_PER_HOUR),
    reviewedAt: null,
    reviewedBy: null,
    reviewText: null,
    version: 1,
  };
}

/** At its end it is over. */
export function isOpen({ endsAt, endedAt }: Pick<EmergencyAccess, 'endsAt' | 'endedAt'>, now: Date): boolean {
  return endedAt === null && now < endsAt;
}

/** @throws Refusal ILLEGAL_TRANSITION */
export function ended(access: EmergencyAccess, by: string, now: Date): EmergencyAccess {
  if (!isOpen(access, now)) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'emergencyAccessId'], expected: 'an emergency access that is open', found: 'one that is over', remedy: 'Nothing is left to end. It can be reviewed.' });
  }
  return { ...access, endedAt: now, endedBy: by, version: access.version + 1 };
}

/**
 * One's own is for a colleague to review. What was not justified does not go on.
 *
 * @throws Refusal FORBIDDEN, ILLEGAL_TRANSITION, INVALID_INPUT, UNKNOWN_CODE
 */
export function reviewed(access: EmergencyAccess, { by, decision, text }: { readonly by: string; readonly decision: ReviewDecision; readonly text: string }, now: Date): EmergencyAccess {
  const path = ['input', 'emergencyAccessId'];
  if (access.subject === by) {
    throw new Refusal('FORBIDDEN', { path, expected: 'the emergency access of a colleague', found: 'your own', remedy: 'Ask another administrator or clinical lead to review it.' });
  }
  if (access.reviewStatus !== 'PENDING') {
    throw new Refusal('ILLEGAL_TRANSITION', { path, expected: 'an emergency access that waits for its review', found: `one that is ${access.reviewStatus}`, remedy: 'What was decided stands.' });
  }
  const reviewStatus = checkedMember(decision, REVIEW_DECISIONS, ['input', 'decision']);
  const isCutShort = reviewStatus === 'REJECTED' && isOpen(access, now);
  return {
    ...access,
    ...(isCutShort && { endedAt: now, endedBy: by }),
    reviewStatus,
    reviewedAt: now,
    reviewedBy: by,
    reviewText: checkedText(text, ['input', 'text'], LONGEST_EXPLANATION),
    version: access.version + 1,
  };
}
