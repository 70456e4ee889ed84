import type { Allocation, LineBalance } from '../../alignment/alignment.js';
import type { PatientSnapshot } from '../../alignment/snapshot.js';
import { dateOf, type EpochMs, MS_PER_DAY } from '../../base/day.js';
import { invariant } from '../../base/invariant.js';
import type { Asking } from '../agency-scope.js';
import { columnsOf, reviveRow } from '../rows/row.js';
import { FindingRow } from '../rows/finding-row.js';
import { statement } from '../statement.js';
import { type Columns, columns, recordsFrom } from './json-columns.js';

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

/** What helps authors to write notes is of no use to the rules, and long. */
const TERMS = `jsonb_set(y.terms, '{documentation}', coalesce((select jsonb_agg(d - '{template,example,guidance}'::text[]) from jsonb_array_elements(y.terms -> 'documentation') d), '[]'))`;

const concerned = `
  select payer_id from coverages where agency_id = $1 and patient_id = p.id
  union
  select payer_id from authorizations where agency_id = $1 and patient_id = p.id`;

/** One statement, one round trip, one JSON document a patient made of the very integers that the rules use. */
const SNAPSHOT = statement(`
  select json_build_object(
    'agencyId', p.agency_id, 'patientId', p.id, 'branchId', p.branch_id, 'timeZone', b.time_zone,
    'startOfCareOn', ${day('p.start_of_care_on')}, 'carePlanUpdatedAt', ${ms('p.care_plan_updated_at')}, 'since', ${day('h.since')},
    'coverages', ${list(`
      select json_build_object('id', c.id, 'payerId', c.payer_id, 'memberIndex', c.member_index, 'rank', c.rank, 'startsOn', ${day('c.starts_on')}, 'endsOn', ${day('c.ends_on')})
        from coverages c where c.agency_id = $1 and c.patient_id = p.id`)},
    'payers', ${list(`
      select json_build_object('id', a.id, 'name', a.name, 'kind', a.kind)
        from payers a where a.agency_id = $1 and a.id in (${concerned})`)},
    'policies', ${list(`
      select json_build_object('id', y.id, 'payerId', y.payer_id, 'version', y.version,
             'effectiveFrom', ${day('y.effective_from')}, 'effectiveTo', ${day('y.effective_to')}, 'terms', ${TERMS})
        from payer_policies y where y.agency_id = $1 and y.payer_id in (${concerned})`)},
    'orders', ${list(`
      select json_build_object('id', o.id, 'kind', o.kind, 'discipline', o.discipline, 'serviceCode', o.service_code, 'frequencyText', o.frequency_text,
             'frequency', o.frequency, 'startsOn', ${day('o.starts_on')}, 'endsOn', ${day('o.ends_on')}, 'status', o.status,
             'receivedAt', ${ms('o.received_at')}, 'signedAt', ${ms('o.signed_at')}, 'signatureDate', ${day('o.signature_date')},
             'discontinuedOn', ${day('o.discontinued_on')}, 'urgency', o.urgency, 'mustBeSeenBy', ${day('o.must_be_seen_by')},
             'diagnosisCodes', o.diagnosis_codes, 'supersedesOrderId', o.supersedes_order_id)
        from orders o where o.agency_id = $1 and o.patient_id = p.id and (o.ends_on is null or o.ends_on >= h.since)`)},
    'authorizations', ${list(`
      select json_build_object('id', z.id, 'payerId', z.payer_id, 'number', z.number, 'requestedAt', ${ms('z.requested_at')}, 'decidedAt', ${ms('z.decided_at')},
             'requestType', z.request_type, 'urgency', z.urgency, 'diagnosisCodes', z.diagnosis_codes, 'isCancelled', z.cancelled_at is not null,
             'lines', ${list(`
               select json_build_object('id', l.id, 'discipline', l.discipline, 'serviceCode', l.service_code, 'modifiers', l.modifiers,
                      'unitDefinition', l.unit_definition, 'authorizedMilliUnits', l.authorized_milli_units,
                      'startsOn', ${day('l.starts_on')}, 'endsOn', ${day('l.ends_on')}, 'decision', l.decision,
                      'decisionReason', l.decision_reason, 'priority', l.priority, 'allowedWeekdays', l.allowed_weekdays,
                      'blackoutDates', array(select ${day('x')} from unnest(l.blackout_dates) x), 'staffIds', l.staff_ids, 'placesOfService', l.places_of_service,
                      'priorTerms', ${list(`
                        select json_build_object('decision', q.decision, 'authorizedMilliUnits', q.authorized_milli_units, 'startsOn', ${day('q.starts_on')}, 'endsOn', ${day('q.ends_on')})
                          from authorization_decisions q where q.agency_id = $1 and q.line_id = l.id`)},
                      'caps', ${list(`
                        select json_build_object('id', k.id, 'period', k.period, 'rollingDays', k.rolling_days, 'milliUnits', k.milli_units)
                          from authorization_caps k where k.agency_id = $1 and k.patient_id = p.id and k.line_id = l.id`)})
                 from authorization_lines l
                where l.agency_id = $1 and l.patient_id = p.id and l.authorization_id = z.id and l.ends_on >= h.since`)})
        from authorizations z where z.agency_id = $1 and z.patient_id = p.id`)},
    'visits', ${columns({
      id: 'v.id', discipline: 'v.discipline', serviceCode: 'v.service_code', modifiers: 'v.modifiers',
      staffId: 'v.staff_id', startsAt: ms('v.starts_at'), endsAt: ms('v.ends_at'), serviceOn: day('v.service_on'),
      actualStartsAt: ms('v.actual_starts_at'), actualEndsAt: ms('v.actual_ends_at'), status: 'v.status',
      isAsNeeded: 'v.is_as_needed', type: 'v.type', placeOfService: 'v.place_of_service', pinnedLineId: 'v.pinned_line_id',
      pinnedMilliUnits: 'v.pinned_milli_units', physicianNotifiedAt: ms('v.physician_notified_at'), billedAt: ms('v.billed_at'),
      billedMinutes: 'v.billed_minutes' }, `
        from visits v where v.agency_id = $1 and v.patient_id = p.id and v.service_on >= h.since`)},
    'notes', ${columns({
      id: 'n.id', visitId: 'n.visit_id', status: 'n.status', writtenAt: ms('n.written_at'),
      signedAt: ms('n.signed_at'), cosignedAt: ms('n.cosigned_at'), isCosignRequired: 'n.is_cosign_required',
      authorStaffId: 'n.author_staff_id', amendedAt: ms(`(n.amendments -> -1 ->> 'amendedAt')::timestamptz`),
      elements: list(`select json_build_object('key', e.value ->> 'key', 'opening', left(e.value ->> 'text', 100)) from jsonb_array_elements(n.elements) e`),
      documentedStartsAt: ms('n.documented_starts_at'), documentedEndsAt: ms('n.documented_ends_at'), diagnosisCodes: 'n.diagnosis_codes' }, `
        from notes n join visits v on v.agency_id = n.agency_id and v.patient_id = n.patient_id and v.id = n.visit_id
       where n.agency_id = $1 and n.patient_id = p.id and v.service_on >= h.since`)},
    'statusPeriods', ${list(`
      select json_build_object('status', s.status, 'startsOn', ${day('s.starts_on')}) from patient_status_periods s where s.agency_id = $1 and s.patient_id = p.id`)},
    'certifications', ${list(`
      select json_build_object('id', c.id, 'kind', c.kind, 'startsOn', ${day('c.starts_on')}, 'endsOn', ${day('c.ends_on')},
             'certifiedOn', ${day('c.certified_on')}, 'assessedOn', ${day('c.assessed_on')})
        from certifications c where c.agency_id = $1 and c.patient_id = p.id`)},
    'faceToFaces', ${list(`
      select json_build_object('id', f.id, 'occurredOn', ${day('f.occurred_on')}, 'practitionerKind', f.practitioner_kind)
        from face_to_face_encounters f where f.agency_id = $1 and f.patient_id = p.id`)},
    'supervisions', ${list(`
      select json_build_object('id', s.id, 'kind', s.kind, 'discipline', s.discipline, 'staffId', s.staff_id, 'aideStaffId', s.aide_staff_id,
             'performedOn', ${day('s.performed_on')}, 'mode', s.mode)
        from supervisions s where s.agency_id = $1 and s.patient_id = p.id`)},
    'evvRecords', ${columns({
      id: 'e.id', visitId: 'e.visit_id', serviceCode: 'e.service_code', memberIndex: 'e.member_index', serviceOn: day('e.service_on'),
      hasLocation: '(e.location is not null)', staffId: 'e.staff_id', startsAt: ms('e.starts_at'), endsAt: ms('e.ends_at'),
      status: 'e.status', isManuallyEdited: 'e.is_manually_edited', reasonCode: 'e.reason_code' }, `
        from evv_records e join visits v on v.agency_id = e.agency_id and v.patient_id = e.patient_id and v.id = e.visit_id
       where e.agency_id = $1 and e.patient_id = p.id and v.service_on >= h.since`)},
    'staff', ${list(`
      select json_build_object('id', s.id, 'disciplines', s.disciplines, 'credential', s.credential, 'credentialExpiresOn', ${day('s.credential_expires_on')})
        from staff s
       where s.agency_id = $1 and s.id in (
             select v.staff_id from visits v where v.agency_id = $1 and v.patient_id = p.id and v.service_on >= h.since
             union select n.author_staff_id from notes n where n.agency_id = $1 and n.patient_id = p.id
             union select u.staff_id from supervisions u where u.agency_id = $1 and u.patient_id = p.id)`)},
    'staffConflicts', ${list(`
      select json_build_object('visitId', v.id, 'startsAt', ${ms('o.starts_at')}, 'endsAt', ${ms('o.ends_at')})
        from visits v cross join lateral (
             -- Looked up by staff and time for each visit: joined, it was at times looked for in all visits of the agency.
             select x.starts_at, x.ends_at from visits x
              where x.agency_id = $1 and x.staff_id = v.staff_id and x.starts_at < v.ends_at and x.starts_at > v.starts_at - interval '24 hours'
                and x.ends_at > v.starts_at and x.patient_id <> p.id and x.status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'PAID')
             offset 0) o
       where v.agency_id = $1 and v.patient_id = p.id and v.service_on >= h.since and v.staff_id is not null
         and v.status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'PAID')`)}
  ) as snapshot,
  json_build_object(
    'allocations', ${columns({
      visitId: 'a.visit_id', lineId: 'a.line_id', milliUnits: 'a.milli_units',
      state: 'a.state', minutes: 'a.minutes', basis: 'a.basis', unitRule: 'a.unit_rule',
      countedMinutes: 'a.counted_minutes', policyVersion: 'a.policy_version' }, `
        from allocations a join visits v on v.agency_id = a.agency_id and v.patient_id = a.patient_id and v.id = a.visit_id
       where a.agency_id = $1 and a.patient_id = p.id and v.service_on >= h.since`)},
    'balances', coalesce((select json_agg(json_build_object('lineId', m.line_id, 'authorizedMilliUnits', m.authorized_milli_units,
             'reservedMilliUnits', m.reserved_milli_units, 'reservedPendingMilliUnits', m.reserved_pending_milli_units,
             'usedMilliUnits', m.used_milli_units, 'billedMilliUnits', m.billed_milli_units, 'paidMilliUnits', m.paid_milli_units,
             'releasedMilliUnits', m.released_milli_units,
             'remainingMilliUnits', m.remaining_milli_units))
        from line_balances m join authorization_lines l on l.agency_id = m.agency_id and l.patient_id = m.patient_id and l.id = m.line_id
       where m.agency_id = $1 and m.patient_id = p.id and l.ends_on >= h.since), '[]'),
    'findings', coalesce((select json_agg(row_to_json(f)) from (
        select ${columnsOf(FindingRow, 'o')} from findings o
         where o.agency_id = $1 and o.patient_id = p.id and o.status = 'OPEN' and (o.service_on is null or o.service_on >= h.since)) f), '[]'),
    'dueAt', (select ${ms('d.due_at')} from alignment_deadlines d where d.agency_id = $1 and d.patient_id = p.id)
  ) as stored,
  p.id as "patientId"
  from patients p join branches b on b.agency_id = p.agency_id and b.id = p.branch_id
  cross join lateral (
    with recursive reach (since) as (
      select $3::date
      union
      select l.starts_on from authorization_lines l join reach on l.ends_on >= reach.since and l.starts_on < reach.since
       where l.agency_id = $1 and l.patient_id = p.id
    ) select min(since) as since from reach) h
  where p.agency_id = $1 and p.id = any($2::uuid[])`);

export interface PatientReading {
  readonly snapshot: PatientSnapshot;
  readonly stored: StoredAnswer;
}

/**
 * Everything that the evaluation of each patient needs and everything it is compared with, by patient.
 *
 * @param touchedOn the earliest date of service that the change at hand concerns, so that a change to
 * settled care is still evaluated.
 */
export async function patientSnapshots(tx: Asking, patientIds: readonly string[], now: Date, touchedOn: string | null = null): Promise<Map<string, PatientReading>> {
  const settledBefore = dateOf(Math.floor(now.getTime() / MS_PER_DAY) - SETTLED_AFTER_DAYS);
  const from = touchedOn !== null && touchedOn < settledBefore ? touchedOn : settledBefore;
  const rows = await tx.rows<Document>(SNAPSHOT, [tx.agencyId, patientIds, from]);
  invariant(rows.length === patientIds.length, 'a patient under lock has a snapshot');
  return new Map(rows.map((row) => [row.patientId, readingOf(row)]));
}

export async function patientSnapshot(tx: Asking, patientId: string, now: Date, touchedOn: string | null = null): Promise<PatientReading> {
  return (await patientSnapshots(tx, [patientId], now, touchedOn)).get(patientId) as PatientReading;
}

interface Document {
  readonly patientId: string;
  readonly snapshot: InColumns<PatientSnapshot, 'visits' | 'notes' | 'evvRecords'>;
  readonly stored: InColumns<StoredAnswer, 'allocations'>;
}

type InColumns<Whole, Lists extends keyof Whole> = Omit<Whole, Lists> & { readonly [List in Lists]: Columns<ItemOf<Whole[List]>> };
type ItemOf<List> = List extends ReadonlyArray<infer Item> ? Item : never;

function readingOf({ snapshot, stored }: Document): PatientReading {
  return {
    snapshot: { ...snapshot, visits: recordsFrom(snapshot.visits), notes: recordsFrom(snapshot.notes), evvRecords: recordsFrom(snapshot.evvRecords) },
    stored: {
      ...stored,
      allocations: recordsFrom(stored.allocations),
      // Instants inside the document are text.
      findings: stored.findings.map((finding) => reviveRow(FindingRow, { ...finding })),
    },
  };
}
