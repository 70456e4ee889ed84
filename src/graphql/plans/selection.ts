import {
  type FieldNode, type FragmentDefinitionNode, getDirectiveValues, GraphQLIncludeDirective, type GraphQLObjectType, type GraphQLSchema, GraphQLSkipDirective, isAbstractType, Kind,
  type SelectionNode, type SelectionSetNode, typeFromAST,
} from 'graphql';

/** What decides which fields of a document are asked for. */
export interface Asking {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** As coerced. Only those are looked at that directives name; null where everything counts as asked for, whatever they may be. */
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/**
 * The fields that are asked of one object, by their names in the answer and in its order, after the rules of
 * execution: fragments are taken apart, fields of one name put together, directives obeyed.
 */
export function selected(asking: Asking, type: GraphQLObjectType, sets: ReadonlyArray<SelectionSetNode | undefined>): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const seen = new Set<string>();

  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(asking, selection)) continue;
      switch (selection.kind) {
        case Kind.FIELD: {
          const key = selection.alias?.value ?? selection.name.value;
          found.set(key, [...(found.get(key) ?? []), selection]);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          if (applies(asking, selection, type)) collect(selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = asking.fragments[selection.name.value];
          if (seen.has(selection.name.value) || fragment === undefined) break;
          seen.add(selection.name.value);
          if (applies(asking, fragment, type)) collect(fragment.selectionSet);
        }
      }
    }
  };
  for (const set of sets) if (set) collect(set);
  return found;
}

function isIncluded({ variables }: Asking, node: SelectionNode): boolean {
  if (variables === null) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
}

function applies({ schema }: Asking, { typeCondition }: Pick<FragmentDefinitionNode, 'typeCondition'> | { readonly typeCondition?: undefined }, type: GraphQLObjectType): boolean {
  if (!typeCondition) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
