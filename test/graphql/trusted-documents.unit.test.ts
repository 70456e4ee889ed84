import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readConfig, type RequestRules } from '../../src/config.js';
import { hashOf } from '../../src/graphql/limits/documents.js';
import { trustedDocumentsAt } from '../../src/graphql/limits/trusted-documents.js';

const [A, B] = ['query A { viewer { role } }', 'query B { viewer { subject } }'];
let directory: string;
const at = (name: string): string => join(directory, name);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-trusted-'));
  await writeFile(at('a.json'), JSON.stringify({ [hashOf(A)]: A }));
  await writeFile(at('apollo.json'), JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: hashOf(B), body: B, name: 'B', type: 'query' }] }));
  await writeFile(at('c.graphql'), B);
});
afterAll(() => rm(directory, { recursive: true }));

describe('trusted documents are read', () => {
  test('from a file that maps hashes to texts', () => {
    expect(trustedDocumentsAt(at('a.json'))).toEqual({ documents: new Map([[hashOf(A), A]]), problems: [] });
  });

  test('from a manifest of Apollo', () => {
    expect(trustedDocumentsAt(at('apollo.json'))).toEqual({ documents: new Map([[hashOf(B), B]]), problems: [] });
  });

  test('from a directory of either and of documents', () => {
    expect(trustedDocumentsAt(directory)).toEqual({ documents: new Map([[hashOf(A), A], [hashOf(B), B]]), problems: [] });
  });

  test.each([
    ['a hash of another text', JSON.stringify({ [hashOf('other')]: A }), /not the SHA-256/],
    ['what is no JSON', '{', /cannot be read/],
    ['nothing', '{}', /names no document/],
  ])('from no file that holds %s', async (_name, content, problem) => {
    const other = await mkdtemp(join(tmpdir(), 'plumbline-untrusted-'));
    await writeFile(join(other, 'x.json'), content);
    expect(trustedDocumentsAt(join(other, 'x.json')).problems).toEqual([expect.stringMatching(problem)]);
    await rm(other, { recursive: true });
  });
});

describe('the configuration of requests', () => {
  const rules = (env: Record<string, string>): RequestRules => readConfig(env, { isDevelopment: true }).requests;

  test('lets everyone send anything at a rate, when nothing is said', () => {
    expect(rules({})).toEqual({ trustedDocuments: new Map(), adHocClients: null, rate: { pointsPerSecond: 10_000, burstPoints: 100_000 } });
  });

  test('names the clients that may send other documents than those that are trusted', () => {
    expect(rules({ TRUSTED_DOCUMENTS_FILE: at('a.json'), AD_HOC_CLIENTS: 'explorer, office' }).adHocClients).toEqual(new Set(['explorer', 'office']));
    expect(rules({ TRUSTED_DOCUMENTS_FILE: at('a.json'), AD_HOC_CLIENTS: 'none' }).adHocClients).toEqual(new Set());
  });

  test('may let everyone ask for any amount', () => {
    expect(rules({ RATE_POINTS_PER_SECOND: '0' }).rate).toBeNull();
  });

  test.each([
    ['nobody could ask anything', { AD_HOC_CLIENTS: 'none' }, /needs TRUSTED_DOCUMENTS_FILE/],
    ['the dearest request could never be made', { RATE_BURST_POINTS: '49999' }, /RATE_BURST_POINTS/],
    ['the trusted documents are not there', { TRUSTED_DOCUMENTS_FILE: '/nowhere.json' }, /TRUSTED_DOCUMENTS_FILE cannot be read/],
  ])('is refused when %s', (_name, env, problem) => {
    expect(() => rules(env as unknown as Record<string, string>)).toThrow(problem);
  });
});
