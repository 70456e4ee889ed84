import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

/** The compilers that clients are built with read the schema as it is committed, in a project of their own. */
const ROOT = join(import.meta.dirname, '../..');
const PACKAGES = join(import.meta.dirname, 'node_modules');

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'plumbline-client-'));
  await copyFile(join(ROOT, 'schema/schema.graphql'), join(project, 'schema.graphql'));
  await symlink(PACKAGES, join(project, 'node_modules'));
});
afterEach(() => rm(project, { recursive: true }));

async function write(files: Readonly<Record<string, string | object>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

function run(command: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: project, env: { ...process.env, NODE_OPTIONS: '', CI: 'true' } }, (error, stdout, stderr) => resolve({ succeeded: error === null, output: `${stdout}${stderr}` }));
  });
}

describe('the compiler of Relay', () => {
  const compile = async (source: string): Promise<Outcome> => {
    await write({
      'relay.config.json': { src: './src', schema: './schema.graphql', language: 'typescript', artifactDirectory: './artifacts', eagerEsModules: true },
      'artifacts/.keep': '',
      'src/Patients.ts': source,
    });
    return run(join(PACKAGES, '.bin/relay-compiler'));
  };
  const artifact = async (name: string): Promise<string> => readFile(join(project, `artifacts/${name}.graphql.ts`), 'utf8');

  test('makes pages that load more, and fragments that are fetched again by their id', async () => {
    const { succeeded, output } = await compile(`
      graphql\`query PatientsQuery($first: Int!, $after: String) { ...Patients_list @arguments(first: $first, after: $after) }\`;
      graphql\`fragment Patients_list on Query @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }) @refetchable(queryName: "PatientsPageQuery") {
        patients(first: $first, after: $after, sort: { by: NAME, direction: ASC }) @connection(key: "Patients_patients") { edges { node { id ...Patients_visits } } }
      }\`;
      graphql\`fragment Patients_visits on Patient @argumentDefinitions(last: { type: "Int", defaultValue: 5 }, before: { type: "String" }) @refetchable(queryName: "PatientVisitsQuery") {
        familyName
        visits(last: $last, before: $before) @connection(key: "Patients_visits") { edges { cursor node { id startsAt status } } pageInfo { hasPreviousPage startCursor } }
      }\`;
      graphql\`mutation PatientsMoveMutation($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) { record { id startsAt version } } }\`;
      graphql\`subscription PatientsSubscription($after: String) { alignmentChanged(after: $after) { kind cursor event { type } } }\`;
    `);
    expect(output).not.toMatch(/error/i);
    expect(succeeded).toBe(true);
    expect(await artifact('PatientsPageQuery')).toContain('"key": "Patients_patients"');
    // Fetched again through node(id:), as everything that implements Node is.
    const again = await artifact('PatientVisitsQuery');
    expect(again).toContain('"name": "node"');
    expect(again).toContain('"before"');
    for (const name of ['PatientsQuery', 'PatientsMoveMutation', 'PatientsSubscription']) expect(await artifact(name)).toContain(`"name": "${name}"`);
  });

  test('tells of a field that the schema does not have', async () => {
    const { succeeded, output } = await compile('graphql`query PatientsQuery { patients(first: 1) { edges { node { shoeSize } } } }`;');
    expect(succeeded).toBe(false);
    expect(output).toContain('shoeSize');
  });
});

describe('the client preset of GraphQL Code Generator', () => {
  test('makes types that the TypeScript compiler accepts, and holds what uses them to what was asked for', async () => {
    await write({
      'codegen.json': {
        schema: './schema.graphql',
        documents: ['src/*.ts'],
        ignoreNoDocuments: false,
        generates: { './src/gql/': { preset: 'client', config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars: { Cents: 'number', DateTime: 'string', LocalDate: 'string', Units: 'number' } } } },
      },
      'tsconfig.json': { compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, skipLibCheck: false, types: [] }, include: ['src'] },
      'src/patients.ts': `
        import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
        import { type FragmentType, graphql, useFragment } from './gql';

        const VISIT = graphql(\`fragment VisitOfList on Visit { id startsAt status pinnedUnits note { id } }\`);
        const PATIENTS = graphql(\`query Patients($first: Int, $sort: PatientSort) {
          patients(first: $first, sort: $sort) { totalCount edges { cursor node { id birthDate visits(first: 3) { nodes { ...VisitOfList } } } } pageInfo { hasNextPage endCursor } }
        }\`);
        const NODE = graphql(\`query AnyNode($id: ID!) { node(id: $id) { __typename id ... on Payer { name } } }\`);
        const MOVE = graphql(\`mutation Move($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) { record { id version } cursor } }\`);
        const STREAM = graphql(\`subscription Stream($after: String) { alignmentChanged(after: $after) { kind cursor event { type } } }\`);

        export const variables: VariablesOf<typeof PATIENTS> = { first: 10, sort: { by: 'NAME', direction: 'DESC' } };
        export function idsOf({ patients }: ResultOf<typeof PATIENTS>): string[] {
          return patients.edges.flatMap(({ node }) => node.visits.nodes.map((visit) => useFragment(VISIT, visit).id));
        }
        export const startOf = (visit: FragmentType<typeof VISIT>): string => useFragment(VISIT, visit).startsAt;
        export const nameOf = ({ node }: ResultOf<typeof NODE>): string | null => (node?.__typename === 'Payer' ? node.name : null);
        export const cursorOf = (moved: ResultOf<typeof MOVE>): string | null | undefined => moved.rescheduleVisit.cursor;
        export const kindOf = ({ alignmentChanged }: ResultOf<typeof STREAM>): 'SNAPSHOT' | 'EVENT' | 'CHECKPOINT' | 'RESYNC_REQUIRED' | 'NOTICE' => alignmentChanged.kind;

        // @ts-expect-error: a mutation without its input
        export const wrong: VariablesOf<typeof MOVE> = {};
        // @ts-expect-error: a field that was not asked for
        export const unasked = ({ patients }: ResultOf<typeof PATIENTS>): string => patients.edges[0]!.node.familyName;
        // @ts-expect-error: may be absent
        export const absent = ({ patients }: ResultOf<typeof PATIENTS>): string => patients.pageInfo.endCursor;
      `,
    });
    expect(await run(join(PACKAGES, '.bin/graphql-codegen'), '--config', 'codegen.json')).toMatchObject({ succeeded: true });
    expect(await run(join(ROOT, 'node_modules/.bin/tsc'), '-p', 'tsconfig.json')).toEqual({ succeeded: true, output: '' });
  });
});
