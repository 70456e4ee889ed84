import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { invariant } from '../../base/invariant.js';
import { Refusal } from '../../base/refusal.js';
import { agencyOf } from '../../db/queries/agency.js';
import type { GraphContext } from '../context.js';
import { parseGlobalId } from '../global-id.js';
import { ReadAs } from '../plans/read-as.js';
import { mayReadRows } from '../reading-of.js';
import { ROW_OF_TYPE } from '../row-of-type.js';
import { type NodeRecord, NodeType } from '../types/node-type.js';

const MOST_NODES = 100;

/** A record that does not exist, one of another agency and one of a kind that the caller may not read are the same to the caller: null. */
@Resolver()
export class NodeResolver {
  @ReadAs({ kind: 'NODE', rowOf: (typeName) => ROW_OF_TYPE.get(typeName) })
  @Query(() => NodeType, { nullable: true, description: 'The record with this id; null when there is none that you can see.' })
  async node(@Arg('id', () => ID, { description: 'An id that this API returned.' }) id: string, @Ctx() context: GraphContext): Promise<NodeRecord | null> {
    return nodeOf(context, id, ['id']);
  }

  @Query(() => [NodeType], { nullable: 'items', description: 'The records with these ids, in the same order, with null for each that you cannot see.' })
  async nodes(
    @Arg('ids', () => [ID], { description: `Ids that this API returned, at most ${MOST_NODES}.` }) ids: string[],
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<NodeRecord | null>> {
    if (ids.length > MOST_NODES) throw new Refusal('LIMIT_EXCEEDED', { path: ['ids'], expected: `at most ${MOST_NODES} ids`, found: `${ids.length}` });
    return Promise.all(ids.map((id, i) => nodeOf(context, id, ['ids', i])));
  }
}

async function nodeOf({ loaders, read, viewer }: GraphContext, globalId: string, path: ReadonlyArray<string | number>): Promise<NodeRecord | null> {
  const parsed = parseGlobalId(globalId);
  if (parsed === null) throw new Refusal('INVALID_ID', { path, expected: 'an id that this API returned' });
  const { typeName, id } = parsed;
  if (typeName === 'Agency') return id === viewer.agencyId ? typed(typeName, (await read(agencyOf)) ?? null) : null;
  const row = ROW_OF_TYPE.get(typeName);
  if (!row) throw new Refusal('INVALID_ID', { path, expected: 'the id of a record' });
  return mayReadRows(viewer, row) ? typed(typeName, await loaders.record(row).load(id)) : null;
}

/** The record of a kind with this id of the table; null where there is none that the caller can see. */
export async function nodeOfKind({ loaders, viewer }: GraphContext, typeName: string, id: string): Promise<NodeRecord | null> {
  const row = ROW_OF_TYPE.get(typeName);
  invariant(row, `${typeName} is a kind of record`);
  return mayReadRows(viewer, row) ? typed(typeName, await loaders.record(row).load(id)) : null;
}

function typed(__typename: string, record: { readonly id: string } | null): NodeRecord | null {
  return record && { ...record, __typename };
}
