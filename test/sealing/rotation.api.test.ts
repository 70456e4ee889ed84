import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { type App, startApp } from '../../src/app.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { changeCoverage } from '../../src/changes/change-coverage.js';
import { perform } from '../../src/changes/perform.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { updatePatient } from '../../src/changes/update-patient.js';
import { reading } from '../../src/db/agency-scope.js';
import { keysOfAgency } from '../../src/db/queries/agency-keys.js';
import { COVERAGE_MEMBER_ID } from '../../src/db/queries/sealed-columns.js';
import { rotateKey } from '../../src/sealing/rotation.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { admit } from '../support/care.js';
import type { Data } from '../support/graphql.js';
import { openedIn, testSealing } from '../support/sealing.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Two nodes over one database, each with its own memory of keys. */
let first: TestServer;
let second: App;
let owner: pg.Client;
let agency: TestAgency;

beforeAll(async () => {
  first = await startTestServer();
  second = await startApp(first.config, { info: () => undefined, warn: () => undefined, error: () => undefined });
  owner = new pg.Client({ connectionString: first.stored.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await second.stop();
  await first.stop();
});
beforeEach(async () => {
  agency = await openTestAgency(first.app.world, { evv: { ...DEFAULT_TERMS.evv, disciplines: ['PT'], matchedElements: ['MEMBER'] } });
});

const pause = (): Promise<void> => wait(10);
const rotate = (): ReturnType<typeof rotateKey> => rotateKey(first.app.world.database, testSealing(), agency.agencyId, pause);

async function states(): Promise<string[]> {
  return (await reading(first.app.world.database, agency.agencyId, keysOfAgency)).map(({ number, state }) => `${number} ${state}`);
}

async function ask(url: string, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await first.token('ADMIN', agency.agencyId)}` }, body: JSON.stringify({ query, variables }) });
  const answer = (await response.json()) as { data?: unknown; errors?: unknown };
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

/** What a search for a number finds on a node, as the numbers that it then shows. */
async function search(url: string, memberId: string): Promise<string[]> {
  const { coverages } = await ask(url, 'query ($memberId: String!) { coverages(first: 5, filter: { memberId: $memberId }) { nodes { memberId } } }', { memberId });
  return coverages.nodes.map((one: { memberId: string }) => one.memberId);
}

async function sealedUnder(): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ under: string; count: number }>(
    `select split_part(member_id, '.', 2) || ' by ' || array_to_string(array(select split_part(i, '.', 1) from unnest(member_index) i), ',') as under, count(*)::int as count from coverages where agency_id = $1 group by 1`,
    [agency.agencyId],
  );
  return Object.fromEntries(rows.map(({ under, count }) => [under, count]));
}

describe('another key for an agency', () => {
  test('seals everything of it anew, without a new version or an event, and retires the one before', async () => {
    await perform(first.app.world, updatePatient, { patientId: agency.patientId, ssn: '523-45-7788' }, agency);
    await perform(first.app.world, recordEvv, { visitId: agency.visitIds[0], status: 'ACCEPTED', memberId: 'M1' }, agency);
    const told = async (): Promise<unknown> =>
      (await owner.query(`select (select count(*) from alignment_events where agency_id = $1) as events, (select sum(version) from patients where agency_id = $1) as patients, (select sum(version) from coverages where agency_id = $1) as coverages`, [agency.agencyId])).rows;
    const before = await told();
    expect(await rotate()).toEqual({ number: 2, resealed: 3, wasBegun: false });
    expect(await told()).toEqual(before);
    expect(await states()).toEqual(['2 CURRENT', '1 RETIRED']);
    expect(await sealedUnder()).toEqual({ '2 by 2': 1 });
    for (const { url } of [first, second]) {
      expect(await search(url, 'M1')).toEqual(['M1']);
      expect((await ask(url, '{ patients(filter: { ssn: "523457788" }) { nodes { ssn } } }')).patients.nodes).toEqual([{ ssn: '523-45-7788' }]);
    }
    expect(await rotate()).toMatchObject({ number: 3, resealed: 3 });
    expect(await states()).toEqual(['3 CURRENT', '2 RETIRED', '1 RETIRED']);
  });

  test('leaves repeated requests their answers, from before and of another node', async () => {
    const { patientId, payerId, viewer } = agency;
    const input = { patientId, payerId, memberId: 'M7', rank: 2, startsOn: '2026-01-01' };
    const { record } = await perform(first.app.world, addCoverage, input, { viewer, idempotencyKey: 'before' });
    await rotate();
    const repeated = await perform(second.world, addCoverage, input, { viewer, idempotencyKey: 'before' });
    expect(repeated.record).toEqual(record);
    // The answer that was kept is sealed under the retired key.
    expect(repeated.record.memberId).toMatch(/^v1\.1\./);
    const secrets = await reading(second.world.database, agency.agencyId, (tx) => second.world.sealing.secretsIn(tx).open({ column: COVERAGE_MEMBER_ID, recordId: record.id }, record.memberId));
    expect(secrets).toBe('M7');
    await expect(perform(second.world, addCoverage, { ...input, memberId: 'M8' }, { viewer, idempotencyKey: 'before' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('is used at once by every node, while writers write and readers find everything', async () => {
    const { world } = first.app;
    const patients = [agency.patientId];
    for (let i = 0; i < 70; i += 1) patients.push(await admit(world, agency));
    await perform(world, recordEvv, { visitId: agency.visitIds[0], status: 'ACCEPTED', memberId: 'M1' }, agency);
    let isRotating = true;
    let written = 0;
    let looked = 0;
    const writing = async (node: App, from: number): Promise<void> => {
      for (let i = from; isRotating || i < from + 6; i += 2) {
        const memberId = `W-${i}`;
        const { record } = await perform(node.world, addCoverage, { patientId: patients[i % patients.length] as string, payerId: agency.payerId, memberId, rank: 2 + Math.floor(i / patients.length), startsOn: '2026-01-01' }, agency);
        // What one node has written another finds, and what was changed is found as it was changed to.
        const [here, there] = node === second ? [second.url, first.url] : [first.url, second.url];
        expect(await search(there, memberId)).toEqual([memberId]);
        await perform(node.world, changeCoverage, { coverageId: record.id, endsOn: '2026-12-31' }, agency);
        await perform(node.world, changeCoverage, { coverageId: record.id, memberId: `${memberId}-B` }, agency);
        expect([await search(here, memberId), await search(there, `${memberId}-B`)]).toEqual([[], [`${memberId}-B`]]);
        written += 1;
      }
    };
    const reading = async ({ url }: { readonly url: string }): Promise<void> => {
      while (isRotating) {
        const { coverages } = await ask(url, '{ coverages(first: 100) { nodes { memberId } } }');
        for (const { memberId } of coverages.nodes) expect(memberId).toMatch(/^(M1|W-\d+(-B)?)$/);
        const { found } = await ask(url, '{ found: coverages(first: 1, filter: { memberId: "M1" }) { totalCount } }');
        expect(found.totalCount).toBe(71);
        looked += 1;
      }
    };
    const rotating = (async () => {
      for (let i = 0; i < 3; i += 1) await rotate();
    })().finally(() => {
      isRotating = false;
    });
    await Promise.all([rotating, writing(first.app, 0), writing(second, 1), reading(first), reading(second)]);
    expect(written).toBeGreaterThan(5);
    expect(looked).toBeGreaterThan(1);
    expect(await states()).toEqual(['4 CURRENT', '3 RETIRED', '2 RETIRED', '1 RETIRED']);
    // The last one may have been written while the one before was still searched for.
    await rotate();
    expect(Object.keys(await sealedUnder())).toEqual(['5 by 5']);
    const members = await openedIn(world, agency.agencyId, COVERAGE_MEMBER_ID, 'id');
    expect(members.filter((one) => one === 'M1')).toHaveLength(71);
    expect(members).toHaveLength(71 + written);
    const { findings } = await ask(first.url, '{ findings(first: 100, filter: { ruleIds: ["EVV-02"] }) { nodes { ruleId } } }');
    expect(findings.nodes).toEqual([]);
  });

  test('that is broken off at any statement is gone on with, and nothing is lost', async () => {
    const { world } = first.app;
    for (let i = 0; i < 60; i += 1) await admit(world, agency);
    const { database } = world;
    // A connection that dies after so many transactions, as when the command is killed.
    let left = 0;
    const dying = {
      ...database,
      pool: new Proxy(database.pool, {
        get(pool, name: keyof pg.Pool) {
          if (name !== 'connect') return typeof pool[name] === 'function' ? (pool[name] as () => unknown).bind(pool) : pool[name];
          return () => {
            left -= 1;
            return left < 0 ? Promise.reject(new Error('killed')) : pool.connect();
          };
        },
      }),
    };
    let breaks = 0;
    for (let allowed = 1; ; allowed += 1) {
      left = allowed;
      const ended = await rotateKey(dying, testSealing(), agency.agencyId, pause).then(
        (done) => done,
        () => null,
      );
      expect(await search(second.url, 'M1')).toHaveLength(5);
      expect(new Set(await openedIn(second.world, agency.agencyId, COVERAGE_MEMBER_ID, 'id'))).toEqual(new Set(['M1']));
      if (ended !== null) break;
      breaks += 1;
    }
    expect(breaks).toBeGreaterThan(5);
    await rotate();
    expect(Object.keys(await sealedUnder())).toHaveLength(1);
    expect((await states()).filter((one) => !one.endsWith('RETIRED'))).toHaveLength(1);
  });

  test('that two operators ask for at once is one rotation, or one after the other', async () => {
    const done = await Promise.all([rotate(), rotate()]);
    expect(done.map(({ number }) => number).sort()[0]).toBe(2);
    expect((await states())[0]).toBe(`${Math.max(...done.map(({ number }) => number))} CURRENT`);
    expect(await search(first.url, 'M1')).toEqual(['M1']);
  });
});
