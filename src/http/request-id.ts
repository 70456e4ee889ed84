import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The digits of a UUID or of a trace. A name of anyone cannot be written with them. */
const WELL_FORMED = /^[0-9a-f-]{16,64}$/i;

/**
 * What the request is called. The proxy in front may have named it already, so that its log and ours can be read together; of anyone
 * else a name is not taken, because it would stand in our log.
 */
export function requestIdOf({ headers }: IncomingMessage, isOfProxy: boolean): string {
  const given = headers['x-request-id'];
  return isOfProxy && typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID();
}
