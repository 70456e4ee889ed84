import { expect, test } from '@jest/globals';

import { Refusal } from '../../src/base/refusal.js';
import { cursorCodec } from '../../src/feed/cursor.js';

const AGENCY = '01a20000-0000-7000-8000-000000000001';
const OTHER_AGENCY = '01a20000-0000-7000-8000-000000000002';
const codec = cursorCodec(Buffer.alloc(32, 7));

test('a cursor comes back as the place it was made from', () => {
  const position = { epoch: 3, seq: 4182 };
  expect(codec.decode(AGENCY, codec.encode(AGENCY, position))).toEqual(position);
});

test('a cursor of another agency is refused like a forged one', () => {
  const cursor = codec.encode(AGENCY, { epoch: 1, seq: 5 });
  expect(() => codec.decode(OTHER_AGENCY, cursor)).toThrow(Refusal);
});

test('a cursor signed with another secret is refused', () => {
  const cursor = cursorCodec(Buffer.alloc(32, 8)).encode(AGENCY, { epoch: 1, seq: 5 });
  expect(() => codec.decode(AGENCY, cursor)).toThrow(Refusal);
});

test('no single changed character of a cursor is accepted', () => {
  const cursor = codec.encode(AGENCY, { epoch: 1, seq: 5 });
  const signature = (text: string): string => Buffer.from(text.slice(text.lastIndexOf('.') + 1), 'base64url').toString('hex');
  const changed = [...cursor].map((character, i) => cursor.slice(0, i) + (character === 'A' ? 'B' : 'A') + cursor.slice(i + 1));
  // The last character of base64 text holds bits that are not part of the bytes.
  const others = changed.filter((text, i) => i <= cursor.lastIndexOf('.') || signature(text) !== signature(cursor));
  expect(others.length).toBeGreaterThan(cursor.length - 2);
  for (const text of others) expect(() => codec.decode(AGENCY, text)).toThrow(Refusal);
});

test.each(['', '.', '..', 'v1', 'v1..', 'v2.MS41.AAAA', 'x'.repeat(5000), 'v1.MS41.' + 'A'.repeat(22), 'v1.MS41.AAAA.AAAA', '\u0000'])('nonsense %# is refused', (text) => {
  expect(() => codec.decode(AGENCY, text)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
});
