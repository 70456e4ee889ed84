import { join } from 'node:path';

import graphql from '@graphql-eslint/eslint-plugin';

const { EnumValueDefinition: constantCase, ...namedAsRecommended } = graphql.configs['flat/schema-recommended'].rules['@graphql-eslint/naming-convention'][1];

/** The recommended rules for schemas and those of Relay, for the schema that is served. Each that is off or altered says why. */
export default [
  {
    files: ['**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: join(import.meta.dirname, '../../schema/schema.graphql') } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,

      // Elements of notes have the names by which findings, policies and imports name them: one vocabulary, not two.
      '@graphql-eslint/naming-convention': [
        'error',
        { ...namedAsRecommended, 'EnumValueDefinition[parent.name.value!=NoteElementKey]': constantCase, 'EnumValueDefinition[parent.name.value=NoteElementKey]': 'camelCase' },
      ],

      // The payer code is what claims call it. A `Payer.code` would be taken for one that the agency gave.
      '@graphql-eslint/no-typename-prefix': 'off',

      // Most types are parts of records - balances, windows, payloads, messages - and have nothing to be told apart by. That whatever has an
      // id is a record that `node` finds is checked by test/graphql/schema.unit.test.ts.
      '@graphql-eslint/strict-id-in-types': 'off',

      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // An allocation is what a visit draws from a line, and a delivery one attempt of a webhook: neither is found by itself.
          shouldImplementNode: false,
          // Connections have `nodes` as well, and parts of a record that cannot grow are plain lists.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
    },
  },
];
