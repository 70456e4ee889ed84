import { lookup as lookUp } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

import { isForbiddenAddress, isForbiddenHost } from '../auth/forbidden-addresses.js';

/** What came of sending one message: the receiver's status, or the kind of thing that went wrong. */
export type Outcome = { readonly statusCode: number; readonly error: null } | { readonly statusCode: null; readonly error: string };

export interface PostOptions {
  readonly timeoutMs: number;
  /** Local receivers and plain HTTP: for development only. */
  readonly allowsLocal: boolean;
  readonly signal: AbortSignal;
  /** What a name leads to; the system's own resolver unless told otherwise. */
  readonly lookUp?: typeof lookUp;
}

/** A receiver has nothing to say beyond its status. What it says is read only so far. */
const MOST_BYTES = 64 * 1024;

/**
 * Sends one message over a connection of its own. A connection that is kept would have to be told from one that the
 * receiver has closed meanwhile, and the rate of an agency's changes does not ask for it. Redirects are not followed: the
 * address that was checked is the address that is called.
 */
export function post(url: string, headers: Readonly<Record<string, string>>, body: string, { timeoutMs, allowsLocal, signal, lookUp: ask = lookUp }: PostOptions): Promise<Outcome> {
  const { protocol, hostname } = new URL(url);
  // Nobody looks up an address that is written out.
  if (!allowsLocal && (protocol !== 'https:' || isForbiddenHost(hostname))) return Promise.resolve(failed('FORBIDDEN_ADDRESS'));
  return new Promise((resolve) => {
    const request = (protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: allowsLocal ? undefined : guarded(ask),
    });
    let statusCode: number | null = null;
    let failure: NodeJS.ErrnoException | null = null;
    const timer = setTimeout(() => request.destroy(new OutOfTime()), timeoutMs);
    const leave = (): void => void request.destroy(new Aborted());
    signal.addEventListener('abort', leave);
    request.on('response', (response) => {
      ({ statusCode = 0 } = response);
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) request.destroy();
      });
      response.on('error', () => undefined);
    });
    request.on('error', (error) => void (failure = error));
    request.on('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      resolve(statusCode === null ? failed(classOf(failure)) : { statusCode, error: null });
    });
    if (signal.aborted) leave();
    request.end(body);
  });
}

/** Of a name with several addresses none may be forbidden: which one is called is not ours to choose. */
export function guarded(ask: typeof lookUp): LookupFunction {
  return (hostname, options, callback) => {
    ask(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (addresses.length === 0 || addresses.some(({ address }) => isForbiddenAddress(address))) return callback(new ForbiddenAddress(), '');
      if (options.all === true) return callback(null, addresses);
      const [{ address, family }] = addresses as [(typeof addresses)[number]];
      return callback(null, address, family);
    });
  };
}

class OutOfTime extends Error {
  readonly code = 'TIMEOUT';
}

class Aborted extends Error {
  readonly code = 'ABORTED';
}

class ForbiddenAddress extends Error {
  readonly code = 'FORBIDDEN_ADDRESS';
}

function failed(error: string): Outcome {
  return { statusCode: null, error };
}

/** The code alone: the messages of network errors repeat the address. */
function classOf(error: NodeJS.ErrnoException | null): string {
  return error?.code ?? 'CONNECTION_FAILED';
}
