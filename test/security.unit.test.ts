import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { VARIABLES } from '../src/config.js';

/** SECURITY.md may claim only what a test shows. */
const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const page = read('SECURITY.md');

/** From one headline of the second level to the next. */
function section(title: string): string {
  return page.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
}

const SHOWN_BY = /`(test\/[\w./-]+\.test\.ts)`: \*([^*]+)\*/g;
const claims = section('Who attacks, and what stops them').split('\n').filter((line) => line.startsWith('- '));

test('every claim about what stops someone names a test', () => {
  expect(claims.length).toBeGreaterThan(30);
  expect(claims.filter((claim) => [...claim.matchAll(SHOWN_BY)].length === 0)).toEqual([]);
});

test('every test that a claim names is there, under this title', () => {
  const named = [...page.matchAll(SHOWN_BY)].map((match) => ({ path: match[1] as string, title: match[2] as string }));
  const missing = named.filter(({ path, title }) => !existsSync(join(import.meta.dirname, '..', path)) || !titlesIn(read(path)).includes(title));
  expect(missing).toEqual([]);
});

test('every attacker is stopped from something', () => {
  const attackers = section('Who attacks, and what stops them').split(/^### /m).slice(1);
  expect(attackers.length).toBeGreaterThan(8);
  expect(attackers.filter((text) => !/^- /m.test(text))).toEqual([]);
});

test('every variable and file of the checklist is one that there is', () => {
  const list = section('Set it up safely');
  const variables = [...list.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] as string);
  expect(variables.length).toBeGreaterThan(8);
  expect(variables.filter((name) => VARIABLES[name] === undefined)).toEqual([]);
  for (const [, path] of list.matchAll(/`((?:deploy|test|src)\/[\w./-]+)`/g)) expect(read(path as string).length).toBeGreaterThan(0);
});

/** Of tests, of groups of them, and of their cases; as they stand in the source. */
function titlesIn(source: string): readonly string[] {
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)+)'|`([^`\n]+)`/g)].map((match) => (match[1] ?? match[2] ?? '').replaceAll("\\'", "'"));
}
