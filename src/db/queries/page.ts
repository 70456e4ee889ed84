import { groupBy } from '../../alignment/grouping.js';
import { invariant } from '../../base/invariant.js';
import type { Tx } from '../agency-scope.js';
import { columnsOf, type RowClass, tableOf } from '../rows/row.js';
import { type Bind, Parameters, preparedTexts } from '../statement.js';

/**
 * Pages of lists, by keyset: a page begins after the values that the last one ended with, so that records
 * which come or go elsewhere in the list move nothing, and the thousandth page costs what the first does.
 * The text of each statement is made from the list's own columns and conditions; what callers send
 * only ever arrives as a parameter.
 */
export interface List<Row, Filter, By extends string = string> {
  readonly name: string;
  readonly row: RowClass<Row>;
  /** What is listed, where it is not one table: anything with an agency, and columns that rows of the class are made of. */
  readonly source?: { readonly sql: string; readonly columns: string };
  /** By what it can be sorted. What identifies the record is always the last key, so that no two share a place. */
  readonly orders: Readonly<Record<By, readonly SortKey[]>>;
  /** The id, unless the record is identified otherwise. */
  readonly identity?: readonly SortKey[];
  /** Conditions over the alias `t`, all of which hold. */
  where(filter: Filter, bind: Bind): readonly string[];
}

/** A list of which never more than a part is shown. What is asked of it holds besides, also where that contradicts the part. */
export function partOf<Row, Filter, By extends string>(list: List<Row, Filter, By>, part: Filter): List<Row, Filter, By> {
  return { ...list, where: (filter, bind) => [...list.where(part, bind), ...list.where(filter, bind)] };
}

export interface SortKey {
  readonly sql: string;
  readonly type: 'text' | 'date' | 'timestamptz' | 'integer' | 'bigint' | 'uuid';
}

export type KeyValues = ReadonlyArray<string | number>;

export interface Slice {
  readonly by: string;
  readonly isDescending: boolean;
  readonly after: KeyValues | null;
  readonly before: KeyValues | null;
  readonly limit: number;
  /** Take the last ones of what is between the two, instead of the first. Either way the page is in the list's order. */
  readonly isFromEnd: boolean;
}

export interface PageOf<Row> {
  readonly rows: ReadonlyArray<Placed<Row>>;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

export interface Placed<Row> {
  readonly row: Row;
  readonly key: KeyValues;
}

/** Only for the records of these owners, a page for each. */
export interface Owners {
  readonly column: string;
  readonly ids: readonly string[];
}

export async function pageOf<Row, Filter>(tx: Tx, list: List<Row, Filter>, filter: Filter, slice: Slice): Promise<PageOf<Row>> {
  const text = new Parameters(tx.agencyId);
  const sql = selectSlice(list, filter, slice, text);
  return pageFrom(await tx.rows<Found>(preparedTexts.statementOf(sql), text.values), list, slice);
}

/** One statement, however many owners. */
export async function pagesOfOwners<Row, Filter>(tx: Tx, list: List<Row, Filter>, filter: Filter, slice: Slice, owners: Owners): Promise<Map<string, PageOf<Row>>> {
  const text = new Parameters(tx.agencyId);
  const ids = text.bind(owners.ids, 'uuid[]');
  const inner = selectSlice(list, filter, slice, text, owners.column);
  const sql = `select o.owner_id as "ownerId", p.* from unnest(${ids}) as o(owner_id) cross join lateral (${inner}) p order by o.owner_id, ${pickingOrder(list, slice)}`;
  const found = groupBy(await tx.rows<Found & { readonly ownerId: string }>(preparedTexts.statementOf(sql), text.values), ({ ownerId }) => ownerId);
  return new Map(owners.ids.map((id) => [id, pageFrom(found.get(id) ?? [], list, slice)]));
}

export async function countOf<Row, Filter>(tx: Tx, list: List<Row, Filter>, filter: Filter): Promise<number> {
  const text = new Parameters(tx.agencyId);
  const sql = `select count(*)::integer as count from ${sourceOf(list)} t where ${conditions(list, filter, text.bind).join(' and ')}`;
  const [row] = await tx.rows<{ count: number }>(preparedTexts.statementOf(sql), text.values);
  return row?.count ?? 0;
}

export async function countsOfOwners<Row, Filter>(tx: Tx, list: List<Row, Filter>, filter: Filter, owners: Owners): Promise<Map<string, number>> {
  const text = new Parameters(tx.agencyId);
  const isOwned = `t.${owners.column} = any(${text.bind(owners.ids, 'uuid[]')})`;
  const sql = `select t.${owners.column} as "ownerId", count(*)::integer as count from ${sourceOf(list)} t
    where ${[...conditions(list, filter, text.bind), isOwned].join(' and ')} group by t.${owners.column}`;
  const counts = await tx.rows<{ ownerId: string; count: number }>(preparedTexts.statementOf(sql), text.values);
  return new Map(counts.map(({ ownerId, count }) => [ownerId, count]));
}

interface Found {
  /** A record from the other side of the cursor that the page starts at, which only shows that there is one. */
  readonly isBeyond: boolean;
  readonly [column: string]: unknown;
}

/** One record more than the page holds, to know whether the list goes on, and one from beyond its cursor. */
function selectSlice<Row, Filter>(list: List<Row, Filter>, filter: Filter, slice: Slice, text: Parameters, ownerColumn?: string): string {
  const isOwned = ownerColumn === undefined ? [] : [`t.${ownerColumn} = o.owner_id`];
  const { keys, within, beyond } = stretchOf(list, slice, [...isOwned, ...conditions(list, filter, text.bind)], text.bind);
  const columns = [list.source?.columns ?? columnsOf(list.row, 't'), ...keys.map(({ sql }, i) => `${sql} as k${i}`)].join(', ');
  const select = (isBeyond: boolean, holds: readonly string[], order: string, most: string): string =>
    `select ${columns}, ${isBeyond} as "isBeyond" from ${sourceOf(list)} t where ${holds.join(' and ')} order by ${order} limit ${most}`;

  const page = select(false, within, sorted(list, slice, slice.isFromEnd), text.bind(slice.limit + 1, 'integer'));
  if (beyond === null) return page;
  return `select p.* from ((${page}) union all (${select(true, beyond, sorted(list, slice, !slice.isFromEnd), '1')})) p order by ${pickingOrder(list, slice)}`;
}

/** The part of a list that a page is taken from, over the alias `t`. */
export interface Stretch {
  readonly keys: readonly SortKey[];
  /** What holds for the records between the cursors. */
  readonly within: readonly string[];
  /** What holds for the records on the other side of the cursor that the page starts at; null when it starts at none. */
  readonly beyond: readonly string[] | null;
}

/** `where` is what holds for the whole list. */
export function stretchOf<Row, Filter>(list: List<Row, Filter>, slice: Slice, where: readonly string[], bind: Bind): Stretch {
  const { after, before, isFromEnd, isDescending } = slice;
  const keys = keysOf(list, slice);
  const tuple = `(${keys.map(({ sql }) => sql).join(', ')})`;
  const place = (values: KeyValues | null): string | null => values && `(${keys.map(({ type }, i) => bind(values[i], type)).join(', ')})`;
  const [start, end] = [place(after), place(before)];
  const [later, earlier] = isDescending ? ['<', '>'] : ['>', '<'];
  const edge = isFromEnd ? end : start;
  return {
    keys,
    within: [...where, ...(start === null ? [] : [`${tuple} ${later} ${start}`]), ...(end === null ? [] : [`${tuple} ${earlier} ${end}`])],
    // Written as a comparison of its own, because no index is used for the negation of one.
    beyond: edge === null ? null : [...where, `${tuple} ${isFromEnd ? later : earlier}= ${edge}`],
  };
}

export function sourceOf<Row, Filter>({ row, source }: List<Row, Filter>): string {
  return source?.sql ?? tableOf(row);
}

/** The first parameter of every statement over a list is the agency. */
export function conditions<Row, Filter>(list: List<Row, Filter>, filter: Filter, bind: Bind): readonly string[] {
  return ['t.agency_id = $1', ...list.where(filter, bind)];
}

/** The order in which records are taken into a page: from the end of the list, where that is what was asked. */
function pickingOrder<Row, Filter>(list: List<Row, Filter>, slice: Slice): string {
  return `"isBeyond", ${sorted(list, slice, slice.isFromEnd)}`;
}

function sorted<Row, Filter>(list: List<Row, Filter>, slice: Slice, isReversed: boolean): string {
  const direction = slice.isDescending === isReversed ? 'asc' : 'desc';
  return keysOf(list, slice).map((_, i) => `k${i} ${direction}`).join(', ');
}

const ID: readonly SortKey[] = [{ sql: 't.id', type: 'uuid' }];

function keysOf<Row, Filter>({ name, orders, identity = ID }: List<Row, Filter>, { by }: Slice): readonly SortKey[] {
  const keys = Object.hasOwn(orders, by) ? orders[by] : undefined;
  invariant(keys, `${name} can be sorted by what was asked`);
  return [...keys, ...identity];
}

function pageFrom<Row, Filter>(found: readonly Found[], list: List<Row, Filter>, slice: Slice): PageOf<Row> {
  const within = found.filter(({ isBeyond }) => !isBeyond);
  const isMore = within.length > slice.limit;
  const isBeyond = within.length < found.length;
  const keyCount = keysOf(list, slice).length;
  const rows = within.slice(0, slice.limit).map((row) => ({ row: row as Row, key: Array.from({ length: keyCount }, (_, i) => keyValue(row[`k${i}`])) }));
  return slice.isFromEnd ? { rows: rows.reverse(), hasPrevious: isMore, hasNext: isBeyond } : { rows, hasPrevious: isBeyond, hasNext: isMore };
}

function keyValue(held: unknown): string | number {
  if (held instanceof Date) return held.toISOString();
  invariant(typeof held === 'string' || typeof held === 'number', 'a list is sorted by columns that are never null');
  return held;
}
