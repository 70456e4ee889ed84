import 'reflect-metadata';

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type App, startApp } from '../../src/app.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { perform } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { developmentToken } from '../../src/commands/development-token.js';
import { type Config, readConfig } from '../../src/config.js';
import { systemLog } from '../../src/system.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Data } from '../support/graphql.js';
import { placeForData } from '../support/place-for-data.js';
import { readmeExample } from '../support/readme.js';
import { openReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

/** Two nodes over one database, as an integrator meets them. In development a receiver may run beside them. */
let stored: TestDatabase;
let directory: string;
let config: Config;
let nodes: App[];
let agency: TestAgency;
let receiver: Receiver;

beforeAll(async () => {
  stored = await createTestDatabase();
  directory = await mkdtemp(join(await placeForData(), 'plumbline-webhooks-'));
  config = readConfig({ DATABASE_URL: stored.url, DATA_DIR: directory, PORT: '0', POOL_SIZE: '8' }, { isDevelopment: true });
  const log = systemLog('silent');
  nodes = [await startApp(config, log), await startApp(config, log)];
  agency = await openTestAgency(nodes[0]?.world as App['world']);
  receiver = await openReceiver();
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await receiver.close();
  await stored.drop();
  await rm(directory, { recursive: true, force: true });
});

async function ask(query: string, variables: object = {}, url = nodes[0]?.url): Promise<Data> {
  const token = await developmentToken(config, { agencyId: agency.agencyId, role: 'INTEGRATOR' });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await answer.json()) as Data;
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function move(node: App | undefined, day: number): Promise<void> {
  const startsAt = new Date(Date.UTC(2027, 0, day, 16));
  await perform(node?.world as App['world'], rescheduleVisit, { visitId: agency.visitIds[2], startsAt, endsAt: new Date(startsAt.getTime() + 2_700_000) }, agency);
}

test('what the README says: events of both nodes come once, in order and verified, also when one node stops', async () => {
  const { addWebhook } = await ask(readmeExample('AddWebhook'), { url: receiver.url });
  receiver.secret = addWebhook.record.secret;
  for (let day = 1; day <= 4; day += 1) {
    await move(nodes[day % 2], day);
    await perform(nodes[0]?.world as App['world'], addBranch, { name: `Branch ${day}`, timeZone: 'America/Chicago' }, agency);
  }
  await until(() => receiver.received.length >= 4);
  await nodes.shift()?.stop();
  for (let day = 5; day <= 6; day += 1) await move(nodes[0], day);
  await until(() => new Set(receiver.received.map(({ id }) => id)).size === 6);

  expect(receiver.received.every(({ body }) => body.data.type === 'VISIT_RESCHEDULED')).toBe(true);
  // A node that is stopped may have to break off a delivery that the receiver took; it has the same id again.
  const taken = receiver.received.filter(({ id }, i) => id !== receiver.received[i - 1]?.id);
  expect(taken.map(({ body }) => body.data.previousCursor)).toEqual([addWebhook.record.state.cursor, ...taken.slice(0, -1).map(({ body }) => body.data.cursor)]);
  expect(receiver.refused).toEqual([]);
  await until(async () => (await ask('{ webhooks { nodes { deliveries { totalCount } } } }')).webhooks.nodes[0].deliveries.totalCount >= 6);
});

test('what was on its way when a process was killed comes again from another one, with the same id', async () => {
  for (const node of nodes.splice(0)) await node.stop();
  const root = join(import.meta.dirname, '..', '..');
  const child = spawn(process.execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts', 'serve', '--development'], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATABASE_URL: stored.url, DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  const witness = await openReceiver();
  try {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
    await until(() => printed.includes('What to try next'));

    const url = /http:\/\/[\d.:]+/.exec(printed)?.[0];
    witness.answer = () => 'NEVER';
    const { addWebhook } = await ask('mutation ($url: String!) { addWebhook(input: { url: $url, filter: { types: [WEBHOOK_UPDATED] } }) { record { id secret } } }', { url: witness.url }, url);
    witness.secret = addWebhook.record.secret;
    await ask('mutation ($id: ID!) { updateWebhook(input: { webhookId: $id, content: FULL }) { cursor } }', { id: addWebhook.record.id }, url);
    await until(() => witness.received.length === 1);
    child.kill('SIGKILL');
    await gone;

    witness.answer = () => 204;
    nodes.push(await startApp(config, systemLog('silent')));
    await until(() => witness.received.length === 2);
    expect(witness.received[1]).toMatchObject({ id: witness.received[0]?.id, body: witness.received[0]?.body });
  } finally {
    child.kill('SIGKILL');
    await gone;
    await witness.close();
  }
});
