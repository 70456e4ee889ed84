import { createHmac, timingSafeEqual } from 'node:crypto';

import { Refusal } from '../base/refusal.js';
import type { Position } from './position.js';

/**
 * Where a subscriber is in its agency's log, as text that only this installation can make. The agency is
 * part of what is signed, so a cursor carried to another agency is refused like a forged one.
 */
export interface CursorCodec {
  encode(agencyId: string, position: Position): string;
  /** @throws Refusal INVALID_CURSOR */
  decode(agencyId: string, cursor: string): Position;
}

const VERSION = 'v1';
const SIGNATURE_BYTES = 16;

export function cursorCodec(secret: Uint8Array): CursorCodec {
  const signatureOf = (agencyId: string, place: string): Buffer =>
    createHmac('sha256', secret).update(`${VERSION}:${agencyId}:${place}`).digest().subarray(0, SIGNATURE_BYTES);

  return {
    encode(agencyId, { epoch, seq }) {
      const place = `${epoch}.${seq}`;
      return `${VERSION}.${Buffer.from(place).toString('base64url')}.${signatureOf(agencyId, place).toString('base64url')}`;
    },
    decode(agencyId, cursor) {
      const [version, encoded, signature, ...rest] = cursor.length <= 200 ? cursor.split('.') : [];
      const place = Buffer.from(encoded ?? '', 'base64url').toString('latin1');
      const given = Buffer.from(signature ?? '', 'base64url');
      const parts = /^(\d{1,9})\.(\d{1,15})$/.exec(place);
      const isOurs =
        version === VERSION && rest.length === 0 && parts !== null &&
        given.length === SIGNATURE_BYTES && timingSafeEqual(given, signatureOf(agencyId, place));
      if (!isOurs) throw new Refusal('INVALID_CURSOR');
      return { epoch: Number(parts[1]), seq: Number(parts[2]) };
    },
  };
}
