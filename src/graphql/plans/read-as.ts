import { Extensions } from 'type-graphql';

import type { Children } from '../../db/queries/children.js';
import type { RowClass } from '../../db/rows/row.js';
import type { Listing } from '../listing.js';

/**
 * What a field with a resolver reads, said so that it can be planned: a document whose fields are all columns or say
 * this is answered by one statement, without calling a resolver. The resolver stays the meaning of the field, a
 * test holds both against each other, and a document with a field that says nothing is answered by resolvers alone.
 */
export type Source =
  /** The record that a column of the parent refers to. */
  | { readonly kind: 'ONE'; readonly row: RowClass<unknown>; readonly property: string }
  /** The records that a column with an array of ids refers to. */
  | { readonly kind: 'MANY'; readonly row: RowClass<unknown>; readonly property: string }
  | { readonly kind: 'CHILDREN'; readonly children: Children<never>; readonly property: string; readonly naming: string | null }
  | { readonly kind: 'FIRST_CHILD'; readonly children: Children<never> }
  | { readonly kind: 'PAGE'; readonly listing: Listing<never, never, never>; readonly ownerColumn: string | null }
  /** The record that the argument `id` names. */
  | { readonly kind: 'RECORD'; readonly row: RowClass<unknown>; readonly typeName: string }
  /** Whichever record the argument `id` names. */
  | { readonly kind: 'NODE'; readonly rowOf: (typeName: string) => RowClass<unknown> | undefined }
  /** Worked out of columns of the parent by the resolver, at once and without reading anything. */
  | { readonly kind: 'FROM_ROW'; readonly properties: readonly string[] };

export const READ_AS = 'readAs';

export function ReadAs(source: Source): MethodDecorator & PropertyDecorator {
  return Extensions({ [READ_AS]: source });
}

export function toOne(row: RowClass<unknown>, property: string): Source {
  return { kind: 'ONE', row, property };
}

export function toMany(row: RowClass<unknown>, property: string): Source {
  return { kind: 'MANY', row, property };
}

export function toChildren<Row>(children: Children<Row>): Source {
  return { kind: 'CHILDREN', children: children as unknown as Children<never>, property: 'id', naming: null };
}

/** Of the children of whatever `property` refers to, those whose array `naming` contains the parent's id. */
export function toChildrenNaming<Row>(children: Children<Row>, property: string, naming: keyof Row & string): Source {
  return { kind: 'CHILDREN', children: children as unknown as Children<never>, property, naming };
}

export function toFirstChild<Row>(children: Children<Row>): Source {
  return { kind: 'FIRST_CHILD', children: children as unknown as Children<never> };
}

/** The whole list, or what of it belongs to the parent by the column that names it. */
export function toPage<Row, Input, Filter>(listing: Listing<Row, Input, Filter>, ownerColumn: string | null = null): Source {
  return { kind: 'PAGE', listing: listing as unknown as Listing<never, never, never>, ownerColumn };
}

export function toRecord(row: RowClass<unknown>, typeName: string): Source {
  return { kind: 'RECORD', row, typeName };
}

export function fromRow(...properties: readonly string[]): Source {
  return { kind: 'FROM_ROW', properties };
}
