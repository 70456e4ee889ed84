import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Audit, serverAudits } from 'graphql-http';

import { developmentToken } from '../../src/commands/development-token.js';
import { openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';

/**
 * The audits of the GraphQL over HTTP specification, by the suite of its working group, against whole servers. Some
 * ask about the schema itself, which only a server in development answers.
 */
const PREFLIGHT = { 'apollo-require-preflight': '1' };

let directory: string;
let development: TestServer;
let production: TestServer;
let developer: string;
let biller: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-audits-'));
  development = await startTestServer({ identity: { kind: 'DEVELOPMENT' }, dataDirectory: directory });
  const { agencyId } = await openCare(development.app.world);
  developer = await developmentToken({ dataDirectory: directory }, { agencyId, role: 'BILLER' });
  production = await startTestServer();
  biller = await production.token('BILLER', (await openCare(production.app.world)).agencyId);
});
afterAll(async () => {
  await production.stop();
  await development.stop();
  await rm(directory, { recursive: true });
});

/** Every audit that is not passed, and why. */
async function failed(audits: readonly Audit[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { fn } of audits) {
    const result = await fn();
    if (result.status !== 'ok') failures.push(`${result.id} ${result.name}: ${result.reason}`);
  }
  return failures;
}

function auditsOf({ url }: TestServer, token: string, headers: Readonly<Record<string, string>>): Audit[] {
  const fetchFn = (address: string, init: RequestInit = {}): Promise<Response> =>
    fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers, authorization: `Bearer ${token}` } });
  return serverAudits({ url: `${url}/graphql`, fetchFn });
}

const isMust = ({ name }: Audit): boolean => /^MUST\b/.test(name);

describe('the audits of GraphQL over HTTP', () => {
  test('are all passed, 61 of 61, with the header that makes a browser ask first', async () => {
    const audits = auditsOf(development, developer, PREFLIGHT);
    expect(audits).toHaveLength(61);
    expect(await failed(audits)).toEqual([]);
  });

  test('are passed without it as far as the specification says MUST', async () => {
    const musts = auditsOf(development, developer, {}).filter(isMust);
    expect(musts).toHaveLength(13);
    expect(await failed(musts)).toEqual([]);
  });

  test('are passed in production but for the four that want an answer about the schema', async () => {
    const failures = await failed(auditsOf(production, biller, PREFLIGHT));
    expect(failures.map((failure) => failure.slice(0, 4))).toEqual(['2EA1', '28B9', 'D6D5', '6A70']);
  });
});

describe('a document that cannot run', () => {
  const DOCUMENTS = { 'cannot be parsed': '{', 'does not fit the schema': '{ nothing }', 'lacks a variable': 'query ($id: ID!) { node(id: $id) { id } }', 'lacks the operation': 'query A { __typename } query B { __typename }' };

  test.each(Object.entries(DOCUMENTS))('because it %s is 200 under plain JSON and 400 under the media type of GraphQL', async (_name, query) => {
    const answered = async (accept: string): Promise<string> => {
      const headers = { accept, 'content-type': 'application/json', authorization: `Bearer ${biller}` };
      const { status, headers: answer } = await fetch(`${production.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return `${status} ${answer.get('content-type')?.split(';')[0]}`;
    };
    expect(await answered('application/json')).toBe('200 application/json');
    expect(await answered('*/*')).toBe('200 application/json');
    expect(await answered('application/graphql-response+json, application/json;q=0.9')).toBe('400 application/graphql-response+json');
    expect(await answered('application/graphql-response+json;q=0.8, application/json;q=0.9')).toBe('200 application/json');
    expect(await answered('text/html')).toBe('406 application/json');
  });
});
