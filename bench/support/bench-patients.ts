import pg from 'pg';

import { dateOf, dayOf, MS_PER_DAY } from '../../src/base/day.js';
import type { BenchAgency } from './bench-server.js';
import type { BenchPatient } from './movers.js';

export const VISITS_EACH = 40;
const VISITS_DONE = 20;
/** Visits are one a day around today, and the authorization ends this many days from now; see `MOVED_BY_DAYS`. */
const LINE_ENDS_IN_DAYS = 25;

const FIRST_FEW = 100;

const FREQUENCY = JSON.stringify({ phases: [{ visitsAtLeast: 0, visitsAtMost: 7, period: 'WEEK', every: 1, periods: 20 }], asNeeded: null });

/**
 * Written by the owner in bulk, because to make forty thousand visits is not what is measured; then every
 * patient is evaluated once, so that what the first change finds stored is true.
 *
 * @param beyondInDays when each has one more visit, which nobody moves
 */
export async function makePatients(server: BenchAgency, count: number, beyondInDays: number | null = null): Promise<BenchPatient[]> {
  const { app, ownerUrl, agencyId, branchId, payerId } = server;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const today = dateOf(Math.floor(app.world.clock.now().getTime() / MS_PER_DAY));
    const { rows: patients } = await owner.query<{ id: string }>(
      `insert into patients (agency_id, id, branch_id, mrn, given_name, family_name, birth_date, ssn_index, status, start_of_care_on)
       select $1, uuidv7(), $2, 'BENCH-' || uuidv7(), 'Oak', 'Bench-' || n, '1950-01-01', '{}', 'ACTIVE', $3::date - 25 from generate_series(1, $4::int) n returning id`,
      [agencyId, branchId, today, count],
    );
    const ids = patients.map(({ id }) => id);
    // As long as a number is once it is sealed; nobody asks what it is.
    await owner.query(
      `insert into coverages (agency_id, id, patient_id, payer_id, member_id, member_index, rank, starts_on) select $1, uuidv7(), p, $2, 'v1.1.' || repeat('x', 51), array['1.EX1'], 1, $3::date - 300 from unnest($4::uuid[]) p`,
      [agencyId, payerId, today, ids],
    );
    await owner.query(
      `insert into orders (agency_id, id, patient_id, kind, discipline, frequency_text, frequency, starts_on, ends_on, physician_name, status, received_at, sent_at, signed_at, signature_date)
       select $1, uuidv7(), p, 'PLAN_OF_CARE', d, '0-7w20', $2::jsonb, $3::date - 25, $3::date + 110, 'Dr. Bench', 'SIGNED', $3::date - 26, $3::date - 26, $3::date - 25, $3::date - 25
         from unnest($4::uuid[]) p, unnest(array['PT', 'SN']) d`,
      [agencyId, FREQUENCY, today, ids],
    );
    await owner.query(
      `with z as (
         insert into authorizations (agency_id, id, patient_id, payer_id, number, requested_at, decided_at)
         select $1, uuidv7(), p, $2, 'EX-1', $3::date - 30, $3::date - 28 from unnest($4::uuid[]) p returning id, patient_id
       ), l as (
         insert into authorization_lines (agency_id, id, authorization_id, patient_id, discipline, modifiers, unit_definition, authorized_milli_units, starts_on, ends_on, decision)
         select $1, uuidv7(), z.id, z.patient_id, d, '{}', 'VISIT', 60000, $3::date - 25, $3::date + $5::int, 'CERTIFIED_IN_TOTAL' from z, unnest(array['PT', 'SN']) d returning id, patient_id
       ) insert into authorization_caps (agency_id, id, line_id, patient_id, period, milli_units) select $1, uuidv7(), l.id, l.patient_id, 'WEEK', 7000 from l`,
      [agencyId, payerId, today, ids, LINE_ENDS_IN_DAYS],
    );
    await owner.query(
      `with v as (
         insert into visits (agency_id, id, patient_id, discipline, service_code, modifiers, starts_at, ends_at, service_on, actual_starts_at, actual_ends_at, status, is_as_needed)
         select $1, uuidv7(), p, 'PT', 'G0151', '{}', $2::date + n + time '16:00', $2::date + n + time '16:45', $2::date + n,
                case when n < 0 then $2::date + n + time '16:00' end, case when n < 0 then $2::date + n + time '16:45' end, case when n < 0 then 'COMPLETED' else 'SCHEDULED' end, false
           from unnest($3::uuid[]) p, (select generate_series(-$4::int, $5::int - 1) union all select $6::int where $6::int is not null) days (n) returning id, patient_id, status, ends_at
       ) insert into notes (agency_id, id, patient_id, visit_id, status, elements, amendments, is_cosign_required, written_at, signed_at)
       select $1, uuidv7(), v.patient_id, v.id, 'SIGNED', '[]', '[]', false, v.ends_at, v.ends_at + interval '1 hour' from v where v.status = 'COMPLETED'`,
      [agencyId, today, ids, VISITS_DONE, VISITS_EACH - VISITS_DONE, beyondInDays],
    );
    await owner.query('analyze');
    // Tables that are known to be empty are planned for badly; after a few patients they are not.
    for (const some of [ids.slice(0, FIRST_FEW), ids.slice(FIRST_FEW)]) {
      await owner.query(`insert into alignment_deadlines (agency_id, patient_id, due_at) select $1, p, $3 from unnest($2::uuid[]) p`, [agencyId, some, app.world.clock.now()]);
      await evaluateDue(server, owner);
      await owner.query('analyze');
    }
    const { rows } = await owner.query<BenchPatient>(
      `select p.id, (select l.id from authorization_lines l where l.agency_id = $1 and l.patient_id = p.id and l.discipline = 'PT') as "lineId",
              (select jsonb_agg(jsonb_build_object('id', v.id, 'startsAt', v.starts_at, 'endsAt', v.ends_at)) from visits v
                where v.agency_id = $1 and v.patient_id = p.id and v.status = 'SCHEDULED' and v.service_on between $3::date + 1 and $4::date) as visits
         from patients p where p.agency_id = $1 and p.id = any($2::uuid[])`,
      [agencyId, ids, today, dateOf(dayOf(today) + VISITS_EACH - VISITS_DONE - 1)],
    );
    return rows;
  } finally {
    await owner.end();
  }
}

/** By the clock's worker, which is the fastest that there is. */
export async function evaluateDue({ app, agencyId }: BenchAgency, owner: pg.Client): Promise<void> {
  for (let due = 1; due > 0; ) {
    await app.clockWorker.run();
    const { rows } = await owner.query<{ due: number }>(`select count(*)::int as due from alignment_deadlines where agency_id = $1 and due_at <= $2`, [agencyId, app.world.clock.now()]);
    due = rows[0]?.due ?? 0;
  }
}
