import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { ImportReport } from '../../src/fhir/report.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let care: Care;

beforeAll(async () => {
  server = await startTestServer();
  care = await openCare(server.app.world);
});
afterAll(() => server.stop());

const REQUEST = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'fhir', 'davinci-pas', 'Bundle-HomecareAuthorizationBundleExample.json'), 'utf8');

async function post(body: string, role: 'INTEGRATOR' | 'CLINICIAN' = 'INTEGRATOR'): Promise<{ readonly status: number; readonly report: ImportReport }> {
  const answer = await fetch(`${server.url}/fhir`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', authorization: `Bearer ${await server.token(role, care.agencyId)}` },
    body,
  });
  return { status: answer.status, report: (await answer.json()) as ImportReport };
}

async function authorizations(): Promise<number> {
  const { data } = await server.ask(await server.token('BILLER', care.agencyId), '{ authorizations { totalCount } }');
  return data.authorizations.totalCount;
}

test('a role that may not make the changes has nothing imported', async () => {
  const { status, report } = await post(REQUEST, 'CLINICIAN');
  expect(status).toBe(200);
  expect(report.totals.CREATED).toBe(0);
  expect(report.resources.map(({ reason }) => reason?.code)).toContain('FORBIDDEN');
  expect(await authorizations()).toBe(0);
});

test('a request for authorization that is posted becomes an authorization that can be asked for', async () => {
  const { status, report } = await post(REQUEST);
  expect(status).toBe(200);
  expect(report.resources.flatMap(({ changes }) => changes)).toEqual(expect.arrayContaining(['admitPatient', 'addPayer', 'addCoverage', 'recordAuthorization']));
  const { data } = await server.ask(await server.token('BILLER', care.agencyId), '{ authorizations(first: 5) { edges { node { lines { decision } } } } }');
  expect(data.authorizations.edges).toEqual([{ node: { lines: [{ decision: 'PENDED' }] } }]);
});

test('posting it again changes nothing', async () => {
  const { report } = await post(REQUEST);
  expect(report.totals).toMatchObject({ CREATED: 0, UPDATED: 0, REFUSED: 0 });
  expect(await authorizations()).toBe(1);
});

test('a transaction with one resource that cannot be taken is refused as a whole', async () => {
  const bundle = JSON.parse(REQUEST) as { type: string; entry: Array<{ resource: Record<string, unknown>; request?: object }> };
  bundle.type = 'transaction';
  for (const entry of bundle.entry) entry.request = { method: 'POST', url: entry.resource['resourceType'] };
  const patient = bundle.entry.find(({ resource }) => resource['resourceType'] === 'Patient');
  Object.assign(patient?.resource ?? {}, { id: 'someone-else', identifier: [{ system: 'urn:test', value: 'someone-else' }], birthDate: 'yesterday', name: [] });
  const { status, report } = await post(JSON.stringify(bundle));
  expect({ status, isKept: report.isKept }).toEqual({ status: 422, isKept: false });
  expect(await authorizations()).toBe(1);
});

test.each(['null', '7', '[]', '{"resourceType":"Bundle"}', '{"resourceType":"Bundle","type":"collection","entry":"none"}'])('%s is refused, and says what was expected', async (body) => {
  const { status, report } = await post(body);
  expect([400, 422]).toContain(status);
  expect((report as unknown as { errors: unknown[] }).errors).toMatchObject([{ extensions: { code: expect.any(String), remedy: expect.any(String) } }]);
});

test('a resource without a kind is refused in its report', async () => {
  const { status, report } = await post('{}');
  expect(status).toBe(422);
  expect(report.totals.REFUSED).toBe(1);
});
