import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';

import { REFUSALS } from '../../../src/base/refusal.js';
import { nonconformities } from './conforms.js';
import type { AskedCase } from './random-case.js';

/** Of GraphQL's own errors, as the README lists them. `INTERNAL` is a fault of ours, and so is not among them. */
export const PUBLISHED: ReadonlySet<string> = new Set([...Object.keys(REFUSALS), 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE']);

/** A place in a program, in a stack of Node's. */
const STACK = /\bat (?:async )?[\w$.<>]+ \(|node_modules\/|\/dist\/src\/|node:internal|\.[jt]s:\d+:\d+/;

/** Words of PostgreSQL, and of the driver, in an error. */
const POSTGRES =
  /relation "|column "|operator does not exist|syntax error at or near|violates (?:check|unique|foreign|not-null|exclusion|row-level)|duplicate key value|invalid input (?:syntax|value)|invalid byte sequence|null value in column|out of range for type|current transaction is aborted|could not serialize|deadlock detected|statement timeout|permission denied for|\bpg_\w+|SQLSTATE/i;

/** What is wrong with an answer to a question of GraphQL, in any transport. */
export function complaintsOfResult(schema: GraphQLSchema, result: unknown, asked: AskedCase | null): string[] {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return ['an answer that is no object'];
  const { data, errors } = result as { readonly data?: unknown; readonly errors?: unknown };
  if (data === undefined && errors === undefined) return ['an answer without data and without errors'];
  return [...(errors === undefined ? [] : complaintsOfErrors(errors)), ...(data === undefined || data === null || asked === null ? absence(data, errors) : complaintsOfData(schema, data, errors !== undefined, asked))];
}

export function complaintsOfErrors(errors: unknown): string[] {
  if (!Array.isArray(errors) || errors.length === 0) return ['errors that are no list'];
  const text = JSON.stringify(errors);
  return [
    ...errors.flatMap(({ message, extensions }: { readonly message?: unknown; readonly extensions?: { readonly code?: unknown; readonly remedy?: unknown } }) => {
      const code = extensions?.code;
      if (typeof message !== 'string' || message === '') return ['an error without words'];
      if (typeof code !== 'string' || !PUBLISHED.has(code)) return [`an error of code ${String(code)}, which is in no table`];
      return typeof extensions?.remedy === 'string' ? [] : [`an error of code ${code} that does not say what to do`];
    }),
    ...complaintsOfText(text),
  ];
}

/** In what no caller's text is repeated. */
export function complaintsOfText(text: string): string[] {
  return [...(STACK.test(text) ? ['a stack in an answer'] : []), ...(POSTGRES.test(text) ? ['words of the database in an answer'] : [])];
}

function absence(data: unknown, errors: unknown): string[] {
  return data === null && errors === undefined ? ['nothing, and no error that says why'] : [];
}

function complaintsOfData(schema: GraphQLSchema, data: unknown, hasErrors: boolean, { query, operationName, variables }: AskedCase): string[] {
  const document = validDocument(schema, query);
  if (document === null) return ['data for a document that is not valid'];
  return nonconformities({ schema, document, operationName, variables }, data, hasErrors);
}

function validDocument(schema: GraphQLSchema, query: string): DocumentNode | null {
  try {
    const document = parse(query);
    return validate(schema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
}
