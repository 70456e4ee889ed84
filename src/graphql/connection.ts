import { ArgsType, Field, Int } from 'type-graphql';

import { expectMayRead } from '../auth/permissions.js';
import { Refusal } from '../base/refusal.js';
import { countOf, type KeyValues, type List, type PageOf, pageOf, type Slice } from '../db/queries/page.js';
import type { SealedColumn } from '../db/queries/sealed-columns.js';
import type { GraphContext } from './context.js';
import { showsPage } from './loaders.js';
import { expectMayReadRows } from './reading-of.js';

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

/** The arguments of every connection, after the Relay cursor connections specification. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `How many records from the start; ${DEFAULT_PAGE} when neither first nor last is given, at most ${LARGEST_PAGE}.` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after the record with this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: `How many records from the end, at most ${LARGEST_PAGE}. Not together with first.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before the record with this cursor.' })
  before?: string | null;
}

export interface Sort<By extends string = string> {
  readonly by: By;
  readonly direction: 'ASC' | 'DESC';
}

/** A list as someone asked for it. */
export interface Asked<Row, Filter> {
  readonly list: List<Row, Filter>;
  readonly filter: Filter;
  /** What the filter is still to be given the blind indexes of, as the keys are when it is read. */
  readonly sought?: ReadonlyArray<Sought<Filter>>;
  readonly sort: Sort;
  readonly page: PageArgs;
}

/** A number in plain words that is looked for among sealed ones. */
export interface Sought<Filter> {
  readonly field: keyof Filter;
  readonly kind: SealedColumn['kind'];
  readonly text: string;
}

/** What the connection types read. Cursors are made and the whole list is counted only where someone looks. */
export interface Connection<Row> {
  readonly edges: ReadonlyArray<Edge<Row>>;
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  totalCount(): Promise<number>;
}

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** @throws Refusal INVALID_CURSOR, INVALID_INPUT, LIMIT_EXCEEDED, FORBIDDEN */
export async function connection<Row, Filter>(context: GraphContext, asked: Asked<Row, Filter>): Promise<Connection<Row>> {
  expectMayReadRows(context.viewer, asked.list.row);
  const slice = sliceOf(context, asked);
  const filter = await indexedFilter(context, asked);
  const page = await context.read((tx) => pageOf(tx, asked.list, filter, slice), (touched, found) => showsPage(touched, asked.list, found));
  return connectionFrom(context, asked, page, () => context.read((tx) => countOf(tx, asked.list, filter)));
}

/** The part of a list that belongs to one record. Asked of many records at once, it is still one statement. */
export async function connectionWithin<Row, Filter>(context: GraphContext, owner: { readonly column: string; readonly id: string }, asked: Asked<Row, Filter>): Promise<Connection<Row>> {
  const slice = sliceOf(context, asked);
  const filter = await indexedFilter(context, asked);
  const page = await context.loaders.pages(asked.list, filter, slice, owner.column).load(owner.id);
  return connectionFrom(context, asked, page, () => context.loaders.counts(asked.list, filter, owner.column).load(owner.id));
}

/**
 * Numbers that are kept sealed are looked for by their indexes, under the keys in use at the instant that is read.
 *
 * @throws Refusal FORBIDDEN: who may look for a number is told it.
 */
async function indexedFilter<Row, Filter>(context: GraphContext, { filter, sought = [] }: Pick<Asked<Row, Filter>, 'filter' | 'sought'>): Promise<Filter> {
  if (sought.length === 0) return filter;
  expectMayRead(context.viewer, 'IDENTITY_NUMBERS');
  const indexes = await context.read(async (tx) => {
    const secrets = context.world.sealing.secretsIn(tx);
    return Promise.all(sought.map(async ({ field, kind, text }) => [field, await secrets.indexesOf(kind, text)]));
  });
  return { ...filter, ...(Object.fromEntries(indexes) as Partial<Filter>) };
}

function connectionFrom<Row, Filter>(context: GraphContext, { list, sort }: Asked<Row, Filter>, { rows, hasPrevious, hasNext }: PageOf<Row>, totalCount: () => Promise<number>): Connection<Row> {
  const cursorOf = (key: KeyValues): string => context.listCursors.encode(context.viewer.agencyId, placeIn(list, sort), key);
  return {
    edges: rows.map(({ row, key }) => ({
      node: row,
      get cursor() {
        return cursorOf(key);
      },
    })),
    nodes: rows.map(({ row }) => row),
    pageInfo: {
      hasNextPage: hasNext,
      hasPreviousPage: hasPrevious,
      get startCursor() {
        const first = rows.at(0);
        return first ? cursorOf(first.key) : null;
      },
      get endCursor() {
        const last = rows.at(-1);
        return last ? cursorOf(last.key) : null;
      },
    },
    totalCount,
  };
}

/** @throws Refusal INVALID_CURSOR, INVALID_INPUT, LIMIT_EXCEEDED */
export function sliceOf<Row, Filter>({ viewer, listCursors }: GraphContext, { list, sort, page: { first, after, last, before } }: Omit<Asked<Row, Filter>, 'filter'>): Slice {
  if (first != null && last != null) throw new Refusal('INVALID_INPUT', { path: ['last'], expected: 'either first or last' });
  const place = (cursor: string | null | undefined, path: string): KeyValues | null =>
    cursor == null ? null : listCursors.decode(viewer.agencyId, placeIn(list, sort), cursor, [path]);
  return {
    by: sort.by,
    isDescending: sort.direction === 'DESC',
    after: place(after, 'after'),
    before: place(before, 'before'),
    limit: last == null ? sizeOf(first ?? DEFAULT_PAGE, 'first') : sizeOf(last, 'last'),
    isFromEnd: last != null,
  };
}

/** A cursor is a place in one list in one order, and in no other. */
export function placeIn<Row, Filter>({ name }: List<Row, Filter>, { by, direction }: Sort): string {
  return `${name} ${by} ${direction}`;
}

function sizeOf(size: number, path: string): number {
  if (size < 0) throw new Refusal('INVALID_INPUT', { path: [path], expected: `a number from 0 to ${LARGEST_PAGE}` });
  if (size > LARGEST_PAGE) throw new Refusal('LIMIT_EXCEEDED', { path: [path], expected: `at most ${LARGEST_PAGE} records a page` });
  return size;
}
