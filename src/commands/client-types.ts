import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { parse } from 'graphql';

/**
 * The schema as TypeScript, for users of `plumbline/client`: types alone, so that they weigh nothing in a browser. Enumerations
 * are unions of strings for the same reason. What a scalar is on the wire is what it is here.
 */
export async function clientTypes(schema: string): Promise<string> {
  const types = await codegen({
    schema: parse(schema),
    documents: [],
    filename: 'schema-types.ts',
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
    config: {
      enumsAsTypes: true,
      immutableTypes: true,
      skipTypename: true,
      avoidOptionals: { field: true },
      // A scalar that is not named here is an error, not an `any`.
      strictScalars: true,
      scalars: { LocalDate: 'string', DateTime: 'string', Cents: 'number', Units: 'number' },
    },
  });
  return `// Written by \`npm run schema\` from schema/schema.graphql.\n\n${types.trim()}\n`;
}
