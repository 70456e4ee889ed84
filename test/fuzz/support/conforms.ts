import {
  type DocumentNode, type FieldNode, getDirectiveValues, type GraphQLCompositeType, GraphQLIncludeDirective, type GraphQLLeafType, type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema, GraphQLSkipDirective, isAbstractType,
  isEnumType, isLeafType, isListType, isNonNullType, isObjectType, Kind, type OperationDefinitionNode, type SelectionNode,
} from 'graphql';

export interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field that was asked for under one key, with everything that was asked below it. */
interface Wanted {
  readonly name: string;
  readonly selections: readonly SelectionNode[];
}

type Shape = ReadonlyMap<string, Wanted>;

const LEAVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  Float: (value) => typeof value === 'number',
  Units: (value) => typeof value === 'number',
  Cents: (value) => Number.isSafeInteger(value),
  LocalDate: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value),
};

/**
 * Where data is not what the document asked for, of the types that the schema says. Written apart from graphql-js'
 * executor and from the plans, either of which may have made it.
 */
export function nonconformities({ schema, document, operationName, variables }: Question, data: unknown, hasErrors: boolean): string[] {
  const found: string[] = [];
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const operations = document.definitions.filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return ['data for no operation'];
  const defaults = Object.fromEntries((operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue?.kind === Kind.BOOLEAN ? [[variable.name.value, defaultValue.value]] : [])));
  const given = { ...defaults, ...variables };

  const isWanted = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, given)?.['if'] !== true && getDirectiveValues(GraphQLIncludeDirective, node, given)?.['if'] !== false;
  const applies = (condition: string | undefined, type: GraphQLNamedType): boolean => {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (wanted !== undefined && isAbstractType(wanted) && isObjectType(type) && schema.isSubType(wanted, type));
  };

  const shapeOf = (type: GraphQLNamedType, selections: readonly SelectionNode[], shape = new Map<string, Wanted>()): Shape => {
    for (const node of selections.filter(isWanted)) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        shape.set(key, { name: node.name.value, selections: [...(shape.get(key)?.selections ?? []), ...(node.selectionSet?.selections ?? [])] });
      } else {
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
        if (fragment && applies(fragment.typeCondition?.name.value, type)) shapeOf(type, fragment.selectionSet.selections, shape);
      }
    }
    return shape;
  };

  const look = (value: unknown, type: GraphQLOutputType, selections: readonly SelectionNode[], place: string): void => {
    if (isNonNullType(type)) {
      if (value === null || value === undefined) found.push(`${place} is null and may not be`);
      else look(value, type.ofType, selections, place);
    } else if (value === null) {
      // Nothing is to be said of what is absent.
    } else if (isListType(type)) {
      if (!Array.isArray(value)) found.push(`${place} is no list`);
      else value.forEach((item, i) => look(item, type.ofType, selections, `${place}.${i}`));
    } else if (isLeafType(type)) {
      if (!isOfLeaf(type, value)) found.push(`${place} is no ${type.name}`);
    } else if (typeof value !== 'object' || value === undefined || Array.isArray(value)) found.push(`${place} is no object`);
    else lookInside(value as Record<string, unknown>, type, selections, place);
  };

  const lookInside = (value: Record<string, unknown>, declared: GraphQLCompositeType, selections: readonly SelectionNode[], place: string): void => {
    const type = isObjectType(declared) ? declared : concrete(value, declared, selections);
    // An interface of which it was not asked which kind of it came.
    if (type === null) return;
    const shape = shapeOf(type, selections);
    for (const key of Object.keys(value)) if (!shape.has(key)) found.push(`${place}.${key} was not asked for`);
    for (const [key, { name, selections: below }] of shape) {
      const here = `${place}.${key}`;
      if (!(key in value)) found.push(`${here} is missing`);
      else if (name === '__typename') {
        if (value[key] !== type.name) found.push(`${here} is not ${type.name}`);
      } else {
        const field = name === '__schema' || name === '__type' ? undefined : type.getFields()[name];
        if (field) look(value[key], field.type, below, here);
      }
    }
  };

  const concrete = (value: Record<string, unknown>, declared: GraphQLCompositeType, selections: readonly SelectionNode[]): ReturnType<typeof objectNamed> => {
    const key = selections.find((node): node is FieldNode => node.kind === Kind.FIELD && node.name.value === '__typename' && isWanted(node));
    const name = key && value[key.alias?.value ?? '__typename'];
    if (typeof name !== 'string') return null;
    const type = objectNamed(name);
    if (type === null || !isAbstractType(declared) || !schema.isSubType(declared, type)) found.push(`${name} is no ${declared.name}`);
    return type;
  };
  const objectNamed = (name: string) => {
    const type = schema.getType(name);
    return isObjectType(type) ? type : null;
  };

  if (data === null) return hasErrors ? [] : ['nothing, and no error that says why'];
  look(data, root, operation.selectionSet.selections, operation.operation);
  return found;
}

function isOfLeaf(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  // A scalar that this does not know is to be added, or nobody would look at it.
  return LEAVES[type.name]?.(value) ?? false;
}
