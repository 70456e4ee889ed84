import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/** What open findings put at risk, of one group; those that are only worth knowing put nothing at risk. A visit that several findings name is counted once. */
export interface ExposureGroup {
  /** Patient, payer, branch or team; null where a finding has none, and for the whole. */
  readonly group: string | null;
  readonly findings: number;
  readonly visits: number;
  readonly cents: number;
  /** How many of the visits there are of each service, as minutes planned or worked. */
  readonly services: ReadonlyArray<{ readonly serviceCode: string; readonly visits: number; readonly minutes: number }>;
}

export const EXPOSURE_GROUPS = ['ALL', 'PATIENT', 'PAYER', 'BRANCH', 'TEAM'] as const;
export type ExposureGrouping = (typeof EXPOSURE_GROUPS)[number];

/** Null lets everything through. */
export interface ExposureFilter {
  readonly patientId: string | null;
  readonly payerId: string | null;
  readonly branchId: string | null;
  readonly teams: readonly string[] | null;
  readonly severities: readonly string[] | null;
}

const KEYS: Readonly<Record<ExposureGrouping, string>> = {
  ALL: 'null::text',
  PATIENT: 'f.patient_id::text',
  PAYER: 'f.payer_id::text',
  BRANCH: 'p.branch_id::text',
  TEAM: 'coalesce(f.handling_team, f.owner_team)',
};

/**
 * Each finding tells what each of its visits would earn. Within a group a visit counts once, with the most that any
 * finding says of it; two groups may both count it, as two teams may have to act before it is paid.
 */
const BY = Object.fromEntries(
  EXPOSURE_GROUPS.map((grouping) => [
    grouping,
    statement(`
      with open as (
        select f.id, f.visit_ids, f.visit_cents, ${KEYS[grouping]} as key
          from findings f join patients p on p.agency_id = f.agency_id and p.id = f.patient_id
         where f.agency_id = $1 and f.status = 'OPEN' and f.severity <> 'INFO' and f.waived_at is null
           and ($2::uuid is null or f.patient_id = $2) and ($3::uuid is null or f.payer_id = $3) and ($4::uuid is null or p.branch_id = $4)
           and ($5::text[] is null or coalesce(f.handling_team, f.owner_team) = any($5)) and ($6::text[] is null or f.severity = any($6))
      ), each as (
        select o.key, v.visit_id, max(v.cents) as cents from open o cross join unnest(o.visit_ids, o.visit_cents) as v(visit_id, cents) group by 1, 2
      ), services as (
        select e.key, t.service_code, count(*)::int as visits, sum(e.cents) as cents,
               sum(floor(extract(epoch from coalesce(t.actual_ends_at, t.ends_at) - coalesce(t.actual_starts_at, t.starts_at)) / 60))::int as minutes
          from each e join visits t on t.agency_id = $1 and t.id = e.visit_id group by 1, 2
      )
      select k.key as "group", k.findings, coalesce(s.visits, 0)::int as visits, coalesce(s.cents, 0)::bigint as cents, coalesce(s.services, '[]') as services
        from (select key, count(*)::int as findings from open group by 1) k
        left join (select key, sum(visits) as visits, sum(cents) as cents,
                          json_agg(json_build_object('serviceCode', service_code, 'visits', visits, 'minutes', minutes) order by service_code) as services
                     from services group by 1) s on s.key is not distinct from k.key
       order by cents desc, k.key limit $7`),
  ]),
) as Readonly<Record<ExposureGrouping, ReturnType<typeof statement>>>;

/** The groups with most at risk first. */
export async function exposureBy(tx: Tx, grouping: ExposureGrouping, filter: ExposureFilter, limit: number): Promise<ExposureGroup[]> {
  const { patientId, payerId, branchId, teams, severities } = filter;
  return tx.rows<ExposureGroup>(BY[grouping], [tx.agencyId, patientId, payerId, branchId, teams, severities, limit]);
}
