import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isLeafType, isNonNullType, isObjectType } from 'graphql';

/** Below a record, what it is made of and what it leads to. */
const DEEPEST = 2;

/** For every list that there is, all that can be asked of its records without saying anything: what chance asks rarely, and leaks sit in. */
export function wideQuestions(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, type, args }) => {
    const connection = getNamedType(type);
    const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
    if (nodes === undefined || args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)) return [];
    return [`{ ${name} { nodes ${everythingOf(getNamedType(nodes.type) as GraphQLObjectType, 0)} } }`];
  });
}

function everythingOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).filter(({ args }) => args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined));
  const parts = fields.flatMap(({ name, type: of }) => {
    const named = getNamedType(of);
    if (isLeafType(named)) return [name];
    const isConnection = isObjectType(named) && 'pageInfo' in named.getFields();
    return isObjectType(named) && !isConnection && depth < DEEPEST ? [`${name} ${everythingOf(named, depth + 1)}`] : [];
  });
  return `{ ${['__typename', ...parts].join(' ')} }`;
}
