import { describe, expect, test } from '@jest/globals';

import { checkedName, isIssuerName, isSubject, namedBy, principalOf } from '../../src/care/principal.js';

const refused = (field: string): unknown => expect.objectContaining({ code: 'INVALID_INPUT', details: expect.objectContaining({ path: ['input', field] }) });

describe('a principal', () => {
  test.each([
    [{ issuer: 'main', subject: '42' }, '42'],
    [{ issuer: 'partners', subject: '42' }, 'partners 42'],
    [{ issuer: 'partners', subject: 'auth0|main:42#x' }, 'partners auth0|main:42#x'],
  ])('%j is one text, and can be told from it', (named, principal) => {
    expect(principalOf(named)).toBe(principal);
    expect(namedBy(principal)).toEqual(named);
  });

  test('of one issuer can never look like that of another', () => {
    expect(isSubject('partners 42')).toBe(false);
    for (const name of ['', 'Main', 'a b', '1a', 'x'.repeat(33)]) expect(isIssuerName(name)).toBe(false);
  });
});

describe('who is named', () => {
  test('is of the main issuer unless another is named, by an id that a token can carry', () => {
    expect(checkedName(null, ` ${'x'.repeat(255)} `)).toEqual({ issuer: 'main', subject: 'x'.repeat(255) });
    expect(checkedName('partners', '42')).toEqual({ issuer: 'partners', subject: '42' });
    for (const subject of ['', ' ', 'x'.repeat(256), 'a\u0000b', 'a b', 'a\tb']) expect(() => checkedName(null, subject)).toThrow(refused('subject'));
    for (const issuer of ['', 'Main', 'a b']) expect(() => checkedName(issuer, '42')).toThrow(refused('issuer'));
  });
});
