import type { Tx } from '../agency-scope.js';
import { type FindingFilter, findingList } from './lists/findings.js';
import { Parameters, preparedTexts } from '../statement.js';
import { conditions } from './page.js';

/** What findings put at risk, of one group. A visit that several findings name is counted once. */
export interface ExposureGroup {
  /** What the findings have in common; null where they have none of it, and for the whole. */
  readonly group: string | null;
  readonly findings: number;
  readonly visits: number;
  readonly cents: number;
  /** How many of the visits there are of each service, as minutes planned or worked. */
  readonly services: ReadonlyArray<{ readonly serviceCode: string; readonly visits: number; readonly minutes: number }>;
}

export const EXPOSURE_GROUPS = ['ALL', 'PATIENT', 'PAYER', 'BRANCH', 'TEAM', 'RULE', 'SEVERITY', 'AGE'] as const;
export type ExposureGrouping = (typeof EXPOSURE_GROUPS)[number];

/** For how many whole days a finding has held, as offices talk about it. Each but the last ends with the day it names. */
export const FINDING_AGES = ['UP_TO_2_DAYS', 'UP_TO_7_DAYS', 'UP_TO_14_DAYS', 'UP_TO_30_DAYS', 'UP_TO_60_DAYS', 'OVER_60_DAYS'] as const;
export type FindingAge = (typeof FINDING_AGES)[number];

const KEYS: Readonly<Record<ExposureGrouping, (now: string) => string>> = {
  ALL: () => 'null::text',
  PATIENT: () => 't.patient_id::text',
  PAYER: () => 't.payer_id::text',
  BRANCH: () => '(select p.branch_id from patients p where p.agency_id = t.agency_id and p.id = t.patient_id)::text',
  TEAM: () => 'coalesce(t.handling_team, t.owner_team)',
  RULE: () => 't.rule_id',
  SEVERITY: () => 't.severity',
  AGE: (now) => {
    const ended = `floor(extract(epoch from coalesce(t.cleared_at, ${now}) - t.opened_at) / 86400)`;
    return `case when ${ended} <= 2 then 'UP_TO_2_DAYS' when ${ended} <= 7 then 'UP_TO_7_DAYS' when ${ended} <= 14 then 'UP_TO_14_DAYS'
                 when ${ended} <= 30 then 'UP_TO_30_DAYS' when ${ended} <= 60 then 'UP_TO_60_DAYS' else 'OVER_60_DAYS' end`;
  },
};

/** Most first. An order by amounts tells amounts. */
const ORDERS = { CENTS: 'cents desc, k.key', FINDINGS: 'k.findings desc, k.key' } as const;

export interface ExposureQuestion {
  readonly grouping: ExposureGrouping;
  readonly filter: FindingFilter;
  readonly now: Date;
  readonly order: keyof typeof ORDERS;
  readonly limit: number;
}

/**
 * Each finding tells what each of its visits would earn. Within a group a visit counts once, with the most that any
 * finding says of it; two groups may both count it, as two teams may have to act before it is paid.
 */
export async function exposureBy(tx: Tx, { grouping, filter, now, order, limit }: ExposureQuestion): Promise<ExposureGroup[]> {
  const text = new Parameters(tx.agencyId);
  const key = grouping === 'AGE' ? KEYS.AGE(text.bind(now, 'timestamptz')) : KEYS[grouping]('');
  const sql = `
    with matched as (
      select t.id, t.visit_ids, t.visit_cents, ${key} as key from findings t where ${conditions(findingList, filter, text.bind).join(' and ')}
    ), each as (
      select o.key, v.visit_id, max(v.cents) as cents from matched o cross join unnest(o.visit_ids, o.visit_cents) as v(visit_id, cents) group by 1, 2
    ), services as (
      select e.key, v.service_code, count(*)::int as visits, sum(e.cents) as cents,
             sum(floor(extract(epoch from coalesce(v.actual_ends_at, v.ends_at) - coalesce(v.actual_starts_at, v.starts_at)) / 60))::int as minutes
        from each e join visits v on v.agency_id = $1 and v.id = e.visit_id group by 1, 2
    )
    select k.key as "group", k.findings, coalesce(s.visits, 0)::int as visits, coalesce(s.cents, 0)::bigint as cents, coalesce(s.services, '[]') as services
      from (select key, count(*)::int as findings from matched group by 1) k
      left join (select key, sum(visits) as visits, sum(cents) as cents,
                        json_agg(json_build_object('serviceCode', service_code, 'visits', visits, 'minutes', minutes) order by service_code) as services
                   from services group by 1) s on s.key is not distinct from k.key
     order by ${ORDERS[order]} limit ${text.bind(limit, 'integer')}`;
  return tx.rows<ExposureGroup>(preparedTexts.statementOf(sql), text.values);
}
