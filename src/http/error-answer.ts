import type { GraphQLError } from 'graphql';

import type { Log } from '../base/ports.js';
import { Refusal, REFUSALS } from '../base/refusal.js';
import { formatError } from '../graphql/errors.js';

export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
  readonly retryAfterSeconds?: number;
}

/** Outside GraphQL an error looks as it does inside: one list, one code, and what to do. */
export function errorOf(error: unknown, log: Log): ErrorAnswer {
  return answerOf([error], error instanceof Refusal ? REFUSALS[error.code].httpStatus : 500, error, log);
}

/** Of a request of which nothing ran. */
export function refusedAnswer(errors: readonly GraphQLError[], log: Log): ErrorAnswer {
  const cause = errors[0]?.originalError;
  return answerOf(errors, cause instanceof Refusal ? REFUSALS[cause.code].httpStatus : 400, cause, log);
}

function answerOf(errors: readonly unknown[], status: number, cause: unknown, log: Log): ErrorAnswer {
  const retryAfterSeconds = cause instanceof Refusal ? cause.details.retryAfterSeconds : undefined;
  return { status, body: { errors: errors.map((error) => formatError(error, log).toJSON()) }, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}
