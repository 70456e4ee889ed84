import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { REFUSALS } from '../src/base/refusal.js';
import { withErrorTable } from '../src/commands/error-table.js';
import { withPermissionTable } from '../src/commands/permission-table.js';
import { VARIABLES } from '../src/config.js';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const readme = read('README.md');

test('the table of errors is the one that npm run schema writes', () => {
  expect(withErrorTable(readme)).toBe(readme);
  for (const code of Object.keys(REFUSALS)) expect(readme).toContain(`| \`${code}\` |`);
});

test('a table of errors that was changed by hand is written anew, and nothing else is', () => {
  const changed = readme.replace('| `NOT_FOUND` | 404 |', '| `NOT_FOUND` | 410 |');
  expect(changed).not.toBe(readme);
  expect(withErrorTable(changed)).toBe(readme);
  expect(() => withErrorTable('# No table')).toThrow('Put them around the table of errors');
});

test('the table of permissions is the one that npm run schema writes', () => {
  expect(withPermissionTable(readme)).toBe(readme);
  expect(withPermissionTable(readme.replace('| `NARRATIVE` |', '| `NARRATIVE` | everyone |'))).toBe(readme);
  expect(() => withPermissionTable('# No table')).toThrow('Put them around the table of permissions');
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
  const named = [...readme.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] as string).filter((name) => /^(ISSUERS?|CURSOR|DATABASE|DATA|OWNER|POOL|LOG)_/.test(name));
  expect(named.filter((name) => VARIABLES[name] === undefined)).toEqual([]);
});
