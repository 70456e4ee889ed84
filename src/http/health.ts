import { timingSafeEqual } from 'node:crypto';

import { Refusal } from '../base/refusal.js';
import { bearerToken } from './body.js';
import { respond, type Route } from './server.js';

/** The process lives. */
export const alive: Route = async (_request, response) => respond(response, { status: 200, body: { status: 'ok' } });

/** It can do its work: not while it starts or stops, nor without its database. */
export function ready(isReady: () => Promise<boolean>): Route {
  return async (_request, response) => {
    const isGood = await isReady().catch(() => false);
    respond(response, { status: isGood ? 200 : 503, body: { status: isGood ? 'ready' : 'not ready' } });
  };
}

/** For machines that watch the server and are nobody's colleague. Null lets everyone in. */
export function forBearer(token: string | null, route: Route): Route {
  return async (request, response, exchange) => {
    const given = Buffer.from(bearerToken(request) ?? '');
    const expected = Buffer.from(token ?? '');
    if (token !== null && !(given.length === expected.length && timingSafeEqual(given, expected))) throw new Refusal('UNAUTHENTICATED');
    return route(request, response, exchange);
  };
}
