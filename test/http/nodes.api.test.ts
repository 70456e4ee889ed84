import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type App, startApp } from '../../src/app.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { reading } from '../../src/db/agency-scope.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { eventsBetween } from '../../src/feed/read.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** Two nodes over one database, as `docker-compose.yml` runs them. */
let first: TestServer;
let second: App;
let care: Care;

beforeAll(async () => {
  first = await startTestServer();
  second = await startApp(first.config, { info: () => undefined, warn: () => undefined, error: () => undefined });
  care = await openCare(first.app.world);
});

afterAll(async () => {
  await second.stop();
  await first.stop();
});

interface Message {
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string | null;
}

async function watch(url: string, after: string | null = null): Promise<{ readonly messages: Message[]; leave(): void }> {
  const messages: Message[] = [];
  const client = first.connect(await first.token('BILLER', care.agencyId), { url: `${url.replace('http', 'ws')}/graphql` });
  const leave = client.subscribe<{ alignmentChanged: Message }>(
    { query: 'subscription ($after: String) { alignmentChanged(after: $after) { kind cursor previousCursor } }', variables: { after } },
    { next: ({ data }) => void (data && messages.push(data.alignmentChanged)), error: () => undefined, complete: () => undefined },
  );
  return { messages, leave };
}

async function change(): Promise<string> {
  const { data } = await first.ask(await first.token('ADMIN', care.agencyId), 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }');
  return data.addPayer.cursor;
}

test('what one node commits is heard on the other, and a client goes from node to node with its cursor', async () => {
  const there = await watch(second.url);
  await until(() => there.messages.length === 1);
  const cursors = [await change(), await change()];
  await until(() => there.messages.length === 3);
  expect(there.messages.slice(1).map(({ cursor }) => cursor)).toEqual(cursors);
  there.leave();

  const missed = await change();
  const here = await watch(first.url, cursors[1]);
  await until(() => here.messages.length === 1);
  expect(here.messages[0]).toEqual({ kind: 'EVENT', cursor: missed, previousCursor: cursors[1] });
  here.leave();
});

test('a node says whether it can do its work', async () => {
  for (const url of [first.url, second.url]) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }
});

test('a new policy reaches its patients once, however many clocks carry it out', async () => {
  const { world } = first.app;
  const { agencyId, viewer, patientId, payerId } = await openCare(world, { authorizationRequired: 'NONE' });
  const startsAt = new Date(Date.now() + 3 * 86_400_000);
  await perform(world, scheduleVisit, { patientId, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }, { viewer });
  const effectiveFrom = new Date().toISOString().slice(0, 10);
  await perform(world, setPayerPolicy, { payerId, effectiveFrom, terms: { ...DEFAULT_TERMS, authorizationRequired: 'ALL' } }, { viewer });

  const passings = async (): Promise<AlignmentEvent[]> => {
    const events = await reading(world.database, agencyId, (tx) => eventsBetween(tx, 0, 1_000));
    return events.filter(({ type }) => type === 'TIME_PASSED');
  };
  await until(async () => {
    await Promise.all([first.app.clockWorker.run(), second.clockWorker.run()]);
    return (await passings()).length > 0;
  });
  await Promise.all([first.app.clockWorker.run(), second.clockWorker.run()]);
  const [passing, ...others] = await passings();
  expect(others).toEqual([]);
  expect(passing).toMatchObject({ patientId, body: { actor: { role: 'SYSTEM' }, cause: 'CLOCK' } });
  expect(passing?.body.effect.raised.map(({ ruleId }) => ruleId)).toEqual(['AUTH-01']);
});
