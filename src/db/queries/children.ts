import { groupBy } from '../../alignment/grouping.js';
import type { Tx } from '../agency-scope.js';
import { AllocationRow } from '../rows/allocation-row.js';
import { AuthorizationCapRow } from '../rows/authorization-cap-row.js';
import { AuthorizationDecisionRow } from '../rows/authorization-decision-row.js';
import { AuthorizationLineRow } from '../rows/authorization-line-row.js';
import { AuthorizationRow } from '../rows/authorization-row.js';
import { CertificationRow } from '../rows/certification-row.js';
import { CoverageRow } from '../rows/coverage-row.js';
import { FindingHistoryRow } from '../rows/finding-history-row.js';
import { EvvRecordRow } from '../rows/evv-record-row.js';
import { FaceToFaceRow } from '../rows/face-to-face-row.js';
import { FindingRow } from '../rows/finding-row.js';
import { LineBalanceRow } from '../rows/line-balance-row.js';
import { NoteRow } from '../rows/note-row.js';
import { OrderRow } from '../rows/order-row.js';
import { PatientStatusPeriodRow } from '../rows/patient-status-period-row.js';
import { PayerPolicyRow } from '../rows/payer-policy-row.js';
import { columnsOf, type RowClass, snakeCase, tableOf } from '../rows/row.js';
import { ScheduleChangeRow } from '../rows/schedule-change-row.js';
import { SupervisionRow } from '../rows/supervision-row.js';
import { WebhookStateRow } from '../rows/webhook-state-row.js';
import { type Statement, statement } from '../statement.js';
import { severityRank } from './lists/findings.js';

/**
 * The records that name another one as theirs, of many at once: one statement however many parents. Only
 * for edges that stay short; an edge that grows with time is a page (`page.ts`).
 */
export interface Children<Row> {
  readonly row: RowClass<Row>;
  readonly parent: keyof Row & string;
  /** Their order and what else holds for them, over the alias `c`. */
  readonly order: string;
  readonly condition: string;
  readonly statement: Statement;
}

/** More than any of these edges has in practice. The latest are kept where they are in order of time. */
export const MOST_CHILDREN = 200;

export const coveragesOfPatients = children(CoverageRow, 'patientId', 'c.rank, c.starts_on desc, c.id');
export const statusPeriodsOfPatients = children(PatientStatusPeriodRow, 'patientId', 'c.starts_on desc, c.id');
export const certificationsOfPatients = children(CertificationRow, 'patientId', 'c.starts_on desc, c.id');
export const faceToFacesOfPatients = children(FaceToFaceRow, 'patientId', 'c.occurred_on desc, c.id');
export const supervisionsOfPatients = children(SupervisionRow, 'patientId', 'c.performed_on desc, c.id');
export const ordersOfPatients = children(OrderRow, 'patientId', 'c.received_at desc, c.id desc');
export const ordersSuperseding = children(OrderRow, 'supersedesOrderId', 'c.received_at desc, c.id desc');
export const authorizationsOfPatients = children(AuthorizationRow, 'patientId', 'c.id desc');
export const linesOfAuthorizations = children(AuthorizationLineRow, 'authorizationId', 'c.starts_on, c.id');
export const linesOfPatients = children(AuthorizationLineRow, 'patientId', 'c.ends_on desc, c.id');
export const capsOfLines = children(AuthorizationCapRow, 'lineId', 'c.id');
export const decisionsOfLines = children(AuthorizationDecisionRow, 'lineId', 'c.recorded_at desc, c.id desc');
export const balancesOfLines = children(LineBalanceRow, 'lineId', 'c.line_id');
export const allocationsOfVisits = children(AllocationRow, 'visitId', 'c.line_id');
export const evvRecordsOfVisits = children(EvvRecordRow, 'visitId', 'c.id');
export const notesOfVisits = children(NoteRow, 'visitId', 'c.id');
export const scheduleChangesOfVisits = children(ScheduleChangeRow, 'visitId', 'c.id desc');
export const openFindingsOfPatients = children(FindingRow, 'patientId', `${severityRank('c')}, c.opened_at, c.id`, `c.status = 'OPEN'`);
export const historyOfFindings = children(FindingHistoryRow, 'findingId', 'c.id desc');
export const statesOfWebhooks = children(WebhookStateRow, 'webhookId', 'c.webhook_id');
export const policiesOfPayers = children(PayerPolicyRow, 'payerId', 'c.version desc');

export async function childrenOf<Row>(tx: Tx, { parent, statement }: Children<Row>, parentIds: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = await tx.rows<Row>(statement, [tx.agencyId, parentIds]);
  return groupBy(rows, (row) => row[parent] as string);
}

function children<Row>(row: RowClass<Row>, parent: keyof Row & string, order: string, condition = 'true'): Children<Row> {
  return {
    row,
    parent,
    order,
    condition,
    statement: statement(`
      select ${columnsOf(row, 'r')} from unnest($2::uuid[]) with ordinality as o(parent_id, place)
       cross join lateral (
         select c.*, row_number() over (order by ${order}) as rank_in_parent from ${tableOf(row)} c
          where c.agency_id = $1 and c.${snakeCase(parent)} = o.parent_id and ${condition}
          order by ${order} limit ${MOST_CHILDREN}) r
       order by o.place, r.rank_in_parent`),
  };
}
