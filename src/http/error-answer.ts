import type { GraphQLError } from 'graphql';

import type { Log } from '../base/ports.js';
import { Refusal, REFUSALS } from '../base/refusal.js';
import { formatError } from '../graphql/errors.js';

export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
  /** Of what is told, that which is told first. */
  readonly code?: string;
  readonly retryAfterSeconds?: number;
}

/** Outside GraphQL an error looks as it does inside: one list, one code, and what to do. */
export function errorOf(error: unknown, log: Log, requestId: string): ErrorAnswer & { readonly code: string } {
  return answerOf([error], error instanceof Refusal ? REFUSALS[error.code].httpStatus : 500, error, { log, requestId });
}

/**
 * Of a document that is not run. Under `application/json` a status says how HTTP went and no more, so one that is not
 * good, or asks for too much, is answered 200 there. What concerns the client and no document keeps its status: proxies act on it.
 */
export function refusedAnswer(errors: readonly GraphQLError[], telling: Telling, type: string): ErrorAnswer & { readonly code: string } {
  const cause = errors[0]?.originalError;
  const isOfDocument = !(cause instanceof Refusal) || OF_DOCUMENTS.has(cause.code);
  const status = cause instanceof Refusal ? REFUSALS[cause.code].httpStatus : 400;
  return answerOf(errors, isOfDocument && type === 'application/json' ? 200 : status, cause, telling);
}

const OF_DOCUMENTS: ReadonlySet<string> = new Set(['LIMIT_EXCEEDED', 'INVALID_INPUT', 'INVALID_DATE', 'INVALID_ID', 'UNKNOWN_CODE', 'INVALID_RANGE']);

/** Where and under which id what is broken is written down. */
export interface Telling {
  readonly log: Log;
  readonly requestId: string;
}

function answerOf(errors: readonly unknown[], status: number, cause: unknown, { log, requestId }: Telling): ErrorAnswer & { readonly code: string } {
  const retryAfterSeconds = cause instanceof Refusal ? cause.details.retryAfterSeconds : undefined;
  const told = errors.map((error) => formatError(error, log, requestId));
  return { status, body: { errors: told.map((error) => error.toJSON()) }, code: String(told[0]?.extensions['code']), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}
