import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { addBranch } from '../../src/changes/add-branch.js';
import { changePatientStatus } from '../../src/changes/change-patient-status.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { reading } from '../../src/db/agency-scope.js';
import { recordById } from '../../src/db/queries/records.js';
import { PatientRow } from '../../src/db/rows/patient-row.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { admit, type Care, openCare } from '../support/care.js';
import { readmeExample } from '../support/readme.js';
import { type Answer, startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** Emergency access by a real server, over real sockets: who hears of it, what it opens, and that it closes. */
let server: TestServer;
let care: Care;
let far: { readonly patientId: string; readonly branchId: string; readonly mrn: string };
let nurse: string;
let lead: string;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
  const { world } = server.app;
  care = await openCare(world);
  const { record: branch } = await perform(world, addBranch, { name: 'Far', timeZone: 'America/Chicago' }, care);
  const patientId = await admit(world, { ...care, branchId: branch.id });
  const { mrn } = await reading(world.database, care.agencyId, (tx) => recordById(tx, PatientRow, patientId, []));
  far = { patientId, branchId: branch.id, mrn };
  await perform(world, grantAccess, { subject: 'nurse', role: 'CLINICIAN', branchIds: [care.branchId] }, care);
  nurse = await server.token('CLINICIAN', care.agencyId, { subject: 'nurse' });
  lead = await server.token('CLINICAL_LEAD', care.agencyId);
});

async function done(token: string, query: string, variables: object = {}): Promise<NonNullable<Answer['data']>> {
  const { data, errors } = await server.ask(token, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

interface Heard {
  readonly messages: NonNullable<Answer['data']>[];
  readonly errors: unknown[];
  leave(): void;
}

async function listen(token: string, query: string, field: string): Promise<Heard> {
  const messages: Heard['messages'][number][] = [];
  const errors: unknown[] = [];
  const leave = server.connect(token).subscribe<NonNullable<Answer['data']>>({ query }, {
    next: ({ data, errors: refused }) => void (data ? messages.push(data[field]) : errors.push(refused)),
    error: (refused) => void errors.push(refused),
    complete: () => undefined,
  });
  await until(() => messages.length + errors.length > 0);
  return { messages, errors, leave };
}

const take = async (): Promise<{ readonly id: string; readonly patientId: string }> => (await done(nurse, readmeExample('BreakGlass'), { mrn: far.mrn })).breakGlass.record;
const end = (id: string): Promise<unknown> => done(nurse, 'mutation ($id: ID!) { endEmergencyAccess(input: { emergencyAccessId: $id }) { record { isOpen } } }', { id });
const metric = async (): Promise<number> => {
  const response = await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer metrics-of-the-tests' } });
  return Number(/^emergency_access_granted_total (\d+)$/m.exec(await response.text())?.[1]);
};

describe('who is to know of an emergency access', () => {
  test('hears of it as it is taken and as it is reviewed, with the record, as the cookbook has it', async () => {
    const { messages, leave } = await listen(lead, readmeExample('Emergencies'), 'emergencyAccessChanged');
    const { id } = await take();
    await until(() => messages.length === 2);
    expect(messages).toMatchObject([
      { kind: 'SNAPSHOT', emergencyAccess: null },
      { kind: 'EVENT', emergencyAccess: { id, subject: 'nurse', role: 'CLINICIAN', reasonCode: 'EMERGENCY_TREATMENT', isOpen: true, patient: { mrn: far.mrn }, review: { status: 'PENDING', isOverdue: false } } },
    ]);
    expect((await done(lead, readmeExample('ReviewEmergency'), { id })).reviewEmergencyAccess.record).toMatchObject({ isOpen: true, review: { status: 'APPROVED', by: 'clinical_lead-1' } });
    await until(() => messages.length === 3);
    expect(messages[2]).toMatchObject({ kind: 'EVENT', emergencyAccess: { id, review: { status: 'APPROVED' } } });
    leave();
  });

  test('is counted and warned of once, without a word of the patient', async () => {
    const [before, logged] = [await metric(), server.logged.length];
    const key = { mrn: far.mrn, key: 'once' };
    const keyed = readmeExample('BreakGlass').replace('($mrn: String!)', '($mrn: String!, $key: String)').replace(' }) {', ' }, idempotencyKey: $key) {');
    expect(await done(nurse, keyed, key)).toEqual(await done(nurse, keyed, key));
    expect(await metric()).toBe(before + 1);
    const alarms = server.logged.slice(logged).filter((line) => line.includes('emergency-access.granted'));
    expect(alarms.map((line) => JSON.parse(line) as unknown)).toEqual([{ level: 'warn', event: 'emergency-access.granted', agencyId: care.agencyId }]);
  });

  test('is not of another role, another agency, or another branch', async () => {
    const query = readmeExample('Emergencies');
    for (const role of ['CLINICIAN', 'BILLER', 'INTEGRATOR'] as const) {
      const refused = await listen(await server.token(role, care.agencyId), query, 'emergencyAccessChanged');
      expect(JSON.stringify(refused.errors)).toContain('FORBIDDEN');
      refused.leave();
    }
    await perform(server.app.world, grantAccess, { subject: 'here', role: 'CLINICAL_LEAD', branchIds: [care.branchId] }, care);
    const outsiders = [
      await listen(await server.token('ADMIN', (await openCare(server.app.world)).agencyId), query, 'emergencyAccessChanged'),
      await listen(await server.token('CLINICAL_LEAD', care.agencyId, { subject: 'here' }), query, 'emergencyAccessChanged'),
      await listen(await server.token('BILLER', care.agencyId), 'subscription { alignmentChanged { kind event { type } } }', 'alignmentChanged'),
    ];
    const entitled = await listen(lead, query, 'emergencyAccessChanged');
    await take();
    await until(() => entitled.messages.length === 2);
    // Of what comes after it they hear, and by then would have heard of it.
    await perform(server.app.world, changePatientStatus, { patientId: care.patientId, status: 'ON_HOLD', startsOn: '2026-03-05' }, care);
    await until(() => outsiders[2]?.messages.length === 2);
    expect(outsiders.map(({ messages }) => messages.map(({ kind, event }) => event?.type ?? kind))).toEqual([['SNAPSHOT'], ['SNAPSHOT'], ['SNAPSHOT', 'PATIENT_STATUS_CHANGED']]);
    for (const { leave } of [...outsiders, entitled]) leave();
  });
});

describe('what it opens', () => {
  const EVENTS = '{ alignmentEvents(first: 100, filter: { types: [PATIENT_ADMITTED] }) { nodes { patient { id } } } }';
  const admitted = async (): Promise<string[]> => (await done(nurse, EVENTS)).alignmentEvents.nodes.map(({ patient }: { patient: { id: string } }) => patient.id);

  test('is the patient with everything that the role may read, and with nobody else besides', async () => {
    const { world } = server.app;
    const third = await admit(world, { ...care, branchId: far.branchId });
    const chart = async (patientId: string): Promise<Answer> => server.ask(nurse, 'query ($id: ID!) { patient(id: $id) { mrn coverages { memberId payer { name } } branch { name } emergencyAccesses { totalCount } } }', { id: toGlobalId('Patient', patientId) });
    const codes = async (patientId: string): Promise<unknown> => (await chart(patientId)).errors?.map(({ extensions, path }) => [extensions.code, path]);
    const seen = async (): Promise<number> => (await done(nurse, '{ patients { totalCount } }')).patients.totalCount;
    const hidden = [['NOT_FOUND', ['patient']]];
    expect(await codes(far.patientId)).toEqual(hidden);
    expect(await seen()).toBe(1);

    const { id } = await take();
    // Who else took access to the patient is for those who review it.
    const shown = { mrn: far.mrn, coverages: [{ memberId: null, payer: { name: 'Acme' } }], branch: { name: 'Far' }, emergencyAccesses: null };
    expect(await chart(far.patientId)).toMatchObject({ data: { patient: shown }, extensions: { hidden: expect.arrayContaining([{ path: 'patient.emergencyAccesses', code: 'RECORD_HIDDEN', recordKind: 'EMERGENCIES' }]) } });
    expect(await codes(third)).toEqual(hidden);
    expect(await seen()).toBe(2);
    expect((await done(nurse, '{ viewer { emergencyAccesses { isOpen patient { mrn } } } }')).viewer.emergencyAccesses).toEqual([{ isOpen: true, patient: { mrn: far.mrn } }]);

    await end(id);
    expect(await codes(far.patientId)).toEqual(hidden);
    expect(await seen()).toBe(1);
    expect((await done(nurse, '{ viewer { emergencyAccesses { isOpen patient { mrn } } } }')).viewer.emergencyAccesses).toEqual([{ isOpen: false, patient: null }]);
  });

  test('is open with the very next request, and shut with the very next one after its end', async () => {
    const [own, other] = [toGlobalId('Patient', care.patientId), toGlobalId('Patient', far.patientId)];
    expect(await admitted()).toEqual([own]);
    const { id, patientId } = await take();
    expect(patientId).toBe(other);
    expect(await admitted()).toEqual([own, other]);
    await end(id);
    expect(await admitted()).toEqual([own]);
  });

  test('is heard by whoever listens already, from then on and until the end', async () => {
    const heard = await listen(nurse, 'subscription { alignmentChanged { kind cursor previousCursor event { type emergencyAccessId patient { id } } } }', 'alignmentChanged');
    const hold = async (patientId: string, status: 'ON_HOLD' | 'ACTIVE'): Promise<unknown> => perform(server.app.world, changePatientStatus, { patientId, status, startsOn: '2026-03-05' }, care);
    await hold(far.patientId, 'ON_HOLD');
    const { id } = await take();
    await hold(far.patientId, 'ACTIVE');
    await until(() => heard.messages.length === 2);
    await end(id);
    await hold(far.patientId, 'ON_HOLD');
    await hold(care.patientId, 'ON_HOLD');
    await until(() => heard.messages.length === 3);
    expect(heard.messages.slice(1).map(({ event }) => event.patient.id)).toEqual([far.patientId, care.patientId].map((patient) => toGlobalId('Patient', patient)));
    expect(heard.messages[2].previousCursor).toBe(heard.messages[1].cursor);
    heard.leave();
  });
});
