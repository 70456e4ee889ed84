import { CHANGES } from '../care/change.js';
import type { EventDraft } from '../feed/append.js';
import { type Effect, NO_EFFECT } from '../feed/event.js';
import type { AppliedAll } from './apply-steps.js';
import type { Work } from './change.js';
import type { Realigned } from './realign.js';
import { type Step, whyOf } from './step.js';

/** What was done together to one patient, or to the agency. */
export interface Course extends AppliedAll {
  readonly steps: readonly Step[];
  /** Shared by everything that it leaves in the log and in the histories of findings. */
  readonly correlationId: string;
}

/** And what came of it. */
export interface Answered extends Course, Realigned {}

/** One event for each change, in order; the effect is of all of a patient's together and told by the last. */
export function eventsOf(work: Work, courses: readonly Answered[]): EventDraft[] {
  return courses.filter((course) => !isSilent(course)).flatMap((course) => eventsOfOne(work, course));
}

function isSilent({ steps, effect }: Answered): boolean {
  return hasNoEffect(effect) && steps.every(({ change }) => change.about === 'PATIENT' && change.isSilentWithoutEffect === true);
}

function hasNoEffect({ raised, cleared, changed, balances }: Effect): boolean {
  return raised.length + cleared.length + changed.length + balances.length === 0;
}

function eventsOfOne(work: Work, { steps, applied, patient, effect, payerIds, correlationId }: Answered): EventDraft[] {
  const { now, ids, viewer, emergencyAccessId } = work;
  return applied.map((one, i) => {
    const { change, why } = steps[i] as Step;
    const { cause, reason, occurredAt } = whyOf({ ...work.why, ...why }, now);
    return {
      agencyId: viewer.agencyId,
      eventId: ids.next(),
      correlationId,
      type: CHANGES[change.kind],
      patientId: patient?.id ?? one.concerns?.patientId ?? null,
      branchId: patient?.branchId ?? one.concerns?.branchId ?? null,
      payerIds: [...new Set([...payerIds, ...(one.concerns?.payerIds ?? []), ...(one.payerIds ?? [])])].sort(),
      body: {
        what: one.what,
        actor: { subject: viewer.subject, role: viewer.role },
        cause,
        reason,
        ...(emergencyAccessId !== null && { emergencyAccessId }),
        effect: i === applied.length - 1 ? effect : NO_EFFECT,
      },
      occurredAt,
      recordedAt: now,
    };
  });
}
