import {
  type FieldNode, getArgumentValues, getNamedType, getNullableType, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, isEnumType, isListType, isNonNullType, isObjectType,
  isScalarType, type OperationDefinitionNode,
} from 'graphql';

import type { Reader } from '../../auth/viewer.js';
import { invariant } from '../../base/invariant.js';
import type { Fill } from '../../db/answers/ask.js';
import type { AnswerShape, EdgePart, Form, Member, PageInfoPart, PagePart, PageShape, RecordShape, RootShape, ValueShape } from '../../db/answers/shape.js';
import { columnOfRow, reviveRow, type RowClass } from '../../db/rows/row.js';
import { placeIn, sliceOf, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { fromGlobalId, parseGlobalId } from '../global-id.js';
import { asked, type Listing } from '../listing.js';
import { expectMayReadRows } from '../reading-of.js';
import { completed, isSelfContained, LeftToExecution, resolved } from './completed.js';
import type { Properties } from './properties.js';
import { READ_AS, type Source } from './read-as.js';
import { type Asking, selected } from './selection.js';

/** What differs from one request with the same document, role and shape to the next. */
export interface PlanRequest {
  readonly context: GraphContext;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the database writes, and who makes the values that it leaves open: cursors, and what resolvers work out of a record. */
export interface Plan {
  readonly shape: AnswerShape<PlanRequest>;
  readonly fill: Fill<PlanRequest>;
}

/** Why a document is answered by resolvers: one of its fields does not say what it reads. */
export class Unplannable extends Error {
  override readonly name = 'Unplannable';
}

type Filling = (request: PlanRequest, columns: readonly unknown[]) => unknown;
type Shape = RecordShape<PlanRequest>;

/**
 * @throws Unplannable
 * @throws Refusal FORBIDDEN, where the role may not read what is asked for.
 */
export function planOf(asking: Asking, operation: OperationDefinitionNode, viewer: Reader, properties: Properties): Plan {
  const planner = new Planner(asking, viewer, properties);
  const shape = planner.answer(operation);
  const fill: Fill<PlanRequest> = (request, slot, columns) => {
    const filling = planner.fillings[slot];
    invariant(filling, 'every mark of an answer was made by its plan');
    return JSON.stringify(filling(request, columns));
  };
  return { shape, fill };
}

class Planner {
  readonly fillings: Filling[] = [];

  constructor(
    private readonly asking: Asking,
    private readonly viewer: Reader,
    private readonly properties: Properties,
  ) {}

  answer({ selectionSet }: OperationDefinitionNode): AnswerShape<PlanRequest> {
    const query = this.asking.schema.getQueryType();
    invariant(query, 'the schema has queries');
    return this.#members(query, [{ selectionSet }], (field, nodes) => this.#root(field, nodes));
  }

  #members<Value>(
    type: GraphQLObjectType,
    nodes: ReadonlyArray<Pick<FieldNode, 'selectionSet'>>,
    valueOf: (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => Value,
  ): Array<Member<Value | { readonly kind: 'LITERAL'; readonly json: string }>> {
    return [...selected(this.asking, type, nodes.map(({ selectionSet }) => selectionSet))].map(([key, inner]) => {
      const name = inner[0]?.name.value ?? '';
      if (name === '__typename') return { key, value: { kind: 'LITERAL', json: JSON.stringify(type.name) } };
      const field = type.getFields()[name];
      if (!field) throw new Unplannable(`${type.name}.${name}`);
      return { key, value: valueOf(field, inner) };
    });
  }

  #root(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): RootShape<PlanRequest> {
    const source = sourceOf(field);
    switch (source?.kind) {
      case 'PAGE':
        return { kind: 'PAGE', page: this.#page(field, nodes, source.listing, null) };
      case 'RECORD': {
        const id = ({ variables }: PlanRequest): string => fromGlobalId(source.typeName, String(argumentsOf(field, nodes, variables)['id']), ['id']);
        return { kind: 'RECORD', id, record: this.#record(field.type, nodes, source.row), isNullable: !isNonNullType(field.type) };
      }
      case 'NODE':
        return this.#node(field, nodes, source.rowOf);
      default:
        throw new Unplannable(field.name);
    }
  }

  /** Planned for the kind of record that the id names: it is part of what a plan is remembered by. */
  #node(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], rowOf: (typeName: string) => RowClass<unknown> | undefined): RootShape<PlanRequest> {
    const idOf = ({ variables }: Pick<PlanRequest, 'variables'>): string => String(argumentsOf(field, nodes, variables)['id']);
    const typeName = parseGlobalId(idOf(this.asking))?.typeName ?? '';
    const [row, type] = [rowOf(typeName), this.asking.schema.getType(typeName)];
    if (!row || !isObjectType(type)) throw new Unplannable(field.name);
    return { kind: 'RECORD', id: (request) => fromGlobalId(typeName, idOf(request), ['id']), record: this.#record(type, nodes, row), isNullable: true };
  }

  #record(type: GraphQLOutputType, nodes: ReadonlyArray<Pick<FieldNode, 'selectionSet'>>, row: RowClass<unknown>): Shape {
    const named = getNamedType(type);
    if (!isObjectType(named)) throw new Unplannable(named.name);
    expectMayReadRows(this.viewer, row);
    return { row, members: this.#members(named, nodes, (field, inner) => this.#value(named, field, inner, row)) };
  }

  #value(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], row: RowClass<unknown>): ValueShape<PlanRequest> {
    const source = sourceOf(field);
    const isNullable = !isNonNullType(field.type);
    switch (source?.kind) {
      case undefined:
        return this.#column(type, field, nodes, row);
      case 'FROM_ROW':
        return this.#workedOut(field, nodes, row, source.properties);
      case 'ONE':
        return { kind: 'ONE', property: source.property, record: this.#record(field.type, nodes, source.row), isNullable };
      case 'MANY':
        return { kind: 'MANY', property: source.property, record: this.#record(field.type, nodes, source.row) };
      case 'CHILDREN':
        return { ...source, record: this.#record(field.type, nodes, source.children.row) };
      case 'FIRST_CHILD':
        return { ...source, record: this.#record(field.type, nodes, source.children.row), isNullable };
      case 'PAGE':
        return { kind: 'PAGE', page: this.#page(field, nodes, source.listing, source.ownerColumn) };
      default:
        throw new Unplannable(`${type.name}.${field.name}`);
    }
  }

  #column(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], row: RowClass<unknown>): ValueShape<PlanRequest> {
    if (field.name === 'id' && type.getInterfaces().some(({ name }) => name === 'Node')) return { kind: 'OPAQUE_ID', typeName: type.name };
    const property = this.properties.of(type.name, field.name);
    const column = property === undefined ? undefined : columnOfRow(row, property);
    if (property === undefined || column === undefined) throw new Unplannable(`${type.name}.${field.name}`);
    const form = formOf(field.type, column);
    return form ? { kind: 'COLUMN', property, form, isNullable: column.isNullable } : this.#workedOut(field, nodes, row, [property]);
  }

  #workedOut(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], row: RowClass<unknown>, properties: readonly string[]): ValueShape<PlanRequest> {
    const leadsOn = (type: GraphQLObjectType, inner: GraphQLField<unknown, unknown>): boolean => sourceOf(inner)?.kind !== 'FROM_ROW' && this.properties.of(type.name, inner.name) === undefined;
    if (field.args.length > 0 || !isSelfContained(this.asking, field.type, nodes, leadsOn)) throw new Unplannable(field.name);
    const slot = this.#slot(({ context }, columns) => {
      const parent = reviveRow(row as RowClass<Record<string, unknown>>, Object.fromEntries(properties.map((property, i) => [property, columns[i]])));
      return completed(this.asking, context, field.type, nodes, resolved(field, parent, context));
    });
    return { kind: 'SLOT', slot, properties };
  }

  #page(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], listing: Listing<never, never, never>, ownerColumn: string | null): PageShape<PlanRequest> {
    const { list } = listing;
    expectMayReadRows(this.viewer, list.row);
    const type = getNamedType(field.type);
    invariant(isObjectType(type), 'a connection is an object');

    const askedOf = remembered(({ context, variables }: PlanRequest) => {
      const { filter = null, sort = null, ...page } = argumentsOf(field, nodes, variables);
      const one = asked(context.viewer, context.now(), listing, { filter: filter as never, sort: sort as Sort | null, page });
      // By which indexes a sealed number is found, the keys in use decide, and those are to be read first.
      if (one.sought?.length) throw new LeftToExecution();
      return one;
    });
    const placesIn = remembered((request: PlanRequest) => placeIn(list, askedOf(request).sort));
    const cursor: Filling = (request, key) => request.context.listCursors.encode(request.context.viewer.agencyId, placesIn(request), key as ReadonlyArray<string | number>);

    return {
      list,
      ownerColumn,
      asked: (request) => ({ filter: askedOf(request).filter, slice: sliceOf(request.context, askedOf(request)) }),
      members: this.#members(type, nodes, (part, inner): PagePart<PlanRequest> => {
        switch (part.name) {
          case 'nodes':
            return { kind: 'NODES', record: this.#record(part.type, inner, list.row) };
          case 'edges':
            return { kind: 'EDGES', members: this.#edges(part.type, inner, list.row, cursor) };
          case 'pageInfo':
            return { kind: 'PAGE_INFO', members: this.#pageInfo(part.type, inner, cursor) };
          case 'totalCount':
            return { kind: 'TOTAL' };
          default:
            throw new Unplannable(`${type.name}.${part.name}`);
        }
      }),
    };
  }

  #edges(type: GraphQLOutputType, nodes: readonly FieldNode[], row: RowClass<unknown>, cursor: Filling): ReadonlyArray<Member<EdgePart<PlanRequest>>> {
    return this.#members(objectOf(type), nodes, (part, inner): EdgePart<PlanRequest> =>
      part.name === 'cursor' ? { kind: 'CURSOR', slot: this.#slot(cursor) } : { kind: 'NODE', record: this.#record(part.type, inner, row) },
    );
  }

  #pageInfo(type: GraphQLOutputType, nodes: readonly FieldNode[], cursor: Filling): ReadonlyArray<Member<PageInfoPart>> {
    return this.#members(objectOf(type), nodes, (part): PageInfoPart => {
      switch (part.name) {
        case 'hasNextPage':
          return { kind: 'HAS_NEXT' };
        case 'hasPreviousPage':
          return { kind: 'HAS_PREVIOUS' };
        case 'startCursor':
          return { kind: 'START', slot: this.#slot(cursor) };
        case 'endCursor':
          return { kind: 'END', slot: this.#slot(cursor) };
        default:
          throw new Unplannable(`PageInfo.${part.name}`);
      }
    });
  }

  #slot(filling: Filling): number {
    return this.fillings.push(filling) - 1;
  }
}

type Arguments = Readonly<Record<string, unknown>>;

function argumentsOf(field: GraphQLField<unknown, unknown>, [node]: readonly FieldNode[], variables: Readonly<Record<string, unknown>>): Arguments {
  invariant(node, 'a field that is asked for is somewhere in the document');
  return getArgumentValues(field, node, variables);
}

function sourceOf(field: GraphQLField<unknown, unknown>): Source | undefined {
  return field.extensions[READ_AS] as Source | undefined;
}

function objectOf(type: GraphQLOutputType): GraphQLObjectType {
  const named = getNamedType(type);
  invariant(isObjectType(named), 'the parts of a connection are objects');
  return named;
}

/** Worked out once for each request. */
function remembered<Value>(valueOf: (request: PlanRequest) => Value): (request: PlanRequest) => Value {
  const known = new WeakMap<PlanRequest, { readonly value: Value }>();
  return (request) => {
    const one = known.get(request) ?? { value: valueOf(request) };
    known.set(request, one);
    return one.value;
  };
}

/** How PostgreSQL writes a column as the API's scalar does; null where only the scalar itself can. */
function formOf(fieldType: GraphQLOutputType, { type, isArray }: { readonly type: string; readonly isArray: boolean }): Form | null {
  const nullable = getNullableType(fieldType);
  if (isListType(nullable)) {
    const item = formOf(nullable.ofType, { type, isArray: false });
    return isArray && (item === 'TEXT' || item === 'WORD' || item === 'NUMBER') ? 'ARRAY' : null;
  }
  if (isArray) return null;
  // A code is kept under the name that it has in the API, which a test of the schema holds.
  if (isEnumType(nullable)) return type === 'text' && nullable.getValues().every(({ name, value }) => name === value) ? 'WORD' : null;
  if (!isScalarType(nullable)) return null;
  return FORMS.get(`${nullable.name} ${type}`) ?? null;
}

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['String text', 'TEXT'],
  ['ID uuid', 'WORD'],
  ['Int integer', 'NUMBER'],
  ['Int smallint', 'NUMBER'],
  ['Boolean boolean', 'BOOLEAN'],
  ['LocalDate date', 'WORD'],
  ['DateTime timestamptz', 'INSTANT'],
  ['Units bigint', 'THOUSANDTHS'],
  ['Cents bigint', 'NUMBER'],
]);
