import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { importFhir } from '../../src/fhir/import.js';
import { describeReport, type ImportReport } from '../../src/fhir/report.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { at, countRows, example, examplesIn, openImportingAgency, outcomes, totals } from '../support/fhir.js';

let world: TestWorld;

beforeAll(async () => {
  world = await openTestWorld();
});

afterAll(async () => {
  await world.close();
});

/** Imports into an agency of its own, twice, and asserts that the second time changes nothing at all. */
async function importTwice(path: string): Promise<{ readonly first: ImportReport; readonly second: ImportReport; readonly rows: Partial<Record<string, number>> }> {
  const { viewer } = await openImportingAgency(world.world);
  const before = await countRows(world.owner);
  const first = await importFhir(world.world, viewer, example(path));
  const after = await countRows(world.owner);
  const contents = await contentsOf(world.owner);
  const second = await importFhir(world.world, viewer, example(path));
  expect(await contentsOf(world.owner)).toEqual(contents);
  const rows = Object.fromEntries(Object.entries(after).map(([table, count]) => [table, count - before[table as keyof typeof before]]).filter(([, count]) => (count as number) > 0));
  return { first, second, rows };
}

const COMMON = { 'Organization CREATED': 'Organization UNCHANGED', 'Coverage CREATED': 'Coverage UNCHANGED', 'Patient CREATED': 'Patient UNCHANGED', 'Practitioner CREATED': 'Practitioner UNCHANGED', 'PractitionerRole CREATED': 'PractitionerRole UNCHANGED', 'Claim CREATED': 'Claim UNCHANGED', 'ServiceRequest CREATED': 'ServiceRequest UNCHANGED' };

function secondTime(first: readonly string[]): string[] {
  return first.map((outcome) => (COMMON as Record<string, string>)[outcome] ?? outcome);
}

describe('Da Vinci PAS examples', () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    // The request is for a consultation at a clinic: payer and patient are kept, the rest concerns nobody at home.
    'davinci-pas/Bundle-ErrorResponseBundleExample.json': ['ClaimResponse SKIPPED', 'Organization SKIPPED', 'Organization CREATED', 'Patient CREATED', 'Claim SKIPPED'],
    'davinci-pas/Bundle-HomecareAuthorizationBundleExample.json': ['Claim CREATED', 'Organization SKIPPED', 'Organization CREATED', 'Coverage CREATED', 'Patient CREATED'],
    // The update stands before the request that it updates; what it changes is formula, which is none of ours.
    'davinci-pas/Bundle-HomecareAuthorizationUpdateBundleExample.json': ['Claim UNCHANGED', 'Organization SKIPPED', 'Organization CREATED', 'Coverage CREATED', 'Patient CREATED', 'Claim CREATED'],
    'davinci-pas/Bundle-PASClaimInquiryResponseBundleExample.json': ['ClaimResponse SKIPPED', 'Organization SKIPPED', 'Organization CREATED', 'Coverage CREATED', 'Patient CREATED', 'Claim SKIPPED'],
    'davinci-pas/Bundle-ReferralAuthorizationBundleExample.json': [
      'Claim SKIPPED', 'Organization SKIPPED', 'Organization CREATED', 'Coverage CREATED', 'Patient CREATED', 'ServiceRequest SKIPPED', 'PractitionerRole CREATED', 'Practitioner CREATED', 'Location SKIPPED', 'DocumentReference SKIPPED',
    ],
    'davinci-pas/Bundle-ReferralAuthorizationResponseBundleExample.json': ['ClaimResponse SKIPPED', 'Organization SKIPPED', 'Organization CREATED', 'Patient CREATED', 'Practitioner CREATED'],
    // It answers a request that is nowhere to be seen and does not say for what.
    'davinci-pas/Bundle-ReferralPendingAuthorizationResponseBundleExample.json': ['ClaimResponse REFUSED', 'Organization SKIPPED', 'Organization CREATED', 'Patient CREATED', 'Practitioner CREATED'],
    'davinci-pas/Bundle-RejectionResponseBundleExample.json': ['ClaimResponse SKIPPED', 'Organization SKIPPED', 'Organization CREATED', 'Patient CREATED', 'Claim SKIPPED'],
  };

  test('every example has its expectation', () => {
    expect(examplesIn('davinci-pas')).toEqual(Object.keys(expected).sort());
  });

  test.each(Object.entries(expected))('%s imports as described, and the second time changes nothing', async (path, described) => {
    const { first, second } = await importTwice(path);
    expect(outcomes(first)).toEqual(described);
    expect(outcomes(second)).toEqual(secondTime(described));
  });

  test('a home-care request becomes a pended authorization of its nursing, with the other item named', async () => {
    const { first, rows } = await importTwice('davinci-pas/Bundle-HomecareAuthorizationBundleExample.json');
    expect(rows).toEqual({ payers: 1, patients: 1, coverages: 1, authorizations: 1, authorization_lines: 1, identifiers: 8, alignment_events: 4 });
    const claim = at(first, 'entry[0]');
    expect(claim.changes).toEqual(['recordAuthorization']);
    expect(claim.issues.map(({ code, path }) => [code, path])).toEqual([
      ['ASSUMED', 'Claim.item[0].quantity'],
      ['ASSUMED', 'Claim.item[0].servicedPeriod'],
      ['UNKNOWN_CODE', 'Claim.item[1].productOrService'],
    ]);
    expect(claim.unmodelled).toContain('Claim.item[0].locationCodeableConcept');
    const { rows: lines } = await world.owner.query(`
      select discipline, service_code, unit_definition, authorized_milli_units::int as units, starts_on::text, ends_on::text, decision
        from authorization_lines where agency_id = (select agency_id from patients where family_name = 'SMITH' order by id desc limit 1)`);
    // G0154 was any nurse; it asks for no quantity, from the start of care on, for one certification period.
    expect(lines).toEqual([{ discipline: 'SN', service_code: null, unit_definition: 'QUARTER_HOUR', units: 0, starts_on: '2005-05-02', ends_on: '2005-06-30', decision: 'PENDED' }]);
  });

  test('the answer to the referral is not taken for an answer to the home-care request that has the same trace number', async () => {
    const { viewer, agencyId } = await openImportingAgency(world.world);
    await importFhir(world.world, viewer, example('davinci-pas/Bundle-HomecareAuthorizationBundleExample.json'));
    for (const answer of ['ReferralAuthorizationResponse', 'ReferralPendingAuthorizationResponse', 'RejectionResponse', 'ErrorResponse', 'PASClaimInquiryResponse']) {
      await importFhir(world.world, viewer, example(`davinci-pas/Bundle-${answer}BundleExample.json`));
    }
    const { rows } = await world.owner.query(`select decision, decision_reason, number from authorization_lines l join authorizations a on a.id = l.authorization_id where l.agency_id = $1`, [agencyId]);
    expect(rows).toEqual([{ decision: 'PENDED', decision_reason: null, number: null }]);
  });

  test('all of them together describe one payer, one patient and one authorization', async () => {
    const { viewer, agencyId } = await openImportingAgency(world.world);
    for (const path of examplesIn('davinci-pas')) await importFhir(world.world, viewer, example(path));
    const { rows } = await world.owner.query(
      `select (select count(*)::int from payers where agency_id = $1) as payers, (select count(*)::int from patients where agency_id = $1) as patients,
              (select count(*)::int from coverages where agency_id = $1) as coverages, (select count(*)::int from authorizations where agency_id = $1) as authorizations,
              (select count(*)::int from staff where agency_id = $1) as staff`,
      [agencyId],
    );
    expect(rows).toEqual([{ payers: 1, patients: 1, coverages: 1, authorizations: 1, staff: 1 }]);
  });
});

describe('Synthea transactions', () => {
  test('a child in good health leaves a patient and a doctor, and a line in the report for everything else', async () => {
    const { first, second, rows } = await importTwice('synthea/Enda_Schaefer_dd760206-6c4e-4e25-a799-f5c563e489a1.json');
    expect(first.isKept).toBe(true);
    expect(totals(first)).toEqual({ CREATED: 2, SKIPPED: 87 });
    expect(totals(second)).toEqual({ UNCHANGED: 2, SKIPPED: 87 });
    // Names: address, record number and Synthea's own of the patient; the address of the doctor, whose "NPI" is none.
    expect(rows).toEqual({ staff: 1, patients: 1, identifiers: 4, alignment_events: 2 });
    const practitioner = first.resources.find(({ resourceType }) => resourceType === 'Practitioner');
    expect(practitioner?.issues).toEqual([{ code: 'INVALID_INPUT', path: 'Practitioner.identifier[0].value', expected: 'a National Provider Identifier; none is kept' }]);
    expect(first.resources.filter(({ resourceType }) => resourceType === 'Encounter').every(({ outcome }) => outcome === 'SKIPPED')).toBe(true);
    expect(at(first, 'entry[0]').unmodelled).toContain('Patient.maritalStatus');
  });

  test('the record of someone who has died is taken over as that', async () => {
    const { first } = await importTwice('synthea/Tony_Beer_bb8cd3e5-8910-4eea-bbc6-3f64a4a655b8.json');
    expect(totals(first)).toEqual({ CREATED: 3, SKIPPED: 126 });
    const { rows } = await world.owner.query(`select distinct status from patients where family_name = 'Beer'`);
    expect(rows).toEqual([{ status: 'DECEASED' }]);
  });

  test('numbers of the state are not kept as names', async () => {
    await importTwice('synthea/Tony_Beer_bb8cd3e5-8910-4eea-bbc6-3f64a4a655b8.json');
    const { rows } = await world.owner.query(`select count(*)::int as count from identifiers where value in ('999-45-5045', 'S99933379', 'X60627355X')`);
    expect(rows).toEqual([{ count: 0 }]);
  });
});

describe('post-acute orders', () => {
  test('resources that come alone find each other by their type and id', async () => {
    const { viewer, agencyId } = await openImportingAgency(world.world);
    const load = async (file: string): Promise<ImportReport> => importFhir(world.world, viewer, example(`post-acute-orders/${file}.json`));
    // Before its patient is known an order points at nothing.
    expect(at(await load('servicerequest-HomeHealth'), '').reason).toEqual({ code: 'NOT_FOUND', path: 'ServiceRequest.subject', expected: 'a Patient in the document, or one that was imported before' });
    expect(outcomes(await load('patient-example1'))).toEqual(['Patient CREATED']);
    expect(outcomes(await load('practitioner-practitioner-1'))).toEqual(['Practitioner CREATED']);
    const order = await load('servicerequest-HomeHealth');
    expect(outcomes(order)).toEqual(['ServiceRequest CREATED']);
    expect(at(order, '').unmodelled).toEqual(expect.arrayContaining(['ServiceRequest.orderDetail', 'ServiceRequest.note', 'ServiceRequest.patientInstruction']));
    const { rows } = await world.owner.query(
      `select discipline, frequency_text, starts_on::text, ends_on::text, physician_name, physician_npi, status, (select given_name || ' ' || family_name from patients p where p.id = o.patient_id) as patient from orders o where agency_id = $1`,
      [agencyId],
    );
    // One visit of a nurse on the day; the name that the patient bears since 2020; an order that nobody has signed.
    expect(rows).toEqual([{ discipline: 'SN', frequency_text: '1d1', starts_on: '2020-05-07', ends_on: '2020-05-07', physician_name: 'Ronald Bone', physician_npi: null, status: 'VERBAL_RECEIVED', patient: 'Amy V. Baxter' }]);
  });

  test.each([
    ['coverage-example', 'Coverage REFUSED'],
    ['encounter-example-1', 'Encounter SKIPPED'],
    ['organization-Ambulatory', 'Organization SKIPPED'],
    ['task-Home-Health', 'Task SKIPPED'],
  ])('%s alone: %s, and nothing is stored', async (file, described) => {
    const { first, rows } = await importTwice(`post-acute-orders/${file}.json`);
    expect(outcomes(first)).toEqual([described]);
    expect(rows).toEqual({});
  });

  test('coverage whose payer is nowhere names the payer', async () => {
    const { viewer } = await openImportingAgency(world.world);
    await importFhir(world.world, viewer, example('post-acute-orders/patient-example1.json'));
    const report = await importFhir(world.world, viewer, example('post-acute-orders/coverage-example.json'));
    expect(at(report, '').reason).toMatchObject({ code: 'NOT_FOUND', path: 'Coverage.payor[0]' });
  });
});

test('the report for the terminal names each item of a request that home care does not bill', async () => {
  const { first } = await importTwice('davinci-pas/Bundle-ReferralAuthorizationBundleExample.json');
  expect(describeReport(first)).toContain('  Claim.item[0].productOrService: UNKNOWN_CODE, expected a HCPCS code of home care; the item is left out');
});

test('the report for the terminal has one line for each kind of thing that was passed over', async () => {
  const { first } = await importTwice('synthea/Enda_Schaefer_dd760206-6c4e-4e25-a799-f5c563e489a1.json');
  const lines = describeReport(first);
  expect(lines[0]).toBe('transaction: 2 created, 87 skipped');
  expect(lines).toContain('entry[0] Patient: CREATED (admitPatient)');
  expect(lines).toContain('41 x Observation: SKIPPED, Observation: UNSUPPORTED_RESOURCE, expected a kind of resource that home care models');
});
