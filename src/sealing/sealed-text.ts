import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

import type { SealedColumn } from '../db/queries/sealed-columns.js';

/**
 * How a value is kept: `v1.<number of the agency's key>.<nonce, cipher text and tag in base64url>`, AES-256-GCM with a nonce
 * of chance. Where it belongs - agency, record and column - is authenticated with it, so that one that was copied
 * to another row, column or agency does not open. The nonce is never worked out of the value: equal values look different.
 *
 * How it is found: a blind index `<number of the key>.<HMAC-SHA256, 128 bits of it>` over the kind of value and the
 * value as it is compared. It is under a key of its own, so that whoever learns the one cannot work out the other.
 */
export function sealed(keys: SealingKeys, place: Place, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.sealing, nonce).setAAD(placeBytes(keys, place));
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${sealedPrefix(keys.number)}${bytes.toString('base64url')}`;
}

/** @throws Unreadable when it was altered, belongs elsewhere or was sealed under another key. */
export function opened(keys: SealingKeys, place: Place, text: string): string {
  const bytes = Buffer.from(text.slice(sealedPrefix(keys.number).length), 'base64url');
  if (keyNumberOf(text) !== keys.number || bytes.length < NONCE_BYTES + TAG_BYTES) throw new Unreadable('a sealed value is not of the form in which it was kept');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keys.sealing, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(placeBytes(keys, place))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Unreadable('a sealed value was altered, or is not where it was put');
  }
}

/** @param comparable as equal values are written alike */
export function blindIndex(keys: SealingKeys, kind: SealedColumn['kind'], comparable: string): string {
  const digest = createHmac('sha256', keys.indexing).update(`${kind}\n${comparable}`).digest();
  return `${indexPrefix(keys.number)}${digest.subarray(0, INDEX_BYTES).toString('base64url')}`;
}

/** Of a request that holds such values: as a plain digest it would betray them to whoever can guess the rest. */
export function requestDigest(keys: SealingKeys, request: string): Buffer {
  return createHmac('sha256', keys.recognizing).update(request).digest();
}

/** Where a value belongs. */
export interface Place {
  readonly column: Pick<SealedColumn, 'table' | 'column'>;
  readonly recordId: string;
}

/** What is worked out of one secret of an agency: a key for each purpose. */
export interface SealingKeys {
  readonly agencyId: string;
  readonly number: number;
  readonly sealing: Buffer;
  readonly indexing: Buffer;
  readonly recognizing: Buffer;
}

export const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INDEX_BYTES = 16;

export function sealingKeys(agencyId: string, number: number, secret: Uint8Array): SealingKeys {
  const key = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, agencyId, `plumbline ${purpose} ${number}`, 32));
  return { agencyId, number, sealing: key('sealing'), indexing: key('indexing'), recognizing: key('recognizing') };
}

export function sealedPrefix(number: number): string {
  return `v1.${number}.`;
}

export function indexPrefix(number: number): string {
  return `${number}.`;
}

/** Null for a text that is not sealed. */
export function keyNumberOf(text: string): number | null {
  const number = /^v1\.([1-9]\d{0,8})\.[\w-]+$/.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** Broken, as opposed to refused: whoever sees it is told nothing, and the log raises the alarm. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

function placeBytes({ agencyId, number }: SealingKeys, { column: { table, column }, recordId }: Place): Buffer {
  return Buffer.from([agencyId, recordId, `${table}.${column}`, number].join('\n'));
}
