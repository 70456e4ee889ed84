import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { REFUSALS } from '../../src/base/refusal.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { writeNote } from '../../src/changes/write-note.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, contentsOf, openCare } from '../support/care.js';
import { type Answer, startTestServer, type TestServer } from '../support/server.js';

/**
 * Nonsense at every door. Each refusal has a code of the published table, says where and what to do; the
 * database is byte for byte as it was; and no fact of a patient, stored or sent, is in an answer or the log.
 */
const CANARY = 'Xanthippe';
const DAY_MS = 86_400_000;

let server: TestServer;
let owner: pg.Client;
let ours: Care;
let theirs: Care;
let visit: string;
let foreignVisit: string;
let before: Record<string, string>;
const answers: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.stored.url });
  await owner.connect();
  ours = await openCare(server.app.world);
  theirs = await openCare(server.app.world);
  visit = await seeded(ours);
  foreignVisit = await seeded(theirs);
  before = await recordsOf(owner);
});

afterAll(async () => {
  await owner.end();
  await server.stop();
});

/** A patient whose every fact is a canary, with a visit that took place and is documented. */
async function seeded({ viewer, branchId, payerId, patientId: otherPatientId, staffId }: Care): Promise<string> {
  const { world } = server.app;
  const as = { viewer, reason: `${CANARY} asked` };
  const patient = await perform(world, admitPatient, { branchId, mrn: `${CANARY}-mrn`, givenName: `${CANARY}-given`, familyName: `${CANARY}-family`, birthDate: '1931-05-17' }, as);
  const patientId = patient.record.id;
  await perform(world, addCoverage, { patientId, payerId, memberId: `${CANARY}-member`, startsOn: '2020-01-01' }, as);
  const startsAt = new Date(Date.now() - DAY_MS);
  const planned = await perform(world, scheduleVisit, { patientId, serviceCode: 'G0151', staffId, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }, as);
  await perform(world, completeVisit, { visitId: planned.record.id }, as);
  await perform(world, writeNote, { visitId: planned.record.id, elements: [{ key: 'intervention', text: `${CANARY}-narrative` }], isComplete: true }, as);
  const later = new Date(Date.now() + DAY_MS);
  const next = await perform(world, scheduleVisit, { patientId: otherPatientId, serviceCode: 'G0151', startsAt: later, endsAt: new Date(later.getTime() + 3_600_000) }, as);
  return next.record.id;
}

async function asked(query: string, variables: object = {}): Promise<Answer> {
  const answer = await server.ask(await server.token('INTEGRATOR', ours.agencyId), query, variables);
  answers.push(JSON.stringify(answer.errors ?? []));
  return answer;
}

const iso = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

describe('a mutation is refused', () => {
  const admit = { mrn: `${CANARY}-2`, givenName: CANARY, familyName: CANARY, birthDate: '1940-01-01' };
  const line = { discipline: 'PT', unitDefinition: 'VISIT', authorizedUnits: 10, startsOn: '2026-01-01', endsOn: '2026-02-01' };
  const id = {
    visit: () => toGlobalId('Visit', visit),
    foreign: () => toGlobalId('Visit', foreignVisit),
    patient: () => toGlobalId('Patient', ours.patientId),
    branch: () => toGlobalId('Branch', ours.branchId),
    payer: () => toGlobalId('Payer', ours.payerId),
    foreignPayer: () => toGlobalId('Payer', theirs.payerId),
  };

  const cases: ReadonlyArray<readonly [string, string, () => object, string, ReadonlyArray<string | number>]> = [
    ['for a date that does not exist', 'admitPatient', () => ({ ...admit, branchId: id.branch(), birthDate: '1940-02-30' }), 'INVALID_DATE', ['input', 'birthDate']],
    ['for a date that is no date', 'admitPatient', () => ({ ...admit, branchId: id.branch(), birthDate: CANARY }), 'INVALID_DATE', ['input', 'birthDate']],
    ['for a birth in the future', 'admitPatient', () => ({ ...admit, branchId: id.branch(), birthDate: '2190-01-01' }), 'INVALID_DATE', ['input', 'birthDate']],
    ['for an empty name', 'admitPatient', () => ({ ...admit, branchId: id.branch(), givenName: '  ' }), 'INVALID_INPUT', ['input', 'givenName']],
    ['for a name without end', 'admitPatient', () => ({ ...admit, branchId: id.branch(), familyName: CANARY.repeat(200) }), 'INVALID_INPUT', ['input', 'familyName']],
    ['for a name with control characters', 'admitPatient', () => ({ ...admit, branchId: id.branch(), familyName: `${CANARY}\u0000` }), 'INVALID_INPUT', ['input', 'familyName']],
    ['for a record number that is taken', 'admitPatient', () => ({ ...admit, branchId: id.branch(), mrn: `${CANARY}-mrn` }), 'ALREADY_EXISTS', []],
    ['for an end before the start', 'rescheduleVisit', () => ({ visitId: id.visit(), startsAt: iso(2), endsAt: iso(1) }), 'INVALID_RANGE', ['input', 'endsAt']],
    ['for a start in another century', 'rescheduleVisit', () => ({ visitId: id.visit(), startsAt: '2150-01-01T00:00:00Z', endsAt: '2150-01-01T01:00:00Z' }), 'INVALID_DATE', ['input', 'startsAt']],
    ['for an instant without its offset', 'rescheduleVisit', () => ({ visitId: id.visit(), startsAt: '2026-01-01T00:00:00', endsAt: iso(1) }), 'INVALID_DATE', ['input', 'startsAt']],
    ['for a version that is not the last', 'rescheduleVisit', () => ({ visitId: id.visit(), startsAt: iso(2), endsAt: iso(2.04), expectedVersion: 7 }), 'VERSION_CONFLICT', ['input', 'expectedVersion']],
    ['for another agency\'s visit', 'rescheduleVisit', () => ({ visitId: id.foreign(), startsAt: iso(2), endsAt: iso(2.04) }), 'NOT_FOUND', ['input', 'visitId']],
    ['for an id of another kind', 'rescheduleVisit', () => ({ visitId: id.patient(), startsAt: iso(2), endsAt: iso(2.04) }), 'INVALID_ID', ['input', 'visitId']],
    ['for an id that is none', 'rescheduleVisit', () => ({ visitId: CANARY, startsAt: iso(2), endsAt: iso(2.04) }), 'INVALID_ID', ['input', 'visitId']],
    ['for a service code that nobody knows', 'scheduleVisit', () => ({ patientId: id.patient(), serviceCode: 'Z9999', startsAt: iso(1), endsAt: iso(1.04) }), 'UNKNOWN_CODE', ['input', 'serviceCode']],
    ['for completing what has not happened', 'completeVisit', () => ({ visitId: id.visit() }), 'INVALID_INPUT', ['input', 'actualEndsAt']],
    ['for negative units', 'recordAuthorization', () => ({ patientId: id.patient(), payerId: id.payer(), lines: [{ ...line, authorizedUnits: -1 }] }), 'INVALID_INPUT', ['input', 'lines', 0, 'authorizedUnits']],
    ['for absurd units', 'recordAuthorization', () => ({ patientId: id.patient(), payerId: id.payer(), lines: [line, { ...line, authorizedUnits: 1e15 }] }), 'INVALID_INPUT', ['input', 'lines', 1, 'authorizedUnits']],
    ['for a line that ends before it starts', 'recordAuthorization', () => ({ patientId: id.patient(), payerId: id.payer(), lines: [{ ...line, endsOn: '2025-12-31' }] }), 'INVALID_RANGE', ['input', 'lines', 0, 'endsOn']],
    ['for an authorization without lines', 'recordAuthorization', () => ({ patientId: id.patient(), payerId: id.payer(), lines: [] }), 'INVALID_INPUT', ['input', 'lines']],
    ['for another agency\'s payer', 'recordAuthorization', () => ({ patientId: id.patient(), payerId: id.foreignPayer(), lines: [line] }), 'NOT_FOUND', ['input', 'payerId']],
    ['for a frequency without end', 'recordOrder', () => ({ patientId: id.patient(), kind: 'VERBAL', discipline: 'PT', frequencyText: CANARY.repeat(200), startsOn: '2026-01-01', physicianName: 'Roe' }), 'INVALID_INPUT', ['input', 'frequencyText']],
    ['for a provider identifier with a wrong check digit', 'recordOrder', () => ({ patientId: id.patient(), kind: 'VERBAL', discipline: 'PT', frequencyText: '2w4', startsOn: '2026-01-01', physicianName: 'Roe', physicianNpi: '1234567890' }), 'INVALID_INPUT', ['input', 'physicianNpi']],
    ['for a note about what did not happen', 'writeNote', () => ({ visitId: id.visit(), elements: [{ key: 'intervention', text: CANARY }], isComplete: true }), 'ILLEGAL_TRANSITION', ['input', 'visitId']],
    ['for a coverage over another', 'addCoverage', () => ({ patientId: id.patient(), payerId: id.payer(), memberId: CANARY, startsOn: '2026-06-01' }), 'ALREADY_EXISTS', []],
  ];

  test.each(cases)('%s', async (_name, mutation, input, code, path) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await asked(`mutation ($input: ${type}!) { ${mutation}(input: $input) { cursor } }`, { input: input() });
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    const { extensions } = (errors ?? [])[0] as NonNullable<Answer['errors']>[number];
    expect(extensions).toMatchObject({ code, remedy: expect.any(String), ...(path.length > 0 && { path }) });
    expect(Object.keys(REFUSALS)).toContain(extensions.code);
  });

  test('for a field of the wrong type, without repeating what was sent', async () => {
    const { errors } = await asked('mutation ($input: AdmitPatientInput!) { admitPatient(input: $input) { cursor } }', { input: { ...admit, branchId: 'x', mrn: { nested: CANARY } } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: ['input', 'mrn'] } }]);
  });
});

describe('a request is refused', () => {
  const post = async (body: string | Buffer, headers: Record<string, string> = {}, path = '/graphql'): Promise<{ status: number; code: string }> => {
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.token('ADMIN', ours.agencyId)}`, ...headers }, body });
    const text = await answer.text();
    answers.push(text);
    return { status: answer.status, code: (JSON.parse(text) as { errors: Array<{ extensions: { code: string } }> }).errors[0]?.extensions.code ?? '' };
  };

  test('when its body is no JSON', async () => {
    expect(await post(`{"query": "${CANARY}`)).toEqual({ status: 400, code: 'MALFORMED_REQUEST' });
    expect(await post(`${CANARY}`, {}, '/fhir')).toEqual({ status: 400, code: 'MALFORMED_REQUEST' });
  });

  test('when its body does not say that it is JSON', async () => {
    for (const path of ['/graphql', '/fhir']) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
        expect(await post('{"query":"{ viewer { role } }"}', { 'content-type': type, 'apollo-require-preflight': '1' }, path)).toEqual({ status: 400, code: 'MALFORMED_REQUEST' });
      }
    }
  });

  test('when its body is no request', async () => {
    for (const body of ['[]', '{}', '"text"', 'null', '{"query": 7}']) expect((await post(body)).status).toBe(400);
  });

  test('when its document cannot be parsed', async () => {
    expect(await post(JSON.stringify({ query: `{ "${CANARY}` }))).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  test('when it is deeper than any client needs', async () => {
    const query = `{ patients { edges { node ${'{ visits { edges { node { patient '.repeat(12)}{ id }${'} } } }'.repeat(12)} } } }`;
    expect(await post(JSON.stringify({ query }))).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('when its body is of ten megabytes, before all of it is read', async () => {
    const token = await server.token('ADMIN', ours.agencyId);
    const status = await new Promise<number>((resolve, reject) => {
      const sending = request(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      // The server hangs up on the rest.
      sending.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error)));
      sending.end(Buffer.alloc(10 * 1024 * 1024, 'x'));
    });
    expect(status).toBe(413);
  });

  test.each([
    ['without a token', ''],
    ['with a token that nobody signed', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`],
    ['with what is no token', 'Bearer nonsense'],
    ['with another scheme', 'Basic YWRtaW46YWRtaW4='],
  ])('%s', async (_name, authorization) => {
    for (const path of ['/graphql', '/fhir']) expect(await post('{"query":"{ viewer { role } }"}', { authorization }, path)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('with a token that has expired', async () => {
    const token = await server.token('ADMIN', ours.agencyId, { issuedAt: new Date(Date.now() - 3_600_000), lifetimeSeconds: 60 });
    expect(await post('{"query":"{ viewer { role } }"}', { authorization: `Bearer ${token}` })).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('at a path that does not exist', async () => {
    expect(await post('{}', {}, '/admin')).toEqual({ status: 404, code: 'NOT_FOUND' });
  });
});

/** All but the audit trail, in which whatever was refused is on record, too. */
async function recordsOf(of: typeof owner): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(await contentsOf(of)).filter(([table]) => !table.startsWith('audit_')));
}

test('an idempotency key that is used for another request is refused, and acts no second time', async () => {
  const move = (days: number): Promise<Answer> =>
    asked('mutation ($input: RescheduleVisitInput!) { rescheduleVisit(input: $input, idempotencyKey: "once") { cursor record { version } } }', {
      input: { visitId: toGlobalId('Visit', visit), startsAt: new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + days * DAY_MS).toISOString(), endsAt: new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + days * DAY_MS + 3_600_000).toISOString() },
    });
  expect(await recordsOf(owner)).toEqual(before);
  const first = await move(3);
  const after = await recordsOf(owner);
  expect(await move(3)).toEqual(first);
  expect((await move(4)).errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_MISMATCH' } }]);
  expect(await recordsOf(owner)).toEqual(after);
});

test('nothing of a patient is in any refusal or in the log', () => {
  expect(answers.length).toBeGreaterThan(30);
  for (const text of [...answers, ...server.logged]) {
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('1931-05-17');
  }
});
