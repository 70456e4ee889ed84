import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { addCoverage } from '../../src/changes/add-coverage.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import { performAll } from '../../src/changes/perform.js';
import { step } from '../../src/changes/step.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { reading } from '../../src/db/agency-scope.js';
import { keptNames, type Naming } from '../../src/db/queries/namings.js';
import { PatientRow } from '../../src/db/rows/patient-row.js';
import { systemIds } from '../../src/system.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { type ImportingAgency, openImportingAgency } from '../support/fhir.js';

let world: TestWorld;
let agency: ImportingAgency;

beforeAll(async () => {
  world = await openTestWorld();
});

beforeEach(async () => {
  agency = await openImportingAgency(world.world);
});

afterAll(async () => {
  await world.close();
});

function admission(id: string, mrn = id) {
  return step(admitPatient, { id, branchId: agency.branchId, mrn, givenName: 'A', familyName: 'B', birthDate: '1950-01-01' });
}

function order(patientId: string) {
  return step(recordOrder, { patientId, kind: 'SUPPLEMENTAL', discipline: 'PT', frequencyText: '2w4', startsOn: '2026-03-01', physicianName: 'Dr. Example' });
}

describe('changes that go together', () => {
  test('about two patients are refused, rather than written into the record of the first', async () => {
    const [one, other] = [systemIds.next(), systemIds.next()];
    await performAll(world.world, [admission(one)], agency);
    await performAll(world.world, [admission(other)], agency);
    const contents = await contentsOf(world.owner);
    await expect(performAll(world.world, [order(one), order(other)], agency)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { path: ['input', 'patientId'] } });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('say which of them was refused, where the caller told where they stand', async () => {
    const id = systemIds.next();
    const at = (path: string, one: ReturnType<typeof order>) => ({ ...one, path: [path] });
    const nowhere = systemIds.next();
    const coverage = step(addCoverage, { patientId: id, payerId: nowhere, memberId: 'M', startsOn: '2026-01-01' });
    await expect(performAll(world.world, [at('a', admission(id)), at('b', order(id)), at('c', coverage)], agency)).rejects.toMatchObject({ code: 'NOT_FOUND', details: { path: ['c', 'input', 'payerId'] } });
  });

  test('say so too when it was the database that refused', async () => {
    await performAll(world.world, [admission(systemIds.next(), 'TAKEN')], agency);
    await expect(performAll(world.world, [{ ...admission(systemIds.next(), 'TAKEN'), path: ['second'] }], agency)).rejects.toMatchObject({ code: 'ALREADY_EXISTS', details: { path: ['second', 'input', 'mrn'] } });
  });
});

describe('names', () => {
  const naming = (recordId: string, value: string, contentHash: string | null = null): Naming => ({ row: PatientRow, recordId, names: [{ system: 'urn:a', value, contentHash }] });

  async function kept(value: string): Promise<unknown> {
    const names = await reading(world.database, agency.agencyId, (tx) => keptNames(tx, [{ recordType: 'Patient', system: 'urn:a', value }]));
    return names.map(({ recordId, contentHash }) => [recordId, contentHash]);
  }

  test('are kept with the changes, and without any leave no event', async () => {
    const id = systemIds.next();
    await performAll(world.world, [admission(id)], { ...agency, namings: [naming(id, '1', 'told')] });
    expect(await kept('1')).toEqual([[id, 'told']]);
    const { rows: before } = await world.owner.query('select count(*) from alignment_events');
    expect(await performAll(world.world, [], { ...agency, namings: [naming(id, '1', 'told anew'), naming(id, '2')] })).toMatchObject({ records: [], position: null });
    expect(await kept('1')).toEqual([[id, 'told anew']]);
    expect(await kept('2')).toEqual([[id, null]]);
    expect((await world.owner.query('select count(*) from alignment_events')).rows).toEqual(before);
  });

  test('belong to one record: a second one is refused, and its changes with it', async () => {
    const [one, other] = [systemIds.next(), systemIds.next()];
    await performAll(world.world, [admission(one)], { ...agency, namings: [naming(one, '1')] });
    const contents = await contentsOf(world.owner);
    await expect(performAll(world.world, [admission(other)], { ...agency, namings: [naming(other, '1')] })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('of two writers at once the second is refused', async () => {
    const ids = [systemIds.next(), systemIds.next()];
    const settled = await Promise.allSettled(ids.map((id) => performAll(world.world, [admission(id)], { ...agency, namings: [naming(id, 'race')] })));
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await kept('race')).toHaveLength(1);
  });
});
