import { getMetadataStorage } from 'type-graphql';

/**
 * Of which property of its row a field without a resolver is the value. The decorators of the API types say so; the built
 * schema keeps only the names that callers see.
 */
export interface Properties {
  /** Undefined for a field that a resolver answers. */
  of(typeName: string, fieldName: string): string | undefined;
}

/** To be called after the schema was built. */
export function schemaProperties(): Properties {
  const { objectTypes, fieldResolvers } = getMetadataStorage();
  const names = new Map(objectTypes.map(({ target, name }) => [target, name]));
  const answered = new Set(
    fieldResolvers.filter(({ kind }) => kind === 'external').map(({ getObjectType, schemaName }) => `${names.get(getObjectType?.() as Function)}.${schemaName}`),
  );
  const properties = new Map<string, string>();
  for (const { name: typeName, fields = [] } of objectTypes) {
    for (const { schemaName, name } of fields) {
      if (!answered.has(`${typeName}.${schemaName}`)) properties.set(`${typeName}.${schemaName}`, name);
    }
  }
  return { of: (typeName, fieldName) => properties.get(`${typeName}.${fieldName}`) };
}
