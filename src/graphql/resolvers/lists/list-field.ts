import { Arg, Args, type ClassType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { type Connection, connection, connectionWithin, PageArgs, type Sort } from '../../connection.js';
import type { GraphContext } from '../../context.js';
import { asked, type Listing } from '../../listing.js';
import { ReadAs, toPage } from '../../plans/read-as.js';

/** A list of the whole agency. Each is the same query over another listing, so the tables beside this hold what differs. */
export function rootList<Row, Input extends object, Filter>(name: string, listing: Listing<Row, Input, Filter>, description: string): Function {
  @Resolver()
  class RootList {
    @ReadAs(toPage(listing))
    @Query(() => listing.connection, { name, description })
    async page(
      @Ctx() context: GraphContext,
      @Args(() => PageArgs) page: PageArgs,
      @Arg('filter', () => listing.filter, filterArg(listing)) filter: Input | null,
      @Arg('sort', () => listing.sort, sortArg(listing)) sort: Sort | null,
    ): Promise<Connection<Row>> {
      return connection(context, asked(context.viewer, context.now(), listing, { filter, sort, page }));
    }
  }
  return RootList;
}

/** The part of a list that belongs to one record, by the column that names it. One statement, however many records are asked. */
export function listEdge<Row, Input extends object, Filter>(owner: ClassType<object>, name: string, listing: Listing<Row, Input, Filter>, column: string, description: string): Function {
  @Resolver(() => owner)
  class ListEdge {
    // Edges of one type are told apart by the names of their methods.
    @ReadAs(toPage(listing, column))
    @FieldResolver(() => listing.connection, { description })
    async [name](
      @Root() { id }: { readonly id: string },
      @Ctx() context: GraphContext,
      @Args(() => PageArgs) page: PageArgs,
      @Arg('filter', () => listing.filter, filterArg(listing)) filter: Input | null,
      @Arg('sort', () => listing.sort, sortArg(listing)) sort: Sort | null,
    ): Promise<Connection<Row>> {
      return connectionWithin(context, { column, id }, asked(context.viewer, context.now(), listing, { filter, sort, page }));
    }
  }
  return ListEdge;
}

function filterArg({ list }: Pick<Listing<unknown, never, never>, 'list'>): { readonly nullable: true; readonly description: string } {
  return { nullable: true, description: list.name === 'findings' ? 'Which of them; all open ones when left out.' : 'Which of them; all when left out.' };
}

function sortArg({ usual }: Pick<Listing<unknown, never, never>, 'usual'>): { readonly nullable: true; readonly description: string } {
  return { nullable: true, description: `${usual.words}, when left out.` };
}
