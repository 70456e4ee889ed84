import type { IncomingMessage } from 'node:http';

import { Refusal } from '../base/refusal.js';

/** @throws Refusal PAYLOAD_TOO_LARGE as soon as the limit is passed, MALFORMED_REQUEST when it is no JSON. */
export async function jsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new Refusal('MALFORMED_REQUEST', { expected: 'a body of JSON' });
  }
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal('PAYLOAD_TOO_LARGE', { expected: `at most ${maxBytes} bytes` });
}

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i;

export function bearerToken(request: IncomingMessage): string | undefined {
  return BEARER.exec(request.headers.authorization ?? '')?.[1];
}
