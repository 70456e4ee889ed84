import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { REFUSALS } from '../src/base/refusal.js';
import { VARIABLES } from '../src/config.js';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const readme = read('README.md');

test('the table of errors is the table that the server uses', () => {
  const rows = Object.entries(REFUSALS).map(([code, { httpStatus, meaning, remedy }]) => `| \`${code}\` | ${httpStatus} | ${meaning} | ${remedy} |`);
  for (const row of rows) expect(readme).toContain(`${row}\n`);
  expect(readme.match(/^\| `[A-Z_]+` \| \d{3} \|/gm)).toHaveLength(rows.length);
});

test('every command that it names is one of the package', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map((match) => match[1] as string);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('every file that it names is there', () => {
  const named = [...readme.matchAll(/`((?:src|test|schema|bench|migrations)\/[\w./-]+)`/g)].map((match) => match[1] as string);
  expect(named.length).toBeGreaterThan(3);
  for (const path of named.filter((name) => /\.\w+$/.test(name))) expect(read(path).length).toBeGreaterThan(0);
});

test('every variable that it names is one that is read', () => {
  const named = [...readme.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] as string).filter((name) => /^(JWT|CURSOR|DATABASE|DATA|OWNER|POOL|LOG)_/.test(name));
  expect(named.filter((name) => VARIABLES[name] === undefined)).toEqual([]);
});
