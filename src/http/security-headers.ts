import type { ServerResponse } from 'node:http';

/** Nothing that the API answers is a page. Where something is, its route says what that may do. */
const HEADERS: ReadonlyArray<readonly [string, string]> = [
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['referrer-policy', 'no-referrer'],
  // Whoever may ask is in the answer, so a cache must not give it to another page.
  ['vary', 'Origin'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
];

const A_YEAR_S = 31_536_000;
const STRICT_TRANSPORT = `max-age=${A_YEAR_S}`;

/** On every answer, before anything is known of it. */
export function setSecurityHeaders(response: ServerResponse, { isSecure }: { readonly isSecure: boolean }): void {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  // Said over an open line it would be no promise, and browsers do not listen to it there.
  if (isSecure) response.setHeader('strict-transport-security', STRICT_TRANSPORT);
}
