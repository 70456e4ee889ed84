import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { type KeyProvider, ProviderOut } from './key-provider.js';
import { Unreadable } from './sealed-text.js';

/** As the file holds them: `{ "current": "2026", "keys": { "2026": "32 bytes in base64" } }`. */
export interface WrappingKeys {
  readonly current: string;
  readonly keys: Readonly<Record<string, string>>;
}

/**
 * Keys from a file that only its owner may read, for installations without a service for keys. A key that is not known is
 * looked for in the file again, so that nodes learn of a new one without a restart.
 */
export function fileKeys(path: string): KeyProvider {
  let held = keysIn(path);
  const reread = (): WrappingKeys => {
    try {
      held = keysIn(path);
    } catch {
      // What was read before goes on working.
    }
    return held;
  };
  const keyOf = (id: string): Buffer => {
    const text = held.keys[id] ?? reread().keys[id];
    if (text === undefined) throw new ProviderOut('the file of keys does not hold the key that was used');
    return Buffer.from(text, 'base64');
  };

  return {
    async currentKeyId() {
      return reread().current;
    },
    async wrap(secret, purpose) {
      const wrappedBy = reread().current;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(wrappedBy), nonce).setAAD(Buffer.from(purpose));
      const wrapped = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64url');
      return { wrappedBy, wrapped };
    },
    async unwrap({ wrappedBy, wrapped }, purpose) {
      const bytes = Buffer.from(wrapped, 'base64url');
      const key = keyOf(wrappedBy);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        throw new Unreadable('a key of an agency was not wrapped by this key for this purpose');
      }
    },
  };
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @throws Error that says what is wrong with the file, and nothing of what is in it. */
export function keysIn(path: string): WrappingKeys {
  const others = statSync(path).mode & 0o077;
  if (others !== 0) throw new Error('may be read by others than its owner; take that away (chmod 600)');
  const held = parsed(readFileSync(path, 'utf8'));
  const keys = held?.keys;
  if (typeof held?.current !== 'string' || typeof keys !== 'object' || keys === null || !Object.values(keys).every(isKey) || keys[held.current] === undefined) {
    throw new Error('is to hold {"current": NAME, "keys": {NAME: 32 bytes in base64, ...}}, and the current key among them');
  }
  return { current: held.current, keys };
}

/** A developer's machine makes its own. Two processes may ask at once. */
export function keptKeyFile(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const made: WrappingKeys = { current: 'development', keys: { development: randomBytes(32).toString('base64') } };
  try {
    writeFileSync(path, JSON.stringify(made), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return path;
}

function parsed(text: string): Partial<WrappingKeys> | null {
  try {
    return JSON.parse(text) as Partial<WrappingKeys> | null;
  } catch {
    return null;
  }
}

function isKey(text: unknown): boolean {
  return typeof text === 'string' && Buffer.from(text, 'base64').length === 32;
}
