import type { ClassType } from 'type-graphql';

import type { Reader } from '../auth/viewer.js';
import type { List } from '../db/queries/page.js';
import type { Asked, PageArgs, Sort, Sought } from './connection.js';

/** A list as callers can ask for it, wherever it is offered: of the whole agency, or of one record. */
export interface Listing<Row, Input, Filter> {
  readonly list: List<Row, Filter>;
  readonly connection: ClassType<object>;
  readonly filter: ClassType<Input & object>;
  readonly sort: ClassType<Sort>;
  /** How it is sorted when its caller does not say, and what that is called. */
  readonly usual: Sort & { readonly words: string };
  /** The sealed numbers that a filter looks for, in place of which `filterOf` says that nothing is let through. */
  soughtIn?(filter: Input | null | undefined): ReadonlyArray<Sought<Filter>>;
  /** Pure: what of the list a filter lets through, for who asks it and when. @throws Refusal */
  filterOf(viewer: Reader, filter: Input | null | undefined, now: Date): Filter;
  /** @throws Refusal FORBIDDEN where an order tells what this reader may not know */
  expectMaySort?(viewer: Reader, sort: Sort): void;
}

/** @throws Refusal where the filter makes no sense, or tells what this reader may not know */
export function asked<Row, Input, Filter>(
  viewer: Reader,
  now: Date,
  { list, usual, filterOf, soughtIn, expectMaySort }: Listing<Row, Input, Filter>,
  { filter, sort, page }: { readonly filter: Input | null; readonly sort: Sort | null; readonly page: PageArgs },
): Asked<Row, Filter> {
  if (sort) expectMaySort?.(viewer, sort);
  return { list, filter: filterOf(viewer, filter, now), sought: soughtIn?.(filter) ?? [], sort: sort ?? usual, page };
}
