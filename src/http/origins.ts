import type { IncomingMessage, ServerResponse } from 'node:http';

import { Refusal } from '../base/refusal.js';

/** Whose pages may ask. Programs that are no pages say no origin and are not concerned: what lets anyone in is their token. */
export interface Origins {
  allows(origin: string): boolean;
}

/** Exactly these, as browsers write them. */
export function listedOrigins(list: ReadonlySet<string>): Origins {
  return { allows: (origin) => list.has(origin) };
}

/** These, and whatever a developer serves on the same machine. */
export function nearOrigins(list: ReadonlySet<string>): Origins {
  return { allows: (origin) => list.has(origin) || NEAR.test(origin) };
}

const NEAR = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** Whether a text is an origin in the form in which browsers send it. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/[^*]+$/.test(text) && new URL(text).origin === text;
}

/**
 * By the rules of CORS, and for requests for which browsers do not apply them, above all upgrades to WebSocket. There are no cookies, so
 * a foreign page could do nothing in anyone's name; it is kept away all the same, also from learning what the server says to strangers.
 *
 * @throws Refusal ORIGIN_NOT_ALLOWED
 */
export function expectAllowedOrigin({ headers }: IncomingMessage, origins: Origins): void {
  if (headers.origin !== undefined && !origins.allows(headers.origin)) throw new Refusal('ORIGIN_NOT_ALLOWED');
}

/** For a page that may ask. What is answered is the page's to read, with the headers that it needs. */
export function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', headers.origin);
  response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
}

/** Whether a browser asks if it may ask. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

const ASKED_AGAIN_AFTER_S = '600';

export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'accept, apollo-require-preflight, authorization, content-type, last-event-id, x-apollo-operation-name',
    'access-control-max-age': ASKED_AGAIN_AFTER_S,
  });
  response.end();
}
