import { describe, expect, test } from '@jest/globals';

import { fromGlobalId, parseGlobalId, toGlobalId } from '../../src/graphql/global-id.js';

const UUID = '01a205a9-8060-754b-8baf-d1d2dd121e38';

describe('a global id', () => {
  test('leads back to the record it was made for', () => {
    expect(fromGlobalId('Visit', toGlobalId('Visit', UUID), [])).toBe(UUID);
    expect(parseGlobalId(toGlobalId('AuthorizationLine', UUID))).toEqual({ typeName: 'AuthorizationLine', id: UUID });
  });

  test('can stand in an address', () => {
    expect(toGlobalId('Visit', UUID)).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('of another kind is refused, with the path and the kind that was expected, and without the id', () => {
    const id = toGlobalId('Patient', UUID);
    const refused = refusalOf(() => fromGlobalId('Visit', id, ['input', 'visitId']));
    expect(refused).toMatchObject({ code: 'INVALID_ID', details: { path: ['input', 'visitId'], expected: 'the id of a Visit' } });
    expect(refused.message).not.toContain(id);
    expect(refused.message).not.toContain(UUID);
  });

  const good = toGlobalId('Visit', UUID);
  test.each([
    ['nothing', ''],
    ['a word', 'visit'],
    ['a bare uuid', UUID],
    ['one character too many', `${good}A`],
    ['one character too few', good.slice(0, -1)],
    ['blanks around it', ` ${good} `],
    ['padding', `${good}==`],
    ['standard base64 of something else', Buffer.from('a:b:c').toString('base64')],
    ['no kind', Buffer.from(`:${UUID}`).toString('base64url')],
    ['a kind with other characters', Buffer.from(`Vi sit:${UUID}`).toString('base64url')],
    ['no uuid', Buffer.from('Visit:1').toString('base64url')],
    ['a uuid in capitals', Buffer.from(`Visit:${UUID.toUpperCase()}`).toString('base64url')],
    ['a uuid with something after it', Buffer.from(`Visit:${UUID}' or true --`).toString('base64url')],
    ['far too much', good.repeat(1000)],
  ])('%s is none', (_what, id) => {
    expect(parseGlobalId(id)).toBeNull();
    expect(refusalOf(() => fromGlobalId('Visit', id, ['id']))).toMatchObject({ code: 'INVALID_ID' });
  });
});

function refusalOf(act: () => unknown): Error & { code: string } {
  try {
    act();
  } catch (error) {
    return error as Error & { code: string };
  }
  throw new Error('Nothing was refused');
}
