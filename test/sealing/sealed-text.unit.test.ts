import { describe, expect, test } from '@jest/globals';

import { COVERAGE_MEMBER_ID, EVV_MEMBER_ID, PATIENT_SSN } from '../../src/db/queries/sealed-columns.js';
import { blindIndex, keyNumberOf, opened, type Place, requestDigest, sealed, type SealingKeys, sealingKeys, Unreadable } from '../../src/sealing/sealed-text.js';
import { comparable, holdsSecrets } from '../../src/sealing/sealing.js';

const SECRET = Buffer.alloc(32, 1);
const place: Place = { column: COVERAGE_MEMBER_ID, recordId: 'record' };
const keys = (agencyId = 'agency', number = 1, secret = SECRET): SealingKeys => sealingKeys(agencyId, number, secret);
const text = sealed(keys(), place, 'W-123');

describe('a sealed value', () => {
  test('opens where it was put, and shows nothing but the number of its key', () => {
    expect(text).toMatch(/^v1\.1\.[\w-]+$/);
    expect(opened(keys(), place, text)).toBe('W-123');
    expect(keyNumberOf(text)).toBe(1);
  });

  test('looks different each time, for equal values too', () => {
    expect(sealed(keys(), place, 'W-123')).not.toBe(text);
  });

  test.each<[string, SealingKeys, Place]>([
    ['another row', keys(), { ...place, recordId: 'other' }],
    ['another column', keys(), { ...place, column: EVV_MEMBER_ID }],
    ['another agency', keys('other'), place],
    ['another secret', keys('agency', 1, Buffer.alloc(32, 2)), place],
    ['another key number', keys('agency', 2), place],
  ])('does not open under %s', (_what, other, where) => {
    expect(() => opened(other, where, text)).toThrow(Unreadable);
  });

  test('does not open when any byte of it was altered, or it was cut', () => {
    for (let i = 5; i < text.length - 1; i += 1) {
      const altered = `${text.slice(0, i)}${text[i] === 'A' ? 'B' : 'A'}${text.slice(i + 1)}`;
      expect(() => opened(keys(), place, altered)).toThrow(Unreadable);
      expect(() => opened(keys(), place, text.slice(0, i))).toThrow(Unreadable);
    }
  });

  test.each(['W-123', '', 'v1.0.x', 'v1..x', 'v2.1.x', 'v1.1.', 'v1.-1.x', 'v1.1.x y'])('is not the text %j', (plain) => {
    expect(keyNumberOf(plain)).toBeNull();
    expect(() => opened(keys(), place, plain)).toThrow(Unreadable);
  });
});

describe('a blind index', () => {
  const index = (value: string, kind: 'MEMBER_ID' | 'SSN' = 'MEMBER_ID', under = keys()): string => blindIndex(under, kind, comparable(kind, value));

  test('is the same for equal values, in whichever table', () => {
    expect(index('W-123')).toBe(index(' W-123 '));
    expect(index('123-45-6789', 'SSN')).toBe(index('123 45 6789', 'SSN'));
    expect(index('W-123')).toMatch(/^1\.[\w-]{22}$/);
  });

  test('is another one for another value, kind, agency or key', () => {
    const others = [index('w-123'), index('W-124'), index('W-123', 'SSN'), index('W-123', 'MEMBER_ID', keys('other')), index('W-123', 'MEMBER_ID', keys('agency', 2))];
    expect(new Set([index('W-123'), ...others]).size).toBe(6);
  });
});

test('a request that holds a number is known again by a digest that nobody else can make', () => {
  expect(requestDigest(keys(), 'request')).toEqual(requestDigest(keys(), 'request'));
  expect(requestDigest(keys('other'), 'request')).not.toEqual(requestDigest(keys(), 'request'));
});

test('numbers are found in a request wherever they stand', () => {
  expect(holdsSecrets([['addCoverage', { memberId: 'M1' }, []]])).toBe(true);
  expect(holdsSecrets({ parts: [{ input: { ssn: '123-45-6789' } }] })).toBe(true);
  expect(holdsSecrets({ input: { ssn: null, startsAt: new Date(0), column: PATIENT_SSN.table } })).toBe(false);
});
