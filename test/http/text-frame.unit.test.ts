import type { Writable } from 'node:stream';

import { expect, test } from '@jest/globals';
import * as ws from 'ws';

import { textFrame } from '../../src/http/text-frame.js';

/** The library has it, and its types do not know it. */
const { Receiver } = ws as unknown as { readonly Receiver: new (options: { isServer: boolean }) => Writable };

/** What a client reads out of the bytes. */
function received(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer, isBinary: boolean) => (isBinary ? reject(new Error('binary')) : resolve(String(data))));
    receiver.on('error', reject);
    receiver.write(bytes);
  });
}

test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('a message of %d bytes is read as it was written', async (length) => {
  const [own, shared] = ['x'.repeat(Math.floor(length / 2)), 'y'.repeat(Math.ceil(length / 2))];
  expect(await received(textFrame(Buffer.from(own), Buffer.from(shared)))).toBe(own + shared);
});

test('letters of more than one byte are counted as the bytes that they are', async () => {
  expect(await received(textFrame(Buffer.from('{"id":"é"'), Buffer.from(',"name":"Żółć 🩺"}')))).toBe('{"id":"é","name":"Żółć 🩺"}');
});
