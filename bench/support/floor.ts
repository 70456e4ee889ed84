import { workerData } from 'node:worker_threads';

import pg from 'pg';

import { connectionOptions } from '../../src/db/database.js';
import { serveLoad } from './load-worker.js';
import { type BenchPatient, type Move, moversOf } from './movers.js';

/**
 * What a reschedule costs when nobody thinks: the same rows read and written in one transaction by SQL written
 * for it, with what the rules would have answered known beforehand. No GraphQL, no HTTP, no evaluation,
 * no comparison. The same role, row security, durability and indexes.
 */
export interface FloorData {
  readonly url: string;
  readonly agencyId: string;
  readonly clients: number;
  readonly patients: readonly BenchPatient[];
  /** Bodies of events that the product wrote for such moves, as text. */
  readonly bodies: { readonly out: string; readonly back: string };
  /** A finding that the product raised for such a move, as a row. */
  readonly finding: Readonly<Record<string, unknown>>;
}

const LOCK = {
  name: 'lock',
  text: `select p.*, b.time_zone from patients p join branches b on b.agency_id = p.agency_id and b.id = p.branch_id
          where p.agency_id = $1 and p.id = (select v.patient_id from visits v where v.agency_id = $1 and v.id = $2) for update of p`,
};
const VISIT = { name: 'visit', text: 'select * from visits where agency_id = $1 and id = $2' };
const MOVE = {
  name: 'move',
  text: `with moved as (
           update visits set starts_at = $4, ends_at = $5, service_on = $6, version = version + 1 where agency_id = $1 and id = $3 returning id
         )
         insert into schedule_changes (agency_id, id, patient_id, visit_id, kind, before, after, cause, reason, actor_subject, actor_role, occurred_at, recorded_at)
         values ($1, uuidv7(), $2, $3, 'RESCHEDULED', $7, $7, 'PATIENT_REQUEST', 'Bench', 'bench-scheduler', 'SCHEDULER', now(), now())`,
};
const of = (table: string, condition = ''): string => `(select json_agg(t) from ${table} t where t.agency_id = $1 and t.patient_id = $2 ${condition})`;
const READ = {
  name: 'read',
  text: `select ${of('coverages')} coverages, ${of('orders')} orders, ${of('authorizations')} authorizations, ${of('authorization_lines')} lines,
                ${of('authorization_caps')} caps, ${of('visits', `and t.service_on >= current_date - 548`)} visits, ${of('notes')} notes,
                ${of('patient_status_periods')} periods, ${of('certifications')} certifications, ${of('face_to_face_encounters')} encounters, ${of('supervisions')} supervisions,
                ${of('evv_records')} evv_records, ${of('authorization_decisions')} decisions, ${of('allocations')} allocations, ${of('line_balances')} balances, ${of('findings', `and t.status = 'OPEN'`)} findings, ${of('alignment_deadlines')} deadlines,
                (select json_agg(y) from payer_policies y where y.agency_id = $1 and y.payer_id in (select c.payer_id from coverages c where c.agency_id = $1 and c.patient_id = $2)) policies`,
};
const SAVE_OUT = {
  name: 'save out',
  text: `with found as (
           insert into findings select * from jsonb_populate_record(null::findings, $4::jsonb)
           on conflict (agency_id, patient_id, key) do update set status = 'OPEN', cleared_at = null, opened_at = excluded.opened_at, times_opened = findings.times_opened + 1,
             clinical_text = excluded.clinical_text, billing_text = excluded.billing_text, evidence = excluded.evidence, service_on = excluded.service_on
           returning id
         ), told as (
           insert into finding_history (agency_id, patient_id, finding_id, kind, correlation_id, event_type, actor_subject, actor_role, recorded_at)
           select $1, $2, id, 'REOPENED', uuidv7(), 'VISIT_RESCHEDULED', 'bench-scheduler', 'SCHEDULER', now() from found
         ), released as (
           delete from allocations where agency_id = $1 and visit_id = $5 and line_id = $3
         ), moved as (
           update line_balances set reserved_milli_units = reserved_milli_units - 1000, remaining_milli_units = remaining_milli_units + 1000 where agency_id = $1 and line_id = $3
         )
         update alignment_deadlines set due_at = due_at where agency_id = $1 and patient_id = $2`,
};
const SAVE_BACK = {
  name: 'save back',
  text: `with cleared as (
           update findings set status = 'CLEARED', cleared_at = now() where agency_id = $1 and patient_id = $2 and key = $4 returning id
         ), told as (
           insert into finding_history (agency_id, patient_id, finding_id, kind, correlation_id, event_type, actor_subject, actor_role, recorded_at)
           select $1, $2, id, 'CLEARED', uuidv7(), 'VISIT_RESCHEDULED', 'bench-scheduler', 'SCHEDULER', now() from cleared
         ), allocated as (
           insert into allocations (agency_id, patient_id, visit_id, line_id, milli_units, state, minutes, basis, unit_rule, counted_minutes, policy_version)
           values ($1, $2, $5, $3, 1000, 'RESERVED', 45, 'SCHEDULED', 'PER_VISIT', 45, 1)
         ), moved as (
           update line_balances set reserved_milli_units = reserved_milli_units + 1000, remaining_milli_units = remaining_milli_units - 1000 where agency_id = $1 and line_id = $3
         )
         update alignment_deadlines set due_at = due_at where agency_id = $1 and patient_id = $2`,
};
const APPEND = {
  name: 'append',
  text: `with h as (
           update stream_heads set head = head + 1, chain = sha256(chain || convert_to($3, 'UTF8')) where agency_id = $1 returning epoch, head, chain
         )
         insert into alignment_events (agency_id, seq, epoch, event_id, correlation_id, schema_version, type, patient_id, branch_id, payer_ids, body, occurred_at, recorded_at, chain)
         select $1, h.head, h.epoch, uuidv7(), uuidv7(), 1, 'VISIT_RESCHEDULED', $2, $4, '{}', $3::jsonb, now(), now(), h.chain from h returning seq`,
};

const { url, agencyId, clients, patients, bodies, finding } = workerData as FloorData;

const connections = await Promise.all(
  Array.from({ length: clients }, async () => {
    const client = new pg.Client(connectionOptions(url));
    await client.connect();
    return client;
  }),
);

serveLoad(
  moversOf(patients, clients).map((next, i) => {
    const client = connections[i] as pg.Client;
    return () => move(client, next());
  }),
);

async function move(client: pg.Client, { patient, visitId, startsAt, endsAt, isOut }: Move): Promise<void> {
  await client.query(`begin; select set_config('app.agency_id', '${agencyId}', true)`);
  const { rows } = await client.query<{ branch_id: string }>({ ...LOCK, values: [agencyId, visitId] });
  await client.query({ ...VISIT, values: [agencyId, visitId] });
  const serviceOn = startsAt.slice(0, 10);
  const slot = JSON.stringify({ startsAt, endsAt, serviceOn, staffId: null, status: 'SCHEDULED', serviceCode: 'G0151' });
  await client.query({ ...MOVE, values: [agencyId, patient.id, visitId, startsAt, endsAt, serviceOn, slot] });
  await client.query({ ...READ, values: [agencyId, patient.id] });
  const key = `AUTH-04:${visitId}`;
  if (isOut) {
    const row = JSON.stringify({ ...finding, id: crypto.randomUUID(), patient_id: patient.id, key, visit_ids: [visitId], line_id: patient.lineId, service_on: serviceOn });
    await client.query({ ...SAVE_OUT, values: [agencyId, patient.id, patient.lineId, row, visitId] });
  } else {
    await client.query({ ...SAVE_BACK, values: [agencyId, patient.id, patient.lineId, key, visitId] });
  }
  await client.query({ ...APPEND, values: [agencyId, patient.id, isOut ? bodies.out : bodies.back, rows[0]?.branch_id] });
  await client.query('commit');
}
