import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/**
 * A client that leaves takes its question with it. Every reading of payers takes longer than a test may, so
 * that one which is not broken off makes the test fail.
 */
const SLOW = '{ payers { nodes { id } } }';

let server: TestServer;
let owner: pg.Client;
let care: Care;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.stored.url });
  await owner.connect();
  care = await openCare(server.app.world);
  token = await server.token('ADMIN', care.agencyId);
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});
beforeEach(() => {
  server.logged.length = 0;
});

const waiting = (event: string) => async (): Promise<boolean> => (await owner.query('select 1 from pg_stat_activity where datname = current_database() and wait_event = $1', [event])).rowCount === 1;
const isSleeping = waiting('PgSleep');
const isAwake = async (): Promise<boolean> => !(await isSleeping());

/** What it left behind is fit for others, and nobody is alarmed. */
async function expectSound(): Promise<void> {
  expect(await server.ask(token, '{ branches { nodes { id } } }')).toMatchObject({ data: { branches: { nodes: expect.any(Array) } } });
  expect(server.complaints).toEqual([]);
}

function post(query: string, accept = 'application/json'): { readonly answer: Promise<unknown>; leave(): void } {
  const aborter = new AbortController();
  const answer = fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` }, body: JSON.stringify({ query }), signal: aborter.signal });
  return { answer: answer.catch(() => 'left'), leave: () => aborter.abort() };
}

test('a change is made although the client that asked for it has gone', async () => {
  const branches = async (): Promise<number> => Number((await owner.query<{ count: string }>('select count(*) as count from branches where agency_id = $1', [care.agencyId])).rows[0]?.count);
  const before = await branches();
  await owner.query('begin');
  await owner.query('lock table branches in exclusive mode');
  const { answer, leave } = post('mutation { addBranch(input: { name: "Far north", timeZone: "America/Denver" }) { cursor } }');
  await until(waiting('relation'));
  leave();
  expect(await answer).toBe('left');
  await owner.query('commit');
  await until(async () => (await branches()) === before + 1);
  expect(server.complaints).toEqual([]);
});

describe('what is being read is broken off in the database', () => {
  beforeAll(async () => {
    await owner.query(`create policy slow on payers as restrictive for select using ((select pg_sleep(25))::text is not null)`);
  });

  test.each([['over HTTP', 'application/json'], ['over server-sent events', 'text/event-stream']])('when the client of a request %s goes away', async (_name, accept) => {
    const { answer, leave } = post(SLOW, accept);
    await until(isSleeping);
    leave();
    expect(await answer).toBe('left');
    await until(isAwake);
    await expectSound();
  });

  test('when the client completes an operation on a socket, which goes on', async () => {
    const client = server.connect(token);
    const leave = client.subscribe({ query: SLOW }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    await until(isSleeping);
    leave();
    // Without another operation the client would close its socket.
    const answer = await new Promise((resolve) => {
      client.subscribe({ query: '{ viewer { role } }' }, { next: resolve, error: resolve, complete: () => undefined });
    });
    expect(answer).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
    await until(isAwake);
    await expectSound();
  });

  test('when a socket is closed', async () => {
    const client = server.connect(token);
    client.subscribe({ query: SLOW }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    await until(isSleeping);
    client.terminate();
    await until(isAwake);
    await expectSound();
  });
});
