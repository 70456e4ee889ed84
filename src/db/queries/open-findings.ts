import type { Tx } from '../agency-scope.js';
import { FindingRow } from '../rows/finding-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

/** Null lets everything through. */
export interface OpenFindingsFilter {
  readonly patientIds: readonly string[] | null;
  readonly branchIds: readonly string[] | null;
  readonly payerIds: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly severities: readonly string[] | null;
  readonly rules: readonly string[] | null;
  readonly isWaived: boolean | null;
}

const MATCHING = `
    from findings f join patients p on p.agency_id = f.agency_id and p.id = f.patient_id
   where f.agency_id = $1 and f.status = 'OPEN'
     and ($2::uuid[] is null or f.patient_id = any($2)) and ($3::uuid[] is null or p.branch_id = any($3))
     and ($4::uuid[] is null or f.payer_id = any($4)) and ($5::text[] is null or coalesce(f.handling_team, f.owner_team) = any($5))
     and ($6::text[] is null or f.severity = any($6)) and ($7::text[] is null or f.rule_id = any($7))
     and ($8::boolean is null or (f.waived_at is not null) = $8)`;

const COUNTS = statement(`
  select coalesce(f.handling_team, f.owner_team) as team, f.severity, count(*)::int as count ${MATCHING} group by 1, 2 order by 1, 2`);

export interface FindingCount {
  readonly team: FindingRow['ownerTeam'];
  readonly severity: FindingRow['severity'];
  readonly count: number;
}

export async function openFindingCounts(tx: Tx, filter: OpenFindingsFilter): Promise<FindingCount[]> {
  return tx.rows<FindingCount>(COUNTS, parameters(tx, filter));
}

const FIRST = statement(`
  select ${columnsOf(FindingRow, 'f')} ${MATCHING} order by f.opened_at, f.id limit $9`);

/** The longest-standing ones first. */
export async function oldestOpenFindings(tx: Tx, filter: OpenFindingsFilter, limit: number): Promise<FindingRow[]> {
  return tx.rows<FindingRow>(FIRST, [...parameters(tx, filter), limit]);
}

function parameters(tx: Tx, { patientIds, branchIds, payerIds, teams, severities, rules, isWaived }: OpenFindingsFilter): unknown[] {
  return [tx.agencyId, patientIds, branchIds, payerIds, teams, severities, rules, isWaived];
}
