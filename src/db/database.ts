import { DataSource, DefaultNamingStrategy } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import pg from 'pg';

import { expectTenancy } from './expect-tenancy.js';
import { AgencyRow } from './rows/agency-row.js';
import { AllocationRow } from './rows/allocation-row.js';
import { AuditEntryRow } from './rows/audit-entry-row.js';
import { AuthorizationCapRow } from './rows/authorization-cap-row.js';
import { AuthorizationDecisionRow } from './rows/authorization-decision-row.js';
import { AuthorizationLineRow } from './rows/authorization-line-row.js';
import { AuthorizationRow } from './rows/authorization-row.js';
import { BranchRow } from './rows/branch-row.js';
import { CertificationRow } from './rows/certification-row.js';
import { CoverageRow } from './rows/coverage-row.js';
import { EmergencyAccessRow } from './rows/emergency-access-row.js';
import { EvvRecordRow } from './rows/evv-record-row.js';
import { FaceToFaceRow } from './rows/face-to-face-row.js';
import { FindingHistoryRow } from './rows/finding-history-row.js';
import { FindingRow } from './rows/finding-row.js';
import { LineBalanceRow } from './rows/line-balance-row.js';
import { MemberRow } from './rows/member-row.js';
import { NoteRow } from './rows/note-row.js';
import { OrderRow } from './rows/order-row.js';
import { PatientRow } from './rows/patient-row.js';
import { PatientStatusPeriodRow } from './rows/patient-status-period-row.js';
import { PayerPolicyRow } from './rows/payer-policy-row.js';
import { PayerRow } from './rows/payer-row.js';
import { snakeCase } from './rows/row.js';
import { ScheduleChangeRow } from './rows/schedule-change-row.js';
import { StaffRow } from './rows/staff-row.js';
import { SupervisionRow } from './rows/supervision-row.js';
import { VisitRow } from './rows/visit-row.js';
import { WebhookDeliveryRow } from './rows/webhook-delivery-row.js';
import { WebhookRow } from './rows/webhook-row.js';
import { WebhookStateRow } from './rows/webhook-state-row.js';

export const ROWS = [
  AgencyRow, AllocationRow, AuditEntryRow, AuthorizationCapRow, AuthorizationDecisionRow, AuthorizationLineRow, AuthorizationRow, BranchRow, CertificationRow, CoverageRow,
  EmergencyAccessRow, EvvRecordRow, FaceToFaceRow, FindingHistoryRow, FindingRow, LineBalanceRow, MemberRow, NoteRow, OrderRow, PatientRow, PatientStatusPeriodRow, PayerPolicyRow, PayerRow,
  ScheduleChangeRow, StaffRow, SupervisionRow, VisitRow, WebhookDeliveryRow, WebhookRow, WebhookStateRow,
];

export const APP_ROLE = 'plumbline_app';

/**
 * The pool. It is TypeORM's, so that there is one; statements go to its connections directly and prepared,
 * because hydrating entities costs twice the processor time of plain rows.
 */
export interface Database {
  readonly dataSource: DataSource;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Told of connections that die while idle; the pool replaces them. */
  readonly onConnectionLost: (error: Error) => void;
}

/** A request that gets no connection for so long is answered BUSY. */
const CONNECTION_WITHIN_MS = 5_000;

class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? snakeCase(property);
  }
}

/** @throws Refusal FORBIDDEN when row security would not hold. */
export async function openDatabase({ url, poolSize, onConnectionLost }: DatabaseOptions): Promise<Database> {
  const dataSource = new DataSource({
    type: 'postgres',
    entities: ROWS,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    logging: false,
    installExtensions: false,
    poolErrorHandler: onConnectionLost,
    extra: { ...connectionOptions(url), max: poolSize, connectionTimeoutMillis: CONNECTION_WITHIN_MS },
  });
  await dataSource.initialize();
  const pool = (dataSource.driver as PostgresDriver).master as pg.Pool;
  const database = { dataSource, pool, close: () => dataSource.destroy() };
  try {
    await expectTenancy(pool, APP_ROLE);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/**
 * Every connection of the server takes the restricted role as it opens, and none waits for ever: a
 * lock that is not had in five seconds is answered BUSY, and a forgotten transaction is ended.
 */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: `-c role=${APP_ROLE} -c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan -c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s`,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    keepAlive: true,
    // Statements are sent without waiting for the answers to earlier ones; see `lastRows`.
    pipeline: true,
  };
}

const DATE = 1082;
const DATE_ARRAY = 1182;
const BIGINT = 20;
const BIGINT_ARRAY = 1016;

/** Dates stay text, because a JavaScript Date would move them by the machine's zone; counts are numbers. */
function parserOf(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === DATE) return (text: string) => text;
  if (oid === DATE_ARRAY) return pg.types.getTypeParser(1009 as never, 'text');
  if (oid === BIGINT) return Number;
  if (oid === BIGINT_ARRAY) return (text: string) => (pg.types.getTypeParser(BIGINT_ARRAY as never, 'text') as (text: string) => string[])(text).map(Number);
  return pg.types.getTypeParser(oid, format as 'text');
}
