import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { MAIN_ISSUER } from '../care/principal.js';
import { LONGEST_TOKEN_LIFE_MS } from '../care/token-revocation.js';
import type { Issuer } from './issuer.js';

/** Secrets that a developer's machine makes for itself. They are never used outside development. */
export interface DevelopmentKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly cursorSecret: Uint8Array;
}

export const DEVELOPMENT_ISSUER = 'https://plumbline.invalid/development';
export const DEVELOPMENT_AUDIENCE = 'plumbline';

/** What development accepts, and nothing else does: tokens that say their bearer's role. */
export function developmentIssuer({ publicKey: key }: Pick<DevelopmentKeys, 'publicKey'>): Issuer {
  return {
    name: MAIN_ISSUER, kind: 'DEVELOPMENT', url: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, algorithms: ['EdDSA'],
    keys: { kind: 'GIVEN', key }, agencyClaim: 'agency', longestLifeMs: LONGEST_TOKEN_LIFE_MS,
  };
}

/** The same keys at every start, so that tokens and cursors outlive a restart. Two processes may ask at once. */
export async function developmentKeys(directory: string): Promise<DevelopmentKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pem = await keptOrMade(join(directory, 'development-key.pem'), () =>
    generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey,
  );
  const secret = await keptOrMade(join(directory, 'cursor-secret'), () => randomBytes(32).toString('hex'));
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey), cursorSecret: Buffer.from(secret, 'hex') };
}

async function keptOrMade(path: string, make: () => string): Promise<string> {
  try {
    await writeFile(path, make(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(path, 'utf8');
}
