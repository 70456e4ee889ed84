import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Refusal } from '../../src/base/refusal.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { perform } from '../../src/changes/perform.js';
import { importFhir, type ImportOptions } from '../../src/fhir/import.js';
import { describeReport, type ImportReport } from '../../src/fhir/report.js';
import { COVERAGE_MEMBER_ID } from '../../src/db/queries/sealed-columns.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { at, type Document, type ImportingAgency, openImportingAgency, outcomes, totals } from '../support/fhir.js';
import { bundle, CANARY, coverage, decision, encounter, insurer, note, nurse, order, patient, physician, request, response } from '../support/fhir-documents.js';
import { openedIn } from '../support/sealing.js';

let world: TestWorld;
let agency: ImportingAgency;

beforeAll(async () => {
  world = await openTestWorld({ poolSize: 12 });
});

beforeEach(async () => {
  agency = await openImportingAgency(world.world);
});

afterAll(async () => {
  await world.close();
});

async function take(document: Document, options: ImportOptions = {}): Promise<ImportReport> {
  return importFhir(world.world, agency.viewer, document, options);
}

async function stored(select: string): Promise<Document[]> {
  return (await world.owner.query(select, [agency.agencyId])).rows;
}

async function refusalOf(document: unknown): Promise<Refusal> {
  const error: unknown = await take(document).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error('the document was not refused');
  return error;
}

/** A patient's whole story, with a canary in every fact. */
function story(): Document[] {
  return [
    insurer(), patient(), coverage(), nurse(), physician(), order(), request(), response('ans', [decision({ action: 'A1', number: `${CANARY}-AUTH` })]),
    encounter('enc', { status: 'finished', participant: [{ individual: { reference: 'Practitioner/rn' } }] }), note('note', { docStatus: 'final', author: [{ reference: 'Practitioner/rn' }] }),
  ];
}

describe('a transaction', () => {
  test('is kept as a whole: the payer, the patient and everything about them in one go', async () => {
    const report = await take(bundle('transaction', ...story()));
    expect(report.isKept).toBe(true);
    expect(totals(report)).toEqual({ CREATED: 9, UPDATED: 1 });
    const events = await stored(`select count(distinct correlation_id)::int as correlations, count(*)::int as events from alignment_events where agency_id = $1 and type not in ('AGENCY_OPENED', 'BRANCH_ADDED')`);
    expect(events).toEqual([{ correlations: 1, events: 12 }]);
    const contents = await contentsOf(world.owner);
    expect(totals(await take(bundle('transaction', ...story())))).toEqual({ UNCHANGED: 10 });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('may be about a patient who is known already', async () => {
    await take(bundle('collection', insurer(), patient(), coverage(), request()));
    const report = await take(bundle('transaction', physician(), order(), response('ans', [decision({ action: 'A1' })]), insurer('second', { name: 'Second Plan', identifier: undefined }), coverage('c2', { subscriberId: 'S', payor: [{ reference: 'Organization/second' }] })));
    expect(outcomes(report)).toEqual(['Practitioner CREATED', 'ServiceRequest CREATED', 'ClaimResponse UPDATED', 'Organization CREATED', 'Coverage CREATED']);
    // Nobody says which coverage comes first: the one that was known before does.
    expect(await openedIn(world.world, agency.agencyId, COVERAGE_MEMBER_ID, 'rank')).toEqual([`${CANARY}-MEMBER`, 'S']);
  });

  test('leaves nothing at all when one resource cannot be mapped', async () => {
    const contents = await contentsOf(world.owner);
    const report = await take(bundle('transaction', ...story(), encounter('bad', { period: { start: 'yesterday' } })));
    expect(report.isKept).toBe(false);
    expect(totals(report)).toEqual({ REFUSED: 1, ROLLED_BACK: 10 });
    expect(at(report, 'entry[10]').reason).toEqual({ code: 'INVALID_DATE', path: 'Encounter.period.start', expected: 'a date and time with its offset' });
    expect(await contentsOf(world.owner)).toEqual(contents);
    expect(describeReport(report)).toContain('The transaction was refused as a whole; nothing of it was kept.');
  });

  test('leaves nothing at all when a change is refused at the very end, and names the resource', async () => {
    const contents = await contentsOf(world.owner);
    const late = await take(bundle('transaction', ...story(), encounter('bad', { period: { start: '2026-02-25T09:00:00-06:00', end: '2026-02-27T09:00:00-06:00' } })));
    expect(late.isKept).toBe(false);
    expect(totals(late)).toEqual({ REFUSED: 1, ROLLED_BACK: 10 });
    expect(at(late, 'entry[10]').reason).toMatchObject({ code: 'INVALID_RANGE', path: 'Encounter.period.end' });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('names every resource that is wrong, not only the first', async () => {
    const report = await take(bundle('transaction', patient(), encounter('a', { period: {} }), order('b', { occurrenceTiming: undefined })));
    expect(report.resources.filter(({ outcome }) => outcome === 'REFUSED').map(({ reason }) => reason?.path)).toEqual(['Encounter.period.start', 'ServiceRequest.requester']);
  });

  test('is kept although resources that home care does not model are passed over', async () => {
    const report = await take(bundle('transaction', patient(), { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'pulse' } }));
    expect(report.isKept).toBe(true);
    expect(outcomes(report)).toEqual(['Patient CREATED', 'Observation SKIPPED']);
  });

  test('about two patients is refused, with what to do instead; as a batch it is taken', async () => {
    const contents = await contentsOf(world.owner);
    const report = await take(bundle('transaction', patient('p1'), patient('p2')));
    expect(at(report, 'entry[1]').reason).toMatchObject({ code: 'LIMIT_EXCEEDED', path: 'Patient' });
    expect(await contentsOf(world.owner)).toEqual(contents);
    expect(totals(await take(bundle('batch', patient('p1'), patient('p2'))))).toEqual({ CREATED: 2 });
  });

  test('is refused as a whole when the role may not make one of its changes', async () => {
    const contents = await contentsOf(world.owner);
    const report = await importFhir(world.world, agency.viewerAs('SCHEDULER'), bundle('transaction', patient(), insurer('ins', { type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'ins' }] }] })));
    expect(report.isKept).toBe(false);
    expect(at(report, 'entry[1]').reason).toMatchObject({ code: 'FORBIDDEN' });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('cannot delete or patch', async () => {
    const document = bundle('transaction', patient());
    document.entry.push({ request: { method: 'DELETE', url: 'Patient/p1' } }, { request: { method: 'GET', url: 'Patient' } });
    const report = await take(document);
    expect(report.isKept).toBe(false);
    expect(report.resources.map(({ path, outcome }) => [path, outcome])).toEqual([['entry[0]', 'ROLLED_BACK'], ['entry[1]', 'REFUSED']]);
  });
});

describe('anything but a transaction', () => {
  test.each(['collection', 'batch', 'searchset'])('a bad resource in a %s stops only those that point at it', async (type) => {
    const report = await take(bundle(type, insurer(), patient('p1', { name: undefined }), coverage(), patient('p2'), encounter('enc', { subject: { reference: 'Patient/p2' } })));
    expect(outcomes(report)).toEqual(['Organization CREATED', 'Patient REFUSED', 'Coverage REFUSED', 'Patient CREATED', 'Encounter CREATED']);
    expect(at(report, 'entry[1]').reason).toEqual({ code: 'INVALID_INPUT', path: 'Patient.name', expected: 'a name' });
    expect(at(report, 'entry[2]').reason).toEqual({ code: 'NOT_FOUND', path: 'Coverage.beneficiary', expected: 'a Patient that could itself be imported' });
  });

  test('each role imports what it may', async () => {
    const report = await importFhir(world.world, agency.viewerAs('SCHEDULER'), bundle('collection', patient(), nurse(), encounter()));
    expect(outcomes(report)).toEqual(['Patient CREATED', 'Practitioner REFUSED', 'Encounter CREATED']);
    expect(at(report, 'entry[1]').reason).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('who may not make a record gives none a name either', async () => {
    await take(bundle('collection', patient()));
    const contents = await contentsOf(world.owner);
    const renamed = { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: 'https://elsewhere.example/Patient/9', resource: patient('9', { identifier: patient('p1').identifier }) }] };
    expect(outcomes(await importFhir(world.world, agency.viewerAs('CLINICIAN'), renamed))).toEqual(['Patient UNCHANGED']);
    expect(await contentsOf(world.owner)).toEqual(contents);
    await take(renamed);
    expect(await contentsOf(world.owner)).not.toEqual(contents);
  });

  test('another agency sees nothing of it, under the same identifiers and addresses', async () => {
    await take(bundle('collection', ...story()));
    const other = await openImportingAgency(world.world);
    const report = await importFhir(world.world, other.viewer, bundle('collection', order()));
    expect(at(report, 'entry[0]').reason).toMatchObject({ code: 'NOT_FOUND' });
    expect(totals(await importFhir(world.world, other.viewer, bundle('collection', ...story())))).toEqual({ CREATED: 9, UPDATED: 1 });
  });
});

describe('who is who', () => {
  test('the same local id of two senders is two patients, and is trusted for neither afterwards', async () => {
    const one = patient('1', { identifier: [{ system: 'urn:a', value: 'A1' }] });
    const other = patient('1', { identifier: [{ system: 'urn:a', value: 'B2' }], name: [{ family: 'Other', given: ['Person'] }] });
    expect(outcomes(await take(one))).toEqual(['Patient CREATED']);
    expect(outcomes(await take(other))).toEqual(['Patient CREATED']);
    expect(await stored('select count(*)::int as count from patients where agency_id = $1')).toEqual([{ count: 2 }]);
    const lost = await take(encounter('enc', { subject: { reference: 'Patient/1' } }));
    expect(at(lost, '').reason).toMatchObject({ code: 'NOT_FOUND', path: 'Encounter.subject' });
    // By what is theirs alone they are still found, and told apart.
    expect(outcomes(await take(encounter('enc', { subject: { reference: 'Patient/1', identifier: { system: 'urn:a', value: 'B2' } } })))).toEqual(['Encounter CREATED']);
    expect(outcomes(await take(one))).toEqual(['Patient UNCHANGED']);
    expect(outcomes(await take(other))).toEqual(['Patient UNCHANGED']);
    expect(await stored(`select family_name from patients p join visits v on v.patient_id = p.id where p.agency_id = $1`)).toEqual([{ family_name: 'Other' }]);
  });

  test('the same patient under another UUID is the same patient, and what points there finds them', async () => {
    const uuid = (last: string): string => `urn:uuid:00000000-0000-4000-8000-00000000000${last}`;
    const exported = (last: string, ...more: Document[]): Document => ({ resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: uuid(last), resource: patient('p1') }, ...more] });
    await take(exported('1'));
    const visit = { fullUrl: uuid('9'), resource: encounter('e', { subject: { reference: uuid('2') } }) };
    expect(outcomes(await take(exported('2', visit)))).toEqual(['Patient UNCHANGED', 'Encounter CREATED']);
    expect(outcomes(await take({ resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: uuid('8'), resource: encounter('f', { subject: { reference: uuid('2') } }) }] }))).toEqual(['Encounter CREATED']);
    expect(await stored('select count(*)::int as count from patients where agency_id = $1')).toEqual([{ count: 1 }]);
  });

  test('whoever was admitted by hand under the same number, name and date of birth is found, and gets no second record', async () => {
    const admission = { branchId: agency.branchId, mrn: `${CANARY}-MRN-p1`, givenName: 'By hand', familyName: `${CANARY}family`, birthDate: '1941-07-05' };
    await perform(world.world, admitPatient, admission, { viewer: agency.viewer });
    expect(outcomes(await take(bundle('collection', patient(), encounter())))).toEqual(['Patient UNCHANGED', 'Encounter CREATED']);
    expect(await stored('select count(*)::int as count from patients where agency_id = $1')).toEqual([{ count: 1 }]);
  });

  test('someone else under the same record number gets a number of our own', async () => {
    const admission = { branchId: agency.branchId, mrn: `${CANARY}-MRN-p1`, givenName: 'Quite', familyName: 'Different', birthDate: '1950-01-01' };
    await perform(world.world, admitPatient, admission, { viewer: agency.viewer });
    expect(outcomes(await take(patient()))).toEqual(['Patient CREATED']);
    const [, imported] = await stored('select mrn from patients where agency_id = $1 order by id');
    expect(imported.mrn).toMatch(/^FHIR-[0-9A-F]{16}$/);
    expect(outcomes(await take(patient()))).toEqual(['Patient UNCHANGED']);
  });

  test('a payer set up by hand is found by name, so that its policy holds', async () => {
    const { record } = await perform(world.world, addPayer, { name: 'PRAIRIE health plan', kind: 'COMMERCIAL' }, { viewer: agency.viewer });
    expect(outcomes(await take(bundle('collection', insurer(), patient(), coverage())))).toEqual(['Organization UNCHANGED', 'Patient CREATED', 'Coverage CREATED']);
    expect(await stored('select payer_id from coverages where agency_id = $1')).toEqual([{ payer_id: record.id }]);
  });

  test('a patient who moved or married is reported by the elements that differ', async () => {
    await take(patient());
    const report = await take(patient('p1', { name: [{ family: 'Married', given: ['Anew'] }], deceasedBoolean: true, telecom: [{ value: '555' }] }));
    expect(at(report, '')).toMatchObject({ outcome: 'CHANGED', notApplied: ['Patient.deceasedBoolean', 'Patient.name'], unmodelled: ['Patient.telecom'] });
    expect(await stored('select family_name, status from patients where agency_id = $1')).toEqual([{ family_name: `${CANARY}Family`, status: 'ACTIVE' }]);
    expect(outcomes(await take(patient('p1', { birthDate: '1941-05-07' })))).toEqual(['Patient CHANGED']);
  });

  test('who has another name and another birthday is not the patient, whatever the id says', async () => {
    await take(patient('1', { identifier: undefined }));
    const other = patient('1', { identifier: undefined, name: [{ family: 'Other', given: ['Person'] }], birthDate: '1950-01-01' });
    const report = await take({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: other }, { resource: encounter('enc', { subject: { reference: 'Patient/1' } }) }] });
    expect(outcomes(report)).toEqual(['Patient REFUSED', 'Encounter REFUSED']);
    expect(at(report, 'entry[0]').reason).toMatchObject({ code: 'ALREADY_EXISTS', path: 'Patient.name' });
    expect(await stored('select count(*)::int as count from visits where agency_id = $1')).toEqual([{ count: 0 }]);
  });

  test('an id that was a visit of one patient is not a visit of another', async () => {
    await take(bundle('collection', patient('p1'), patient('p2'), encounter('1')));
    const report = await take(bundle('collection', encounter('1', { subject: { reference: 'Patient/p2' }, status: 'cancelled' })));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'REFUSED', reason: { code: 'ALREADY_EXISTS', path: 'Encounter.subject' } });
    expect(await stored('select status from visits where agency_id = $1')).toEqual([{ status: 'SCHEDULED' }]);
  });

  test('a practitioner under the id of another is refused', async () => {
    await take(physician('1'));
    expect(outcomes(await take(physician('1', { name: [{ family: 'Quite', given: ['Another'] }] })))).toEqual(['Practitioner REFUSED']);
    expect(outcomes(await take(physician('1', { name: [{ family: 'Married', given: ['Maja'] }] })))).toEqual(['Practitioner CHANGED']);
  });

  test('what differs only where nothing is modelled is unchanged', async () => {
    await take(patient());
    const contents = await contentsOf(world.owner);
    expect(outcomes(await take(patient('p1', { telecom: [{ value: '555' }], meta: { versionId: '2' }, text: { status: 'generated', div: '<div/>' } })))).toEqual(['Patient UNCHANGED']);
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('contained resources are imported with what contains them', async () => {
    const inside = {
      ...coverage(), contained: [{ ...insurer('payer'), id: 'payer' }, { ...patient('who'), id: 'who' }, { resourceType: 'Location', id: 'l' }],
      beneficiary: { reference: '#who' }, payor: [{ reference: '#payer' }],
    };
    const report = await take(inside);
    expect(report.resources.map(({ path, resourceType, outcome }) => [path, resourceType, outcome])).toEqual([['', 'Coverage', 'CREATED'], ['contained[0]', 'Organization', 'CREATED'], ['contained[1]', 'Patient', 'CREATED']]);
    expect(at(report, '').unmodelled).toContain('Coverage.contained[2]');
    expect(totals(await take(inside))).toEqual({ UNCHANGED: 3 });
  });

  test.each([
    ['a relative one', { reference: 'Patient/p1' }],
    ['an absolute one', { reference: 'https://ehr.example/fhir/Patient/p1' }],
    ['one to a version', { reference: 'https://ehr.example/fhir/Patient/p1/_history/3' }],
    ['an identifier', { type: 'Patient', identifier: { system: 'urn:oid:1.2.3.4', value: `${CANARY}-MRN-p1` } }],
    ['a conditional one', { reference: `Patient?identifier=urn:oid:1.2.3.4|${CANARY}-MRN-p1` }],
  ])('%s finds the patient, in the document and after', async (_kind, subject) => {
    expect(outcomes(await take(bundle('collection', encounter('a', { subject }), patient())))).toEqual(['Encounter CREATED', 'Patient CREATED']);
    expect(outcomes(await take(bundle('collection', encounter('b', { subject }))))).toEqual(['Encounter CREATED']);
  });

  test('the same relative id on another server is somebody else', async () => {
    await take(bundle('collection', patient()));
    const elsewhere = { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: 'https://other.example/fhir/Encounter/e', resource: encounter('e') }] };
    expect(at(await take(elsewhere), 'entry[0]').reason).toMatchObject({ code: 'NOT_FOUND', path: 'Encounter.subject' });
  });

  test('a resource without an address is of the server that the caller names', async () => {
    await take(bundle('collection', patient()));
    expect(at(await take(encounter('e')), '').outcome).toBe('REFUSED');
    expect(at(await take(encounter('e'), { baseUrl: 'https://ehr.example/fhir/' }), '').outcome).toBe('CREATED');
  });

  test('a patient goes to the branch that the caller names, and a branch of another agency is not found', async () => {
    const other = await openImportingAgency(world.world);
    await expect(take(patient(), { branchId: other.branchId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await take(patient(), { branchId: agency.branchId });
    expect(await stored('select branch_id from patients where agency_id = $1')).toEqual([{ branch_id: agency.branchId }]);
  });
});

describe('at the same time', () => {
  test.each(['collection', 'transaction'])('the same %s, imported by several at once, is there once', async (type) => {
    const reports = await Promise.all(Array.from({ length: 4 }, () => take(bundle(type, ...story()))));
    expect(reports.every(({ isKept }) => isKept)).toBe(true);
    expect(reports.flatMap(({ resources }) => resources).filter(({ outcome }) => outcome === 'REFUSED' || outcome === 'ROLLED_BACK')).toEqual([]);
    const [rows] = await stored(`
      select (select count(*)::int from payers where agency_id = $1) as payers, (select count(*)::int from patients where agency_id = $1) as patients,
             (select count(*)::int from coverages where agency_id = $1) as coverages, (select count(*)::int from staff where agency_id = $1) as staff,
             (select count(*)::int from orders where agency_id = $1) as orders, (select count(*)::int from authorizations where agency_id = $1) as authorizations,
             (select count(*)::int from visits where agency_id = $1) as visits, (select count(*)::int from notes where agency_id = $1) as notes`);
    expect(rows).toEqual({ payers: 1, patients: 1, coverages: 1, staff: 2, orders: 1, authorizations: 1, visits: 1, notes: 1 });
    const contents = await contentsOf(world.owner);
    expect(totals(await take(bundle(type, ...story())))).toEqual({ UNCHANGED: 10 });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });
});

describe('nonsense', () => {
  test.each([
    ['nothing', undefined, 'MALFORMED_REQUEST'],
    ['null', null, 'MALFORMED_REQUEST'],
    ['text', 'Patient', 'MALFORMED_REQUEST'],
    ['a list', [{ resourceType: 'Patient' }], 'MALFORMED_REQUEST'],
    ['a bundle of no type', { resourceType: 'Bundle', entry: [] }, 'MALFORMED_REQUEST'],
    ['a bundle of another type', { resourceType: 'Bundle', type: 'transaction-response', entry: [] }, 'MALFORMED_REQUEST'],
    ['a bundle whose entries are none', { resourceType: 'Bundle', type: 'collection', entry: { a: 1 } }, 'MALFORMED_REQUEST'],
    ['too many entries', { resourceType: 'Bundle', type: 'collection', entry: Array.from({ length: 5001 }, () => ({})) }, 'LIMIT_EXCEEDED'],
    ['a resource that is too deep', Array.from({ length: 5000 }).reduce<Document>((inner) => ({ a: inner }), { resourceType: 'Patient' }), 'LIMIT_EXCEEDED'],
  ])('%s is refused as a whole', async (_what, document, code) => {
    const contents = await contentsOf(world.owner);
    expect(await refusalOf(document)).toMatchObject({ code });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('an empty bundle is imported, and comes to nothing', async () => {
    expect(describeReport(await take({ resourceType: 'Bundle', type: 'collection' }))).toEqual(['collection: nothing to import']);
  });

  const strange: ReadonlyArray<readonly [string, Document, string, string]> = [
    ['an entry that is no object', 'x', 'MALFORMED_REQUEST', '(unknown)'],
    ['an entry without a resource', { fullUrl: 'urn:uuid:1' }, 'MALFORMED_REQUEST', '(unknown)'],
    ['a resource without a type', { resource: { id: '1' } }, 'UNKNOWN_CODE', 'resourceType'],
    ['a resource of no type of FHIR', { resource: { resourceType: `${CANARY}Smith` } }, 'UNKNOWN_CODE', 'resourceType'],
    ['a bundle inside of the bundle', { resource: bundle('transaction', patient()) }, 'UNSUPPORTED_RESOURCE', 'Bundle'],
    ['a name that is a number', { resource: patient('p', { name: 7 }) }, 'INVALID_INPUT', 'Patient.name'],
    ['a family name that is an object', { resource: patient('p', { name: [{ family: { a: 1 }, given: ['x'] }] }) }, 'INVALID_INPUT', 'Patient.name[0].family'],
    ['a birth date that is no date', { resource: patient('p', { birthDate: '1941-02-30' }) }, 'INVALID_DATE', 'Patient.birthDate'],
    ['a birth date in the future', { resource: patient('p', { birthDate: '2190-01-01' }) }, 'INVALID_DATE', 'Patient.birthDate'],
    ['coverage that ends before it starts', { resource: coverage('c', { period: { start: '2026-01-01', end: '2025-01-01' } }) }, 'INVALID_RANGE', 'Coverage.period'],
    ['a dangling reference', { resource: coverage('c', { beneficiary: { reference: 'Patient/nobody' } }) }, 'NOT_FOUND', 'Coverage.beneficiary'],
    ['a reference that is a number', { resource: coverage('c', { beneficiary: 7 }) }, 'NOT_FOUND', 'Coverage.beneficiary'],
    ['a reference to the wrong kind', { resource: coverage('c', { beneficiary: { reference: 'Organization/ins' } }) }, 'NOT_FOUND', 'Coverage.beneficiary'],
    ['a frequency of minus two', { resource: order('o', { occurrenceTiming: { repeat: { frequency: -2, period: 1, periodUnit: 'wk' } } }) }, 'INVALID_INPUT', 'ServiceRequest.occurrenceTiming.repeat.frequency'],
    ['a request for no number of units', { resource: request('r', { item: [{ sequence: 1, productOrService: { coding: [{ code: 'G0151' }] }, quantity: { value: 1e12 } }] }) }, 'INVALID_INPUT', 'Claim.item[0]'],
    ['an extension that changes the meaning', { resource: patient('p', { modifierExtension: [{ url: 'https://x.example/not-a-person', valueBoolean: true }] }) }, 'UNSUPPORTED_RESOURCE', 'Patient.modifierExtension[0]'],
    ['rules that nobody knows', { resource: patient('p', { implicitRules: 'https://x.example/rules' }) }, 'UNSUPPORTED_RESOURCE', 'Patient.implicitRules'],
    ['a name of 10,000 letters', { resource: patient('p', { name: [{ family: 'x'.repeat(10_000), given: ['y'] }] }) }, 'INVALID_INPUT', 'Patient.name'],
    ['a zero byte', { resource: patient('p', { name: [{ family: 'x\u0000y', given: ['y'] }] }) }, 'INVALID_INPUT', 'Patient.name[0].family'],
    ['half of a character', { resource: patient('p', { name: [{ family: 'x\ud800', given: ['y'] }] }) }, 'INVALID_INPUT', 'Patient.name[0].family'],
    ['a payer whose name is a zero byte', { resource: coverage('c', { payor: [{ display: '\u0000' }] }) }, 'INVALID_INPUT', 'Coverage.payor[0].display'],
  ];

  test.each(strange)('%s is refused with its path, and the next resource is imported', async (_what, held, code, path) => {
    const document = bundle('collection', insurer(), patient('p1'), physician(), coverage('cov'));
    document.entry.push(held, { fullUrl: 'https://ehr.example/fhir/Patient/after', resource: patient('after') });
    const report = await take(document);
    expect(at(report, 'entry[4]')).toMatchObject({ outcome: 'REFUSED', reason: { code, path } });
    expect(at(report, 'entry[5]').outcome).toBe('CREATED');
    expect(JSON.stringify(report)).not.toContain(CANARY);
  });

  test('names that the database cannot keep are kept as digests, or not at all', async () => {
    const strange = { fullUrl: `urn:x:\u0000${'y'.repeat(5000)}`, resource: patient('p', { identifier: [{ system: 'urn:a', value: 'x\u0000' }, { system: `urn:${'s'.repeat(5000)}`, value: 'z' }] }) };
    const document = { resourceType: 'Bundle', type: 'collection', entry: [strange] };
    expect(outcomes(await take(document))).toEqual(['Patient CREATED']);
    expect(outcomes(await take(document))).toEqual(['Patient UNCHANGED']);
  });

  test('a request that updates itself is imported all the same', async () => {
    const related = [{ claim: { reference: 'Claim/req' } }];
    expect(outcomes(await take(bundle('collection', insurer(), patient(), request('req', { related }))))).toEqual(['Organization CREATED', 'Patient CREATED', 'Claim CREATED']);
  });

  test('a bundle of a thousand resources that nobody models is read in no time and stores nothing', async () => {
    const contents = await contentsOf(world.owner);
    const report = await take(bundle('collection', ...Array.from({ length: 1000 }, (_, i) => ({ resourceType: 'Observation', id: `o${i}` }))));
    expect(totals(report)).toEqual({ SKIPPED: 1000 });
    expect(await contentsOf(world.owner)).toEqual(contents);
  });
});

describe('what the report tells', () => {
  test('holds no fact of the patient, whatever the outcome', async () => {
    const hostile = patient('p1', { [`${CANARY}Smith`]: 'x', extension: [{ url: `https://x.example/${CANARY}`, valueString: CANARY }], maritalStatus: { text: CANARY } });
    const documents = [
      bundle('collection', ...story(), hostile),
      bundle('transaction', ...story(), order('x', { requester: { display: CANARY }, occurrenceTiming: { code: { text: `${CANARY} at will` } } })),
      bundle('collection', patient('p1', { name: [{ family: `${CANARY}2`, given: ['x'] }] }), coverage('c', { beneficiary: { reference: `Patient/${CANARY}` } }), encounter(CANARY, { period: { start: CANARY } })),
    ];
    for (const document of documents) {
      const report = await take(document);
      expect(JSON.stringify(report)).not.toContain(CANARY);
      expect(describeReport(report).join('\n')).not.toContain(CANARY);
    }
    expect(JSON.stringify(await refusalOf({ resourceType: 'Bundle', type: CANARY }))).not.toContain(CANARY);
  });

  test('names every element that is there and is not modelled, and none that is', async () => {
    const report = await take(patient('p1', { gender: 'female', contact: [{ name: { text: 'x' } }], communication: [], extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race', extension: [] }] }));
    expect(at(report, '').unmodelled).toEqual(['Patient.gender', 'Patient.contact', 'Patient.communication', 'Patient.extension[us-core-race]']);
  });
});
