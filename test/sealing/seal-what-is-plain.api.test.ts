import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { startApp } from '../../src/app.js';
import { updatePatient } from '../../src/changes/update-patient.js';
import { perform } from '../../src/changes/perform.js';
import { COVERAGE_MEMBER_ID, EVV_MEMBER_ID } from '../../src/db/queries/sealed-columns.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openedIn } from '../support/sealing.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let owner: pg.Client;
let ours: TestAgency;
let theirs: TestAgency;

beforeEach(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.stored.url });
  await owner.connect();
  ours = await openTestAgency(server.app.world);
  theirs = await openTestAgency(server.app.world);
});
afterEach(async () => {
  await owner.end();
  await server.stop();
});

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** As a database is that was filled before anything was sealed, when the migration has been at it. */
async function makePlain(): Promise<void> {
  await owner.query(`
    alter table coverages drop constraint coverages_member_id_sealed;
    alter table evv_records drop constraint evv_records_member_id_sealed;
    update coverages set member_id = 'KANARI-1', member_index = '{}';
    update evv_records set member_id = 'v1.1.looks-sealed', member_index = '{}';
    delete from agency_keys where agency_id = '${theirs.agencyId}';
    alter table coverages add constraint coverages_member_id_sealed check (member_id ~ '^v1[.]' and cardinality(member_index) > 0) not valid;
    alter table evv_records add constraint evv_records_member_id_sealed check (member_id is null or (member_id ~ '^v1[.]' and cardinality(member_index) > 0)) not valid`);
}

async function plain(): Promise<number> {
  return (await owner.query<{ count: number }>(`select count(*)::int as count from coverages where member_id !~ '^v1[.]' or cardinality(member_index) = 0`)).rows[0]?.count ?? -1;
}

async function vouched(): Promise<boolean> {
  return (await owner.query<{ is: boolean }>(`select bool_and(convalidated) as is from pg_constraint where conname ~ '_sealed$'`)).rows[0]?.is ?? false;
}

test('what was plain before is sealed when a server starts, once, and the database vouches for it', async () => {
  await perform(server.app.world, recordEvv, { visitId: ours.visitIds[0], status: 'RECEIVED', memberId: 'M1' }, ours);
  await makePlain();
  expect([await plain(), await vouched()]).toEqual([2, false]);
  // Two nodes of a new version come up together.
  const nodes = await Promise.all([startApp(server.config, SILENT), startApp(server.config, SILENT)]);
  try {
    expect([await plain(), await vouched()]).toEqual([0, true]);
    for (const { agencyId } of [ours, theirs]) expect(await openedIn(nodes[0].world, agencyId, COVERAGE_MEMBER_ID, 'id')).toEqual(['KANARI-1']);
    // A number that happens to look like a sealed one was plain all the same.
    expect(await openedIn(nodes[1].world, ours.agencyId, EVV_MEMBER_ID, 'id')).toEqual(['v1.1.looks-sealed']);
    const token = await server.token('ADMIN', theirs.agencyId);
    const { data } = await server.ask(token, '{ coverages(filter: { memberId: "KANARI-1" }) { nodes { memberId version } } }');
    expect(data.coverages.nodes).toEqual([{ memberId: 'KANARI-1', version: 1 }]);
  } finally {
    for (const node of nodes) await node.stop();
  }
});

test('nothing plain can be written, by whatever way', async () => {
  await expect(owner.query(`update coverages set member_id = 'KANARI-1'`)).rejects.toThrow('coverages_member_id_sealed');
  await expect(owner.query(`update patients set ssn = '523-45-7788'`)).rejects.toThrow('patients_ssn_sealed');
  await perform(server.app.world, updatePatient, { patientId: ours.patientId, ssn: '523-45-7788' }, ours);
});
