import { Field, ID, InterfaceType } from 'type-graphql';

import { Shows } from '../classes/shows.js';

/** Rows are plain objects, so whoever returns one as a Node says which kind it is. */
export interface NodeRecord {
  readonly __typename: string;
  readonly id: string;
}

@Shows('OPERATIONAL')
@InterfaceType('Node', {
  description: 'Any record that has an id of its own and can be asked for by it.',
  resolveType: (record: NodeRecord) => record.__typename,
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Identifies this record among all records of all kinds. Opaque: pass it back as it is.' })
  id!: string;
}
