import { ApolloServer } from '@apollo/server';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema, execute, GraphQLEnumType, GraphQLError, type GraphQLFormattedError, GraphQLInputObjectType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString,
  parse, validate,
} from 'graphql';

import { BrokenInvariant } from '../../src/base/invariant.js';
import { Refusal } from '../../src/base/refusal.js';
import { formatError } from '../../src/graphql/errors.js';
import { DateTime, LocalDate, Units } from '../../src/graphql/scalars.js';
import { collectingLog } from '../support/graphql.js';

/** Stands for a patient's name in every place where a caller can put one. */
const CANARY = 'Featherstonehaugh';

const Line = new GraphQLInputObjectType({ name: 'Line', fields: { units: { type: new GraphQLNonNull(Units) }, on: { type: LocalDate } } });
const Input = new GraphQLInputObjectType({
  name: 'Input',
  fields: {
    at: { type: DateTime },
    count: { type: GraphQLInt },
    text: { type: GraphQLString },
    kind: { type: new GraphQLEnumType({ name: 'Kind', values: { A: {}, B: {} } }) },
    lines: { type: new GraphQLList(new GraphQLNonNull(Line)) },
  },
});
const failing: Record<string, () => unknown> = {
  refused: () => {
    throw new Refusal('VERSION_CONFLICT', { path: ['input', 'expectedVersion'], expected: 'version 2', found: 'version 3' });
  },
  remedied: () => {
    throw new Refusal('NOT_FOUND', { remedy: 'Look elsewhere.' });
  },
  broken: () => {
    throw new BrokenInvariant(`a promise about ${CANARY}`);
  },
  thrown: () => {
    throw new TypeError(`Cannot read ${CANARY}`);
  },
  rude: () => {
    // eslint-disable-next-line no-throw-literal, typescript/only-throw-error
    throw CANARY;
  },
  database: () => {
    throw Object.assign(new Error(`invalid input syntax: "${CANARY}"`), { code: '22P02', detail: CANARY });
  },
  foreign: () => {
    throw new GraphQLError(CANARY, { extensions: { code: 'SECRET', detail: CANARY } });
  },
};
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      ...Object.fromEntries(Object.entries(failing).map(([name, resolve]) => [name, { type: GraphQLString, resolve }])),
      missing: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
      number: { type: GraphQLInt, resolve: () => CANARY },
      ask: { type: GraphQLString, args: { input: { type: Input }, needed: { type: GraphQLInt } }, resolve: () => 'answered' },
    },
  }),
});

interface Told {
  readonly errors: readonly GraphQLFormattedError[];
  readonly logged: readonly string[];
}

/** Both transports: WebSockets call graphql-js themselves, HTTP goes through Apollo, which wraps some errors again. */
const TRANSPORTS: Record<string, (query: string, variables?: object, operationName?: string) => Promise<Told>> = {
  async 'graphql-js'(query, variables = {}, operationName) {
    const logged: string[] = [];
    const told = (errors: readonly unknown[]): Told => ({ errors: errors.map((error) => formatError(error, collectingLog(logged)).toJSON()), logged });
    let document;
    try {
      document = parse(query);
    } catch (error) {
      return told([error]);
    }
    const invalid = validate(schema, document);
    if (invalid.length > 0) return told(invalid);
    const { errors } = await execute({ schema, document, variableValues: variables as Record<string, unknown>, operationName: operationName ?? null });
    return told(errors ?? []);
  },
  async Apollo(query, variables = {}, operationName) {
    const logged: string[] = [];
    const server = new ApolloServer({ schema, stopOnTerminationSignals: false, formatError: (_formatted, error) => formatError(error, collectingLog(logged)).toJSON() });
    const { body } = await server.executeOperation({ query, variables, ...(operationName !== undefined && { operationName }) });
    await server.stop();
    return { errors: (body.kind === 'single' && body.singleResult.errors) || [], logged };
  },
};

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, send) => {
  const first = async (...sent: Parameters<typeof send>): Promise<GraphQLFormattedError> => {
    const told = await send(...sent);
    expect(told.errors).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain(CANARY);
    expect(JSON.stringify(told.errors)).not.toMatch(/stack|\.ts:\d/i);
    return told.errors[0] as GraphQLFormattedError;
  };
  const QUERY = 'query ($input: Input) { ask(input: $input) }';

  test('a refusal tells its code, the path in the input, what was expected and found, and what to do', async () => {
    expect(await first('{ refused }')).toEqual({
      message: 'The record changed since you read it. Expected version 2. Found version 3.',
      locations: [{ line: 1, column: 3 }],
      path: ['refused'],
      extensions: {
        code: 'VERSION_CONFLICT',
        path: ['input', 'expectedVersion'],
        expected: 'version 2',
        found: 'version 3',
        remedy: 'Read it again, look at what changed, and repeat with the new version.',
      },
    });
    expect((await first('{ remedied }')).extensions).toEqual({ code: 'NOT_FOUND', remedy: 'Look elsewhere.' });
  });

  test('a refusal is not logged', async () => {
    expect((await send('{ refused }')).logged).toEqual([]);
  });

  test.each(['broken', 'thrown', 'rude', 'database', 'foreign', 'missing', 'number'])('what is broken (%s) tells nothing but an id, under which the log has its class and frames', async (field) => {
    const { errors, logged } = await send(`{ ${field} }`);
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        locations: [{ line: 1, column: 3 }],
        path: [field],
        extensions: { code: 'INTERNAL', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/), remedy: expect.any(String) },
      },
    ]);
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] as string)).toMatchObject({ level: 'error', event: 'graphql.failed', errorId: errors[0]?.extensions?.['errorId'], frames: expect.any(String) });
    expect(JSON.stringify({ errors, logged })).not.toContain(CANARY);
  });

  test('the log names the class of what broke, and the SQLSTATE where there is one', async () => {
    const frames = async (field: string): Promise<unknown> => JSON.parse((await send(`{ ${field} }`)).logged[0] as string);
    expect(await frames('broken')).toMatchObject({ frames: expect.stringMatching(/^BrokenInvariant\nat /) });
    expect(await frames('thrown')).toMatchObject({ frames: expect.stringMatching(/^TypeError\nat /) });
    expect(await frames('database')).toMatchObject({ sqlState: '22P02' });
  });

  test.each([
    ['an unclosed brace', '{ ask', /^Syntax Error: Expected Name, found <EOF>\.$/],
    ['a text where a name belongs', `{ "${CANARY}" }`, /^Syntax Error: Expected Name, found String\.$/],
    ['a text of several lines', `{ """${CANARY}\n"x" ${CANARY}""" }`, /^Syntax Error: Expected Name, found BlockString\.$/],
    ['a name where none belongs', `query { ask } ${CANARY}`, /^Syntax Error: Unexpected Name\.$/],
    ['an unclosed text', `{ ask(input: { text: "${CANARY} }) }`, /^Syntax Error: Unterminated string\.$/],
    ['an escape that is none', `{ ask(input: { text: "\\u${CANARY}" }) }`, /^Syntax Error: Invalid Unicode escape sequence\.$/],
    ['a character that is none', `{ ask(input: { count: 1${CANARY} }) }`, /^Syntax Error: Invalid number, expected digit but got\.$/],
  ])('%s is told as a place in the document', async (_what, query, message) => {
    const error = await first(query);
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ locations: [{ line: expect.any(Number) }], extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  });

  test.each([
    ['a text for a number', `{ ask(input: { count: "${CANARY}" }) }`, 'Int'],
    ['a word that no enum has', `{ ask(input: { kind: ${CANARY} }) }`, 'Kind'],
    ['a text for an enum', `{ ask(input: { kind: "${CANARY}" }) }`, 'Kind'],
    ['an object for a text', `{ ask(input: { text: { ${CANARY}: "${CANARY}" } }) }`, 'String'],
    ['a text for an object', `{ ask(input: "${CANARY}") }`, 'Input'],
    ['a text for a needed number', `{ ask(needed: "${CANARY}") }`, 'Int'],
  ])('%s in a document is told by the type that belongs there', async (_what, query, type) => {
    expect(await first(query)).toMatchObject({ message: `A value is not of the type that its place expects: ${type}.`, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  test('a field that is not there is told as GraphQL tells it', async () => {
    expect(await first('{ nothing }')).toMatchObject({ message: 'Cannot query field "nothing" on type "Query".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  test('a field that a value lacks is named', async () => {
    expect(await first(`{ ask(input: { text: "${CANARY}", lines: [{}] }) }`)).toMatchObject({
      message: 'Field "Line.units" of required type "Units!" was not provided.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  test('what a scalar refuses in a document is told as a refusal', async () => {
    expect(await first(`{ ask(input: { at: "${CANARY}" }) }`)).toMatchObject({ extensions: { code: 'INVALID_DATE', expected: expect.stringContaining('offset'), remedy: expect.any(String) } });
  });

  test.each([
    ['a name for a moment', { at: CANARY }, 'INVALID_DATE', ['input', 'at']],
    ['a day that does not exist', { lines: [{ units: 1 }, { units: 1, on: '2026-02-30' }] }, 'INVALID_DATE', ['input', 'lines', 1, 'on']],
    ['a text for units', { lines: [{ units: CANARY }] }, 'INVALID_INPUT', ['input', 'lines', 0, 'units']],
    ['fewer than no units', { lines: [{ units: -1 }] }, 'INVALID_INPUT', ['input', 'lines', 0, 'units']],
    ['a text for a number', { count: CANARY }, 'BAD_USER_INPUT', ['input', 'count']],
    ['a word that no enum has', { kind: CANARY }, 'BAD_USER_INPUT', ['input', 'kind']],
    ['an object for a text', { text: { [CANARY]: CANARY } }, 'BAD_USER_INPUT', ['input', 'text']],
    ['no units where they are needed', { lines: [{}] }, 'BAD_USER_INPUT', ['input', 'lines', 0, 'units']],
    ['null where something is needed', { lines: [{ units: null }] }, 'BAD_USER_INPUT', ['input', 'lines', 0, 'units']],
    ['a field that is not there', { [CANARY]: CANARY }, 'BAD_USER_INPUT', ['input']],
    ['a text for an object', CANARY, 'BAD_USER_INPUT', ['input']],
    ['a text that looks like a message', { count: `${CANARY}" at "input.secret"; Expected type "Int". ${CANARY}` }, 'BAD_USER_INPUT', ['input', 'count']],
  ])('%s in a variable is told by its path and not by its value', async (_what, input, code, path) => {
    expect(await first(QUERY, { input })).toMatchObject({ extensions: { code, path, remedy: expect.any(String) } });
  });

  test('the type that a variable should have had is named', async () => {
    expect(await first(QUERY, { input: { lines: [{ units: 1 }, {}] } })).toMatchObject({
      message: 'The variable "$input.lines[1].units" is not what was expected: a value of type Units!.',
      extensions: { expected: 'a value of type Units!' },
    });
    expect((await first(QUERY, { input: { kind: CANARY } })).message).toBe('The variable "$input.kind" is not what was expected: a value of type Kind.');
    expect((await first(QUERY, { input: { [CANARY]: 1 } })).message).toBe('The variable "$input" has a field that Input does not have.');
  });

  test('a variable that is needed and not sent is named', async () => {
    expect(await first('query ($n: Int!) { ask(needed: $n) }')).toMatchObject({ message: 'The variable "$n" is not what was expected: a value of type Int!.', extensions: { code: 'BAD_USER_INPUT', path: ['n'] } });
    expect(await first('query ($n: Int!) { ask(needed: $n) }', { n: null })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', path: ['n'] } });
  });

  test('an operation that the document does not have is not repeated', async () => {
    expect(await first('query A { ask } query B { ask }', {}, CANARY)).toMatchObject({ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
    expect(await first('query A { ask } query B { ask }')).toMatchObject({ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
  });
});

test('a schema of our own is not needed to tell errors of others', () => {
  const [error] = validate(buildSchema('type Query { a: Int }'), parse('{ b }'));
  expect(formatError(error, collectingLog([])).extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
});

test('more errors than are told are no fault of ours', () => {
  const logged: string[] = [];
  const errors = validate(buildSchema('type Query { a: Int }'), parse('{ b c d }'), undefined, { maxErrors: 2 }).map((error) => formatError(error, collectingLog(logged)));
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(Array(3).fill('GRAPHQL_VALIDATION_FAILED'));
  expect(logged).toEqual([]);
});
