import { type Entry, recordsOf } from '../audit/entry.js';
import { invariant } from '../base/invariant.js';
import type { StaffSlot } from '../care/visit.js';
import type { Tx } from '../db/agency-scope.js';
import { statement } from '../db/statement.js';
import { type AlignmentEvent, EVENT_SCHEMA_VERSION } from './event.js';
import type { Position } from './position.js';

export type EventDraft = Omit<AlignmentEvent, 'seq' | 'epoch'>;

/** The answer to keep for a repeated idempotency key; the position is added where it becomes known. */
export interface AnswerToKeep {
  readonly subject: string;
  readonly key: string;
  readonly answer: object;
}

/** When a staff member is or was to be with a patient. Other patients whose visits by the same person overlap are woken. */
export interface TouchedSlot extends StaffSlot {
  readonly patientId: string;
  /** The patient was evaluated with a visit of someone else's at the time of one of theirs. */
  readonly isConflicted: boolean;
}

const APPEND = statement(`select epoch, last_seq as seq from append_change($1, $2, $3, $4, $5, $6, $7)`);

/**
 * The last statement of a change, with the entry that says who made it. It locks the agency's counter until the commit, which makes sequence
 * order commit order; anything after it would only lengthen the queue behind that lock.
 */
export async function appendEvents(tx: Tx, drafts: readonly EventDraft[], entry: Entry, keep: AnswerToKeep | null = null, slots: readonly TouchedSlot[] = []): Promise<Position> {
  invariant(drafts.length > 0, 'a change leaves at least one event');
  const [position] = await tx.lastRows<Position>(APPEND, [
    tx.agencyId,
    JSON.stringify(drafts.map(recordOf)),
    keep?.subject ?? null,
    keep?.key ?? null,
    keep === null ? null : JSON.stringify(keep.answer),
    slots.length === 0 ? null : JSON.stringify(slots.map(slotRecordOf)),
    JSON.stringify(recordsOf(entry)),
  ]);
  invariant(position, 'appending returns the position of the last event');
  return position;
}

function recordOf(draft: EventDraft): object {
  return {
    event_id: draft.eventId,
    correlation_id: draft.correlationId,
    schema_version: EVENT_SCHEMA_VERSION,
    type: draft.type,
    patient_id: draft.patientId,
    branch_id: draft.branchId,
    payer_ids: draft.payerIds,
    body: draft.body,
    occurred_at: draft.occurredAt,
    recorded_at: draft.recordedAt,
  };
}

function slotRecordOf({ patientId, staffId, startsAt, endsAt, isConflicted }: TouchedSlot): object {
  return { patient_id: patientId, staff_id: staffId, starts_at: startsAt, ends_at: endsAt, is_conflicted: isConflicted };
}
