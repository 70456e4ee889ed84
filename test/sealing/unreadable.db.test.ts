import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { addCoverage } from '../../src/changes/add-coverage.js';
import { perform } from '../../src/changes/perform.js';
import { updatePatient } from '../../src/changes/update-patient.js';
import { openContext } from '../../src/graphql/context.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openPlans } from '../../src/graphql/plans/plans.js';
import { fileKeys } from '../../src/sealing/file-keys.js';
import { ProviderOut } from '../../src/sealing/key-provider.js';
import { rewrapKeys } from '../../src/sealing/rotation.js';
import { openSealing } from '../../src/sealing/sealing.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { collectingLog, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { keyFile, testKeyProvider, testSealing } from '../support/sealing.js';

let the: TestWorld;
let graphql: TestGraphQL;
let ours: TestAgency;
let theirs: TestAgency;

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
  ours = await openTestAgency(the.world);
  theirs = await openTestAgency(the.world);
  await perform(the.world, updatePatient, { patientId: theirs.patientId, ssn: SSN }, theirs);
});
afterAll(() => the.close());

const SSN = '523-45-7788';

describe('a sealed value that is not where it was put', () => {
  const ASK = 'query ($id: ID!) { coverage: node(id: $id) { ... on Coverage { rank memberId } } }';
  const broken = { errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL' }, path: ['coverage', 'memberId'] }] };

  test.each([
    ['altered', `update coverages set member_id = overlay(member_id placing case substr(member_id, 20, 1) when 'A' then 'B' else 'A' end from 20 for 1) where id = $1`],
    ['copied from another row', `update coverages set member_id = (select c.member_id from coverages c where c.agency_id = coverages.agency_id and c.id <> coverages.id limit 1) where id = $1`],
    ['copied from another agency', `update coverages set member_id = (select c.member_id from coverages c where c.agency_id <> coverages.agency_id limit 1) where id = $1`],
    ['copied from another column', `update coverages set member_id = (select p.ssn from patients p where p.ssn is not null limit 1) where id = $1`],
    ['under a key that is not there', `update coverages set member_id = replace(member_id, 'v1.1.', 'v1.9.') where id = $1`],
  ])('because it was %s is not given out, raises an alarm, and stops nothing else', async (_how, sql) => {
    const alarms: string[] = [];
    const world = { ...the.world, sealing: testSealing((agencyId) => alarms.push(agencyId)) };
    const own = await openTestGraphQL(world);
    const agency = await openTestAgency(world);
    await perform(world, addCoverage, { patientId: agency.patientId, payerId: agency.payerId, memberId: 'M-other', rank: 3, startsOn: '2026-01-01' }, agency);
    await the.owner.query(sql, [agency.coverageId]);
    for (const warm of [false, true]) {
      const answer = await own.ask(agency.viewer, ASK, { id: toGlobalId('Coverage', agency.coverageId) });
      expect({ warm, ...answer }).toMatchObject({ warm, ...broken });
    }
    expect(new Set(alarms)).toEqual(new Set([agency.agencyId]));
    expect(own.logged.join()).not.toMatch(/v1\.|M-other/);
    expect(await own.data(agency.viewer, '{ coverages(first: 1) { nodes { rank } } }')).toBeDefined();
  });

  test('is answered by plans as by resolvers, and nothing of it is sent', async () => {
    const alarms: string[] = [];
    const logged: string[] = [];
    const world = { ...the.world, sealing: testSealing((agencyId) => alarms.push(agencyId)) };
    const own = await openTestGraphQL(world);
    const plans = openPlans(own.schema, collectingLog(logged));
    const agency = await openTestAgency(world);
    const document = parse('{ coverages(first: 5) { nodes { memberId } } }');
    const answered = async (): Promise<string | null> => {
      const context = openContext(own.parts, agency.viewer);
      try {
        return await plans.answer({ document, operation: document.definitions[0] as never, variables: {} }, context);
      } finally {
        await context.close();
      }
    };
    // The key is not at hand on this node yet: execution fetches it, and from then on the plan answers by itself.
    const cold = openSealing({ provider: testKeyProvider(), nowMs: () => performance.now(), alarm: () => undefined });
    const coldContext = openContext({ ...own.parts, world: { ...world, sealing: cold } }, agency.viewer);
    expect(await plans.answer({ document, operation: document.definitions[0] as never, variables: {} }, coldContext)).toBeNull();
    await coldContext.close();
    expect(await answered()).toBe('{"coverages":{"nodes":[{"memberId":"M1"}]}}');
    expect(logged).toEqual([]);
    await the.owner.query(`update coverages set member_id = 'v1.1.AAAA' where id = $1`, [agency.coverageId]);
    expect(await answered()).toBeNull();
    expect((await own.ask(agency.viewer, '{ coverages(first: 5) { nodes { memberId } } }')).errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(alarms).toContain(agency.agencyId);
  });
});

describe('keys that wrap', () => {
  const PLAIN = '{ coverages(first: 5) { nodes { memberId payer { name } } } }';

  test('of another installation open nothing, raise an alarm, and stop nothing else', async () => {
    const wrong = keyFile({ current: 'tests', keys: { tests: Buffer.alloc(32, 8).toString('base64') } });
    const alarms: string[] = [];
    const sealing = openSealing({ provider: fileKeys(wrong.path), nowMs: () => performance.now(), alarm: (agencyId) => alarms.push(agencyId) });
    const own = await openTestGraphQL({ ...the.world, sealing });
    expect((await own.ask(ours.viewer, PLAIN)).errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(alarms).toContain(ours.agencyId);
    await expect(perform({ ...the.world, sealing }, updatePatient, { patientId: ours.patientId, ssn: SSN }, { viewer: ours.viewer })).rejects.toThrow('was not wrapped by this key');
    expect((await own.ask(ours.viewer, '{ coverages(first: 5) { nodes { rank } } }')).errors).toBeUndefined();
    wrong.remove();
  });

  test('that cannot be reached leave what is known working, refuse what is not as BUSY, and touch nothing else', async () => {
    const real = testKeyProvider();
    let isOut = false;
    const line = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isOut) throw new ProviderOut('the line is cut');
      return work();
    };
    const provider = { currentKeyId: () => line(() => real.currentKeyId()), wrap: (...all: Parameters<typeof real.wrap>) => line(() => real.wrap(...all)), unwrap: (...all: Parameters<typeof real.unwrap>) => line(() => real.unwrap(...all)) };
    const world = { ...the.world, sealing: openSealing({ provider, nowMs: () => performance.now(), alarm: () => undefined }) };
    const own = await openTestGraphQL(world);
    expect((await own.data(ours.viewer, PLAIN)).coverages.nodes).toMatchObject([{ memberId: 'M1' }]);
    isOut = true;
    expect((await own.data(ours.viewer, PLAIN)).coverages.nodes).toMatchObject([{ memberId: 'M1' }]);
    await perform(world, updatePatient, { patientId: ours.patientId, ssn: SSN }, { viewer: ours.viewer });
    expect((await own.ask(theirs.viewer, PLAIN)).errors?.[0]).toMatchObject({ extensions: { code: 'BUSY' } });
    const refusal = perform(world, updatePatient, { patientId: theirs.patientId, ssn: SSN }, { viewer: theirs.viewer });
    await expect(refusal).rejects.toMatchObject({ code: 'BUSY' });
    await perform(world, updatePatient, { patientId: theirs.patientId, givenName: 'Ada' }, { viewer: theirs.viewer });
    expect((await own.ask(theirs.viewer, '{ coverages(first: 5) { nodes { rank } } }')).errors).toBeUndefined();
  });

  test('can be replaced: the keys of agencies are wrapped anew, and the one before is needed no more', async () => {
    const file = keyFile();
    const sealing = openSealing({ provider: fileKeys(file.path), nowMs: () => performance.now(), alarm: () => undefined });
    const tests = Buffer.alloc(32, 7).toString('base64');
    const next = Buffer.alloc(32, 9).toString('base64');
    file.write({ current: 'next', keys: { tests, next } });
    expect(await rewrapKeys(the.database, sealing, ours.agencyId)).toBe(1);
    expect(await rewrapKeys(the.database, sealing, ours.agencyId)).toBe(0);
    file.write({ current: 'next', keys: { next } });
    const alone = openSealing({ provider: fileKeys(file.path), nowMs: () => performance.now(), alarm: () => undefined });
    const own = await openTestGraphQL({ ...the.world, sealing: alone });
    expect((await own.data(ours.viewer, PLAIN)).coverages.nodes).toMatchObject([{ memberId: 'M1' }]);
    // What a node has in memory are the same keys as before.
    expect((await graphql.data(ours.viewer, PLAIN)).coverages.nodes).toMatchObject([{ memberId: 'M1' }]);
    file.remove();
  });
});
