import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { Role, Viewer } from '../../src/auth/viewer.js';
import { breakGlass } from '../../src/changes/break-glass.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { EMERGENCY_ATTEMPTS_AN_HOUR } from '../../src/graphql/limits/attempts.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { systemIds } from '../../src/system.js';
import { admit, type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';
import { type Answer, type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { viewerOf } from '../support/viewers.js';

let the: TestWorld;
let graphql: TestGraphQL;
let care: Care;
let admin: Viewer;

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world, { attemptsAnHour: EMERGENCY_ATTEMPTS_AN_HOUR });
});
afterAll(() => the.close());

beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  care = await openCare(the.world);
  admin = as('admin', 'ADMIN');
});

const as = (subject: string, role: Role, { agencyId } = care): Viewer => viewerOf(agencyId, role, subject);

/** Taken by a member of their own, for 30 minutes. */
async function taken(subject: string, patientId = care.patientId): Promise<string> {
  await perform(the.world, grantAccess, { subject, role: 'CLINICIAN', patientIds: [] }, care);
  const { record } = await perform(the.world, breakGlass, { patientId, reasonCode: 'DISASTER', reason: 'Flood', minutes: 30 }, { viewer: as(subject, 'CLINICIAN') });
  return toGlobalId('EmergencyAccess', record.id);
}

const review = (id: string, decision = 'APPROVED'): Promise<Data> =>
  graphql.data(admin, 'mutation ($input: ReviewEmergencyAccessInput!) { reviewEmergencyAccess(input: $input) { record { isOpen review { status by at text } } } }', { input: { emergencyAccessId: id, decision, text: 'Asked' } });
const listed = async (list: string, filter: object = {}, viewer = admin): Promise<string[]> =>
  (await graphql.data(viewer, `query ($filter: EmergencyAccessFilter) { ${list}(filter: $filter) { nodes { subject } } }`, { filter }))[list].nodes.map(({ subject }: Data) => subject);
const codesOf = ({ errors }: Answer): unknown[] => (errors ?? []).map(({ extensions }) => extensions?.['code']);

describe('what has to be reviewed', () => {
  test('is listed by when it is due until it is decided, and is overdue a second after it was due and not before', async () => {
    const first = await taken('ann');
    the.clock.moveBy(1_000);
    await taken('bob');
    expect(await listed('emergencyAccessesToReview')).toEqual(['ann', 'bob']);

    the.clock.moveTo('2026-03-03T15:00:00Z');
    expect(await listed('emergencyAccessesToReview', { isOverdue: true })).toEqual([]);
    the.clock.moveTo('2026-03-03T15:00:01Z');
    expect(await listed('emergencyAccessesToReview', { isOverdue: true })).toEqual(['ann']);
    expect(await listed('emergencyAccessesToReview', { isOverdue: false })).toEqual(['bob']);
    const { emergencyAccess } = await graphql.data(admin, 'query ($id: ID!) { emergencyAccess(id: $id) { review { isOverdue dueAt } } }', { id: first });
    expect(emergencyAccess.review).toEqual({ isOverdue: true, dueAt: '2026-03-03T15:00:00.000Z' });

    expect((await review(first)).reviewEmergencyAccess.record).toEqual({ isOpen: false, review: { status: 'APPROVED', by: 'admin', at: '2026-03-03T15:00:01.000Z', text: 'Asked' } });
    expect(await listed('emergencyAccessesToReview')).toEqual(['bob']);
    expect(await listed('emergencyAccesses', { reviewStatuses: ['APPROVED'] })).toEqual(['ann']);
  });

  test('is for administrators and clinical leads', async () => {
    const id = await taken('ann');
    expect(await listed('emergencyAccessesToReview', {}, as('lead', 'CLINICAL_LEAD'))).toEqual(['ann']);
    for (const role of ['CLINICIAN', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR'] as const) {
      for (const query of ['{ emergencyAccessesToReview { totalCount } }', '{ emergencyAccesses { totalCount } }']) {
        expect([role, query, codesOf(await graphql.ask(as('someone', role), query))]).toEqual([role, query, ['FORBIDDEN']]);
      }
      const { node, patients } = await graphql.data(as('someone', role), `{ node(id: "${id}") { id } patients { nodes { emergencyAccesses { totalCount } } } }`);
      expect([role, node, new Set(patients.nodes.map(({ emergencyAccesses }: Data) => emergencyAccesses))]).toEqual([role, null, new Set([null])]);
    }
  });

  test('is nothing of another agency\'s', async () => {
    const id = await taken('ann');
    const elsewhere = as('admin', 'ADMIN', await openCare(the.world));
    expect(await listed('emergencyAccessesToReview', {}, elsewhere)).toEqual([]);
    expect((await graphql.data(elsewhere, `{ node(id: "${id}") { id } }`)).node).toBeNull();
  });
});

describe('the list', () => {
  test('tells by whom, to whom, and whether it is open', async () => {
    await taken('ann');
    const other = await admit(the.world, care);
    await taken('bob', other);
    expect(await listed('emergencyAccesses', { subjects: ['bob'] })).toEqual(['bob']);
    expect(await listed('emergencyAccesses', { patientId: toGlobalId('Patient', care.patientId) })).toEqual(['ann']);
    the.clock.moveBy(30 * 60_000 - 1);
    expect(await listed('emergencyAccesses', { isOpen: true })).toEqual(['bob', 'ann']);
    the.clock.moveBy(1);
    expect(await listed('emergencyAccesses', { isOpen: true })).toEqual([]);
    expect(await listed('emergencyAccesses', { isOpen: false })).toEqual(['bob', 'ann']);
  });

  test('of one\'s own is for everyone, and of nobody else', async () => {
    await taken('ann');
    await taken('bob');
    const own = async (viewer: Viewer): Promise<Data> => (await graphql.data(viewer, '{ viewer { emergencyAccesses { subject reason isOpen review { status } } } }')).viewer.emergencyAccesses;
    expect(await own(as('ann', 'CLINICIAN'))).toEqual([{ subject: 'ann', reason: 'Flood', isOpen: true, review: { status: 'PENDING' } }]);
    expect(await own(as('cal', 'CLINICIAN'))).toEqual([]);
    expect(await own(as('ann', 'CLINICIAN', await openCare(the.world)))).toEqual([]);
  });
});

describe('the log', () => {
  test('tells of emergencies to those who review them, and to nobody else', async () => {
    await review(await taken('ann'), 'REJECTED');
    const heard = async (role: Role): Promise<string[]> =>
      (await graphql.data(as('someone', role), '{ alignmentEvents(first: 100) { nodes { type } } }')).alignmentEvents.nodes.map(({ type }: Data) => type).filter((type: string) => type.startsWith('EMERGENCY'));
    for (const role of ['ADMIN', 'CLINICAL_LEAD'] as const) expect(await heard(role)).toEqual(['EMERGENCY_ACCESS_GRANTED', 'EMERGENCY_ACCESS_REVIEWED']);
    for (const role of ['CLINICIAN', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR'] as const) expect(await heard(role)).toEqual([]);
  });
});

test('whoever goes through record numbers is stopped, by tries that fail and by tries that only ask', async () => {
  await perform(the.world, grantAccess, { subject: 'prober', role: 'CLINICIAN', patientIds: [] }, care);
  const input = (mrn: string): Record<string, unknown> => ({ input: { mrn, reasonCode: 'DISASTER', reason: 'Flood', minutes: 30 } });
  const attempt = (viewer: Viewer, mrn = systemIds.next()): Promise<Answer> => graphql.ask(viewer, 'mutation ($input: BreakGlassInput!) { breakGlass(input: $input, dryRun: true) { record { id } } }', input(mrn));
  const prober = as('prober', 'CLINICIAN');
  for (let i = 0; i < EMERGENCY_ATTEMPTS_AN_HOUR - 2; i += 1) expect(codesOf(await attempt(prober))).toEqual(['NOT_FOUND']);
  const many = 'mutation ($input: BreakGlassInput!) { performChanges(changes: [{ breakGlass: $input }, { breakGlass: $input }, { breakGlass: $input }], dryRun: true) { refusal { code } } }';
  expect((await graphql.data(prober, many, input('1'))).performChanges.map(({ refusal }: Data) => refusal.code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'RATE_LIMITED']);
  expect((await attempt(prober)).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } }]);
  expect(codesOf(await attempt(as('another', 'CLINICIAN')))).toEqual(['FORBIDDEN']);
});
