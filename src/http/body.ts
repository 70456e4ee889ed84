import type { IncomingMessage } from 'node:http';

import { Refusal } from '../base/refusal.js';

/** `application/json` and its relatives, such as `application/fhir+json`. Only UTF-8 is JSON between programs, so no charset is looked at. */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * What does not say that it is JSON is not read as JSON, either: a form on a page can send text, and
 * only what a form cannot send makes a browser ask first.
 *
 * @throws Refusal PAYLOAD_TOO_LARGE as soon as the limit is passed, MALFORMED_REQUEST when it is no JSON.
 */
export async function jsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) throw new Refusal('MALFORMED_REQUEST', { expected: 'a content-type of JSON' });
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
