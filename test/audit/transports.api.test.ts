import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { breakGlass } from '../../src/changes/break-glass.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, openCare, therapyOn } from '../support/care.js';
import { patient } from '../support/fhir-documents.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let care: Care;
let token: string;
let admin: string;

beforeAll(async () => {
  server = await startTestServer({ drainMs: 0 });
});
afterAll(() => server.stop());
beforeEach(async () => {
  care = await openCare(server.app.world);
  token = await server.token('CLINICAL_LEAD', care.agencyId, { subject: 'lead-1', clientId: 'tablet' });
  admin = await server.token('ADMIN', care.agencyId, { subject: 'admin-1' });
});

const SOON = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const PATIENT = 'query Chart($id: ID!) { patient(id: $id) { id familyName } }';
const TRAIL = `query Trail($filter: AuditEntryFilter) { auditTrail(first: 50, filter: $filter) { nodes {
  number kind subject role clientId purpose operation documentHash patientIds recordKinds fieldClasses transport address outcome code requestId correlationId count cursor hash } } }`;

interface Told {
  readonly [field: string]: unknown;
}

async function trail(filter: object = { subject: 'lead-1' }): Promise<Told[]> {
  expect(await server.app.audit.ship()).toBe(true);
  const { data, errors } = await server.ask(admin, TRAIL, { filter });
  expect(errors).toBeUndefined();
  return data.auditTrail.nodes as Told[];
}

const send = async (query: string, variables: object, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly requestId: string | null; readonly body: { readonly data?: unknown; readonly errors?: ReadonlyArray<{ readonly extensions: { readonly code: string } }> } }> => {
  const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }, body: JSON.stringify({ query, variables }) });
  return { status: answer.status, requestId: answer.headers.get('x-request-id'), body: (await answer.json()) as never };
};
const own = (): { readonly id: string } => ({ id: toGlobalId('Patient', care.patientId) });

describe('over HTTP', () => {
  test('a read is on record with who, for what, through what and whose record it showed', async () => {
    const answer = await send(PATIENT, own(), { 'purpose-of-use': 'HLEGAL' });
    expect(answer.status).toBe(200);
    expect(await trail()).toMatchObject([{
      kind: 'QUERY', subject: 'lead-1', role: 'CLINICAL_LEAD', clientId: 'tablet', purpose: 'HLEGAL', operation: 'Chart', documentHash: expect.stringMatching(/^[0-9a-f]{64}$/), patientIds: [own().id], recordKinds: ['Patient'], fieldClasses: ['IDENTITY', 'OPERATIONAL'],
      transport: 'HTTP', address: expect.stringContaining('127.0.0.1'), outcome: 'OK', requestId: answer.requestId,
    }]);
  });

  test('an unknown purpose is refused, and the usual one of the role is taken when none is stated', async () => {
    expect((await send(PATIENT, own(), { 'purpose-of-use': 'CURIOSITY' })).body.errors?.[0]?.extensions.code).toBe('UNKNOWN_CODE');
    await send(PATIENT, own());
    expect(await trail()).toMatchObject([{ purpose: 'TREAT' }]);
  });

  test('what is refused is on record with its code', async () => {
    await send(PATIENT, { id: toGlobalId('Patient', '00000000-0000-7000-8000-000000000000') });
    await send('{ members { nodes { id } } }', {});
    expect(await trail()).toMatchObject([{ outcome: 'REFUSED', code: 'FORBIDDEN', patientIds: [] }, { outcome: 'REFUSED', code: 'NOT_FOUND', patientIds: [] }]);
  });

  test('a change is on record once, with its commit; trying it out and repeating it are reads', async () => {
    const change = `mutation Plan($input: ScheduleVisitInput!, $dry: Boolean, $key: String) { scheduleVisit(input: $input, dryRun: $dry, idempotencyKey: $key) { record { patient { familyName } } cursor } }`;
    const input = { patientId: own().id, ...therapyOn(SOON) };
    expect((await send(change, { input, dry: true })).body.errors).toBeUndefined();
    expect((await send(change, { input, key: 'k' })).body.errors).toBeUndefined();
    expect((await send(change, { input, key: 'k' })).body.errors).toBeUndefined();
    const [tried, repeated, made, ...more] = (await trail()).toSorted((a, b) => Number(a['correlationId'] !== null) - Number(b['correlationId'] !== null));
    expect(more).toEqual([]);
    expect(made).toMatchObject({ kind: 'CHANGE', operation: 'scheduleVisit', patientIds: [own().id], recordKinds: ['Visit'], fieldClasses: ['IDENTITY', 'OPERATIONAL'], transport: 'HTTP', clientId: 'tablet', cursor: expect.any(String) });
    for (const read of [tried, repeated]) expect(read).toMatchObject({ kind: 'CHANGE', operation: 'Plan', patientIds: [own().id], cursor: null });
  });

  test('nothing is answered that cannot be put on record', async () => {
    const broken = await startTestServer({ mostAuditBytes: 0, databaseUrl: server.stored.url, ownerDatabaseUrl: server.stored.url });
    try {
      const foreign = await broken.token('ADMIN', care.agencyId);
      // The first fills what there is room for.
      await Promise.all([broken.ask(foreign, PATIENT, own()), broken.ask(foreign, PATIENT, own())]);
      const answers = await Promise.all(Array.from({ length: 5 }, () => broken.ask(foreign, PATIENT, own())));
      const refused = answers.filter(({ errors }) => errors !== undefined);
      expect(refused.length).toBeGreaterThan(0);
      for (const { data, errors } of refused) expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, 'AUDIT_UNAVAILABLE']);
    } finally {
      await broken.stop();
    }
  });
});

test('over a WebSocket a read is on record, and a stream with its first message and where it has come to', async () => {
  const client = server.connect(token, { connectionParams: { authorization: `Bearer ${token}`, 'purpose-of-use': 'HQUALIMP' } });
  const asked = client.iterate({ query: PATIENT, variables: own() });
  expect((await asked.next()).value?.errors).toBeUndefined();
  expect(await trail()).toMatchObject([{ kind: 'QUERY', transport: 'WEBSOCKET', purpose: 'HQUALIMP', patientIds: [own().id] }]);

  const stream = client.iterate({ query: 'subscription Watch { alignmentChanged { kind notice { patientId } } }' });
  await stream.next();
  expect((await trail())[0]).toMatchObject({ kind: 'PUSH', operation: 'Watch', fieldClasses: ['OPERATIONAL'], transport: 'WEBSOCKET', count: 1 });
  await perform(server.app.world, scheduleVisit, { patientId: care.patientId, ...therapyOn(SOON, 14) }, { viewer: care.viewer });
  await stream.next();
  await stream.return?.();
  await until(async () => (await trail({ subject: 'lead-1', kinds: ['PUSH'] })).length === 2);
  expect((await trail({ subject: 'lead-1', kinds: ['PUSH'] }))[0]).toMatchObject({ patientIds: [own().id], count: 1, cursor: expect.any(String) });
});

test('over server-sent events a read is on record', async () => {
  const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: PATIENT, variables: own() }) });
  expect(await answer.text()).toContain('"patient"');
  expect(await trail()).toMatchObject([{ kind: 'QUERY', transport: 'EVENT_STREAM', patientIds: [own().id] }]);
});

test('an import of FHIR is on record, and so is each of its changes', async () => {
  const integrator = await server.token('INTEGRATOR', care.agencyId, { subject: 'ehr-1' });
  const answer = await fetch(`${server.url}/fhir`, { method: 'POST', headers: { 'content-type': 'application/fhir+json', authorization: `Bearer ${integrator}` }, body: JSON.stringify(patient()) });
  expect(answer.status).toBe(200);
  const entries = await trail({ subject: 'ehr-1' });
  expect(entries).toHaveLength(2);
  for (const entry of entries) expect(entry).toMatchObject({ kind: 'IMPORT', transport: 'FHIR', outcome: 'OK' });
});

test('the account of a patient tells what was disclosed apart from what colleagues read for care', async () => {
  await send(PATIENT, own());
  await send(PATIENT, own(), { 'purpose-of-use': 'HRESCH' });
  expect(await server.app.audit.ship()).toBe(true);
  const account = `query ($id: ID!) { accountingOfDisclosures(patientId: $id) { isCutShort disclosures { subject purpose times kind } uses { subject purpose times kind } } }`;
  const { data, errors } = await server.ask(admin, account, own());
  expect(errors).toBeUndefined();
  expect(data.accountingOfDisclosures.disclosures).toEqual([{ subject: 'lead-1', purpose: 'HRESCH', times: 1, kind: 'QUERY' }]);
  expect(data.accountingOfDisclosures.uses).toEqual(expect.arrayContaining([{ subject: 'lead-1', purpose: 'TREAT', times: 1, kind: 'QUERY' }]));
  expect((await server.ask(token, account, own())).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('the trail is for administrators of the agency, and to read it is on record', async () => {
  await send(PATIENT, own());
  expect((await server.ask(token, TRAIL)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const other = await openCare(server.app.world);
  const foreign = await server.token('ADMIN', other.agencyId, { subject: 'admin-2' });
  await trail();
  expect((await server.ask(foreign, TRAIL, { filter: { patientId: own().id } })).data.auditTrail.nodes).toEqual([]);
  expect((await trail({ patientId: own().id, subject: 'lead-1' })).length).toBe(1);
  const reads = await trail({ subject: 'admin-1', outcomes: ['OK'] });
  expect(reads.length).toBeGreaterThanOrEqual(2);
  expect(reads.map(({ patientIds }) => patientIds)).toContainEqual([own().id]);
  for (const { operation } of reads) expect(operation).toBe('Trail');
});

test('whoever is given a part of the agency reads none of the trail, which is of all of it', async () => {
  await perform(server.app.world, grantAccess, { subject: 'admin-of-part', role: 'ADMIN', branchIds: [care.branchId] }, care);
  const ofPart = await server.token('ADMIN', care.agencyId, { subject: 'admin-of-part' });
  expect((await server.ask(ofPart, TRAIL)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await server.ask(ofPart, 'query ($id: ID!) { accountingOfDisclosures(patientId: $id) { isCutShort } }', own())).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('what is read or pushed under an emergency access names it, and nothing else does', async () => {
  await perform(server.app.world, grantAccess, { subject: 'on-call', role: 'CLINICIAN', patientIds: [] }, care);
  const viewer = { ...care.viewer, subject: 'on-call', role: 'CLINICIAN' as const };
  const { record } = await perform(server.app.world, breakGlass, { patientId: care.patientId, reasonCode: 'IMMINENT_DANGER', reason: 'Fell', minutes: 5 }, { viewer });
  const onCall = await server.token('CLINICIAN', care.agencyId, { subject: 'on-call' });
  expect((await server.ask(onCall, PATIENT, own())).data.patient.id).toBe(own().id);
  expect((await server.ask(onCall, '{ payers { nodes { id } } }')).errors).toBeUndefined();
  expect(await server.app.audit.ship()).toBe(true);
  const { data } = await server.ask(admin, `query { auditTrail(first: 10, filter: { subject: "on-call", kinds: [QUERY] }) { nodes { purpose emergencyAccessId } } }`);
  expect(data.auditTrail.nodes).toEqual([
    { purpose: 'TREAT', emergencyAccessId: null },
    { purpose: 'ETREAT', emergencyAccessId: toGlobalId('EmergencyAccess', record.id) },
  ]);

  const client = server.connect(onCall);
  const stream = client.iterate({ query: 'subscription { alignmentChanged { kind notice { patientId } } }' });
  await stream.next();
  await perform(server.app.world, scheduleVisit, { patientId: care.patientId, ...therapyOn(SOON, 14) }, { viewer: care.viewer });
  await stream.next();
  await stream.return?.();
  const pushed = async (): Promise<unknown[]> => {
    await server.app.audit.ship();
    return (await server.ask(admin, `query { auditTrail(first: 10, filter: { subject: "on-call", kinds: [PUSH] }) { nodes { purpose patientIds emergencyAccessId } } }`)).data.auditTrail.nodes as unknown[];
  };
  await until(async () => (await pushed()).length === 2);
  expect((await pushed())[0]).toEqual({ purpose: 'ETREAT', patientIds: [own().id], emergencyAccessId: toGlobalId('EmergencyAccess', record.id) });
});
