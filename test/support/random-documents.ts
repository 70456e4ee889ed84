import {
  getNamedType, type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isLeafType, isListType,
  isNonNullType, isObjectType, type OperationTypeNode,
} from 'graphql';

/** Numbers that come again with the same seed. */
export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface RandomDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a value of a scalar or an id may be; undefined leaves an argument out. */
export interface Known {
  /** By the argument or input field, as `RescheduleVisitInput.visitId`, or by the name of the scalar. */
  valueOf(random: Random, place: string, typeName: string): unknown;
  /** Fields that most documents are to keep to; any, when left out. */
  prefers?(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean;
}

const DEEPEST = 5;

/**
 * A valid document made from the schema, with whatever documents may hold: aliases, fragments with and without a name,
 * directives, variables with and without values, fields that are asked for twice. Queries have a few questions, others one.
 */
export function randomDocument(schema: GraphQLSchema, random: Random, known: Known, kind: `${OperationTypeNode}` = 'query'): RandomDocument {
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];

  const chance = (percent: number): boolean => random(100) < percent;
  const variable = (type: string, value: unknown): string => {
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };

  const inputOf = (type: GraphQLInputType, place: string, depth: number): unknown => {
    if (isNonNullType(type)) return inputOf(type.ofType, place, depth);
    if (isListType(type)) return Array.from({ length: random(3) }, () => inputOf(type.ofType, place, depth));
    if (isEnumType(type)) return type.getValues()[random(type.getValues().length)]?.name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || (depth < 3 && chance(25)));
      return Object.fromEntries(fields.map((field) => [field.name, inputOf(field.type, `${type.name}.${field.name}`, depth + 1)]).filter(([, value]) => value !== undefined));
    }
    return known.valueOf(random, place, type.name);
  };

  const argumentsOf = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.filter((argument) => isNonNullType(argument.type) || chance(35)).map((argument) => argumentOf(parent, field, argument)).filter((text) => text !== null);
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  };

  const argumentOf = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): string | null => {
    const value = inputOf(type, `${parent.name}.${field.name}.${name}`, 0);
    return value === undefined ? null : `${name}: ${chance(60) ? variable(String(type), value) : literal(value, type)}`;
  };

  const directives = (depth = 1): string => {
    // The one field of a subscription may not be left out.
    if (!chance(12) || (depth === 0 && kind === 'subscription')) return '';
    const name = chance(50) ? 'skip' : 'include';
    return ` @${name}(if: ${chance(50) ? variable('Boolean!', chance(50)) : chance(50)})`;
  };

  const fieldOf = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string | null => {
    const named = getNamedType(field.type);
    const alias = chance(20) ? `a${random(1000)}${field.name}: ` : field.args.length > 0 ? `b${declared.length}${random(1000)}${field.name}: ` : '';
    if (isLeafType(named)) return `${alias}${field.name}${argumentsOf(parent, field)}${directives()}`;
    if (depth >= DEEPEST) return null;
    const set = isObjectType(named) ? selectionOf(named, depth + 1) : isInterfaceType(named) ? nodeSelection(depth + 1) : null;
    return set && `${alias}${field.name}${argumentsOf(parent, field)}${directives(depth)} ${set}`;
  };

  const nodeSelection = (depth: number): string => {
    const types = schema.getPossibleTypes(schema.getType('Node') as never).filter(() => chance(30));
    return `{ __typename id ${types.map((type) => `... on ${type.name} ${selectionOf(type, depth)}`).join(' ')} }`;
  };

  const selectionOf = (type: GraphQLObjectType, depth: number): string => {
    const fields = fieldsOf(type);
    const leaves = fields.filter(({ type: of }) => isLeafType(getNamedType(of)));
    const edges = fields.filter(({ type: of }) => !isLeafType(getNamedType(of)));
    const asked = [...taken(leaves, 1 + random(5)), ...taken(edges, depth >= DEEPEST ? 0 : random(depth < 3 ? 4 : 2))];
    const parts = asked.map((field) => fieldOf(type, field, depth)).filter((text) => text !== null);
    if (chance(15)) parts.push('__typename');
    if (chance(10)) parts.push(`... on ${type.name} { ${['__typename', ...taken(leaves.filter(({ args }) => args.length === 0), 2).map(({ name }) => name)].join(' ')} }`);
    if (chance(8)) {
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${type.name} { ${['__typename', ...taken(leaves.filter(({ args }) => args.length === 0), 3).map((field) => field.name)].join(' ')} }`);
      parts.push(`...${name}${directives()}`);
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };

  const fieldsOf = (type: GraphQLObjectType): ReadonlyArray<GraphQLField<unknown, unknown>> => {
    const fields = Object.values(type.getFields());
    return known.prefers && !chance(3) ? fields.filter((field) => known.prefers?.(type, field)) : fields;
  };

  const taken = <Item>(items: readonly Item[], count: number): Item[] => {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random(left.length), 1)[0] as Item);
  };

  const root = schema.getRootType(kind as OperationTypeNode) as GraphQLObjectType;
  const roots = taken(fieldsOf(root), kind === 'query' ? 1 + random(2) : 1).map((field) => fieldOf(root, field, 0)).filter((text) => text !== null);
  const body = `{ ${roots.length > 0 ? roots.join(' ') : '__typename'} }`;
  return { query: [`${kind}${declared.length > 0 ? ` Q(${declared.join(', ')})` : ''} ${body}`, ...fragments].join('\n'), variables };
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, isListType(type) ? type.ofType : type)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return `{ ${Object.entries(value as object).map(([name, held]) => `${name}: ${literal(held, fields[name]?.type ?? type)}`).join(', ')} }`;
  }
  return JSON.stringify(value);
}
