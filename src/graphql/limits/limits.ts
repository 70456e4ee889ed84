import {
  type ASTVisitor, type FieldNode, type FragmentDefinitionNode, getNamedType, getNullableType, GraphQLError, type GraphQLField, type GraphQLNamedType, isListType, isObjectType,
  isInterfaceType, Kind, NoSchemaIntrospectionCustomRule, type OperationDefinitionNode, type SelectionSetNode, specifiedRules, type ValidationContext, type ValidationRule, type ValueNode,
} from 'graphql';

import { Refusal } from '../base/refusal.js';
import { DEFAULT_PAGE, LARGEST_PAGE } from './connection.js';

/**
 * What one document may ask for, checked before anything runs and the same over HTTP and WebSocket. Each
 * limit is well above what the clients of this API use, and below what would keep a server busy.
 */
export const MAX_DEPTH = 12;
export const MAX_ALIASES = 30;
export const MAX_FIELDS = 600;
export const MAX_DIRECTIVES = 20;
/** Records in the answer, if every page were full. A hundred patients with a hundred visits each are 10,100. */
export const MAX_RECORDS = 50_000;

/** Given to the parser, which so never builds a document that could not pass. */
export const MAX_TOKENS = 3000;

/** More would only help someone who guesses at the schema. */
export const MAX_VALIDATION_ERRORS = 10;

/** Ours alone, for servers that add GraphQL's own. */
export const limitRules: ValidationRule[] = [withinLimits];

/** Everything a document must satisfy. */
export const validationRules: readonly ValidationRule[] = [...specifiedRules, ...limitRules];

/** Introspection is for those who build against the API, not for production. */
export const productionRules: readonly ValidationRule[] = [...validationRules, NoSchemaIntrospectionCustomRule];

interface Cost {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly directives: number;
  readonly records: number;
}

const NOTHING: Cost = { depth: 0, aliases: 0, fields: 0, directives: 0, records: 0 };

/**
 * Adds up each operation once, fragments included. What a fragment costs is worked out once and then
 * counted at every place that spreads it, so that fragments of fragments cannot make the check itself long.
 */
function withinLimits(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Cost>();

  return {
    OperationDefinition(operation: OperationDefinitionNode) {
      const root = context.getSchema().getRootType(operation.operation) ?? undefined;
      const cost = costOf(operation.selectionSet, root);
      expectAtMost(MAX_DEPTH, cost.depth, 'levels of fields', operation);
      expectAtMost(MAX_ALIASES, cost.aliases, 'aliases', operation);
      expectAtMost(MAX_FIELDS, cost.fields, 'fields', operation);
      expectAtMost(MAX_DIRECTIVES, cost.directives + (operation.directives?.length ?? 0), 'directives', operation);
      expectAtMost(MAX_RECORDS, cost.records, 'records, if every list were full', operation);
      return false;
    },
  };

  function expectAtMost(most: number, found: number, what: string, operation: OperationDefinitionNode): void {
    if (found <= most) return;
    const refusal = new Refusal('LIMIT_EXCEEDED', { expected: `at most ${most} ${what}`, found: `${found}`, remedy: 'Ask for less in one document.' });
    context.reportError(new GraphQLError(refusal.message, { nodes: operation, originalError: refusal }));
  }

  function costOf(selections: SelectionSetNode, type: GraphQLNamedType | undefined): Cost {
    return selections.selections.reduce<Cost>((sum, selection) => {
      const directives = { ...NOTHING, directives: selection.directives?.length ?? 0 };
      return plus(plus(sum, directives), selection.kind === Kind.FIELD ? costOfField(selection, type) : costOfFragment(selection, type));
    }, NOTHING);
  }

  function costOfFragment(spread: Exclude<SelectionSetNode['selections'][number], FieldNode>, type: GraphQLNamedType | undefined): Cost {
    if (spread.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = spread.typeCondition ? context.getSchema().getType(spread.typeCondition.name.value) : type;
      return costOf(spread.selectionSet, narrowed);
    }
    const name = spread.name.value;
    const known = fragments.get(name);
    if (known) return known;
    // A fragment that is being added up already contains itself, which another rule reports.
    fragments.set(name, NOTHING);
    const fragment = context.getFragment(name);
    const cost = fragment ? costOf(fragment.selectionSet, conditionOf(fragment)) : NOTHING;
    fragments.set(name, cost);
    return cost;
  }

  function conditionOf(fragment: FragmentDefinitionNode): GraphQLNamedType | undefined {
    return context.getSchema().getType(fragment.typeCondition.name.value);
  }

  function costOfField(node: FieldNode, type: GraphQLNamedType | undefined): Cost {
    const name = node.name.value;
    const alias = node.alias === undefined ? 0 : 1;
    // How deep questions about the schema itself may go is limited by a rule of GraphQL's own.
    if (name.startsWith('__')) return { ...NOTHING, aliases: alias, fields: 1 };
    const field = type && (isObjectType(type) || isInterfaceType(type)) ? type.getFields()[name] : undefined;
    const inner = node.selectionSet ? costOf(node.selectionSet, field && getNamedType(field.type)) : NOTHING;
    const itself = field && isRecord(getNamedType(field.type)) ? 1 : 0;
    const records = (field ? sizeOf(node, field) : 1) * (itself + inner.records);
    return { depth: inner.depth + 1, aliases: inner.aliases + alias, fields: inner.fields + 1, directives: inner.directives, records };
  }
}

function plus(a: Cost, b: Cost): Cost {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    fields: a.fields + b.fields,
    directives: a.directives + b.directives,
    records: a.records + b.records,
  };
}

/** What has an id of its own. The rest of an answer is parts of records. */
function isRecord(type: GraphQLNamedType): boolean {
  return type.name === 'Node' || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'));
}

/** Lists that are not pages are short: the lines of an authorization, the caps of a line. */
const SHORT_LIST = 3;

function sizeOf({ name, arguments: given = [] }: FieldNode, field: GraphQLField<unknown, unknown>): number {
  const valueOf = (...names: string[]): ValueNode | undefined => given.find((argument) => names.includes(argument.name.value))?.value;
  if (takes(field, 'ids')) return lengthOf(valueOf('ids'));
  if (takes(field, 'first')) return numberOf(valueOf('first', 'last'));
  const isOfPage = name.value === 'edges' || name.value === 'nodes';
  return !isOfPage && isListType(getNullableType(field.type)) ? SHORT_LIST : 1;
}

function takes(field: GraphQLField<unknown, unknown>, argument: string): boolean {
  return field.args.some(({ name }) => name === argument);
}

/** What a variable will hold is not known yet, so it counts as the most it may. */
function numberOf(value: ValueNode | undefined): number {
  if (value?.kind === Kind.INT) return Math.min(Math.max(Number(value.value), 0), LARGEST_PAGE);
  return value?.kind === Kind.VARIABLE ? LARGEST_PAGE : DEFAULT_PAGE;
}

function lengthOf(value: ValueNode | undefined): number {
  return value?.kind === Kind.LIST ? value.values.length : LARGEST_PAGE;
}
