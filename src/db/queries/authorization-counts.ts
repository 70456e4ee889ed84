import type { UnitDefinition } from '../../care/service.js';
import type { Tx } from '../agency-scope.js';
import { type AuthorizationLineFilter, authorizationLineList } from './lists/authorization-lines.js';
import { Parameters, preparedTexts } from '../statement.js';
import { conditions } from './page.js';

export const AUTHORIZATION_GROUPS = ['ALL', 'DECISION', 'PAYER', 'BRANCH', 'DISCIPLINE'] as const;
export type AuthorizationGrouping = (typeof AUTHORIZATION_GROUPS)[number];

export interface AuthorizationGroup {
  /** What the lines have in common; null for the whole. */
  readonly group: string | null;
  readonly lines: number;
  readonly authorizations: number;
  /** By what one unit is: quarters of an hour and visits cannot be added. */
  readonly units: ReadonlyArray<{ readonly unitDefinition: UnitDefinition; readonly authorizedMilliUnits: number; readonly remainingMilliUnits: number }>;
}

const KEYS: Readonly<Record<AuthorizationGrouping, string>> = {
  ALL: 'null::text',
  DECISION: 't.decision',
  PAYER: '(select a.payer_id from authorizations a where a.agency_id = t.agency_id and a.id = t.authorization_id)::text',
  BRANCH: '(select p.branch_id from patients p where p.agency_id = t.agency_id and p.id = t.patient_id)::text',
  DISCIPLINE: 't.discipline',
};

/** The largest groups first. A line that is no longer counted has nothing left. */
export async function authorizationCountsBy(tx: Tx, grouping: AuthorizationGrouping, filter: AuthorizationLineFilter, limit: number): Promise<AuthorizationGroup[]> {
  const text = new Parameters(tx.agencyId);
  const sql = `
    with matched as (
      select t.id, t.authorization_id, t.unit_definition, t.authorized_milli_units, ${KEYS[grouping]} as key
        from authorization_lines t where ${conditions(authorizationLineList, filter, text.bind).join(' and ')}
    ), sums as (
      select s.key, s.unit_definition, sum(s.authorized_milli_units)::bigint as authorized, coalesce(sum(b.remaining_milli_units), 0)::bigint as remaining
        from matched s left join line_balances b on b.agency_id = $1 and b.line_id = s.id group by 1, 2
    )
    select k.key as "group", k.lines, k.authorizations,
           (select json_agg(json_build_object('unitDefinition', u.unit_definition, 'authorizedMilliUnits', u.authorized, 'remainingMilliUnits', u.remaining) order by u.unit_definition)
              from sums u where u.key is not distinct from k.key) as units
      from (select key, count(*)::int as lines, count(distinct authorization_id)::int as authorizations from matched group by 1) k
     order by k.lines desc, k.key limit ${text.bind(limit, 'integer')}`;
  return tx.rows<AuthorizationGroup>(preparedTexts.statementOf(sql), text.values);
}
