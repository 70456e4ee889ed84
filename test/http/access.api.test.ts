import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from 'graphql-ws';
import pg from 'pg';

import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { resumeAgency } from '../../src/changes/resume-agency.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import { suspendAgency } from '../../src/changes/suspend-agency.js';
import { type Care, openCare } from '../support/care.js';
import { type Answer, startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** Whoever was sent away is refused on their next request, whatever their token says; by real servers, over real sockets. */
let server: TestServer;
let care: Care;
let elsewhere: Care;
let admin: string;
let ann: string;
/** The same token in the other agency. */
let annElsewhere: string;

beforeAll(async () => {
  server = await startTestServer();
  elsewhere = await openCare(server.app.world);
  annElsewhere = await server.token('BILLER', elsewhere.agencyId, { subject: 'ann' });
});
afterAll(() => server.stop());

beforeEach(async () => {
  care = await openCare(server.app.world);
  admin = await server.token('ADMIN', care.agencyId);
  ann = await server.token('BILLER', care.agencyId, { subject: 'ann' });
});

const WHO = '{ viewer { role permissions { mayChange } } patients { totalCount } }';
const REVOKED = [{ extensions: { code: 'FORBIDDEN', found: 'access that was revoked', remedy: 'Ask an administrator of the agency for access.' } }];
const SUSPENDED = [{ extensions: { code: 'FORBIDDEN', found: 'an agency that is suspended', remedy: 'Ask whoever operates this server.' } }];

const mutate = async (field: string, input: string, token = admin): Promise<{ readonly id: string; readonly version: number }> => {
  const { data, errors } = await server.ask(token, `mutation { ${field}(input: ${input}) { record { id version } } }`);
  expect(errors).toBeUndefined();
  return data[field].record;
};
const grant = (role = 'SCHEDULER'): Promise<{ readonly id: string }> => mutate('grantAccess', `{ subject: "ann", role: ${role} }`);

async function post(path: string, token: string, body: string): Promise<{ readonly status: number; readonly answer: Answer }> {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const isHeard = async (token: string): Promise<void> => expect((await server.ask(token, WHO)).data).toMatchObject({ patients: { totalCount: 1 } });

describe('a member', () => {
  test('is in the role that the agency gave them, from the next request on, and in another agency in that of their token', async () => {
    expect((await server.ask(ann, WHO)).data.viewer.role).toBe('BILLER');
    const { id } = await grant('SCHEDULER');
    const { viewer } = (await server.ask(ann, WHO)).data;
    expect(viewer.role).toBe('SCHEDULER');
    expect(viewer.permissions.mayChange).toContain('scheduleVisit');
    expect((await server.ask(ann, 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', found: 'SCHEDULER' } }]);
    await mutate('changeAccess', `{ agencyMemberId: "${id}", role: BILLER }`);
    expect((await server.ask(ann, 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }')).errors).toBeUndefined();
    expect((await server.ask(annElsewhere, WHO)).data.viewer.role).toBe('BILLER');
  });

  test('who is sent away is refused before anything is parsed, on every route, and comes in again once access is granted again', async () => {
    const { id } = await grant();
    await isHeard(ann);
    await mutate('revokeAccess', `{ agencyMemberId: "${id}" }`);
    for (const [path, body] of [['/graphql', JSON.stringify({ query: WHO })], ['/graphql', '{ no json'], ['/fhir', '{ no json']] as const) {
      expect(await post(path, ann, body)).toMatchObject({ status: 403, answer: { errors: REVOKED } });
    }
    await isHeard(admin);
    await isHeard(annElsewhere);
    await grant();
    await isHeard(ann);
  });

  test('whose access was revoked on another node is refused here, too', async () => {
    const { record } = await perform(server.app.world, grantAccess, { subject: 'ann', role: 'BILLER' }, care);
    await isHeard(ann);
    // As another node does it: this one is told by nothing but the database.
    const notifier = new pg.Client({ connectionString: server.stored.url });
    await notifier.connect();
    try {
      await perform({ ...server.app.world, hint: () => undefined }, revokeAccess, { agencyMemberId: record.id }, care);
      await notifier.query(`select pg_notify('plumbline_hints', $1)`, [`${care.agencyId}!`]);
      await until(async () => (await post('/graphql', ann, JSON.stringify({ query: WHO }))).status === 403);
    } finally {
      await notifier.end();
    }
  });
});

describe('over a socket', () => {
  const CLOSED = expect.objectContaining({ code: 4403 });

  /** What one operation is answered. */
  function asked(client: Client, query = WHO): Promise<unknown> {
    return new Promise((resolve) => {
      client.subscribe({ query }, { next: resolve, error: resolve, complete: () => undefined });
    });
  }

  test('someone who was sent away is not let in', async () => {
    const { id } = await grant();
    await mutate('revokeAccess', `{ agencyMemberId: "${id}" }`);
    expect(await asked(server.connect(ann))).toEqual(CLOSED);
    expect(await asked(server.connect(annElsewhere))).toMatchObject({ data: { viewer: { role: 'BILLER' } } });
  });

  test('whose agency is suspended is not let in', async () => {
    await perform(server.app.world, suspendAgency, {}, care);
    expect(await asked(server.connect(ann))).toEqual(CLOSED);
  });

  test('someone who is in has the role that they have now, and is refused what they ask after they were sent away', async () => {
    // One socket, that stays open between what is asked.
    const client = server.connect(ann, { lazy: false });
    expect(await asked(client)).toMatchObject({ data: { viewer: { role: 'BILLER' } } });
    const { id } = await grant('SCHEDULER');
    expect(await asked(client)).toMatchObject({ data: { viewer: { role: 'SCHEDULER' } } });
    await mutate('revokeAccess', `{ agencyMemberId: "${id}" }`);
    expect(await asked(client)).toMatchObject(REVOKED);
    await grant('BILLER');
    expect(await asked(client)).toMatchObject({ data: { viewer: { role: 'BILLER' } } });
  });
});

describe('an agency that is suspended', () => {
  test('is read and changed by nobody, and goes on as before once it is resumed', async () => {
    await grant('BILLER');
    for (const token of [admin, ann]) await isHeard(token);
    await perform(server.app.world, suspendAgency, {}, care);
    for (const token of [admin, ann]) {
      for (const path of ['/graphql', '/fhir']) expect(await post(path, token, '{}')).toMatchObject({ status: 403, answer: { errors: SUSPENDED } });
    }
    await isHeard(annElsewhere);
    await perform(server.app.world, resumeAgency, {}, care);
    for (const token of [admin, ann]) await isHeard(token);
    expect((await server.ask(ann, WHO)).data.viewer.role).toBe('BILLER');
  });
});

describe('the members of an agency', () => {
  const MEMBERS = '{ members { nodes { id subject role status branchIds payerIds patientIds } totalCount } }';

  test('are listed for administrators by subject, those who were sent away included, and for nobody else', async () => {
    const { id } = await grant();
    await mutate('grantAccess', '{ subject: "adam", role: CLINICIAN, patientIds: [] }');
    await mutate('revokeAccess', `{ agencyMemberId: "${id}" }`);
    expect((await server.ask(admin, MEMBERS)).data.members).toMatchObject({
      totalCount: 2,
      nodes: [
        { subject: 'adam', role: 'CLINICIAN', status: 'ACTIVE', branchIds: null, patientIds: [] },
        { id, subject: 'ann', role: 'SCHEDULER', status: 'REVOKED', patientIds: null },
      ],
    });
    const lead = await server.token('CLINICAL_LEAD', care.agencyId);
    expect((await server.ask(lead, MEMBERS)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await server.ask(lead, `{ node(id: "${id}") { id } }`)).data).toEqual({ node: null });
    expect((await server.ask(await server.token('ADMIN', elsewhere.agencyId), `{ node(id: "${id}") { id } }`)).data).toEqual({ node: null });
  });

  test('are told of by events: what they may read to administrators, and to others only that something was granted', async () => {
    const heard = new Map<string, unknown[]>([[admin, []], [ann, []]]);
    for (const [token, events] of heard) {
      server.connect(token).subscribe<{ readonly alignmentChanged: { readonly kind: string; readonly event: unknown } }>(
        { query: 'subscription { alignmentChanged { kind event { type patient { id } what { entity field after } } } }' },
        { next: ({ data }) => void events.push(data?.alignmentChanged), error: () => undefined, complete: () => undefined },
      );
    }
    await until(() => [...heard.values()].every((events) => events.length === 1));
    await perform(server.app.world, grantAccess, { subject: 'bo', role: 'CLINICIAN', patientIds: [care.patientId] }, care);
    await until(() => [...heard.values()].every((events) => events.length === 2));
    const event = { type: 'ACCESS_GRANTED', patient: null };
    expect(heard.get(admin)?.[1]).toMatchObject({ event: { ...event, what: [{ entity: 'Member', field: 'issuer', after: 'main' }, { field: 'subject', after: 'bo' }, { field: 'role' }, { field: 'patientIds' }, { field: 'status' }] } });
    expect(heard.get(ann)?.[1]).toMatchObject({ event: { ...event, what: [] } });
    expect(JSON.stringify(heard.get(admin))).not.toContain(care.patientId);
  });
});
