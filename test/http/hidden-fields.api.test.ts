import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-sse';

import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { therapyOn } from '../support/care.js';
import type { Data } from '../support/graphql.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** What is hidden is null and said to be, in the same words whichever way the answer was made and carried. */
let server: TestServer;
let agency: TestAgency;
let leader: string;
let sse: Client;

beforeAll(async () => {
  server = await startTestServer();
  agency = await openTestAgency(server.app.world);
  leader = await server.token('LEADER', agency.agencyId);
  sse = createClient({ url: `${server.url}/graphql`, headers: { authorization: `Bearer ${leader}` }, retryAttempts: 0 });
});
afterAll(async () => {
  sse.dispose();
  await server.stop();
});

const NODES = '{ nodes { id called: familyName ...Rest } } } fragment Rest on Patient { mrn status orders { status } }';
const HIDDEN = [
  { path: 'patients.nodes.called', code: 'FIELD_HIDDEN', fieldClass: 'IDENTITY' },
  { path: 'patients.nodes.mrn', code: 'FIELD_HIDDEN', fieldClass: 'IDENTITY' },
  { path: 'patients.nodes.orders', code: 'RECORD_HIDDEN', recordKind: 'CLINICAL_RECORD' },
];
const WAYS: Readonly<Record<string, (query: string) => Promise<Data>>> = {
  'a plan over HTTP': (query) => posted(query, 'application/json'),
  'execution over HTTP': (query) => posted(query.replace('{ patients', '{ viewer { role } patients'), 'application/json, */*;q=0.1'),
  'a WebSocket': (query) => first((sink) => server.connect(leader).subscribe({ query }, sink)),
  'an event stream': (query) => first((sink) => sse.subscribe({ query }, sink)),
};

async function posted(query: string, accept: string): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { accept, 'content-type': 'application/json', authorization: `Bearer ${leader}` }, body: JSON.stringify({ query }) });
  return response.json();
}

interface Sink {
  next(result: Data): void;
  error(): void;
  complete(): void;
}

async function first(subscribe: (sink: Sink) => () => void): Promise<Data> {
  const heard: Data[] = [];
  const leave = subscribe({ next: (result) => void heard.push(result), error: () => undefined, complete: () => undefined });
  await until(() => heard.length > 0);
  leave();
  return heard[0];
}

test.each(Object.keys(WAYS))('by %s', async (way) => {
  const { data, extensions, errors } = await (WAYS[way] as (query: string) => Promise<Data>)(`{ patients ${NODES}`);
  expect(errors).toBeUndefined();
  expect(data.patients.nodes).toEqual([{ id: toGlobalId('Patient', agency.patientId), called: null, mrn: null, status: 'ACTIVE', orders: null }]);
  expect(extensions).toEqual({ hidden: HIDDEN });
});

test('nothing is added to an answer in which nothing is hidden', async () => {
  expect(await posted('{ patients { nodes { status } } }', 'application/json')).toEqual({ data: { patients: { nodes: [{ status: 'ACTIVE' }] } } });
});

test.each(['a WebSocket', 'an event stream'])('in every message of a stream, over %s', async (way) => {
  const query = 'subscription { visitChanged { kind visits { status staff { familyName } note { status } patient { familyName } } } }';
  const heard: Data[] = [];
  const sink: Sink = { next: (result) => void heard.push(result), error: () => undefined, complete: () => undefined };
  const leave = way === 'a WebSocket' ? server.connect(leader).subscribe({ query }, sink) : sse.subscribe({ query }, sink);
  await until(() => heard.length > 0);
  const { viewer, patientId, staffId } = agency;
  await perform(server.app.world, scheduleVisit, { patientId, staffId, ...therapyOn(way === 'a WebSocket' ? '2027-03-17' : '2027-03-18') }, { viewer });
  await until(() => heard.some(({ data }) => data.visitChanged.kind === 'EVENT'));
  leave();
  const { data, extensions } = heard.find((one) => one.data.visitChanged.kind === 'EVENT') as Data;
  expect(data.visitChanged.visits).toEqual([{ status: 'SCHEDULED', staff: { familyName: 'Lee' }, note: null, patient: { familyName: null } }]);
  expect(extensions.hidden.map(({ path }: Data) => path)).toEqual(['visitChanged.visits.note', 'visitChanged.visits.patient.familyName']);
});

test('where some of many changes are answered', async () => {
  const scheduler = await server.token('SCHEDULER', agency.agencyId);
  const { data, extensions }: Data = await server.ask(scheduler, `mutation { performChanges(changes: [{ cancelVisit: { visitId: "${toGlobalId('Visit', agency.visitIds[3])}" }, reason: "Away" }], dryRun: true) {
    refusal { code } records { id ... on Visit { patient { coverages { memberId } } note { elements { key text } } } }
  } }`);
  expect(data.performChanges).toMatchObject([{ refusal: null, records: [{ patient: { coverages: [{ memberId: null }] } }] }]);
  expect(extensions).toEqual({ hidden: [
    { path: 'performChanges.records.patient.coverages.memberId', code: 'FIELD_HIDDEN', fieldClass: 'MEMBER_ID' },
    { path: 'performChanges.records.note.elements.text', code: 'FIELD_HIDDEN', fieldClass: 'NARRATIVE' },
  ] });
});
