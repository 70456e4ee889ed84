import type pg from 'pg';

import type { LocalDate } from '../../src/base/day.js';

/** Of one agency, at full scale. The others follow from it; see the statements. */
export const PATIENTS = 100_000;

/** Each patient has a visit in each of so many weeks, half of them past. */
export const WEEKS = 20;
const BRANCHES = 10;
const PAYERS = 40;
const PATIENTS_A_CLINICIAN = 100;

export interface Extent {
  readonly agencyId: string;
  readonly slug: string;
  readonly patients: number;
  readonly today: LocalDate;
}

/**
 * An agency as it would stand after its rules have been at it: each patient with one order or two, one authorization
 * or two, lines with balances, and visits that draw on the lines; those that are past have notes. Written as sets by
 * the owner, with the foreign keys unchecked, because two million visits one by one would take hours.
 *
 * Rows lie in the tables as time would have laid them, visits by day and not by patient, so that what belongs to
 * one patient is spread out and a page of authorizations is not a page of neighbours.
 */
export async function fillAgency(owner: pg.Client, { agencyId, slug, patients, today }: Extent): Promise<void> {
  await owner.query('begin');
  await owner.query(`set local session_replication_role = replica; set local work_mem = '256MB'; set local maintenance_work_mem = '512MB'; set local synchronous_commit = off`);
  for (const [text, ...values] of statementsFor({ agencyId, slug, patients, today })) await owner.query(text, values);
  await owner.query('commit');
}

type Prepared = readonly [text: string, ...values: unknown[]];

function statementsFor({ agencyId, slug, patients, today }: Extent): readonly Prepared[] {
  return [
    [`insert into agencies (agency_id, slug, name) values ($1, $2, 'Bench agency')`, agencyId, slug],
    [`insert into stream_heads (agency_id) values ($1)`, agencyId],

    // What the rest refers to by number.
    [`create temp table branch on commit drop as select n, uuidv7() as id from generate_series(0, ${BRANCHES - 1}) n`],
    [`create temp table payer on commit drop as select n, uuidv7() as id from generate_series(0, ${PAYERS - 1}) n`],
    [`create temp table clinician on commit drop as select n, uuidv7() as id from generate_series(0, $1::int / ${PATIENTS_A_CLINICIAN}) n`, patients],
    [`create temp table patient on commit drop as select n, uuidv7() as id from generate_series(0, $1::int - 1) n`, patients],
    [
      `create temp table authorized on commit drop as
       select n, place, uuidv7() as id, patient_id
         from (select p.n, p.id as patient_id, place from patient p, generate_series(0, 1) place where place <= p.n % 2 order by place, hashint4(p.n)) a`,
    ],
    // Lines 0, 1 ... of a patient: physical therapy first, then nursing; the first authorization of every fourth has both.
    [
      `create temp table line on commit drop as
       select n, row_number() over (partition by n order by place, discipline) - 1 as place, count(*) over (partition by n) as of_patient, uuidv7() as id, authorization_id, patient_id, discipline
         from (select a.n, a.place, a.id as authorization_id, a.patient_id, d as discipline from authorized a, unnest(array['PT', 'SN']) d where d = 'PT' or (a.n / 2 + a.place) % 2 = 0) l`,
    ],
    [`create index on line (n, place); create index on clinician (n); analyze patient; analyze line; analyze clinician`],

    [`insert into branches (agency_id, id, name, time_zone) select $1, id, 'Branch ' || n, 'America/Chicago' from branch`, agencyId],
    [`insert into payers (agency_id, id, name, kind, payer_code) select $1, id, 'Payer ' || n, 'COMMERCIAL', 'P' || n from payer`, agencyId],
    [
      `insert into staff (agency_id, id, branch_id, given_name, family_name, disciplines, credential)
       select $1, c.id, b.id, 'Given-' || c.n % 97, 'Family-' || c.n, array['PT', 'SN'], 'PT' from clinician c join branch b on b.n = c.n % ${BRANCHES}`,
      agencyId,
    ],
    [
      `insert into patients (agency_id, id, branch_id, mrn, given_name, family_name, birth_date, ssn_index, status, start_of_care_on)
       select $1, p.id, b.id, 'MRN-' || lpad(p.n::text, 7, '0'), 'Given-' || p.n % 997, 'Family-' || p.n % 9973, date '1930-01-01' + p.n % 20000, '{}', 'ACTIVE', $2::date - 80
         from patient p join branch b on b.n = p.n % ${BRANCHES}`,
      agencyId,
      today,
    ],
    // As long as a number is once it is sealed; nobody asks what it is.
    [
      `insert into coverages (agency_id, id, patient_id, payer_id, member_id, member_index, rank, starts_on)
       select $1, uuidv7(), p.id, y.id, 'v1.1.' || repeat('x', 51), array['1.' || p.n], 1, $2::date - 300 from patient p join payer y on y.n = p.n % ${PAYERS}`,
      agencyId,
      today,
    ],
    [
      `insert into orders (agency_id, id, patient_id, kind, discipline, frequency_text, frequency, starts_on, ends_on, physician_name, status, received_at, sent_at, signed_at, signature_date)
       select $1, uuidv7(), p.id, 'PLAN_OF_CARE', (array['PT', 'SN'])[place + 1], '1w20', '{"phases": [{"visitsAtLeast": 1, "visitsAtMost": 1, "period": "WEEK", "every": 1, "periods": 20}], "asNeeded": null}',
              $2::date - 80, $2::date + 80, 'Dr. Bench-' || p.n % 500, 'SIGNED', $2::date - 81 - place, $2::date - 81, $2::date - 80, $2::date - 80
         from patient p, generate_series(0, 1) place where place <= p.n % 2 order by place, hashint4(p.n)`,
      agencyId,
      today,
    ],
    [
      `insert into authorizations (agency_id, id, patient_id, payer_id, number, requested_at, decided_at, request_type)
       select $1, a.id, a.patient_id, y.id, 'AU-' || a.n || '-' || a.place, $2::date - 90, $2::date - 85, case a.place when 0 then 'INITIAL' else 'EXTENSION' end
         from authorized a join payer y on y.n = a.n % ${PAYERS} order by a.id`,
      agencyId,
      today,
    ],
    [
      `insert into authorization_lines (agency_id, id, authorization_id, patient_id, discipline, service_code, modifiers, unit_definition, authorized_milli_units, starts_on, ends_on, decision)
       select $1, id, authorization_id, patient_id, discipline, case discipline when 'PT' then 'G0151' else 'G0299' end, '{}', 'VISIT', 60000, $2::date - 80, $2::date + 80, 'CERTIFIED_IN_TOTAL'
         from line order by authorization_id`,
      agencyId,
      today,
    ],
    [
      `create temp table visit on commit drop as
       select uuidv7() as id, n, patient_id, week, service_on, service_on + time '13:00' + interval '15 minutes' * (n % 32) as starts_at, service_on < $1::date as is_past
         from (select p.n, p.id as patient_id, week, $1::date + (week - ${WEEKS / 2}) * 7 + p.n % 7 as service_on from patient p, generate_series(0, ${WEEKS - 1}) week) v
        order by service_on, hashint4(n)`,
      today,
    ],
    [
      `create temp table held on commit drop as
       select v.*, l.id as line_id, l.discipline from visit v join (select n, max(of_patient) as lines from line group by n) m on m.n = v.n join line l on l.n = v.n and l.place = v.week % m.lines`,
    ],
    [
      `insert into visits (agency_id, id, patient_id, discipline, service_code, modifiers, staff_id, starts_at, ends_at, service_on, actual_starts_at, actual_ends_at, status, is_as_needed)
       select $1, v.id, v.patient_id, v.discipline, case v.discipline when 'PT' then 'G0151' else 'G0299' end, '{}', c.id, v.starts_at, v.starts_at + interval '45 minutes', v.service_on,
              case when v.is_past then v.starts_at end, case when v.is_past then v.starts_at + interval '45 minutes' end, case when v.is_past then 'COMPLETED' else 'SCHEDULED' end, false
         from held v join clinician c on c.n = v.n / ${PATIENTS_A_CLINICIAN} order by v.id`,
      agencyId,
    ],
    [
      `insert into notes (agency_id, id, patient_id, visit_id, author_staff_id, status, elements, amendments, is_cosign_required, written_at, signed_at)
       select $1, uuidv7(), v.patient_id, v.id, c.id, 'SIGNED', jsonb_build_array(jsonb_build_object('key', 'intervention', 'text', repeat('Gait and balance. ', 6)), jsonb_build_object('key', 'patientResponse', 'text', repeat('Tolerated well. ', 4))),
              '[]', false, v.starts_at + interval '1 hour', v.starts_at + interval '2 hours'
         from held v join clinician c on c.n = v.n / ${PATIENTS_A_CLINICIAN} where v.is_past order by v.id`,
      agencyId,
    ],
    [
      `insert into allocations (agency_id, visit_id, line_id, patient_id, milli_units, state, minutes, basis, unit_rule, counted_minutes)
       select $1, id, line_id, patient_id, 1000, case when is_past then 'USED' else 'RESERVED' end, 45, 'CLOCKED', 'PER_VISIT', 45 from held order by id`,
      agencyId,
    ],
    [
      `insert into line_balances (agency_id, line_id, patient_id, authorized_milli_units, reserved_milli_units, reserved_pending_milli_units, used_milli_units, billed_milli_units, remaining_milli_units)
       select $1, l.id, l.patient_id, 60000, coalesce(h.reserved, 0), 0, coalesce(h.used, 0), 0, 60000 - coalesce(h.reserved + h.used, 0)
         from line l left join (select line_id, 1000 * count(*) filter (where is_past) as used, 1000 * count(*) filter (where not is_past) as reserved from held group by line_id) h on h.line_id = l.id`,
      agencyId,
    ],
  ];
}
