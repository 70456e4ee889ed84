import { readFileSync } from 'node:fs';

import { type KeyProvider, ProviderOut } from './key-provider.js';
import { Unreadable } from './sealed-text.js';

export interface TransitOptions {
  /** `https://vault.example:8200` */
  readonly address: string;
  /** Where the engine is mounted: `transit`. */
  readonly mount: string;
  /** The name of an aes256-gcm96 key. */
  readonly keyName: string;
  /** Holds the token. Read each time, because whoever renews tokens writes a new one there. */
  readonly tokenFile: string;
}

/**
 * The transit engine of HashiCorp Vault (and OpenBao): the wrapping key never leaves it, and is rotated there. What
 * a secret is for goes along as associated data, so that the secret of one agency cannot be passed off as another's.
 */
export function transitKeys({ address, mount, keyName, tokenFile }: TransitOptions): KeyProvider {
  const ask = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await answered(`${address.replace(/\/$/, '')}/v1/${mount}/${path}/${encodeURIComponent(keyName)}`, tokenOf(tokenFile), body);
    if (response.status === 400) throw new Unreadable('a key of an agency was not wrapped by this key for this purpose');
    if (!response.ok) throw new ProviderOut(`the service for keys answered ${response.status}`);
    return dataOf(await response.json().catch(() => null));
  };

  return {
    async currentKeyId() {
      const { latest_version: version } = await ask('keys');
      return keyIdOf(keyName, version);
    },
    async wrap(secret, purpose) {
      const { ciphertext } = await ask('encrypt', { plaintext: base64(secret), associated_data: base64(Buffer.from(purpose)) });
      if (typeof ciphertext !== 'string') throw new ProviderOut('the service for keys gave no cipher text');
      return { wrappedBy: keyIdOf(keyName, /^vault:v(\d+):/.exec(ciphertext)?.[1]), wrapped: ciphertext };
    },
    async unwrap({ wrapped }, purpose) {
      const { plaintext } = await ask('decrypt', { ciphertext: wrapped, associated_data: base64(Buffer.from(purpose)) });
      if (typeof plaintext !== 'string') throw new ProviderOut('the service for keys gave no plain text');
      return Buffer.from(plaintext, 'base64');
    },
  };
}

const PATIENCE_MS = 3_000;

async function answered(url: string, token: string, body: object | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-vault-token': token, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // Someone else's server is not to be told what is meant for this one.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw new ProviderOut('the service for keys cannot be reached');
  }
}

function tokenOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ProviderOut('the token for the service for keys cannot be read');
  }
}

function dataOf(answer: unknown): Record<string, unknown> {
  const data = answer === null ? undefined : (answer as { data?: unknown }).data;
  if (typeof data !== 'object' || data === null) throw new ProviderOut('the service for keys answered something else');
  return data as Record<string, unknown>;
}

function keyIdOf(keyName: string, version: unknown): string {
  return `${keyName}:v${String(version)}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
