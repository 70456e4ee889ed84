import { randomUUID } from 'node:crypto';

import { type ASTNode, GraphQLError, Kind } from 'graphql';

import type { Log } from '../base/ports.js';
import { Refusal, REFUSALS } from '../base/refusal.js';
import { isDatabaseError } from '../db/sqlstates.js';

/**
 * What callers are told when something goes wrong, over HTTP and WebSocket alike.
 *
 * - Refused: the refusal's own words, its code, the path in the input, and what to do next.
 * - A document or variables that GraphQL itself refuses: what it expected and where. Its own messages
 *   repeat the values that were sent, which may be patient facts, so they are said again without.
 * - Broken: nothing but ids, its own and its request's, under which the log has the class of the error and where it was thrown.
 */
export function formatError(error: unknown, log: Log, requestId?: string): GraphQLError {
  const told = toldOf(error) ?? broken(error, log, requestId);
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : NOWHERE;
  return new GraphQLError(told.message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null, extensions: told.extensions });
}

/** The code that callers are told; INTERNAL of what broke. */
export function refusalCodeOf(error: unknown): string {
  return String(toldOf(error)?.extensions['code'] ?? 'INTERNAL');
}

/** A refusal among errors of GraphQL's own. */
export function graphQLErrorOf(refusal: Refusal, node?: ASTNode): GraphQLError {
  return new GraphQLError(refusal.message, { nodes: node ?? null, originalError: refusal });
}

const NOWHERE: Pick<GraphQLError, 'nodes' | 'source' | 'positions' | 'path'> = { nodes: undefined, source: undefined, positions: undefined, path: undefined };

function toldOf(error: unknown): Told | null {
  const cause = rootCause(error);
  if (cause instanceof Refusal) return refused(cause, error);
  return error instanceof GraphQLError ? ungrammatical(error) : null;
}

function broken(error: unknown, log: Log, requestId: string | undefined): Told {
  const cause = rootCause(error);
  const errorId = randomUUID();
  const ofRequest = requestId === undefined ? {} : { requestId };
  log.error('graphql.failed', { errorId, ...ofRequest, frames: framesOf(cause), ...(isDatabaseError(cause) && { sqlState: cause.code }) });
  return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL', errorId, ...ofRequest, remedy: 'Repeat the request; if it happens again, report the error id.' } };
}

interface Told {
  readonly message: string;
  readonly extensions: Record<string, unknown>;
}

function refused({ code, message, details: { path, expected, found, retryAfterSeconds }, remedy }: Refusal, error: unknown): Told {
  const inputPath = path ?? (error instanceof GraphQLError && !error.path ? variableOf(error)?.path : undefined);
  return { message, extensions: { code, ...(inputPath && { path: inputPath }), ...(expected !== undefined && { expected }), ...(found !== undefined && { found }), remedy, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) } };
}

/** Null when the error is none of GraphQL's own. */
function ungrammatical(error: GraphQLError): Told | null {
  if (error.path) return badArgument(error);
  const variable = variableOf(error);
  if (variable) return badVariable(variable);
  if (/^Unknown operation named|^Must provide (?:an operation|operation name)/.test(error.message)) {
    return { message: 'The document has no such operation.', extensions: { code: 'OPERATION_RESOLUTION_FAILURE', remedy: 'Name one of the operations of the document, or send only one.' } };
  }
  if (error.message.startsWith('Too many errors processing variables')) {
    return { message: 'More is wrong with the variables than is told here.', extensions: { code: 'BAD_USER_INPUT', remedy: 'Correct what the other errors name, and send it again.' } };
  }
  if (error.message.startsWith('Syntax Error')) {
    return { message: withoutTokens(error.message), extensions: { code: 'GRAPHQL_PARSE_FAILED', remedy: 'Correct the document at the place named.' } };
  }
  if (error.extensions['code'] === 'BAD_REQUEST') {
    return { message: error.message, extensions: { code: 'MALFORMED_REQUEST', remedy: REFUSALS.MALFORMED_REQUEST.remedy } };
  }
  if (error.nodes === undefined && !error.message.startsWith('Too many validation errors')) return null;
  return { message: withoutLiterals(error), extensions: { code: 'GRAPHQL_VALIDATION_FAILED', remedy: 'Compare the document with the schema.' } };
}

/** While the document runs, the only errors of GraphQL's own that callers can do something about are of arguments. */
function badArgument(error: GraphQLError): Told | null {
  const [, name] = /^Argument "(\w+)" (?:of|has) /.exec(error.message) ?? [];
  // Execution wraps its own errors as it does those of resolvers, whose words are not looked at.
  return name === undefined || !(rootCause(error) instanceof GraphQLError) ? null : badInput(`The argument "${name}" has no acceptable value.`, [name]);
}

interface BadVariable {
  readonly path: ReadonlyArray<string | number>;
  /** The type that was expected, where GraphQL names one. */
  readonly type: string | null;
  readonly isUnknownField: boolean;
}

function badVariable({ path, type, isUnknownField }: BadVariable): Told {
  const where = path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
  if (isUnknownField) return badInput(`The variable "$${where}" has a field that ${type ?? 'its type'} does not have.`, path);
  return badInput(`The variable "$${where}" is not what was expected${type === null ? '' : `: a value of type ${type}`}.`, path, type ?? undefined);
}

function badInput(message: string, path: ReadonlyArray<string | number>, expected?: string): Told {
  return { message, extensions: { code: 'BAD_USER_INPUT', path, ...(expected !== undefined && { expected: `a value of type ${expected}` }), remedy: 'Correct the value that the path names.' } };
}

/** Null unless the error is about the value of a variable. */
function variableOf(error: GraphQLError): BadVariable | null {
  const [, name, problem] = /^Variable "\$(\w+)" (got invalid value|of required type|of non-null type|expected value of type) /.exec(error.message) ?? [];
  if (name === undefined || problem === undefined) return null;
  if (problem !== 'got invalid value') return { path: [name], type: typeIn(error.message.slice(name.length)), isUnknownField: false };
  // "... got invalid value <value> at "input.lines[0]"; <reason>": the reason is a message of its own, so both ends of the value are known.
  const reason = error.originalError?.message ?? '';
  const before = error.message.endsWith(`; ${reason}`) ? error.message.slice(0, -reason.length - 2) : '';
  const [, steps = name] = / at "(\w+(?:\.\w+|\[\d+\])*)"$/.exec(before) ?? [];
  const path = [...steps.matchAll(/\w+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
  const missing = /^Field "(\w+)" of required type "([^"]+)" was not provided\.$/.exec(reason);
  if (missing) return { path: [...path, missing[1] as string], type: missing[2] as string, isUnknownField: false };
  const unknown = /^Field ".*" is not defined by type "(\w+)"\./s.exec(reason);
  return { path, type: unknown?.[1] ?? typeIn(reason), isUnknownField: unknown !== null };
}

/** The name of a type of ours in a message of GraphQL's, in the places where no value can stand. */
function typeIn(message: string): string | null {
  const named =
    /^(?:Expected type|Expected non-nullable type|Enum) "([\w![\]]+)"/.exec(message) ??
    /^(Int|Float|String|Boolean|ID) cannot represent /.exec(message) ??
    / type "([\w![\]]+)" (?:was not provided|must not be null)/.exec(message) ??
    / in "(\w+)" enum\./.exec(message);
  return named?.[1] ?? null;
}

/** `Expected Name, found String "..."` and `Invalid character: "..."`: what was expected stays, what was sent goes. */
function withoutTokens(message: string): string {
  return message.replace(/\b(Name|Int|Float|String|BlockString|Comment) ".*"/s, '$1').replace(/^(Syntax Error: [^:]*): .*$/s, '$1.');
}

const VALUES: ReadonlySet<string> = new Set([Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT]);

/** Of what an input lacks there is no value to quote: the names are all of the schema. */
const MISSING_FIELD = /^Field "\w+\.\w+" of required type "[\w![\]]+" was not provided\.$/;

/** Rules about values quote the value; all others quote names of the schema or of the document. */
function withoutLiterals(error: GraphQLError): string {
  const [node] = error.nodes ?? [];
  if (node === undefined || !VALUES.has(node.kind) || MISSING_FIELD.test(error.message)) return error.message;
  const type = /^Expected value of type "([\w![\]]+)"/.exec(error.message)?.[1] ?? typeIn(error.message);
  return type === null ? 'A value is not of the type that its place expects.' : `A value is not of the type that its place expects: ${type}.`;
}

/** Scalars refuse as everything else does; GraphQL wraps what they throw, sometimes twice. */
function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

const MOST_FRAMES = 12;

/** The class and the stack of an error without its message, because messages of libraries echo values. */
export function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  // Frames are what looks like one, and a message could be made to.
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').filter((line) => /^ {4}at /.test(line));
  return [error.name, ...frames.slice(0, MOST_FRAMES).map((line) => line.trim())].join('\n');
}
