import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { listCursors } from '../../src/graphql/list-cursor.js';

const A = '01a205a9-8060-754b-8baf-d1d2dd121e38';
const B = '01a205a9-8060-754b-8baf-d1d2dd121e39';
const KEY = ['Featherstonehaugh', 'Ann', A];
const LIST = 'patients NAME ASC';
const cursors = listCursors(randomBytes(32));

describe('a place in a list', () => {
  test('is found again', () => {
    expect(cursors.decode(A, LIST, cursors.encode(A, LIST, KEY), [])).toEqual(KEY);
    expect(cursors.decode(A, LIST, cursors.encode(A, LIST, [12, '2026-03-04T16:00:00.123Z', A]), [])).toEqual([12, '2026-03-04T16:00:00.123Z', A]);
  });

  test('has one cursor, and another place another', () => {
    expect(cursors.encode(A, LIST, KEY)).toBe(cursors.encode(A, LIST, KEY));
    expect(cursors.encode(A, LIST, [...KEY].reverse())).not.toBe(cursors.encode(A, LIST, KEY));
  });

  test('cannot be read from its cursor, which can stand in an address', () => {
    const cursor = cursors.encode(A, LIST, KEY);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('Featherstonehaugh');
  });

  test('of any length that a name may have is carried', () => {
    const key = ['é'.repeat(100), '\u{1f600}'.repeat(100), A];
    expect(cursors.decode(A, LIST, cursors.encode(A, LIST, key), [])).toEqual(key);
  });

  test.each([
    ['in another agency', B, LIST, cursors.encode(A, LIST, KEY)],
    ['in another list', A, 'staff NAME ASC', cursors.encode(A, LIST, KEY)],
    ['in another order', A, 'patients NAME DESC', cursors.encode(A, LIST, KEY)],
    ['of another installation', A, LIST, listCursors(randomBytes(32)).encode(A, LIST, KEY)],
    ['cut short', A, LIST, cursors.encode(A, LIST, KEY).slice(0, 20)],
    ['of nothing', A, LIST, ''],
  ])('is refused %s, with the path and without the cursor', (_what, agencyId, list, cursor) => {
    expect(() => cursors.decode(agencyId, list, cursor, ['after'])).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR', details: { path: ['after'] } }));
  });
});
