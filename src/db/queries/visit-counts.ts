import type { UnitDefinition } from '../../care/service.js';
import type { Tx } from '../agency-scope.js';
import { type VisitFilter, visitList } from './lists/visits.js';
import { Parameters, preparedTexts } from '../statement.js';
import { conditions } from './page.js';
import { payerOfDay } from './payer-of-day.js';

export const VISIT_GROUPS = ['ALL', 'STATUS', 'DISCIPLINE', 'SERVICE', 'PAYER', 'BRANCH', 'STAFF', 'DAY', 'WEEK', 'MONTH'] as const;
export type VisitGrouping = (typeof VISIT_GROUPS)[number];

export interface VisitGroup {
  /** What the visits have in common; null where they have none of it, and for the whole. */
  readonly group: string | null;
  readonly visits: number;
  readonly minutes: number;
  /** What they draw, by what one unit is: quarters of an hour and visits cannot be added. */
  readonly units: ReadonlyArray<{ readonly unitDefinition: UnitDefinition; readonly milliUnits: number }>;
}

const KEYS: Readonly<Record<VisitGrouping, string>> = {
  ALL: 'null::text',
  STATUS: 't.status',
  DISCIPLINE: 't.discipline',
  SERVICE: 't.service_code',
  PAYER: `(${payerOfDay('t.patient_id', 't.service_on', 't.agency_id')})::text`,
  BRANCH: '(select p.branch_id from patients p where p.agency_id = t.agency_id and p.id = t.patient_id)::text',
  STAFF: 't.staff_id::text',
  DAY: 't.service_on::text',
  WEEK: '(t.service_on - extract(dow from t.service_on)::integer)::text',
  MONTH: `date_trunc('month', t.service_on::timestamp)::date::text`,
};

const IN_TIME: ReadonlySet<VisitGrouping> = new Set(['DAY', 'WEEK', 'MONTH']);

/** The largest groups first; days, weeks and months the latest first. */
export async function visitCountsBy(tx: Tx, grouping: VisitGrouping, filter: VisitFilter, limit: number): Promise<VisitGroup[]> {
  const text = new Parameters(tx.agencyId);
  const sql = `
    with matched as (
      select t.id, ${KEYS[grouping]} as key, floor(extract(epoch from coalesce(t.actual_ends_at, t.ends_at) - coalesce(t.actual_starts_at, t.starts_at)) / 60) as minutes
        from visits t where ${conditions(visitList, filter, text.bind).join(' and ')}
    ), groups as (
      select key, count(*)::int as visits, sum(minutes)::bigint as minutes from matched group by 1 order by ${IN_TIME.has(grouping) ? 'key desc' : 'visits desc, key'} limit ${text.bind(limit, 'integer')}
    ), drawn as (
      select s.key, l.unit_definition, sum(a.milli_units)::bigint as milli_units
        from matched s join allocations a on a.agency_id = $1 and a.visit_id = s.id and a.state <> 'RELEASED'
        join authorization_lines l on l.agency_id = a.agency_id and l.id = a.line_id group by 1, 2
    )
    select g.key as "group", g.visits, g.minutes,
           coalesce((select json_agg(json_build_object('unitDefinition', d.unit_definition, 'milliUnits', d.milli_units) order by d.unit_definition)
                       from drawn d where d.key is not distinct from g.key), '[]') as units
      from groups g order by ${IN_TIME.has(grouping) ? 'g.key desc' : 'g.visits desc, g.key'}`;
  return tx.rows<VisitGroup>(preparedTexts.statementOf(sql), text.values);
}
