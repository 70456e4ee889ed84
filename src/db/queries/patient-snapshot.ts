import type { Allocation, LineBalance } from '../../alignment/alignment.js';
import type { PatientSnapshot } from '../../alignment/snapshot.js';
import { dateOf, type EpochMs, MS_PER_DAY } from '../../base/day.js';
import { invariant } from '../../base/invariant.js';
import type { Tx } from '../agency-scope.js';
import { columnsOf, reviveRow } from '../rows/row.js';
import { FindingRow } from '../rows/finding-row.js';
import { statement } from '../statement.js';

/** What the last evaluation left in the tables, as far as the snapshot reaches back. */
export interface StoredAnswer {
  readonly findings: readonly FindingRow[];
  readonly allocations: readonly Allocation[];
  readonly balances: readonly LineBalance[];
  readonly dueAt: EpochMs | null;
}

/**
 * Facts older than this are settled: no payer takes a claim for them any more. The reading reaches
 * further back where an authorization line does, and so on through lines that overlap, because a line
 * is only counted rightly with all of its visits.
 */
const SETTLED_AFTER_DAYS = 548;

const day = (column: string): string => `(${column} - date '1970-01-01')`;
const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::bigint`;
const list = (select: string): string => `coalesce((select json_agg(r) from (${select}) q(r)), '[]')`;

/** One statement, one round trip, one JSON document made of the very integers that the rules use. */
const SNAPSHOT = statement(`
  with recursive reach (since) as (
    select $3::date
    union
    select l.starts_on from authorization_lines l join reach on l.ends_on >= reach.since and l.starts_on < reach.since
     where l.agency_id = $1 and l.patient_id = $2
  ), concerned as (
    select payer_id from coverages where agency_id = $1 and patient_id = $2
    union
    select payer_id from authorizations where agency_id = $1 and patient_id = $2
  )
  select json_build_object(
    'agencyId', p.agency_id, 'patientId', p.id, 'branchId', p.branch_id, 'timeZone', b.time_zone, 'status', p.status,
    'startOfCareOn', ${day('p.start_of_care_on')}, 'since', ${day('h.since')},
    'coverages', ${list(`
      select json_build_object('id', c.id, 'payerId', c.payer_id, 'rank', c.rank, 'startsOn', ${day('c.starts_on')}, 'endsOn', ${day('c.ends_on')})
        from coverages c where c.agency_id = $1 and c.patient_id = $2`)},
    'payers', ${list(`
      select json_build_object('id', a.id, 'name', a.name, 'kind', a.kind)
        from payers a where a.agency_id = $1 and a.id in (select payer_id from concerned)`)},
    'policies', ${list(`
      select json_build_object('id', y.id, 'payerId', y.payer_id, 'version', y.version,
             'effectiveFrom', ${day('y.effective_from')}, 'effectiveTo', ${day('y.effective_to')}, 'terms', y.terms)
        from payer_policies y where y.agency_id = $1 and y.payer_id in (select payer_id from concerned)`)},
    'orders', ${list(`
      select json_build_object('id', o.id, 'discipline', o.discipline, 'serviceCode', o.service_code, 'frequencyText', o.frequency_text,
             'frequency', o.frequency, 'startsOn', ${day('o.starts_on')}, 'endsOn', ${day('o.ends_on')}, 'status', o.status,
             'receivedAt', ${ms('o.received_at')}, 'signedAt', ${ms('o.signed_at')}, 'signatureDate', ${day('o.signature_date')},
             'discontinuedOn', ${day('o.discontinued_on')})
        from orders o where o.agency_id = $1 and o.patient_id = $2 and (o.ends_on is null or o.ends_on >= h.since)`)},
    'authorizations', ${list(`
      select json_build_object('id', z.id, 'payerId', z.payer_id, 'number', z.number, 'requestedAt', ${ms('z.requested_at')},
             'isCancelled', z.cancelled_at is not null,
             'lines', ${list(`
               select json_build_object('id', l.id, 'discipline', l.discipline, 'serviceCode', l.service_code, 'modifiers', l.modifiers,
                      'unitDefinition', l.unit_definition, 'authorizedMilliUnits', l.authorized_milli_units,
                      'startsOn', ${day('l.starts_on')}, 'endsOn', ${day('l.ends_on')}, 'decision', l.decision,
                      'decisionReason', l.decision_reason, 'priority', l.priority,
                      'caps', ${list(`
                        select json_build_object('id', k.id, 'period', k.period, 'rollingDays', k.rolling_days, 'milliUnits', k.milli_units)
                          from authorization_caps k where k.agency_id = $1 and k.patient_id = $2 and k.line_id = l.id`)})
                 from authorization_lines l
                where l.agency_id = $1 and l.patient_id = $2 and l.authorization_id = z.id and l.ends_on >= h.since`)})
        from authorizations z where z.agency_id = $1 and z.patient_id = $2`)},
    'visits', ${list(`
      select json_build_object('id', v.id, 'discipline', v.discipline, 'serviceCode', v.service_code, 'modifiers', v.modifiers,
             'staffId', v.staff_id, 'startsAt', ${ms('v.starts_at')}, 'endsAt', ${ms('v.ends_at')}, 'serviceOn', ${day('v.service_on')},
             'actualStartsAt', ${ms('v.actual_starts_at')}, 'actualEndsAt', ${ms('v.actual_ends_at')}, 'status', v.status,
             'isAsNeeded', v.is_as_needed)
        from visits v where v.agency_id = $1 and v.patient_id = $2 and v.service_on >= h.since`)},
    'notes', ${list(`
      select json_build_object('id', n.id, 'visitId', n.visit_id, 'status', n.status, 'writtenAt', ${ms('n.written_at')},
             'signedAt', ${ms('n.signed_at')}, 'cosignedAt', ${ms('n.cosigned_at')}, 'isCosignRequired', n.is_cosign_required)
        from notes n join visits v on v.agency_id = n.agency_id and v.patient_id = n.patient_id and v.id = n.visit_id
       where n.agency_id = $1 and n.patient_id = $2 and v.service_on >= h.since`)}
  ) as snapshot,
  json_build_object(
    'allocations', coalesce((select json_agg(json_build_object('visitId', a.visit_id, 'lineId', a.line_id, 'milliUnits', a.milli_units,
             'state', a.state, 'minutes', a.minutes, 'basis', a.basis, 'unitRule', a.unit_rule))
        from allocations a join visits v on v.agency_id = a.agency_id and v.patient_id = a.patient_id and v.id = a.visit_id
       where a.agency_id = $1 and a.patient_id = $2 and v.service_on >= h.since), '[]'),
    'balances', coalesce((select json_agg(json_build_object('lineId', m.line_id, 'authorizedMilliUnits', m.authorized_milli_units,
             'reservedMilliUnits', m.reserved_milli_units, 'reservedPendingMilliUnits', m.reserved_pending_milli_units,
             'usedMilliUnits', m.used_milli_units, 'billedMilliUnits', m.billed_milli_units,
             'remainingMilliUnits', m.remaining_milli_units))
        from line_balances m join authorization_lines l on l.agency_id = m.agency_id and l.patient_id = m.patient_id and l.id = m.line_id
       where m.agency_id = $1 and m.patient_id = $2 and l.ends_on >= h.since), '[]'),
    'findings', coalesce((select json_agg(row_to_json(f)) from (
        select ${columnsOf(FindingRow, 'o')} from findings o
         where o.agency_id = $1 and o.patient_id = $2 and o.status = 'OPEN' and (o.service_on is null or o.service_on >= h.since)) f), '[]'),
    'dueAt', (select ${ms('d.due_at')} from alignment_deadlines d where d.agency_id = $1 and d.patient_id = $2)
  ) as stored
  from patients p join branches b on b.agency_id = p.agency_id and b.id = p.branch_id
  cross join (select min(since) as since from reach) h
  where p.agency_id = $1 and p.id = $2`);

export interface PatientReading {
  readonly snapshot: PatientSnapshot;
  readonly stored: StoredAnswer;
}

/**
 * Everything that one evaluation needs and everything it is compared with.
 *
 * @param touchedOn the earliest date of service that the change at hand concerns, so that a change to
 * settled care is still evaluated.
 */
export async function patientSnapshot(tx: Tx, patientId: string, now: Date, touchedOn: string | null = null): Promise<PatientReading> {
  const settledBefore = dateOf(Math.floor(now.getTime() / MS_PER_DAY) - SETTLED_AFTER_DAYS);
  const from = touchedOn !== null && touchedOn < settledBefore ? touchedOn : settledBefore;
  const [row] = await tx.rows<{ snapshot: PatientSnapshot; stored: StoredAnswer }>(SNAPSHOT, [tx.agencyId, patientId, from]);
  invariant(row, 'a patient under lock has a snapshot');
  // Instants inside the document are text.
  const findings = row.stored.findings.map((finding) => reviveRow(FindingRow, { ...finding }));
  return { snapshot: row.snapshot, stored: { ...row.stored, findings } };
}
