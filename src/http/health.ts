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
