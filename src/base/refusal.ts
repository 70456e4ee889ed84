/**
 * Refused, as opposed to broken: the caller asked for something the rules do not allow, and can do
 * something about it. Every refusal in the product has its code here; the published error table is
 * this object. A code never changes its meaning.
 *
 * A refusal's text names fields, types and counts. It never repeats a value that a caller sent or a
 * record holds, because either may be a patient fact.
 */
export const REFUSALS = {
  UNAUTHENTICATED: { httpStatus: 401, meaning: 'No valid token came with the request.', remedy: 'Send a current bearer token.' },
  FORBIDDEN: { httpStatus: 403, meaning: 'Your role or your access does not allow this.', remedy: 'Ask a colleague whose role allows it, or an administrator for the role.' },
  NOT_FOUND: { httpStatus: 404, meaning: 'No such record is visible to you.', remedy: 'Check the id and the agency of the token.' },
  INVALID_ID: { httpStatus: 400, meaning: 'An id is malformed or belongs to another kind of record.', remedy: 'Pass an id that this API returned for this kind of record.' },
  INVALID_INPUT: { httpStatus: 400, meaning: 'A value is outside what its field allows.', remedy: 'Correct the field that the path names.' },
  INVALID_DATE: { httpStatus: 400, meaning: 'A date or time does not exist or is outside the supported years.', remedy: 'Send a calendar date as YYYY-MM-DD, or an instant with its offset.' },
  INVALID_RANGE: { httpStatus: 400, meaning: 'A period ends before it starts, or is longer than allowed.', remedy: 'Send an end that is not before the start.' },
  UNKNOWN_CODE: { httpStatus: 400, meaning: 'A code is not in the code system its field uses.', remedy: 'Send a code from the named code system.' },
  INVALID_CURSOR: { httpStatus: 400, meaning: 'A cursor was not issued by this server for this list and agency.', remedy: 'Start without a cursor, or use one exactly as it was returned.' },
  RESYNC_REQUIRED: { httpStatus: 409, meaning: 'The log cannot be read on from this cursor.', remedy: 'Take a new snapshot, and go on from its cursor.' },
  VERSION_CONFLICT: { httpStatus: 409, meaning: 'The record changed since you read it.', remedy: 'Read it again, look at what changed, and repeat with the new version.' },
  ALREADY_EXISTS: { httpStatus: 409, meaning: 'A record with this identifier or for this period is already there.', remedy: 'Use the existing record, or change the identifier or the period.' },
  ILLEGAL_TRANSITION: { httpStatus: 409, meaning: 'The record is in a state that does not allow this step.', remedy: 'Check the state of the record; a correction may be the step you want.' },
  REVIEW_PENDING: { httpStatus: 409, meaning: 'An earlier emergency access of yours has not been reviewed yet.', remedy: 'Ask an administrator or a clinical lead to review it.' },
  IDEMPOTENCY_MISMATCH: { httpStatus: 409, meaning: 'The idempotency key was used before for a different request.', remedy: 'Use a new key for a new request; reuse a key only to repeat the same one.' },
  LIMIT_EXCEEDED: { httpStatus: 400, meaning: 'The request asks for more than one request may.', remedy: 'Ask for less at a time, or page through it.' },
  RATE_LIMITED: { httpStatus: 429, meaning: 'You have asked for more in a short time than one may.', remedy: 'Wait for retryAfterSeconds, then repeat; ask for smaller pages, or less often.' },
  PERSISTED_QUERY_NOT_FOUND: { httpStatus: 404, meaning: 'No trusted document has this hash.', remedy: 'Send the text of the document, or have the document added to those that are trusted.' },
  UNTRUSTED_DOCUMENT: { httpStatus: 403, meaning: 'The client of your token may send trusted documents only.', remedy: 'Send one of the documents that the client was built with, or have this one added to those that are trusted.' },
  PAYLOAD_TOO_LARGE: { httpStatus: 413, meaning: 'The body is larger than this endpoint accepts.', remedy: 'Send it in smaller parts.' },
  MALFORMED_REQUEST: { httpStatus: 400, meaning: 'The request could not be read.', remedy: 'Send well-formed JSON of the documented shape.' },
  UNSUPPORTED_ENCODING: { httpStatus: 415, meaning: 'The body is compressed, and this server unpacks nothing.', remedy: 'Send the body as it is, without content-encoding.' },
  URL_TOO_LONG: { httpStatus: 414, meaning: 'The address is longer than this server reads.', remedy: 'Send the request as a POST, with what it says in its body.' },
  HEADERS_TOO_LARGE: { httpStatus: 431, meaning: 'The headers are more or longer than this server reads.', remedy: 'Leave out the headers that the request does not need.' },
  REQUEST_TIMEOUT: { httpStatus: 408, meaning: 'The request did not arrive in full in the time that a request may take.', remedy: 'Send it again, faster or in smaller parts.' },
  ORIGIN_NOT_ALLOWED: { httpStatus: 403, meaning: 'Pages of this origin may not ask this server.', remedy: 'Have the origin added to ALLOWED_ORIGINS, or ask from a page of one that is there.' },
  HTTPS_REQUIRED: { httpStatus: 403, meaning: 'The request did not come the way on which nobody can read it.', remedy: 'Send it to the https address of the service.' },
  UNSUPPORTED_RESOURCE: { httpStatus: 422, meaning: 'A resource cannot be imported as it stands.', remedy: 'See the path and reason; correct that resource and send it again.' },
  AUDIT_UNAVAILABLE: { httpStatus: 503, meaning: 'Who reads what cannot be put on record at the moment, and nothing is answered that is not.', remedy: 'Wait for retryAfterSeconds, then repeat; tell whoever operates the server when it lasts.' },
  BUSY: { httpStatus: 503, meaning: 'Someone else is changing the same patient, or the server is at its limit.', remedy: 'Wait a moment and repeat with the same idempotency key.' },
} as const satisfies Record<string, RefusalKind>;

interface RefusalKind {
  readonly httpStatus: number;
  readonly meaning: string;
  readonly remedy: string;
}

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalDetails {
  /** Where in the input: `['input', 'lines', 0, 'endsOn']`. */
  readonly path?: ReadonlyArray<string | number>;
  readonly expected?: string;
  readonly found?: string;
  /** What to do next, where the code's own remedy is too general. */
  readonly remedy?: string;
  /** When repeating it can succeed. */
  readonly retryAfterSeconds?: number;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(sentenceOf(code, details));
    this.code = code;
    this.details = details;
  }

  get remedy(): string {
    return this.details.remedy ?? REFUSALS[this.code].remedy;
  }

  /** The same refusal seen from one level further out, so that paths grow as errors rise. */
  under(...prefix: ReadonlyArray<string | number>): Refusal {
    return new Refusal(this.code, { ...this.details, path: [...prefix, ...(this.details.path ?? [])] });
  }
}

function sentenceOf(code: RefusalCode, { expected, found }: RefusalDetails): string {
  const parts: string[] = [REFUSALS[code].meaning];
  if (expected !== undefined) parts.push(`Expected ${expected}.`);
  if (found !== undefined) parts.push(`Found ${found}.`);
  return parts.join(' ');
}
