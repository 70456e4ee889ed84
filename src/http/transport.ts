import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

import { Refusal } from '../base/refusal.js';
import { peerAddressOf } from './remote-address.js';
import type { TlsFiles } from './tls.js';
import { NO_PROXIES, type TrustedProxies } from './trusted-proxies.js';

/** How requests are kept from being read and changed on their way here. */
export type Transport =
  /** Not at all: on a developer's own machine. */
  | { readonly kind: 'PLAIN' }
  | { readonly kind: 'TLS'; readonly files: TlsFiles }
  /** By a proxy that ends the TLS of the clients. With files, the way from it to here is encrypted as well. */
  | { readonly kind: 'PROXIED'; readonly proxies: TrustedProxies; readonly files: TlsFiles | null };

export function proxiesOf(transport: Transport): TrustedProxies {
  return transport.kind === 'PROXIED' ? transport.proxies : NO_PROXIES;
}

export function tlsFilesOf(transport: Transport): TlsFiles | null {
  return transport.kind === 'PLAIN' ? null : transport.files;
}

/** Whether the client's own connection was encrypted, as far as it can be known. */
export function isSecure(request: IncomingMessage, transport: Transport): boolean {
  if (transport.kind !== 'PROXIED') return request.socket instanceof TLSSocket;
  return isOfProxy(request, transport.proxies) && wasSecure(request);
}

/** @throws Refusal HTTPS_REQUIRED */
export function expectSecure(request: IncomingMessage, transport: Transport): void {
  if (transport.kind !== 'PROXIED') return;
  if (!isOfProxy(request, transport.proxies)) throw new Refusal('HTTPS_REQUIRED', { expected: 'a request that comes through one of the trusted proxies' });
  if (!wasSecure(request)) throw new Refusal('HTTPS_REQUIRED', { expected: 'a request that reached the proxy over https' });
}

function isOfProxy({ socket }: IncomingMessage, proxies: TrustedProxies): boolean {
  return proxies.trusts(peerAddressOf(socket));
}

/** Where several proxies have said so, each of them. */
function wasSecure({ headers }: IncomingMessage): boolean {
  return String(headers['x-forwarded-proto'] ?? '').split(',').every((scheme) => scheme.trim().toLowerCase() === 'https');
}
