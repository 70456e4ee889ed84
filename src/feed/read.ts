import { Refusal } from '../base/refusal.js';
import type { Tx } from '../db/agency-scope.js';
import { statement } from '../db/statement.js';
import type { AlignmentEvent } from './event.js';

/** The state of one agency's log: events after `floor` up to `head` are there. */
export interface StreamState {
  readonly epoch: number;
  readonly head: number;
  readonly floor: number;
}

const STATE = statement(`select epoch, head, floor from stream_heads where agency_id = $1`);

/** @throws Refusal NOT_FOUND when the token is of an agency that is not here. */
export async function streamState(tx: Tx): Promise<StreamState> {
  const [state] = await tx.rows<StreamState>(STATE, [tx.agencyId]);
  if (!state) throw new Refusal('NOT_FOUND', { expected: 'an agency that this server holds' });
  return state;
}

const EVENTS = statement(`
  select agency_id as "agencyId", seq, epoch, event_id as "eventId", correlation_id as "correlationId", type,
         patient_id as "patientId", branch_id as "branchId", payer_ids as "payerIds", body,
         occurred_at as "occurredAt", recorded_at as "recordedAt"
    from alignment_events
   where agency_id = $1 and seq > $2 and seq <= $3
   order by seq
   limit $4`);

export const EVENT_PAGE = 500;

/** The events after one place up to another, oldest first, at most a page of them. */
export async function eventsBetween(tx: Tx, after: number, until: number, limit = EVENT_PAGE): Promise<AlignmentEvent[]> {
  return tx.rows<AlignmentEvent>(EVENTS, [tx.agencyId, after, until, limit]);
}
