import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

import { Shows } from '../classes/shows.js';
import { Costs } from '../limits/points.js';

@Shows('OPERATIONAL')
@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page stands in its list, after the Relay cursor connections specification.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is something in the list before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first record of the page; none when the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last record of the page; none when the page is empty.' })
  endCursor!: string | null;
}

/** The pair of types that the specification asks for, for one kind of record. */
export function connectionType<Node extends object>(name: string, nodeType: ClassType<Node>, plural: string): ClassType<object> {
  @Shows('OPERATIONAL')
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One record of a list of ${plural}, with its place in the list.` })
  class Edge {
    @Field(() => String, { description: 'Pass it as after or before to go on from here. Opaque; only good for the same list in the same order.' })
    cursor!: string;

    @Field(() => nodeType, { description: 'The record itself.' })
    node!: Node;
  }

  @Shows('OPERATIONAL')
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${plural}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The records of the page, in order, each with its cursor.' })
    edges!: readonly Edge[];

    @Field(() => [nodeType], { description: 'The records of the page, in order, without cursors.' })
    nodes!: readonly Node[];

    @Field(() => PageInfoType, { description: 'Where the page stands in the list.' })
    pageInfo!: PageInfoType;

    @Costs(10)
    @Field(() => Int, { description: 'How many records the whole list has. Counted only when asked for, which costs more than a page.' })
    totalCount!: number;
  }

  return Connection;
}
