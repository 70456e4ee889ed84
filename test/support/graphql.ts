import { randomBytes } from 'node:crypto';

import { execute, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type pg from 'pg';

import type { Viewer } from '../../src/auth/viewer.js';
import { webhookRules } from '../../src/auth/webhook-rules.js';
import type { Log, LogFields } from '../../src/base/ports.js';
import type { World } from '../../src/changes/perform.js';
import { cursorCodec } from '../../src/feed/cursor.js';
import { type ContextParts, openContext } from '../../src/graphql/context.js';
import { formatError } from '../../src/graphql/errors.js';
import { openAttempts } from '../../src/graphql/limits/attempts.js';
import { openDocuments } from '../../src/graphql/limits/documents.js';
import { listCursors } from '../../src/graphql/list-cursor.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';

/** The whole schema over a real database, without a transport: a context for each request, and errors as they would be sent. */
export interface TestGraphQL {
  readonly schema: GraphQLSchema;
  readonly parts: ContextParts;
  readonly logged: string[];
  /** What was asked of the database since it was last emptied, transactions and scopes aside. */
  readonly statements: string[];
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** As `ask`, for those who expect no error. */
  data(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Data>;
}

// The tests know what they asked for.
// eslint-disable-next-line typescript/no-explicit-any
export type Data = any;

export interface Answer {
  readonly data?: Data;
  readonly errors?: readonly GraphQLFormattedError[];
}

export async function openTestGraphQL(world: World, { attemptsAnHour = 1_000 }: { readonly attemptsAnHour?: number } = {}): Promise<TestGraphQL> {
  const logged: string[] = [];
  const log = collectingLog(logged);
  const secret = randomBytes(32);
  const parts: ContextParts = { world, cursors: cursorCodec(secret), listCursors: listCursors(secret), webhooks: webhookRules({ secret, allowsLocal: false }), emergencyAttempts: openAttempts(attemptsAnHour, () => performance.now()) };
  const schema = await buildPlumblineSchema();
  const documents = openDocuments(schema, { showsSchema: true, trusted: new Map() });
  const statements = statementsOf(world.database.pool);

  const ask: TestGraphQL['ask'] = async (viewer, query, variables = {}) => {
    const told = (errors: readonly unknown[]): Answer => ({ errors: errors.map((error) => formatError(error, log).toJSON()) });
    const prepared = documents.read(query);
    if (!('document' in prepared)) return told(prepared);
    const { document } = prepared;
    const context = openContext(parts, viewer);
    try {
      const { data, errors }: ExecutionResult = await execute({ schema, document, variableValues: variables, contextValue: context });
      return { ...(data !== undefined && { data: JSON.parse(JSON.stringify(data)) as Data }), ...(errors && told(errors)) };
    } finally {
      await context.close();
    }
  };

  return {
    schema,
    parts,
    logged,
    statements,
    ask,
    async data(viewer, query, variables) {
      const { data, errors } = await ask(viewer, query, variables);
      if (errors) throw new Error(`Unexpected: ${JSON.stringify(errors)} ${logged.join('\n')}`);
      return data;
    },
  };
}

export function collectingLog(logged: string[]): Log {
  const write = (level: string) => (event: string, fields?: LogFields) => void logged.push(JSON.stringify({ level, event, ...fields }));
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

function statementsOf(pool: pg.Pool): string[] {
  const statements: string[] = [];
  const seen = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (seen.has(client)) return;
    seen.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const counted = (...args: unknown[]): unknown => {
      const [asked] = args as [string | { readonly text: string }];
      const text = typeof asked === 'string' ? asked : asked.text;
      if (!/^(begin|commit|rollback)/.test(text)) statements.push(text.trim());
      return query(...args);
    };
    client.query = counted as typeof client.query;
  });
  return statements;
}
