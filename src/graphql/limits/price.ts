import {
  type DirectiveNode, type DocumentNode, type FieldNode, getNamedType, getNullableType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema, isInterfaceType, isListType,
  isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode, valueFromASTUntyped, type ValueNode,
} from 'graphql';

import { DEFAULT_PAGE, LARGEST_PAGE } from '../connection.js';
import { exceeded } from './exceeded.js';
import { POINTS } from './points.js';

/** As the document declares them: of the right types, and with their defaults. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation costs, in points: one for the request, one for each record that the answer would hold if every list were
 * full, and what fields say of themselves. It is worked out once for a document; only what variables decide is left open, and
 * costs nothing where nothing is. The document has to be valid.
 *
 * @throws Refusal LIMIT_EXCEEDED where a page is larger than a page may be, here or when the variables are known
 */
export function priceOf(schema: GraphQLSchema, { definitions }: DocumentNode, operation: OperationDefinitionNode): (variables: Variables) => number {
  const fragments = new Map<string, Amount>();
  const root = schema.getRootType(operation.operation) ?? undefined;
  const isChange = operation.operation === 'mutation';
  const amount = sumOf([1, ofSelections(operation.selectionSet, root)]);
  return typeof amount === 'number' ? () => amount : amount;

  function ofSelections({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Amount {
    return sumOf(
      selections.map((selection) => {
        const amount =
          selection.kind === Kind.FIELD
            ? ofField(selection, type)
            : selection.kind === Kind.INLINE_FRAGMENT
              ? ofSelections(selection.selectionSet, selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type)
              : ofFragment(selection.name.value);
        return onlyWhere(selection.directives ?? [], amount);
      }),
    );
  }

  function ofFragment(name: string): Amount {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    const fragment = definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name);
    const amount = fragment?.kind === Kind.FRAGMENT_DEFINITION ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : 0;
    fragments.set(name, amount);
    return amount;
  }

  function ofField(node: FieldNode, type: GraphQLNamedType | undefined): Amount {
    const field = type && (isObjectType(type) || isInterfaceType(type)) ? type.getFields()[node.name.value] : undefined;
    // Questions about the schema itself are answered from memory.
    if (field === undefined) return 0;
    const named = getNamedType(field.type);
    const inner = node.selectionSet ? ofSelections(node.selectionSet, named) : 0;
    const own = Number(field.extensions[POINTS] ?? (isChange && type === root ? CHANGE : 0));
    return sumOf([own === 0 ? 0 : productOf(own, itemsOf(node, field) ?? 1), productOf(sizeOf(node, field), sumOf([weightOf(field, type), inner]))]);
  }

  /** What is on a page is read and written whether it is a record or not, and counts where the page is, not once more inside its edges. */
  function weightOf(field: GraphQLField<unknown, unknown>, on: GraphQLNamedType | undefined): number {
    if (isOfPage(field)) return 1;
    const isInEdge = field.name === 'node' && on?.name.endsWith('Edge') === true;
    return !isInEdge && isRecord(getNamedType(field.type)) ? 1 : 0;
  }

  function sizeOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Amount {
    if (takes(field, 'first')) return pageOf(argument(node, field, 'first'), argument(node, field, 'last'));
    // The page of a connection has been counted already.
    if (isOfPage(field) || !isListType(getNullableType(field.type))) return 1;
    return itemsOf(node, field) ?? SHORT_LIST;
  }

  /** How many things the lists among its arguments name; null when it takes no list. */
  function itemsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Amount | null {
    const lists = listsAmong(field);
    return lists.length === 0 ? null : atLeastOne(sumOf(lists.map(({ name }) => lengthOf(argument(node, field, name)))));
  }

  function argument({ arguments: given = [] }: FieldNode, { args }: GraphQLField<unknown, unknown>, name: string): Argument {
    const value = given.find((argument) => argument.name.value === name)?.value;
    const fallback = args.find((argument) => argument.name === name)?.defaultValue;
    if (value === undefined) return { path: [name], value: fallback };
    return value.kind === Kind.VARIABLE ? { path: [value.name.value], of: variable(value.name.value, fallback) } : { path: [name], value: literal(value) };
  }

  function variable(name: string, fallback: unknown): (variables: Variables) => unknown {
    return (variables) => (variables[name] === undefined ? fallback : variables[name]);
  }

  function onlyWhere(directives: readonly DirectiveNode[], amount: Amount): Amount {
    return directives.reduce<Amount>((left, { name, arguments: given = [] }) => {
      const value = given.find((argument) => argument.name.value === 'if')?.value;
      if (value === undefined || (name.value !== 'include' && name.value !== 'skip')) return left;
      const isLeft = (condition: unknown): boolean => (condition === true) === (name.value === 'include');
      if (value.kind !== Kind.VARIABLE) return isLeft(literal(value)) ? left : 0;
      const valueOf = variable(value.name.value, undefined);
      return (variables) => (isLeft(valueOf(variables)) ? valueIn(left, variables) : 0);
    }, amount);
  }
}

/** What every change costs: the patient is locked, loaded and evaluated. */
const CHANGE = 10;

/** Lists that are not pages are short: the lines of an authorization, the caps of a line. */
const SHORT_LIST = 3;

/** Known, or known as soon as the variables are. */
type Amount = number | ((variables: Variables) => number);

interface Argument {
  /** Where the value stands, for whoever has to correct it. */
  readonly path: readonly string[];
  readonly value?: unknown;
  readonly of?: (variables: Variables) => unknown;
}

function valueIn(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

function sumOf(amounts: readonly Amount[]): Amount {
  let known = 0;
  const open: Array<Exclude<Amount, number>> = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') known += amount;
    else open.push(amount);
  }
  const [only] = open;
  if (only === undefined) return known;
  return known === 0 && open.length === 1 ? only : (variables) => open.reduce((sum, amount) => sum + amount(variables), known);
}

function productOf(a: Amount, b: Amount): Amount {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  // Both are asked, also where the one is nothing: a page may be too large in either.
  return (variables) => valueIn(a, variables) * valueIn(b, variables);
}

function atLeastOne(amount: Amount): Amount {
  return typeof amount === 'number' ? Math.max(1, amount) : (variables) => Math.max(1, amount(variables));
}

function lengthOf({ value, of }: Argument): Amount {
  // A value that is no list is taken as a list of one.
  const count = (list: unknown): number => (Array.isArray(list) ? list.length : list == null ? 0 : 1);
  return of ? (variables) => count(of(variables)) : count(value);
}

function pageOf(first: Argument, last: Argument): Amount {
  const size = (from: unknown, fromEnd: unknown): number => Math.max(checked(from, first), checked(fromEnd, last)) || (from === 0 || fromEnd === 0 ? 0 : DEFAULT_PAGE);
  if (!first.of && !last.of) return size(first.value, last.value);
  return (variables) => size(first.of ? first.of(variables) : first.value, last.of ? last.of(variables) : last.value);
}

/** What is no number is refused where it is understood. */
function checked(size: unknown, { path }: Argument): number {
  if (typeof size !== 'number') return 0;
  if (size > LARGEST_PAGE) throw exceeded({ most: LARGEST_PAGE, found: size, what: 'records a page', remedy: 'Ask for a smaller page, and for the next one with its endCursor.', path });
  return Math.max(0, size);
}

function literal(value: ValueNode): unknown {
  return value.kind === Kind.LIST ? value.values : value.kind === Kind.OBJECT ? undefined : valueFromASTUntyped(value);
}

function listsAmong({ args }: GraphQLField<unknown, unknown>): ReadonlyArray<{ readonly name: string }> {
  return args.filter(({ type }) => isListType(getNullableType(type)));
}

/** `nodes` is also a field that takes ids. */
function isOfPage(field: GraphQLField<unknown, unknown>): boolean {
  return (field.name === 'edges' || field.name === 'nodes') && field.args.length === 0;
}

function takes(field: GraphQLField<unknown, unknown>, argument: string): boolean {
  return field.args.some(({ name }) => name === argument);
}

/** What has an id of its own. The rest of an answer is parts of records. */
function isRecord(type: GraphQLNamedType): boolean {
  return type.name === 'Node' || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'));
}
