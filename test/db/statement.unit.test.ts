import { expect, test } from '@jest/globals';

import { PreparedTexts } from '../../src/db/statement.js';

const texts = (): PreparedTexts => new PreparedTexts(2, 3);
const used = (prepared: PreparedTexts, text: string, times: number): string[] => Array.from({ length: times }, () => prepared.statementOf(text).name);

test('a text is given a name when it comes for the third time, and keeps it', () => {
  const [first, second, third, fourth] = used(texts(), 'select 1', 4);
  expect([first, second]).toEqual(['', '']);
  expect(third).not.toBe('');
  expect(fourth).toBe(third);
});

test('the name that was not used for the longest time is given up for another', () => {
  const prepared = texts();
  used(prepared, 'a', 3);
  used(prepared, 'b', 3);
  used(prepared, 'a', 1);
  used(prepared, 'c', 3);
  expect(prepared.statementOf('a').name).not.toBe('');
  expect(prepared.statementOf('b').name).toBe('');
  expect(prepared.given).toBe(3);
});

test('texts that never come again take no name from those that do', () => {
  const prepared = texts();
  used(prepared, 'a', 3);
  for (let i = 0; i < 100; i += 1) expect(prepared.statementOf(`select ${i}`)).toEqual({ name: '', text: `select ${i}` });
  expect(prepared.statementOf('a').name).not.toBe('');
  expect(prepared.given).toBe(1);
});
