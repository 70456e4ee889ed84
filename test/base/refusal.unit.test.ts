import { expect, test } from '@jest/globals';

import { Refusal, REFUSALS } from '../../src/base/refusal.js';

test('the codes and their HTTP statuses never change', () => {
  expect(Object.fromEntries(Object.entries(REFUSALS).map(([code, { httpStatus }]) => [code, httpStatus]))).toMatchInlineSnapshot(`
{
  "ALREADY_EXISTS": 409,
  "AUDIT_UNAVAILABLE": 503,
  "BUSY": 503,
  "FORBIDDEN": 403,
  "HEADERS_TOO_LARGE": 431,
  "HTTPS_REQUIRED": 403,
  "IDEMPOTENCY_MISMATCH": 409,
  "ILLEGAL_TRANSITION": 409,
  "INVALID_CURSOR": 400,
  "INVALID_DATE": 400,
  "INVALID_ID": 400,
  "INVALID_INPUT": 400,
  "INVALID_RANGE": 400,
  "LIMIT_EXCEEDED": 400,
  "MALFORMED_REQUEST": 400,
  "NOT_FOUND": 404,
  "ORIGIN_NOT_ALLOWED": 403,
  "PAYLOAD_TOO_LARGE": 413,
  "PERSISTED_QUERY_NOT_FOUND": 404,
  "RATE_LIMITED": 429,
  "REQUEST_TIMEOUT": 408,
  "RESYNC_REQUIRED": 409,
  "REVIEW_PENDING": 409,
  "UNAUTHENTICATED": 401,
  "UNKNOWN_CODE": 400,
  "UNSUPPORTED_ENCODING": 415,
  "UNSUPPORTED_RESOURCE": 422,
  "UNTRUSTED_DOCUMENT": 403,
  "URL_TOO_LONG": 414,
  "VERSION_CONFLICT": 409,
}
`);
});

test('a refusal says what was expected, what was found and what to do', () => {
  const refusal = new Refusal('VERSION_CONFLICT', { expected: 'version 3', found: 'version 4' });
  expect(refusal.message).toBe('The record changed since you read it. Expected version 3. Found version 4.');
  expect(refusal.remedy).toBe(REFUSALS.VERSION_CONFLICT.remedy);
});

test('a path grows from the inside out', () => {
  expect(new Refusal('INVALID_INPUT', { path: ['endsOn'] }).under('input', 'lines', 0).details.path).toEqual(['input', 'lines', 0, 'endsOn']);
});
