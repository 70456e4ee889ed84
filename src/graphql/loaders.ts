import DataLoader from 'dataloader';

import type { Touched } from '../audit/touched.js';
import type { Reader } from '../auth/viewer.js';
import type { LocalDate } from '../base/day.js';
import type { Identifier } from '../care/agency.js';
import type { Tx } from '../db/agency-scope.js';
import { type Children, childrenOf } from '../db/queries/children.js';
import { identifiersOfRecords } from '../db/queries/identifiers.js';
import { type AgencyKey, keysByNumbers } from '../db/queries/agency-keys.js';
import { balancesKnownAt, findingsKnownAt } from '../db/queries/known-before.js';
import { countsOfOwners, type List, type PageOf, pagesOfOwners, type Slice } from '../db/queries/page.js';
import { type PayerOfVisit, payersOfVisits } from '../db/queries/payer-of-day.js';
import { policiesOn } from '../db/queries/policies-on.js';
import { recordsByIds } from '../db/queries/records.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { LineBalanceRow } from '../db/rows/line-balance-row.js';
import type { PayerPolicyRow } from '../db/rows/payer-policy-row.js';
import type { RowClass } from '../db/rows/row.js';
import { expectMayReadRows } from './reading-of.js';

/**
 * Every edge between records is read through one of these: what many records ask for at once is one
 * statement, and what has been read is not read again. They live as long as the instant they read.
 */
export interface Loaders {
  /** A record by its id; null when there is none, or when it is another agency's. */
  record<Row extends { readonly id: string }>(row: RowClass<Row>): DataLoader<string, Row | null>;
  /** The records that belong to one, where they are few. */
  children<Row>(children: Children<Row>): DataLoader<string, readonly Row[]>;
  /** The records that belong to one, where they are many: the same page for each. */
  pages<Row, Filter>(list: List<Row, Filter>, filter: Filter, slice: Slice, ownerColumn: string): DataLoader<string, PageOf<Row>>;
  counts<Row, Filter>(list: List<Row, Filter>, filter: Filter, ownerColumn: string): DataLoader<string, number>;
  /** The names that other systems give to records of a kind. */
  identifiers(row: RowClass<unknown>): DataLoader<string, readonly Identifier[]>;
  /** What was open for a patient at an instant that has passed. */
  findingsKnownAt(at: Date): DataLoader<string, readonly FindingRow[]>;
  /** What a line allowed at an instant that has passed. */
  balanceKnownAt(at: Date): DataLoader<string, LineBalanceRow | null>;
  /** What a payer requires for care on a date. */
  policyOn(date: LocalDate): DataLoader<string, PayerPolicyRow | null>;
  /** Whose requirements hold for a visit; null when the patient pays for it. */
  payerOfVisit(): DataLoader<string, PayerOfVisit | null>;
  /** A key of the agency, wrapped, by its number. */
  agencyKey(): DataLoader<string, AgencyKey | null>;
}

/** Asks within the one instant that a request sees. All that it reads of patients is taken to be shown, unless `shows` says what is. */
export type Read = <T>(work: (tx: Tx) => Promise<T>, shows?: Shows<T>) => Promise<T>;

export type Shows<T> = (touched: Touched, result: T) => void;

export function showsNothing(): void {}

const MOST_AT_ONCE = 1000;
const EMPTY: PageOf<never> = { rows: [], hasPrevious: false, hasNext: false };

export function openLoaders(read: Read, viewer: Reader): Loaders {
  const made = new Map<unknown, unknown>();

  /** One loader for each question: the same question later in the request finds it again. */
  const loader = <Value>(question: unknown, ask: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>, absent: Value, shows: Shows<Value>): DataLoader<string, Value> => {
    const known = made.get(question) as DataLoader<string, Value> | undefined;
    const one = known ?? new DataLoader<string, Value>(
      async (ids) => {
        const found = await read((tx) => ask(tx, ids), (touched, values) => values.forEach((value) => shows(touched, value)));
        return ids.map((id) => found.get(id) ?? absent);
      },
      { maxBatchSize: MOST_AT_ONCE },
    );
    made.set(question, one);
    return one;
  };

  return {
    record<Row extends { readonly id: string }>(row: RowClass<Row>) {
      expectMayReadRows(viewer, row);
      return loader<Row | null>(row, async (tx, ids) => new Map((await recordsByIds(tx, row, ids)).map((record) => [record.id, record])), null, (touched, record) => touched.noteRecords(row, [record]));
    },
    children<Row>(children: Children<Row>) {
      expectMayReadRows(viewer, children.row);
      return loader<readonly Row[]>(children, (tx, ids) => childrenOf(tx, children, ids), [], (touched, rows) => touched.noteRecords(children.row, rows));
    },
    pages<Row, Filter>(list: List<Row, Filter>, filter: Filter, slice: Slice, column: string) {
      expectMayReadRows(viewer, list.row);
      return loader<PageOf<Row>>(`page ${list.name} ${column} ${JSON.stringify([filter, slice])}`, (tx, ids) => pagesOfOwners(tx, list, filter, slice, { column, ids }), EMPTY, (touched, page) => showsPage(touched, list, page));
    },
    counts<Row, Filter>(list: List<Row, Filter>, filter: Filter, column: string) {
      expectMayReadRows(viewer, list.row);
      return loader<number>(`count ${list.name} ${column} ${JSON.stringify(filter)}`, (tx, ids) => countsOfOwners(tx, list, filter, { column, ids }), 0, showsNothing);
    },
    identifiers(row) {
      expectMayReadRows(viewer, row);
      return loader<readonly Identifier[]>(`identifiers ${row.name}`, (tx, ids) => identifiersOfRecords(tx, row, ids), [], showsNothing);
    },
    findingsKnownAt(at) {
      expectMayReadRows(viewer, FindingRow);
      return loader<readonly FindingRow[]>(`findings known at ${at.getTime()}`, (tx, ids) => findingsKnownAt(tx, at, ids), [], (touched, rows) => touched.noteRows(rows));
    },
    balanceKnownAt(at) {
      expectMayReadRows(viewer, LineBalanceRow);
      return loader<LineBalanceRow | null>(`balance known at ${at.getTime()}`, (tx, ids) => balancesKnownAt(tx, at, ids), null, (touched, row) => touched.noteRows([row]));
    },
    policyOn: (date) => loader<PayerPolicyRow | null>(`policy on ${date}`, (tx, ids) => policiesOn(tx, date, ids), null, showsNothing),
    payerOfVisit: () => loader<PayerOfVisit | null>('payer of visit', payersOfVisits, null, showsNothing),
    agencyKey: () => loader<AgencyKey | null>('agency key', keysByNumbers, null, showsNothing),
  };
}

/** The record behind the page, which only says that there is one, is not shown. */
export function showsPage<Row>(touched: Touched, { row }: Pick<List<Row, never>, 'row'>, { rows }: PageOf<Row>): void {
  touched.noteRecords(row, rows.map((placed) => placed.row));
}
