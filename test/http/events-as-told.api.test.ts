import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { ROLES, type Role } from '../../src/auth/viewer.js';
import { isLimited } from '../../src/care/member.js';
import { amendNote } from '../../src/changes/amend-note.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { signNote } from '../../src/changes/sign-note.js';
import { writeNote } from '../../src/changes/write-note.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const WHY = 'The left knee, not the right one';

let server: TestServer;
let care: Care;
let start: string;

beforeAll(async () => {
  server = await startTestServer();
  const { world } = server.app;
  care = await openCare(world);
  const { viewer, patientId, payerId, staffId } = care;
  const begun = await server.ask(await server.token('ADMIN', care.agencyId), 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }');
  start = begun.data.addPayer.cursor;
  const startsAt = new Date(Date.now() - 3 * 3_600_000);
  const visit = await perform(world, scheduleVisit, { patientId, staffId, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }, { viewer });
  await perform(world, completeVisit, { visitId: visit.record.id }, { viewer, reason: 'Told by telephone' });
  const { record: note } = await perform(world, writeNote, { visitId: visit.record.id, elements: [{ key: 'intervention', text: 'Gait training' }], isComplete: true }, { viewer });
  await perform(world, signNote, { noteId: note.id }, { viewer });
  await perform(world, amendNote, { noteId: note.id, elements: [{ key: 'intervention', text: 'Other gait training' }] }, { viewer, reason: WHY });
  const line = { discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: 12_500, startsOn: '2026-03-01', endsOn: '2026-04-30' } as const;
  await perform(world, recordAuthorization, { patientId, payerId, number: 'A123', lines: [line] }, { viewer });
});
afterAll(() => server.stop());

interface Event {
  readonly type: string;
  readonly reason: string | null;
  readonly what: ReadonlyArray<{ readonly entity: string; readonly field: string; readonly before: string | null; readonly after: string | null }>;
}

async function eventsFor(role: Role): Promise<ReadonlyMap<string, Event>> {
  const heard = new Map<string, Event>();
  const query = 'subscription ($after: String) { alignmentChanged(after: $after) { event { type reason what { entity field before after } } } }';
  const client = server.connect(await server.token(role, care.agencyId));
  const leave = client.subscribe<{ alignmentChanged: { event: Event | null } }>(
    { query, variables: { after: start } },
    { next: ({ data }) => { const event = data?.alignmentChanged.event; if (event) heard.set(event.type, event); }, error: () => undefined, complete: () => undefined },
  );
  await until(() => heard.has('AUTHORIZATION_RECORDED'));
  leave();
  return heard;
}

test.each(ROLES.filter((role) => !isLimited(role)).map((role) => ({ role })))('why something was done is told to $role only if the role may read reasons, and of an amended note only if it may read the text of notes', async ({ role }) => {
  const events = await eventsFor(role);
  expect(events.get('NOTE_AMENDED')?.reason).toBe(['CLINICIAN', 'CLINICAL_LEAD', 'ADMIN'].includes(role) ? WHY : null);
  expect(events.get('VISIT_COMPLETED')?.reason).toBe(['INTEGRATOR', 'LEADER'].includes(role) ? null : 'Told by telephone');
});

test('ids among the fields that changed are those that the rest of the API takes', async () => {
  const { what = [] } = (await eventsFor('SCHEDULER')).get('VISIT_SCHEDULED') ?? {};
  const staffId = toGlobalId('Staff', care.staffId);
  expect(what).toContainEqual({ entity: 'Visit', field: 'staffId', before: null, after: staffId });
  const { data } = await server.ask(await server.token('SCHEDULER', care.agencyId), 'query ($id: ID!) { node(id: $id) { __typename } }', { id: staffId });
  expect(data.node).toEqual({ __typename: 'Staff' });
});

test('quantities among the fields that changed are in units', async () => {
  const { what = [] } = (await eventsFor('BILLER')).get('AUTHORIZATION_RECORDED') ?? {};
  expect(what).toContainEqual({ entity: 'AuthorizationLine', field: 'authorizedUnits', before: null, after: '12.5' });
  expect(what.filter(({ field }) => /milli/i.test(field))).toEqual([]);
});

test.each([
  ['a cursor of nobody', 'after: "v1.MS41.AAAA"', { code: 'INVALID_CURSOR', path: ['after'] }],
  ['a rule that does not exist', 'filter: { rules: ["AUTH-05", "AUTH-5"] }', { code: 'UNKNOWN_CODE', path: ['filter', 'rules', 1] }],
  ['a rule that is no text', 'filter: { rules: ["AUTH\\u0000"] }', { code: 'UNKNOWN_CODE', path: ['filter', 'rules', 0] }],
])('a subscription with %s is refused with the path of it', async (_name, given, extensions) => {
  const client = server.connect(await server.token('BILLER', care.agencyId));
  const answer = await new Promise<unknown>((resolve) => {
    client.subscribe({ query: `subscription { alignmentChanged(${given}) { kind } }` }, { next: ({ errors }) => resolve(errors), error: resolve, complete: () => resolve('complete') });
  });
  expect(answer).toMatchObject([{ extensions }]);
});

test('a subscription where only one answer can be given is refused with where to send it', async () => {
  const { errors } = await server.ask(await server.token('BILLER', care.agencyId), 'subscription { alignmentChanged { kind } }');
  expect(errors).toMatchObject([{ extensions: { code: 'MALFORMED_REQUEST', remedy: expect.stringContaining('graphql-transport-ws') } }]);
});

test('a document with many mistakes is told of them, and the log has nothing to say', async () => {
  const before = server.logged.length;
  const { errors = [] } = await server.ask(await server.token('BILLER', care.agencyId), `{ ${Array.from({ length: 12 }, (_, i) => `nothing${i}`).join(' ')} }`);
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  expect(server.logged.slice(before).filter((line) => line.includes('graphql.failed') || line.includes('errorId'))).toEqual([]);
});
