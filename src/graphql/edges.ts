import type DataLoader from 'dataloader';

import { invariant } from '../base/invariant.js';
import type { Recorded } from '../changes/change.js';
import type { RowClass } from '../db/rows/row.js';
import type { GraphContext } from './context.js';
import { mayReadRows } from './reading-of.js';

/** The other end of an edge that the database guarantees. */
export async function one<Row>(loader: DataLoader<string, Row | null>, id: string): Promise<Row> {
  const row = await loader.load(id);
  invariant(row, 'a record that another one refers to is there');
  return row;
}

/** The other end of an edge that may lead nowhere. */
export async function oneOrNone<Row>(loader: DataLoader<string, Row | null>, id: string | null): Promise<Row | null> {
  return id === null ? null : loader.load(id);
}

/** The other ends of an edge, in the order given: those that whoever reads may know of. */
export async function many<Row>(loader: DataLoader<string, Row | null>, ids: readonly string[]): Promise<Row[]> {
  return (await Promise.all(ids.map((id) => loader.load(id)))).filter((row) => row !== null);
}

/**
 * What a dry run would have made is nowhere to be read, but findings and balances refer to it. Nothing that is shown to who may
 * make such a record and not look it up, as an emergency access of their own, refers to it.
 */
export function show(context: GraphContext, row: RowClass<Recorded>, rows: readonly Recorded[]): void {
  if (!mayReadRows(context.viewer, row)) return;
  for (const record of rows) context.loaders.record(row).clear(record.id).prime(record.id, record);
}
