import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

import type { TrustedProxies } from './trusted-proxies.js';

/**
 * The address of the client, for everything that counts, limits or writes down by whom something was asked. Each proxy adds to
 * `X-Forwarded-For` whom it heard it from, at the right. So it is read from the right for as long as the one who wrote is trusted;
 * what stands further left may be what the client made up.
 */
export function remoteAddressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, proxies: TrustedProxies): string {
  const hops = String(headers['x-forwarded-for'] ?? '').split(',');
  let address = peerAddressOf(socket);
  while (proxies.trusts(address)) {
    const before = addressIn(hops.pop() ?? '');
    if (before === null) break;
    address = before;
  }
  return address;
}

/** Of whoever holds the other end of the connection. */
export function peerAddressOf({ remoteAddress }: { readonly remoteAddress?: string | undefined }): string {
  return unmapped(remoteAddress ?? '');
}

/** Some proxies add the port. */
const WITH_PORT = /^(?:\[([0-9a-f:.]+)\]|([\d.]+))(?::\d{1,5})?$/i;

function addressIn(hop: string): string | null {
  const text = hop.trim();
  const [, ofVersion6, ofVersion4] = WITH_PORT.exec(text) ?? [];
  const address = unmapped(ofVersion6 ?? ofVersion4 ?? text);
  return isIP(address) === 0 ? null : address;
}

/** A socket for both versions writes addresses of version 4 as if they were of version 6. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
