import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

import { Refusal } from '../base/refusal.js';

/** The ordering values and the id of one row: where in its list it stands. */
export type ListKey = ReadonlyArray<string | number>;

/**
 * Places in lists, as text that only this installation can make or read. A place among patients by
 * name contains a name, and clients keep cursors in addresses and logs; so it is encrypted, and bound to
 * its agency and to the list and ordering that it is a place in.
 */
export interface ListCursors {
  encode(agencyId: string, list: string, key: ListKey): string;
  /** @throws Refusal INVALID_CURSOR */
  decode(agencyId: string, list: string, cursor: string, path: ReadonlyArray<string | number>): ListKey;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST = 2000;

/** The nonce is made from the content, so that one place has one cursor and no nonce serves two contents. */
export function listCursors(secret: Uint8Array): ListCursors {
  const encryptionKey = keyFor(secret, 'list cursor encryption');
  const nonceKey = keyFor(secret, 'list cursor nonce');
  const boundTo = (agencyId: string, list: string): Buffer => Buffer.from(`${agencyId} ${list}`);

  return {
    encode(agencyId, list, key) {
      const content = Buffer.from(JSON.stringify(key));
      const binding = boundTo(agencyId, list);
      const nonce = createHmac('sha256', nonceKey).update(binding).update('\0').update(content).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, encryptionKey, nonce).setAAD(binding);
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    decode(agencyId, list, cursor, path) {
      const bytes = Buffer.from(cursor.length <= LONGEST ? cursor : '', 'base64url');
      try {
        const decipher = createDecipheriv(CIPHER, encryptionKey, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(boundTo(agencyId, list))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const content = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
        return JSON.parse(content.toString()) as ListKey;
      } catch {
        // Too short, altered, of another agency, of another list: a caller need not know which.
        throw new Refusal('INVALID_CURSOR', { path });
      }
    },
  };
}

function keyFor(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `plumbline ${purpose}`, 32));
}
