import type { Log } from '../base/ports.js';
import { Refusal, REFUSALS } from '../base/refusal.js';
import { formatError } from '../graphql/errors.js';

export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
}

/** Outside GraphQL an error looks as it does inside: one list, one code, and what to do. */
export function errorOf(error: unknown, log: Log): ErrorAnswer {
  return {
    status: error instanceof Refusal ? REFUSALS[error.code].httpStatus : 500,
    body: { errors: [formatError(error, log).toJSON()] },
  };
}
