import { expect, test } from '@jest/globals';

import { filled } from '../../src/db/answers/json-text.js';

/** As PostgreSQL writes it: an array as text, made a string again. */
const mark = (slot: number, columns: readonly unknown[]): string => `"\\u0000${slot}:${JSON.stringify(JSON.stringify(columns)).slice(1)}`;
const told = (slot: number, columns: readonly unknown[]): string => JSON.stringify({ slot, columns });
const shown = { noteList: (ids: string): void => void noted.push(ids) };
const noted: string[] = [];

test('an answer without marks is given as it is', () => {
  const answer = JSON.stringify({ name: '"\\u0000!"', other: '\\u00000:[1]' });
  expect(filled(answer, told, shown)).toBe(answer);
});

test('each mark is replaced by what is made of its values, whatever these hold', () => {
  const columns = ['"', '\\', 'a"\\u0000!"b', null, 1, ['x']];
  expect(JSON.parse(filled(`{"a":${mark(0, columns)},"b":[${mark(12, [])},${mark(0, ['2'])}],"c":"end"}`, told, shown) ?? '')).toEqual({
    a: { slot: 0, columns },
    b: [{ slot: 12, columns: [] }, { slot: 0, columns: ['2'] }],
    c: 'end',
  });
});

test('an answer in which a record is missing is void', () => {
  expect(filled(`{"a":${mark(0, [1])},"b":"\\u0000!"}`, told, shown)).toBeNull();
});

test('whose records it shows is told, and taken out', () => {
  noted.length = 0;
  expect(filled(`{"a":[{"id":"x"}"\\u0000@p1",{"id":"y"}],"b":${mark(0, [1])}}"\\u0000@p2,p3"`, told, shown)).toBe('{"a":[{"id":"x"},{"id":"y"}],"b":{"slot":0,"columns":[1]}}');
  expect(noted).toEqual(['p1', 'p2,p3']);
});
