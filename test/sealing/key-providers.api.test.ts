import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { fileKeys, keptKeyFile, keysIn } from '../../src/sealing/file-keys.js';
import { type KeyProvider, ProviderOut } from '../../src/sealing/key-provider.js';
import { Unreadable } from '../../src/sealing/sealed-text.js';
import { transitKeys } from '../../src/sealing/transit-keys.js';
import { keyFile } from '../support/sealing.js';

const SECRET = Buffer.alloc(32, 9);
const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

let file: ReturnType<typeof keyFile>;
beforeEach(() => {
  file = keyFile({ current: 'one', keys: { one: key(1) } });
});
afterEach(() => file.remove());

describe('keys from a file', () => {
  test('unwrap what they wrapped, for its purpose only', async () => {
    const provider = fileKeys(file.path);
    const wrapped = await provider.wrap(SECRET, 'agency 1');
    expect(wrapped.wrappedBy).toBe('one');
    expect(Buffer.from(await provider.unwrap(wrapped, 'agency 1'))).toEqual(SECRET);
    await expect(provider.unwrap(wrapped, 'agency 2')).rejects.toThrow(Unreadable);
    await expect(provider.unwrap({ ...wrapped, wrapped: wrapped.wrapped.slice(0, 8) }, 'agency 1')).rejects.toThrow(Unreadable);
  });

  test('are looked for in the file again where one is not known, so that nodes learn of a new one', async () => {
    const provider = fileKeys(file.path);
    const before = await provider.wrap(SECRET, 'x');
    file.write({ current: 'two', keys: { one: key(1), two: key(2) } });
    const after = await fileKeys(file.path).wrap(SECRET, 'x');
    expect(after.wrappedBy).toBe('two');
    expect(Buffer.from(await provider.unwrap(after, 'x'))).toEqual(SECRET);
    expect(Buffer.from(await provider.unwrap(before, 'x'))).toEqual(SECRET);
    expect(await provider.currentKeyId()).toBe('two');
  });

  test('say that they are out where the key was taken away, and that it is wrong where it is another one', async () => {
    const wrapped = await fileKeys(file.path).wrap(SECRET, 'x');
    file.write({ current: 'two', keys: { two: key(2) } });
    await expect(fileKeys(file.path).unwrap(wrapped, 'x')).rejects.toThrow(ProviderOut);
    file.write({ current: 'one', keys: { one: key(3) } });
    await expect(fileKeys(file.path).unwrap(wrapped, 'x')).rejects.toThrow(Unreadable);
  });

  test('go on working while the file is gone', async () => {
    const provider = fileKeys(file.path);
    file.remove();
    expect((await provider.wrap(SECRET, 'x')).wrappedBy).toBe('one');
  });

  test.each([0o644, 0o640, 0o604])('are refused where the file has the mode %o', (mode) => {
    chmodSync(file.path, mode);
    expect(() => keysIn(file.path)).toThrow('others than its owner');
  });

  test.each(['', '{}', 'null', '[]', '{"current": "one", "keys": {}}', '{"current": "one", "keys": {"one": "c2hvcnQ="}}', `{"current": "two", "keys": {"one": "${key(1)}"}}`])('are refused where the file holds %j', (text) => {
    writeFileSync(file.path, text);
    expect(() => keysIn(file.path)).toThrow('is to hold');
  });

  test('are made once on a developer\'s machine, for its owner alone', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'plumbline-kept-'));
    try {
      const path = join(directory, 'keys', 'sealing.json');
      const first = await fileKeys(keptKeyFile(path)).wrap(SECRET, 'x');
      expect(Buffer.from(await fileKeys(keptKeyFile(path)).unwrap(first, 'x'))).toEqual(SECRET);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

/**
 * What the transit engine of Vault answers, as far as it is asked: POST encrypt/:name and decrypt/:name, GET keys/:name, base64 in
 * and out, `vault:v<version>:` before the cipher text, 403 for a wrong token and 400 for what does not open.
 */
class TransitServer {
  readonly versions = [randomBytes(32)];
  readonly asked: string[] = [];
  isOut = false;
  readonly #server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      this.asked.push(`${request.method} ${request.url} ${body}`);
      const { status, answer } = this.#answer(request.headers['x-vault-token'], request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }

  #answer(token: unknown, url: string, body: string): { readonly status: number; readonly answer: object } {
    if (this.isOut) return { status: 503, answer: { errors: ['Vault is sealed'] } };
    if (token !== 'the-token') return { status: 403, answer: { errors: ['permission denied'] } };
    if (url === '/v1/transit/keys/plumbline') return { status: 200, answer: { data: { type: 'aes256-gcm96', latest_version: this.versions.length } } };
    const { plaintext, ciphertext, associated_data: associated } = JSON.parse(body) as Record<string, string>;
    const aad = Buffer.from(associated ?? '', 'base64');
    if (url === '/v1/transit/encrypt/plumbline') {
      const version = this.versions.length;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', this.versions[version - 1] as Buffer, nonce).setAAD(aad);
      const bytes = Buffer.concat([nonce, cipher.update(Buffer.from(plaintext ?? '', 'base64')), cipher.final(), cipher.getAuthTag()]);
      return { status: 200, answer: { data: { ciphertext: `vault:v${version}:${bytes.toString('base64')}`, key_version: version } } };
    }
    try {
      const [, version, text = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext ?? '') ?? [];
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.versions[Number(version) - 1] as Buffer, bytes.subarray(0, 12)).setAAD(aad).setAuthTag(bytes.subarray(-16));
      return { status: 200, answer: { data: { plaintext: Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64') } } };
    } catch {
      return { status: 400, answer: { errors: ['cipher: message authentication failed'] } };
    }
  }
}

describe('keys that a service keeps, by the protocol of the transit engine', () => {
  let server: TransitServer;
  let provider: KeyProvider;
  let address: string;
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-token-'));
  const tokenFile = join(directory, 'token');

  beforeAll(() => writeFileSync(tokenFile, 'the-token\n', { mode: 0o600 }));
  afterAll(() => rmSync(directory, { recursive: true }));
  beforeEach(async () => {
    server = new TransitServer();
    address = await server.start();
    provider = transitKeys({ address, mount: 'transit', keyName: 'plumbline', tokenFile });
  });
  afterEach(() => server.stop());

  test('unwrap what they wrapped, for its purpose only', async () => {
    const wrapped = await provider.wrap(SECRET, 'agency 1');
    expect(wrapped).toEqual({ wrappedBy: 'plumbline:v1', wrapped: expect.stringMatching(/^vault:v1:/) });
    expect(Buffer.from(await provider.unwrap(wrapped, 'agency 1'))).toEqual(SECRET);
    await expect(provider.unwrap(wrapped, 'agency 2')).rejects.toThrow(Unreadable);
  });

  test('are rotated there, and what was wrapped before still opens', async () => {
    const before = await provider.wrap(SECRET, 'x');
    server.versions.push(randomBytes(32));
    expect(await provider.currentKeyId()).toBe('plumbline:v2');
    expect((await provider.wrap(SECRET, 'x')).wrappedBy).toBe('plumbline:v2');
    expect(Buffer.from(await provider.unwrap(before, 'x'))).toEqual(SECRET);
  });

  test('are out when the service is sealed, refuses the token, cannot be reached or answers something else', async () => {
    const wrapped = await provider.wrap(SECRET, 'x');
    server.isOut = true;
    await expect(provider.unwrap(wrapped, 'x')).rejects.toThrow(ProviderOut);
    await expect(provider.currentKeyId()).rejects.toThrow(ProviderOut);
    server.isOut = false;
    writeFileSync(tokenFile, 'another');
    await expect(provider.unwrap(wrapped, 'x')).rejects.toThrow(ProviderOut);
    // A token that was renewed is read without a restart.
    writeFileSync(tokenFile, 'the-token');
    expect(Buffer.from(await provider.unwrap(wrapped, 'x'))).toEqual(SECRET);
    await expect(transitKeys({ address: 'http://127.0.0.1:1', mount: 'transit', keyName: 'plumbline', tokenFile }).wrap(SECRET, 'x')).rejects.toThrow(ProviderOut);
    await expect(transitKeys({ address, mount: 'transit', keyName: 'plumbline', tokenFile: join(directory, 'none') }).wrap(SECRET, 'x')).rejects.toThrow(ProviderOut);
  });

  test('are told a secret and its purpose, and nothing else', async () => {
    await provider.wrap(SECRET, 'agency 1');
    expect(server.asked).toEqual([`POST /v1/transit/encrypt/plumbline ${JSON.stringify({ plaintext: SECRET.toString('base64'), associated_data: Buffer.from('agency 1').toString('base64') })}`]);
  });
});
