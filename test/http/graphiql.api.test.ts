import 'reflect-metadata';

import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createClient } from 'graphql-sse';

import { ROLES } from '../../src/auth/viewer.js';
import type { Example } from '../../src/demo/examples.js';
import { CHROMIUM, openPage, type Page } from '../support/browser.js';
import { placeForData } from '../support/place-for-data.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** The page that a newcomer opens, served by a development server with the demonstration agencies. */
jest.setTimeout(120_000);

let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = await mkdtemp(join(await placeForData(), 'plumbline-graphiql-'));
  server = await startTestServer({ identity: { kind: 'DEVELOPMENT' }, dataDirectory: directory, isDemonstration: true, host: '0.0.0.0' });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const url = (): string => server.url.replace('0.0.0.0', '127.0.0.1');

interface Setting {
  readonly agencyName: string;
  readonly roles: readonly string[];
  readonly examples: readonly Example[];
}

async function setting(): Promise<Setting> {
  return (await (await fetch(`${url()}/graphiql/setting`)).json()) as Setting;
}

/** Each example says in its first line in which role to ask it. */
const roleOf = ({ query }: Example): string => /^#.* as (\w+)[.:,]/i.exec(query)?.[1] ?? 'none';

async function tokenOf(role: string): Promise<string> {
  return ((await (await fetch(`${url()}/graphiql/token?role=${role}`)).json()) as { readonly token: string }).token;
}

/** Over which addresses besides this machine's own name it can be reached, as from another machine. */
const OUTSIDE = Object.values(networkInterfaces()).flat().find((found) => found?.family === 'IPv4' && !found.internal)?.address;

describe('in development', () => {
  test('a browser finds the page at the root and where the API is, with a policy that lets nothing in from elsewhere', async () => {
    for (const path of ['/', '/graphql']) {
      const answer = await fetch(`${url()}${path}`, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';.*connect-src 'self'/);
      expect(await answer.text()).not.toMatch(/https?:\/\//);
    }
  });

  test('everything that the page names comes from the same server', async () => {
    const page = await (await fetch(`${url()}/`)).text();
    const named = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] as string);
    const workers = ['editorWorkerService', 'json', 'graphql'].map((label) => `/graphiql/${label}.js`);
    expect(named).toHaveLength(4);
    for (const path of [...named, ...workers]) {
      const answer = await fetch(`${url()}${path}`);
      expect([path, answer.status, (await answer.text()).length > 100]).toEqual([path, 200, true]);
    }
  });

  test('a program that asks at the same address is answered by the API', async () => {
    const answer = await fetch(`${url()}/graphql?query=${encodeURIComponent('{ viewer { role } }')}`, { headers: { authorization: `Bearer ${await tokenOf('BILLER')}`, 'apollo-require-preflight': '1' } });
    expect(await answer.json()).toEqual({ data: { viewer: { role: 'BILLER' } } });
  });

  test('there is a token for every role, and for no other', async () => {
    for (const role of ROLES) expect((await server.ask(await tokenOf(role), '{ viewer { role agency { slug } } }')).data).toEqual({ viewer: { role, agency: { slug: 'demo' } } });
    expect((await fetch(`${url()}/graphiql/token?role=OWNER`)).status).toBe(400);
  });

  test('tokens are given to nobody who asks under another name, or from another machine', async () => {
    expect(await statusOf({ host: 'plumbline.attacker.example' })).toBe(403);
    expect(await statusOf({ host: 'localhost' })).toBe(200);
    // Where there is no other network the second half has to be left out.
    expect(await statusOf({ host: OUTSIDE === undefined ? 'elsewhere.example' : 'localhost', address: OUTSIDE ?? '127.0.0.1' })).toBe(403);
  });

  test('every example runs as it stands, in the role that it names', async () => {
    const { examples } = await setting();
    expect(new Set(examples.map(roleOf))).toEqual(new Set(['BILLER', 'SCHEDULER', 'INTEGRATOR']));
    for (const example of examples) {
      const client = createClient({ url: `${url()}/graphql`, headers: { authorization: `Bearer ${await tokenOf(roleOf(example))}` } });
      const answers = client.iterate({ query: example.query, variables: JSON.parse(example.variables) as Record<string, unknown> });
      const { value } = await answers.next();
      client.dispose();
      expect({ of: example.query, value }).toEqual({ of: example.query, value: { data: expect.any(Object) } });
    }
  });
});

/** Of a request for a token. */
async function statusOf({ host, address = '127.0.0.1' }: { readonly host: string; readonly address?: string }): Promise<number | undefined> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: address, port, path: '/graphiql/token?role=ADMIN', headers: { host: `${host}:${port}` } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject).end();
  });
}

test('in production there is no page, nothing of it, and no token', async () => {
  const production = await startTestServer();
  try {
    for (const path of ['/', '/graphiql/page.js', '/graphiql/graphiql.js', '/graphiql/setting', '/graphiql/token?role=ADMIN']) expect([path, (await fetch(`${production.url}${path}`)).status]).toEqual([path, 404]);
    expect((await fetch(`${production.url}/graphql`, { headers: { accept: 'text/html' } })).status).toBe(401);
  } finally {
    await production.stop();
  }
});

// Where no Chromium is installed, what was fetched above has to do.
(CHROMIUM === null ? describe.skip : describe)('in a browser that can reach nothing else', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage(CHROMIUM as string);
    await page.open(`${url()}/`);
    await page.until(`document.querySelectorAll('[role=tab]').length > 5`);
  });
  afterAll(() => page.close());

  /** Runs what the chosen tab holds, and waits until the answer shows a text. */
  async function run(tab: string, role: string, answer: string): Promise<void> {
    await page.evaluate(`(() => { const role = document.getElementById('role'); role.value = '${role}'; role.dispatchEvent(new Event('change')); })()`);
    await page.evaluate(`document.querySelector('.graphiql-tab-button[title=${tab}]').click()`);
    // The editor knows its new operation a moment after it shows it, and is asked again for what it ran instead.
    await page.until(`(() => {
      const isShown = document.querySelector('.graphiql-response')?.textContent.includes('${answer}') === true;
      const button = document.querySelector('.graphiql-execute-button');
      if (!isShown && button?.ariaLabel.startsWith('Execute')) button.click();
      return isShown;
    })()`);
  }

  test('a query of the examples is asked in the chosen role', async () => {
    await run('BillingDashboard', 'BILLER', 'exposure');
  });

  test('another role asks its own example', async () => {
    await run('LimitsBeforeBooking', 'SCHEDULER', 'isAuthorizationRequired');
  });

  test('a subscription runs, and hears of what is done elsewhere', async () => {
    await run('BillingLive', 'BILLER', 'SNAPSHOT');
    await server.ask(await tokenOf('BILLER'), 'mutation { addPayer(input: { name: "Heard in the browser", kind: COMMERCIAL }) { cursor } }');
    await page.until(`document.querySelector('.graphiql-response').textContent.includes('PAYER_ADDED')`);
  });

  test('nothing was asked of anyone else, and nothing was complained of', () => {
    const others = page.requested.filter((requested) => !requested.startsWith(url()) && !requested.startsWith('data:') && !requested.startsWith('blob:'));
    expect(others).toEqual([]);
    expect(page.complaints).toEqual([]);
  });
});
