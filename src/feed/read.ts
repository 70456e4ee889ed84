import { Refusal } from '../base/refusal.js';
import type { Tx } from '../db/agency-scope.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { statement } from '../db/statement.js';
import { type AlignmentEvent, understood } from './event.js';
import type { StreamState } from './position.js';

/** Where the log is read from. There is one in the product, over the database; the simulator has another. */
export interface LogSource {
  /** The state of the log and, of one instant with it, the events after a place; after null, none of them. */
  read(agencyId: string, after: number | null): Promise<LogReading>;
}

export interface LogReading {
  readonly state: StreamState;
  readonly events: readonly AlignmentEvent[];
}

export const EVENT_PAGE = 500;

export function databaseLog(database: Database): LogSource {
  // Nothing else is read with it, so the end of the transaction goes with the question: one round trip in all.
  return { read: (agencyId, after) => reading(database, agencyId, async (tx) => readingOf(await tx.lastRows<LogRow>(LOG, [agencyId, after]))) };
}

/** The epoch that the next event will have: after a failover that is a new one, whether or not anything has been appended since. */
const EPOCH = `case when h.origin = stream_origin() then h.epoch else next_epoch(h.epoch) end`;
const FORKS = `
  (select coalesce(json_agg(json_build_object('epoch', f.epoch, 'seq', f.seq)), '[]')
     from (select epoch, seq from stream_forks where agency_id = h.agency_id
           union all select h.epoch, h.head where h.origin <> stream_origin()) f)`;
const EVENT = `
  e.agency_id as "agencyId", e.seq, e.epoch, e.event_id as "eventId", e.correlation_id as "correlationId", e.schema_version as "schemaVersion", e.type,
  e.patient_id as "patientId", e.branch_id as "branchId", e.payer_ids as "payerIds", e.body,
  e.occurred_at as "occurredAt", e.recorded_at as "recordedAt"`;

const LOG = statement(`
  select ${EPOCH} as "streamEpoch", h.head, h.floor, ${FORKS} as forks, ${EVENT}
    from stream_heads h
    left join lateral (
      select * from alignment_events where agency_id = h.agency_id and seq > $2 and seq <= h.head order by seq limit ${EVENT_PAGE}) e on true
   where h.agency_id = $1
   order by e.seq`);

type EventRow = AlignmentEvent & { readonly schemaVersion: number };

/** With no events behind the place, one row of the state alone. */
type LogRow = Omit<EventRow, 'seq'> & Omit<StreamState, 'epoch'> & { readonly streamEpoch: number; readonly seq: number | null };

function readingOf(rows: readonly LogRow[]): LogReading {
  const [first] = rows;
  if (!first) throw new Refusal('NOT_FOUND', { expected: 'an agency that this server holds' });
  const { streamEpoch, head, floor, forks } = first;
  return {
    state: { epoch: streamEpoch, head, floor, forks },
    events: rows.flatMap(({ streamEpoch: _epoch, head: _head, floor: _floor, forks: _forks, seq, ...event }) => (seq === null ? [] : [eventOf({ ...event, seq })])),
  };
}

/** @throws Refusal NOT_FOUND when the token is of an agency that is not here. */
export async function streamState(tx: Tx): Promise<StreamState> {
  return readingOf(await tx.rows<LogRow>(LOG, [tx.agencyId, null])).state;
}

const EVENTS = statement(`select ${EVENT} from alignment_events e where e.agency_id = $1 and e.seq > $2 and e.seq <= $3 order by e.seq limit $4`);

/** The events after one place up to another, oldest first, at most a page of them. */
export async function eventsBetween(tx: Tx, after: number, until: number, limit = EVENT_PAGE): Promise<AlignmentEvent[]> {
  return (await tx.rows<EventRow>(EVENTS, [tx.agencyId, after, until, limit])).map(eventOf);
}

function eventOf({ schemaVersion, ...event }: EventRow): AlignmentEvent {
  return understood(event, schemaVersion);
}
