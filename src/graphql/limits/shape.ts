import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode, type ValueNode } from 'graphql';

import { graphQLErrorOf } from '../errors.js';
import { exceeded } from './exceeded.js';
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_FIELDS, MAX_INPUT_DEPTH, MAX_REPEATS, MAX_ROOT_FIELDS } from './limits.js';

/**
 * What a document may be whatever its fields mean, looked at before it is validated: some of GraphQL's own rules compare every
 * field with every other, and a document that is made to be long to check should not reach them. So nothing here may rely on
 * the document being valid.
 *
 * Each operation is added up once, fragments included. What a fragment holds is worked out once and then counted at every
 * place that spreads it, so that fragments of fragments cannot make the check itself long.
 */
export function shapeErrors({ definitions }: DocumentNode): readonly GraphQLError[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Shape>();
  return definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? problemsOf(definition, shapeOf(definition.selectionSet)) : []));

  function shapeOf({ selections }: SelectionSetNode): Shape {
    const seen = new Map<string, number>();
    let sum = NOTHING;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      sum = together(sum, selection.kind === Kind.FIELD ? shapeOfField(selection) : selection.kind === Kind.INLINE_FRAGMENT ? shapeOf(selection.selectionSet) : shapeOfFragment(selection.name.value));
      if (selection.directives?.length) sum = { ...sum, directives: sum.directives + selection.directives.length };
    }
    return { ...sum, repeats: Math.max(sum.repeats, ...seen.values()) };
  }

  function shapeOfFragment(name: string): Shape {
    const before = known.get(name);
    if (before) return before;
    // A fragment that is being added up already contains itself, which one of GraphQL's own rules reports.
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const shape = fragment ? shapeOf(fragment.selectionSet) : NOTHING;
    known.set(name, shape);
    return shape;
  }

  function shapeOfField({ name, alias, arguments: given = [], selectionSet }: FieldNode): Shape {
    // How deep questions about the schema itself may go is limited by a rule of GraphQL's own.
    const inner = selectionSet && !name.value.startsWith('__') ? shapeOf(selectionSet) : NOTHING;
    return {
      depth: inner.depth + (name.value.startsWith('__') ? 0 : 1),
      aliases: inner.aliases + (alias ? 1 : 0),
      fields: inner.fields + 1,
      directives: inner.directives,
      roots: 1,
      repeats: inner.repeats,
      nesting: given.reduce((most, { value }) => Math.max(most, nestingOf(value)), inner.nesting),
    };
  }
}

interface Shape {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly directives: number;
  /** Fields of the selection itself, those of its fragments included. */
  readonly roots: number;
  /** How often the field that is repeated most stands in one selection. */
  readonly repeats: number;
  /** How far lists and objects are written within each other. */
  readonly nesting: number;
}

const NOTHING: Shape = { depth: 0, aliases: 0, fields: 0, directives: 0, roots: 0, repeats: 0, nesting: 0 };

function together(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    fields: a.fields + b.fields,
    directives: a.directives + b.directives,
    roots: a.roots + b.roots,
    repeats: Math.max(a.repeats, b.repeats),
    nesting: Math.max(a.nesting, b.nesting),
  };
}

function nestingOf(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((most, item) => Math.max(most, nestingOf(item) + 1), 1);
  return value.kind === Kind.OBJECT ? value.fields.reduce((most, field) => Math.max(most, nestingOf(field.value) + 1), 1) : 0;
}

function problemsOf(operation: OperationDefinitionNode, { depth, aliases, fields, directives, roots, repeats, nesting }: Shape): GraphQLError[] {
  const all = directives + (operation.directives?.length ?? 0);
  const checks: ReadonlyArray<readonly [most: number, found: number, what: string, remedy: string]> = [
    [MAX_DEPTH, depth, 'levels of fields', 'Ask for what lies deeper in a request of its own, by its id.'],
    [MAX_ALIASES, aliases, 'aliases', 'Ask for several records at once with a list of ids or a filter.'],
    [MAX_ROOT_FIELDS, roots, 'fields at the top', 'Divide them over several requests.'],
    [MAX_REPEATS, repeats, 'repetitions of a field in one selection', 'Name each field once.'],
    [MAX_INPUT_DEPTH, nesting, 'lists and objects within each other in an argument', 'Write values of the types that the arguments take.'],
    [MAX_FIELDS, fields, 'fields', 'Ask for fewer fields, or divide them over several requests.'],
    [MAX_DIRECTIVES, all, 'directives', 'Leave out of the document what is not to be answered.'],
  ];
  return checks.filter(([most, found]) => found > most).map(([most, found, what, remedy]) => graphQLErrorOf(exceeded({ most, found, what, remedy }), operation));
}
