import type { IncomingMessage } from 'node:http';

import { Refusal } from '../base/refusal.js';

/** `application/json` and its relatives, such as `application/fhir+json`. Only UTF-8 is JSON between programs, so no charset is looked at. */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * What does not say that it is JSON is not read as JSON, either: a form on a page can send text, and
 * only what a form cannot send makes a browser ask first.
 *
 * @throws Refusal PAYLOAD_TOO_LARGE as soon as the limit is passed, UNSUPPORTED_ENCODING, MALFORMED_REQUEST when it is no JSON.
 */
export async function jsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) throw new Refusal('MALFORMED_REQUEST', { expected: 'a content-type of JSON' });
  // A few bytes that unpack to gigabytes are not found out by counting bytes.
  if (!/^(?:identity)?$/i.test(request.headers['content-encoding'] ?? '')) throw new Refusal('UNSUPPORTED_ENCODING');
  const text = await bodyOf(request, maxBytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal('MALFORMED_REQUEST', { expected: 'a body of JSON' });
  }
}

/** By events: an iterable makes promises for every piece of a body that mostly has one. */
function bodyOf(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) reject(tooLarge(maxBytes));
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(tooLarge(maxBytes));
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    // Whoever breaks off is told nothing, and it is no fault of ours.
    request.once('error', () => reject(new Refusal('MALFORMED_REQUEST', { expected: 'a body that is sent to its end' })));
  });
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal('PAYLOAD_TOO_LARGE', { expected: `at most ${maxBytes} bytes` });
}

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i;

export function bearerToken(request: IncomingMessage): string | undefined {
  return BEARER.exec(request.headers.authorization ?? '')?.[1];
}
