import type { lookup } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { post, type PostOptions } from '../../src/webhooks/post.js';
import { openReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

const OPTIONS: PostOptions = { timeoutMs: 5_000, allowsLocal: false, signal: new AbortController().signal };

/** A resolver to which every name leads to these addresses. */
const leadingTo = (...addresses: string[]): typeof lookup =>
  ((_name: string, _options: unknown, callback: (error: null, found: unknown) => void) => callback(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))) as never;

describe('a receiver', () => {
  test.each([['of this machine', '127.0.0.1'], ['of this network', '10.1.2.3'], ['that hands out credentials', '169.254.169.254'], ['of this machine, in version 6', '::1']])('whose name leads to an address %s is not called', async (_what, address) => {
    const { port } = new URL(receiver.url);
    expect(await post(`https://receiver.example:${port}/`, {}, '', { ...OPTIONS, lookUp: leadingTo(address) })).toEqual({ statusCode: null, error: 'FORBIDDEN_ADDRESS' });
    expect(await post(`https://receiver.example:${port}/`, {}, '', { ...OPTIONS, lookUp: leadingTo('8.8.8.8', address) })).toEqual({ statusCode: null, error: 'FORBIDDEN_ADDRESS' });
  });

  test('whose address is written out is looked at as well, and so is one without encryption', async () => {
    const { port } = new URL(receiver.url);
    for (const url of [`https://127.0.0.1:${port}/`, `https://[::1]:${port}/`, 'http://receiver.example/', receiver.url]) {
      expect(await post(url, {}, '', OPTIONS)).toEqual({ statusCode: null, error: 'FORBIDDEN_ADDRESS' });
    }
    expect([receiver.received, receiver.refused]).toEqual([[], []]);
  });

  test('that cannot be found fails with the class of the error alone', async () => {
    const lost = ((_name: string, _options: unknown, callback: (error: Error) => void) => callback(Object.assign(new Error('getaddrinfo ENOTFOUND secret.example'), { code: 'ENOTFOUND' }))) as never;
    expect(await post('https://secret.example/', {}, '', { ...OPTIONS, lookUp: lost })).toEqual({ statusCode: null, error: 'ENOTFOUND' });
  });

  test('that has more to say than anyone wants to hear is cut off, and its status counts', async () => {
    let wasCutOff = false;
    const talker = createServer((request, response) => {
      request.resume();
      response.writeHead(202).on('close', () => (wasCutOff = !response.writableFinished));
      const talk = (): void => void (response.write('x'.repeat(65_536)) ? setImmediate(talk) : response.once('drain', talk));
      talk();
    });
    await new Promise<void>((resolve) => talker.listen(0, '127.0.0.1', resolve));
    const { port } = talker.address() as AddressInfo;
    expect(await post(`http://127.0.0.1:${port}/`, {}, 'x', { ...OPTIONS, allowsLocal: true })).toEqual({ statusCode: 202, error: null });
    await until(() => wasCutOff);
    await new Promise((resolve) => talker.close(resolve));
  });

  test('is given up as soon as the caller leaves', async () => {
    const leaving = new AbortController();
    leaving.abort();
    expect(await post(receiver.url, {}, '', { ...OPTIONS, allowsLocal: true, signal: leaving.signal })).toEqual({ statusCode: null, error: 'ABORTED' });
  });
});
