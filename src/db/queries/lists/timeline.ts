import type { List } from '../page.js';
import { given } from './conditions.js';

export const TIMELINE_KINDS = [
  'ORDER_RECEIVED', 'ORDER_SIGNED', 'AUTHORIZATION_REQUESTED', 'AUTHORIZATION_DECIDED', 'AUTHORIZATION_CANCELLED', 'DECISION_REPLACED', 'VISIT', 'SCHEDULE_CHANGED', 'NOTE_WRITTEN',
  'NOTE_SIGNED', 'FINDING_OPENED', 'FINDING_CLEARED',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened to a patient, or is planned. */
export class TimelineEntry {
  readonly patientId!: string;
  readonly at!: Date;
  readonly kind!: TimelineKind;
  readonly recordType!: string;
  readonly recordId!: string;
  /** What the summary says: codes and dates, no text that anyone has written. */
  readonly discipline!: string | null;
  readonly state!: string | null;
  readonly about!: string | null;
}

export interface TimelineFilter {
  readonly kinds: readonly TimelineKind[];
  readonly from?: Date | null;
  readonly to?: Date | null;
}

interface Branch {
  readonly kind: TimelineKind;
  readonly recordType: string;
  readonly from: string;
  readonly at: string;
  readonly record?: string;
  readonly discipline?: string;
  readonly state?: string;
  readonly about?: string;
  readonly where?: string;
}

const PAYER = '(select p.name from payers p where p.agency_id = r.agency_id and p.id = r.payer_id)';
const FINDINGS = 'finding_history r join findings f on f.agency_id = r.agency_id and f.id = r.finding_id';
const FOUND = { recordType: 'Finding', from: FINDINGS, at: 'r.recorded_at', record: 'r.finding_id', state: 'f.code', about: 'f.rule_id' };

const BRANCHES: readonly Branch[] = [
  { kind: 'ORDER_RECEIVED', recordType: 'Order', from: 'orders r', at: 'r.received_at', discipline: 'r.discipline' },
  { kind: 'ORDER_SIGNED', recordType: 'Order', from: 'orders r', at: 'r.signed_at', discipline: 'r.discipline', where: 'r.signed_at is not null' },
  { kind: 'AUTHORIZATION_REQUESTED', recordType: 'Authorization', from: 'authorizations r', at: 'r.requested_at', about: PAYER, where: 'r.requested_at is not null' },
  { kind: 'AUTHORIZATION_DECIDED', recordType: 'Authorization', from: 'authorizations r', at: 'r.decided_at', about: PAYER, where: 'r.decided_at is not null' },
  { kind: 'AUTHORIZATION_CANCELLED', recordType: 'Authorization', from: 'authorizations r', at: 'r.cancelled_at', about: PAYER, where: 'r.cancelled_at is not null' },
  { kind: 'DECISION_REPLACED', recordType: 'AuthorizationDecision', from: 'authorization_decisions r', at: 'r.recorded_at', state: 'r.decision' },
  { kind: 'VISIT', recordType: 'Visit', from: 'visits r', at: 'r.starts_at', discipline: 'r.discipline', state: 'r.status' },
  { kind: 'SCHEDULE_CHANGED', recordType: 'ScheduleChange', from: 'schedule_changes r', at: 'r.recorded_at', state: 'r.kind', about: `r.after ->> 'serviceOn'` },
  { kind: 'NOTE_WRITTEN', recordType: 'Note', from: 'notes r', at: 'r.written_at' },
  { kind: 'NOTE_SIGNED', recordType: 'Note', from: 'notes r', at: 'r.signed_at', where: 'r.signed_at is not null' },
  { kind: 'FINDING_OPENED', ...FOUND, where: `r.kind in ('OPENED', 'REOPENED')` },
  { kind: 'FINDING_CLEARED', ...FOUND, where: `r.kind = 'CLEARED'` },
];

/** The patient and the place in time are compared in each part, so that what is read is what one patient has, after the cursor. */
const ENTRIES = BRANCHES.map(
  ({ kind, recordType, from, at, record = 'r.id', discipline = 'null::text', state = 'null::text', about = 'null::text', where = 'true' }) => `
    select r.agency_id, r.patient_id, ${at} as at, text '${kind}' as kind, r.id as entry_id, text '${recordType}' as record_type, ${record} as record_id,
           ${discipline} as discipline, ${state} as state, ${about} as about
      from ${from} where ${where}`,
).join(' union all ');

export const timelineList: List<TimelineEntry, TimelineFilter, 'AT'> = {
  name: 'timeline',
  row: TimelineEntry,
  source: {
    sql: `(${ENTRIES})`,
    columns: 't.patient_id as "patientId", t.at, t.kind, t.record_type as "recordType", t.record_id as "recordId", t.discipline, t.state, t.about',
  },
  orders: { AT: [{ sql: 't.at', type: 'timestamptz' }] },
  identity: [{ sql: 't.kind', type: 'text' }, { sql: 't.entry_id', type: 'uuid' }],
  where: ({ kinds, from, to }, bind) => [
    `t.kind = any(${bind(kinds, 'text[]')})`,
    ...given(from, (instant) => `t.at >= ${bind(instant, 'timestamptz')}`),
    ...given(to, (instant) => `t.at <= ${bind(instant, 'timestamptz')}`),
  ],
};
