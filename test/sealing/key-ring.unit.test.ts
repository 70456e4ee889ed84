import { randomBytes } from 'node:crypto';

import { beforeEach, expect, test } from '@jest/globals';

import type { AgencyKey } from '../../src/db/queries/agency-keys.js';
import { type KeyProvider, ProviderOut } from '../../src/sealing/key-provider.js';
import { FRESH_MS, KEPT_MS, type KeyRing, openKeyRing, purposeOf } from '../../src/sealing/key-ring.js';
import { Unreadable } from '../../src/sealing/sealed-text.js';
import { testKeyProvider } from '../support/sealing.js';

const real = testKeyProvider();
let nowMs: number;
let isOut: boolean;
let asked: number;
let ring: KeyRing;

/** The real one, behind a line that can be cut. */
const provider: KeyProvider = {
  currentKeyId: () => real.currentKeyId(),
  wrap: (secret, purpose) => real.wrap(secret, purpose),
  async unwrap(wrapped, purpose) {
    asked += 1;
    if (isOut) throw new ProviderOut('the line is cut');
    return real.unwrap(wrapped, purpose);
  },
};

beforeEach(() => {
  nowMs = 0;
  isOut = false;
  asked = 0;
  ring = openKeyRing(provider, () => nowMs);
});

async function key(agencyId: string, number = 1): Promise<AgencyKey> {
  return { number, state: 'CURRENT', ...(await real.wrap(randomBytes(32), purposeOf(agencyId, number))) };
}

test('a key is unwrapped once for all who ask for it, and then is at hand', async () => {
  const one = await key('a');
  expect(ring.atHand('a', 1)).toBeUndefined();
  const keys = await Promise.all([ring.unwrapped('a', one), ring.unwrapped('a', one), ring.unwrapped('a', one)]);
  expect(new Set(keys).size).toBe(1);
  expect(ring.atHand('a', 1)).toBe(keys[0]);
  expect(ring.atHand('b', 1)).toBeUndefined();
  expect(asked).toBe(1);
});

test('a key is unwrapped anew after a time, so that a provider that withdrew it is heeded', async () => {
  const one = await key('a');
  await ring.unwrapped('a', one);
  nowMs = FRESH_MS - 1;
  expect(ring.atHand('a', 1)).toBeDefined();
  nowMs = FRESH_MS;
  expect(ring.atHand('a', 1)).toBeUndefined();
  await ring.unwrapped('a', one);
  expect(asked).toBe(2);
});

test('while the provider is out what is known goes on working until its bound, and what is not is refused', async () => {
  const [known, unknown] = [await key('a'), await key('b')];
  await ring.unwrapped('a', known);
  isOut = true;
  nowMs = FRESH_MS;
  expect((await ring.unwrapped('a', known)).number).toBe(1);
  expect(ring.atHand('a', 1)).toBeDefined();
  await expect(ring.unwrapped('b', unknown)).rejects.toMatchObject({ code: 'BUSY' });
  nowMs = KEPT_MS;
  expect(ring.atHand('a', 1)).toBeUndefined();
  await expect(ring.unwrapped('a', known)).rejects.toMatchObject({ code: 'BUSY' });
  isOut = false;
  expect((await ring.unwrapped('a', known)).number).toBe(1);
});

test('a key of another agency, or under another number, does not unwrap as this one', async () => {
  const one = await key('a');
  await expect(ring.unwrapped('b', one)).rejects.toThrow(Unreadable);
  await expect(ring.unwrapped('a', { ...one, number: 2 })).rejects.toThrow(Unreadable);
});

test('another key under a known number, as after a database was put back, is not taken for that one', async () => {
  const first = await ring.unwrapped('a', await key('a'));
  const second = await ring.unwrapped('a', await key('a'));
  expect(second.sealing).not.toEqual(first.sealing);
  expect(ring.atHand('a', 1)).toBe(second);
});

test('only so many keys are held', async () => {
  const keys = await Promise.all(Array.from({ length: 1_001 }, (_, i) => key(`agency ${i}`)));
  for (const [i, one] of keys.entries()) await ring.unwrapped(`agency ${i}`, one);
  expect(ring.atHand('agency 0', 1)).toBeUndefined();
  expect(ring.atHand('agency 1', 1)).toBeDefined();
  expect(ring.atHand('agency 1000', 1)).toBeDefined();
});
