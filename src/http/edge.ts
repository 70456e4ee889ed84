import type { IncomingMessage } from 'node:http';

import type { Arrival } from '../base/arrival.js';
import { Refusal } from '../base/refusal.js';
import { expectAllowedOrigin, type Origins } from './origins.js';
import { peerAddressOf, remoteAddressOf } from './remote-address.js';
import { requestIdOf } from './request-id.js';
import { expectSecure, proxiesOf, type Transport } from './transport.js';

/** What is asked of a request before anything is done for it, whatever it is for. */
export interface EdgeRules {
  readonly transport: Transport;
  readonly origins: Origins;
  /** At once. Behind a proxy, whose connections say nothing of their number, it is requests and sockets that are counted. */
  readonly mostConnectionsOfAddress: number;
}

export const MAX_URL_BYTES = 8 * 1024;
export const MAX_HEADERS = 100;
/** All of them, with the address. */
export const MAX_HEADER_BYTES = 16 * 1024;

export function arrivalOf(request: IncomingMessage, { transport }: EdgeRules): Arrival {
  const proxies = proxiesOf(transport);
  return { requestId: requestIdOf(request, proxies.trusts(peerAddressOf(request.socket))), remoteAddress: remoteAddressOf(request, proxies) };
}

/**
 * @param isForWatchers What a machine of the same network asks to see how the node does: there is nothing in it that anyone could read on the way.
 * @throws Refusal URL_TOO_LONG, HEADERS_TOO_LARGE, MALFORMED_REQUEST, HTTPS_REQUIRED, ORIGIN_NOT_ALLOWED
 */
export function expectWelcome(request: IncomingMessage, { transport, origins }: EdgeRules, isForWatchers: boolean): void {
  if ((request.url ?? '').length > MAX_URL_BYTES) throw new Refusal('URL_TOO_LONG', { expected: `at most ${MAX_URL_BYTES} bytes` });
  const { rawHeaders, httpVersionMajor } = request;
  // HTTP/0.9 has no headers, and its answers no beginning.
  if (httpVersionMajor < 1) throw new Refusal('MALFORMED_REQUEST', { expected: 'a request of HTTP/1.1', remedy: 'Ask with a client that speaks HTTP/1.1.' });
  if (rawHeaders.length > MAX_HEADERS * 2) throw new Refusal('HEADERS_TOO_LARGE', { expected: `at most ${MAX_HEADERS} headers` });
  // Node takes the first and a proxy may have taken the last: for whom it was meant is not for us to guess.
  const repeated = firstRepeated(rawHeaders);
  if (repeated !== null) throw new Refusal('MALFORMED_REQUEST', { expected: `${repeated} at most once`, remedy: 'Send each header once.' });
  if (!isForWatchers) expectSecure(request, transport);
  expectAllowedOrigin(request, origins);
}

const ONCE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type', 'origin']);

/** Names and values take turns. */
function firstRepeated(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    if (!ONCE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
