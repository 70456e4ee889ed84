import type { FormattedExecutionResult } from 'graphql-ws/client';

export type StreamErrors = NonNullable<FormattedExecutionResult['errors']>;

/** Why an attempt failed, and how often in a row that must happen before it is believed to be for good. */
export interface Verdict {
  readonly error: Error;
  readonly believedAfter: number;
}

/**
 * What ended an attempt: null when it is worth coming back however often it happens.
 *
 * More is worth coming back for than graphql-ws thinks, because here a reconnect costs nothing: a server that
 * restarts (1012), is overloaded or found its reader slow (1013), a token that has expired (4403: the next
 * connection brings a fresh one), a socket that vanished (1006) or fell silent (4499). What would happen again in
 * the same way every time is told at once.
 */
export function verdictOn(failure: unknown): Verdict | null {
  if (Array.isArray(failure)) return onErrors(failure as StreamErrors);
  const { code } = (failure ?? {}) as { readonly code?: unknown };
  if (typeof code === 'number') return onClose(code);
  // A socket that could not be opened is an event and no error; an error is a message that could not be read.
  return failure instanceof Error && !(failure instanceof TokenUnavailable) ? { error: failure, believedAfter: 1 } : null;
}

function onErrors(errors: StreamErrors): Verdict | null {
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (codes.every((code) => code === 'BUSY')) return null;
  // A fault of the server's own is mostly that its database is away for a moment.
  return { error: new StreamRefused(errors), believedAfter: codes.every((code) => code === 'BUSY' || code === 'INTERNAL') ? MOST_FAULTS : 1 };
}

function onClose(code: number): Verdict | null {
  if (REFUSING.includes(code)) return { error: new ConnectionRefused(code), believedAfter: 1 };
  return code === UNAUTHORIZED ? { error: new ConnectionRefused(code), believedAfter: 2 } : null;
}

/** One and a half minutes, as the waits between them grow. */
const MOST_FAULTS = 10;

/** Once may be a token that was not there in time. */
const UNAUTHORIZED = 4401;

/**
 * Of RFC 6455: protocol error (1002), data of a kind that is not accepted (1003, 1007), too big (1009), no extension
 * (1010). Of graphql-transport-ws: bad request (4400), no such protocol (4406), an id twice (4409), two beginnings
 * (4429), a server that could not make anything of it (4500).
 */
const REFUSING = [1002, 1003, 1007, 1009, 1010, 4400, 4406, 4409, 4429, 4500];

/** The server answered the operation itself with errors, such as `INVALID_CURSOR` or `FORBIDDEN`. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused';

  constructor(readonly errors: StreamErrors) {
    super(`The server refused the stream: ${errors.map(({ message }) => message).join(' ')}`);
  }
}

/** The server closed the connection with a code that no repetition will change. */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused';

  constructor(readonly code: number) {
    super(`The server closed the connection for good, with code ${code}.`);
  }
}

/** Whoever gives out tokens cannot be reached just now, as is usual when a machine wakes up. */
export class TokenUnavailable extends Error {
  override readonly name = 'TokenUnavailable';

  constructor(cause: unknown) {
    super('No access token was to be had.', { cause });
  }
}
