import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { WebSocket } from 'ws';

import { dateOf, dayOf, instantAt, type LocalDate, localDayAt } from '../../src/base/day.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { openStream, type Schema, type StreamMessage } from '../../src/client/open-stream.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, openCare } from '../support/care.js';
import { readmeExample } from '../support/readme.js';
import { type Answer, startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** The cookbook of the README, with its documents as they are printed, over real sockets. */
const ZONE = 'America/Chicago';
const today = localDayAt(Date.now(), ZONE);
const on = (days: number): LocalDate => dateOf(today + days);
const slot = (date: LocalDate, hour = 10): { readonly startsAt: Date; readonly endsAt: Date } => {
  const start = instantAt(dayOf(date), hour * 60, ZONE);
  return { startsAt: new Date(start), endsAt: new Date(start + 45 * 60_000) };
};

let server: TestServer;
let care: Care;
let other: Care;
let plannedId: string;

beforeAll(async () => {
  server = await startTestServer();
  care = await furnished();
  other = await furnished();
  plannedId = (await perform(server.app.world, scheduleVisit, { patientId: care.patientId, serviceCode: 'G0151', staffId: care.staffId, ...slot(on(5)) }, care)).record.id;
});
afterAll(() => server.stop());

/** A patient with an order and an authorization for therapy up to ten days from now, of whose visits one was made without a note. */
async function furnished(): Promise<Care> {
  const { world } = server.app;
  const made = await openCare(world, { feeSchedule: { G0151: 4000 }, noteDueHours: 0 });
  const { patientId, payerId, staffId } = made;
  await perform(world, recordOrder, { patientId, kind: 'PLAN_OF_CARE', discipline: 'PT', frequencyText: '3w9', startsOn: on(-14), physicianName: 'Roe' }, made);
  const line = { discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: 12_000, startsOn: on(-14), endsOn: on(10) } as const;
  await perform(world, recordAuthorization, { patientId, payerId, number: 'A123', lines: [line] }, made);
  const done = await perform(world, scheduleVisit, { patientId, serviceCode: 'G0151', staffId, ...slot(on(-7)) }, made);
  await perform(world, completeVisit, { visitId: done.record.id }, made);
  return made;
}

async function asked(role: Parameters<TestServer['token']>[0], example: string, variables: object = {}): Promise<Answer['data']> {
  const { data, errors } = await server.ask(await server.token(role, care.agencyId), readmeExample(example), variables);
  expect(errors).toBeUndefined();
  return data;
}

interface Live extends StreamMessage {
  readonly changes: ReadonlyArray<{ readonly move: Schema.FindingMove; readonly finding: Pick<Schema.Finding, 'id' | 'ruleId' | 'status'> }> | null;
}

test('a billing dashboard is shown how things stand, and hears of everything after that, over either transport', async () => {
  const { exposure, findings, streamStatus } = await asked('BILLER', 'Dashboard');
  expect(exposure).toEqual(expect.arrayContaining([expect.objectContaining({ cents: expect.any(Number), findings: expect.any(Number) })]));
  const open = new Map((findings.nodes as ReadonlyArray<{ id: string; ruleId: string }>).map((finding) => [finding.id, finding]));
  expect(findings.totalCount).toBe(open.size);
  expect(open.size).toBeGreaterThan(0);

  // Between the picture and the stream: it is heard of all the same.
  await perform(server.app.world, rescheduleVisit, { visitId: plannedId, ...slot(on(13)) }, care);

  const token = await server.token('BILLER', care.agencyId);
  const query = readmeExample('DashboardLive');
  const errors: unknown[] = [];
  const overSse: Live[] = [];
  const events = createClient({ url: `${server.url}/graphql`, headers: { authorization: `Bearer ${token}` } });
  events.subscribe<{ findingChanged: Live }>({ query, variables: { after: streamStatus.head } }, { next: ({ data }) => void (data && overSse.push(data.findingChanged)), error: (error) => void errors.push(error), complete: () => undefined });
  const overSocket: Live[] = [];
  const connection = openStream({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, token: () => token });
  connection.subscribe<Live>({ query, after: streamStatus.head }, { next: (message) => void overSocket.push(message), error: (error) => void errors.push(error) });
  await until(() => [overSse, overSocket].every((heard) => heard.some(({ kind }) => kind === 'EVENT')));

  // Another agency's changes are not among what comes, and ours that follow are.
  await perform(server.app.world, scheduleVisit, { patientId: other.patientId, serviceCode: 'G0151', staffId: other.staffId, ...slot(on(13)) }, other);
  await perform(server.app.world, rescheduleVisit, { visitId: plannedId, ...slot(on(6)) }, care);
  const moves = (heard: readonly Live[]): string[] => heard.flatMap(({ changes }) => changes ?? []).map(({ move, finding }) => `${move} ${finding.ruleId}`);
  await until(() => [overSse, overSocket].every((heard) => moves(heard).includes('CLEARED AUTH-04')));
  expect(moves(overSocket)).toContain('RAISED AUTH-04');
  expect(moves(overSse)).toEqual(moves(overSocket));

  for (const { changes } of overSocket) {
    for (const { finding } of changes ?? []) {
      if (finding.status === 'OPEN') open.set(finding.id, finding);
      else open.delete(finding.id);
    }
  }
  const again = await asked('BILLER', 'Dashboard');
  expect([...open.keys()].toSorted()).toEqual((again.findings.nodes as ReadonlyArray<{ id: string }>).map(({ id }) => id).toSorted());
  expect(errors).toEqual([]);
  events.dispose();
  connection.close();
});

describe('a scheduler\'s booking check', () => {
  const visitOn = (date: LocalDate): object => ({ patientId: toGlobalId('Patient', care.patientId), staffId: toGlobalId('Staff', care.staffId), serviceCode: 'G0151', ...slot(date, 14) });

  test('what is left, whether it would hold, when else it would, and the booking of that', async () => {
    const room = { patientId: toGlobalId('Patient', care.patientId), serviceCode: 'G0151', minutes: 45 };
    const { authorizationLimits } = await asked('SCHEDULER', 'RoomFor', room);
    const [line] = authorizationLimits.lines;
    expect(line).toMatchObject({ authorizationNumber: 'A123', typicalVisit: { visitsThatStillFit: line.balance.remainingUnits } });

    const { whatIf: beyond } = await asked('SCHEDULER', 'WouldItHold', { visit: visitOn(on(11)) });
    expect(beyond).toMatchObject({ supportedCount: 0, firstFailure: { serviceOn: on(11), findings: expect.arrayContaining([expect.objectContaining({ ruleId: 'AUTH-04' })]) } });
    const [better] = beyond.alternatives.times;
    const visit = { ...visitOn(on(11)), startsAt: better.startsAt, endsAt: better.endsAt };
    expect((await asked('SCHEDULER', 'WouldItHold', { visit })).whatIf).toMatchObject({ supportedCount: 1, firstFailure: null });

    const booked = await asked('SCHEDULER', 'Book', { visit, key: 'booking-1' });
    expect(booked.scheduleVisit).toMatchObject({ record: { serviceOn: better.serviceOn, status: 'SCHEDULED' }, alignment: { raised: [] } });
    expect(await asked('SCHEDULER', 'Book', { visit, key: 'booking-1' })).toEqual(booked);
    const after = (await asked('SCHEDULER', 'RoomFor', room)).authorizationLimits;
    expect(after.lines[0].balance.remainingUnits).toBe(line.balance.remainingUnits - 1);
  });
});

describe('an integrator\'s nightly reconciliation', () => {
  interface Visit {
    readonly id: string;
    readonly version: number;
    readonly status: string;
  }
  const copy = new Map<string, Visit>();
  let kept: string | null = null;

  /** One night, as the cookbook has it; how many events it went through. */
  async function reconcile(): Promise<number> {
    const { streamStatus } = await asked('INTEGRATOR', 'Tonight');
    const changed = new Set<string>();
    let after = kept;
    let events = 0;
    for (let hasNextPage = true; hasNextPage; ) {
      const { alignmentEvents: page } = await asked('INTEGRATOR', 'ChangesUntil', { after, until: streamStatus.head });
      for (const { what, effect } of page.nodes) {
        for (const { id } of what) changed.add(id);
        for (const id of effect.affectedVisitIds) changed.add(id);
      }
      events += page.nodes.length;
      ({ hasNextPage, endCursor: after } = page);
    }
    const ids = [...changed];
    for (let at = 0; at < ids.length; at += 100) {
      const { nodes } = await asked('INTEGRATOR', 'AsTheyAre', { ids: ids.slice(at, at + 100) });
      for (const node of nodes) if (node?.__typename === 'Visit') copy.set(node.id, node);
    }
    kept = streamStatus.head;
    return events;
  }

  async function theirs(): Promise<Visit[]> {
    const { visits } = await asked('INTEGRATOR', 'Compare', { from: on(-30), to: on(30), after: null });
    expect(visits.pageInfo.hasNextPage).toBe(false);
    expect(visits.totalCount).toBe(visits.nodes.length);
    return visits.nodes;
  }

  const mine = (): Visit[] => [...copy.values()].map(({ id, version, status }) => ({ id, version, status }));
  const inOrder = (visits: readonly Visit[]): Visit[] => visits.toSorted((a, b) => (a.id < b.id ? -1 : 1));

  test('the first night goes through everything, and knows the same visits afterwards', async () => {
    expect(await reconcile()).toBeGreaterThan(5);
    expect(inOrder(mine())).toEqual(inOrder(await theirs()));
  });

  test('the next night goes through what has happened since, and no more', async () => {
    await perform(server.app.world, rescheduleVisit, { visitId: plannedId, ...slot(on(8)) }, care);
    expect(inOrder(mine())).not.toEqual(inOrder(await theirs()));
    expect(await reconcile()).toBe(1);
    expect(inOrder(mine())).toEqual(inOrder(await theirs()));
  });

  test('a night in which nothing happened has nothing to go through', async () => {
    expect(await reconcile()).toBe(0);
    expect(inOrder(mine())).toEqual(inOrder(await theirs()));
  });
});
