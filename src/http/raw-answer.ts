import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';

import type { ErrorAnswer } from './error-answer.js';

/**
 * An answer where there is no response to write it with: to what could not be read as a request, and to what wanted to become
 * something else. From here on the socket is ours alone: an error that nobody hears ends the process, a peer that never closes holds up the stop.
 */
export function answerRaw(socket: Duplex, { status, body, retryAfterSeconds }: ErrorAnswer, requestId: string): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `X-Request-Id: ${requestId}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}
