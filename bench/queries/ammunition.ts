import type { Ammunition } from './load-process.js';

export interface Target {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Each body as a whole request. */
export function ammunitionOf({ name, url, headers }: Target, bodies: readonly string[]): Ammunition {
  const { host, port, pathname } = new URL(url);
  const fixed = Object.entries(headers).map(([header, value]) => `${header}: ${value}\r\n`).join('');
  const requests = bodies.map((body) => Buffer.from(`POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\n${fixed}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`));
  return { name, port: Number(port), requests };
}
