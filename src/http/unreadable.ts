import { Refusal } from '../base/refusal.js';

/** What to say to bytes that are no request; null where nobody is there any more to hear it. Node's own answers have no code. */
export function unreadable({ code }: NodeJS.ErrnoException): Refusal | null {
  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
      return null;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Refusal('REQUEST_TIMEOUT');
    case 'HPE_HEADER_OVERFLOW':
      return new Refusal('HEADERS_TOO_LARGE');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Refusal('PAYLOAD_TOO_LARGE');
    default:
      return new Refusal('MALFORMED_REQUEST', { expected: 'a request by the rules of HTTP/1.1', remedy: 'Ask with a client that speaks HTTP/1.1.' });
  }
}
